import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  candidateRange, committeeVote, electionValid, firstRound, hasQuorum, judgeCandidates, majorityOf,
  runOff,
} from '../../src/law/majority.ts'

describe('the standing committee (组织法 51)', () => {
  it.each([
    [29, 17, 14, 'notPassed', 15],
    [29, 17, 15, 'passed', 15],
    [28, 15, 15, 'passed', 15],
    [28, 28, 14, 'notPassed', 15],
    [28, 14, 14, 'noQuorum', 15],
  ])('of %i with %i present and %i for: %s', (members, present, votesFor, result, needed) => {
    expect(committeeVote({ members, present, votesFor })).toEqual({ result, needed })
  })

  it('refuses more votes than people', () => {
    expect(() => committeeVote({ members: 28, present: 15, votesFor: 16 })).toThrow(RangeError)
    expect(() => hasQuorum(28, 29)).toThrow(RangeError)
    expect(() => majorityOf(-1)).toThrow('not a count: -1')
  })

  it('never passes two opposite motions', () => {
    fc.assert(fc.property(fc.integer({ min: 1, max: 500 }), fc.nat(500), (members, n) => {
      const votesFor = n % (members + 1)
      const passes = (votes: number) =>
        committeeVote({ members, present: members, votesFor: votes }).result === 'passed'
      expect(passes(votesFor) && passes(members - votesFor)).toBe(false)
      expect(passes(majorityOf(members))).toBe(true)
      expect(passes(majorityOf(members) - 1)).toBe(false)
    }))
  })
})

describe('candidates (选举法 31)', () => {
  it.each([
    [2, 3, 'ok'], [2, 4, 'ok'], [2, 5, 'tooMany'], [2, 2, 'tooFew'],
    [1, 2, 'ok'], [1, 3, 'tooMany'], [1, 1, 'tooFew'],
  ])('%i seats, %i candidates: %s', (seats, candidates, result) => {
    expect(judgeCandidates(seats, candidates)).toBe(result)
  })

  it.each([[1, 2, 2], [2, 3, 4], [3, 4, 6]])('%i seats take %i to %i', (seats, least, most) => {
    expect(candidateRange(seats)).toEqual({ least, most })
  })
})

describe('direct elections (选举法 44, 45)', () => {
  it.each([[500, false], [501, true], [1000, true]])('of 1,000 voters %i took part: %s', (voted, valid) => {
    expect(electionValid({ voters: 1000, voted })).toBe(valid)
  })

  it('is void with more ballots than voters who took part', () => {
    expect(electionValid({ voters: 1000, voted: 600, ballots: 601 })).toBe(false)
    expect(electionValid({ voters: 1000, voted: 600, ballots: 599 })).toBe(true)
  })

  it.each([[300, []], [301, ['甲']]])('600 voting, %i votes', (votes, elected) => {
    expect(firstRound(1, 600, [{ candidate: '甲', votes }, { candidate: '乙', votes: 200 }]).elected)
      .toEqual(elected)
  })

  it('takes the most votes where too many have a majority, and votes again on a tie', () => {
    const tallies = [
      { candidate: '甲', votes: 400 }, { candidate: '乙', votes: 350 }, { candidate: '丙', votes: 350 },
    ]
    expect(firstRound(2, 600, tallies)).toEqual({ elected: ['甲'], tied: ['乙', '丙'] })
    expect(firstRound(1, 600, tallies)).toEqual({ elected: ['甲'], tied: [] })
  })

  it.each([
    [190, 250, ['乙']],
    [190, 200, ['乙']],
    [190, 199, []],
  ])('run-off for one seat, 600 ballots: %i and %i', (a, b, elected) => {
    expect(runOff(1, 600, [{ candidate: '甲', votes: a }, { candidate: '乙', votes: b }]))
      .toEqual({ elected, tied: [] })
  })

  it('a tied run-off elects nobody yet', () => {
    expect(runOff(1, 600, [{ candidate: '甲', votes: 250 }, { candidate: '乙', votes: 250 }]))
      .toEqual({ elected: [], tied: ['甲', '乙'] })
  })
})
