/**
 * Votes and elections, in raw numbers: “more than half” is `2 × votes > all`, never a
 * rounded percentage.
 */

const count = (...numbers: number[]): void => {
  for (const n of numbers) {
    if (!Number.isSafeInteger(n) || n < 0) throw new RangeError(`not a count: ${n}`)
  }
}

const moreThanHalf = (part: number, all: number): boolean => 2 * part > all

/** The fewest that are more than half: 15 of 28, 15 of 29. */
export const majorityOf = (all: number): number => {
  count(all)
  return Math.floor(all / 2) + 1
}

/** 组织法 51: a standing committee meets when more than half of all its members are there. */
export const hasQuorum = (members: number, present: number): boolean => {
  count(members, present)
  if (present > members) throw new RangeError(`${present} present of ${members} members`)
  return moreThanHalf(present, members)
}

export type CommitteeVote =
  | { result: 'noQuorum'; needed: number }
  | { result: 'passed' | 'notPassed'; needed: number }

/**
 * 组织法 51: a resolution passes with more than half of ALL members, present or not.
 * `needed` is the number present (no quorum) or in favour (otherwise) that it takes.
 */
export const committeeVote = (vote: {
  members: number
  present: number
  votesFor: number
}): CommitteeVote => {
  count(vote.votesFor)
  if (vote.votesFor > vote.present) {
    throw new RangeError(`${vote.votesFor} votes of ${vote.present} present`)
  }
  const needed = majorityOf(vote.members)
  if (!hasQuorum(vote.members, vote.present)) return { result: 'noQuorum', needed }
  return { result: moreThanHalf(vote.votesFor, vote.members) ? 'passed' : 'notPassed', needed }
}

/** 选举法 31: direct elections, one third to once more candidates than seats: 2 → 3–4. */
export const candidateRange = (seats: number): { least: number; most: number } => {
  count(seats)
  if (seats === 0) throw new RangeError('no seats')
  return { least: seats + Math.ceil(seats / 3), most: 2 * seats }
}

/** 选举法 31, 32: too many candidates go to consultation, and if need be a primary. */
export const judgeCandidates = (
  seats: number,
  candidates: number,
): 'ok' | 'tooFew' | 'tooMany' => {
  count(candidates)
  const { least, most } = candidateRange(seats)
  return candidates < least ? 'tooFew' : candidates > most ? 'tooMany' : 'ok'
}

/**
 * 选举法 44, 45: valid when more than half of all voters of the constituency took part and
 * no more ballots were cast than voters took part.
 */
export const electionValid = (poll: {
  voters: number
  voted: number
  ballots?: number
}): boolean => {
  const { voters, voted, ballots = voted } = poll
  count(voters, voted, ballots)
  if (voted > voters) throw new RangeError(`${voted} voted of ${voters} voters`)
  return moreThanHalf(voted, voters) && ballots <= voted
}

export type Tally = { candidate: string; votes: number }
export type Elected = {
  elected: string[]
  /** Equal on votes for the last seats: voted on again (选举法 45, third paragraph). */
  tied: string[]
}

/** The most votes win; candidates equal across the last seat are none of them elected. */
const byMostVotes = (seats: number, eligible: readonly Tally[]): Elected => {
  const order = [...eligible].sort((a, b) => b.votes - a.votes)
  const [last, next] = [order[seats - 1], order[seats]]
  const edge = last && next && last.votes === next.votes ? last.votes : undefined
  const names = (keep: (tally: Tally) => boolean) =>
    order.filter(keep).map((tally) => tally.candidate)
  return edge === undefined
    ? { elected: names(() => true).slice(0, seats), tied: [] }
    : { elected: names(({ votes }) => votes > edge), tied: names(({ votes }) => votes === edge) }
}

const countTallies = (seats: number, voted: number, tallies: readonly Tally[]): void => {
  count(seats, voted)
  if (seats === 0) throw new RangeError('no seats')
  for (const { candidate, votes } of tallies) {
    count(votes)
    if (votes > voted) throw new RangeError(`${candidate}: ${votes} votes of ${voted}`)
  }
}

/** 选举法 45: the first round needs more than half of the voters who took part. */
export const firstRound = (seats: number, voted: number, tallies: readonly Tally[]): Elected => {
  countTallies(seats, voted, tallies)
  return byMostVotes(seats, tallies.filter(({ votes }) => moreThanHalf(votes, voted)))
}

/**
 * 选举法 45, fifth paragraph: in a run-off (另行选举) of a county or township deputy the
 * most votes win, with no fewer than one third of the ballots.
 */
export const runOff = (seats: number, ballots: number, tallies: readonly Tally[]): Elected => {
  countTallies(seats, ballots, tallies)
  return byMostVotes(seats, tallies.filter(({ votes }) => 3 * votes >= ballots))
}
