import { describe, expect, it } from 'vitest'
import fc from 'fast-check'
import { failedOnce, forgetMs, type Failures, lockRules, noFailures, stillLocked, waitOf } from '#law/lockout.ts'
import { classesOf, isLogin, isMail, passwordExpired, passwordFault, phoneOf } from '#law/password.ts'

const about = { login: 'zhou.jia', names: ['周示甲', 'Zhou'] }
describe('a password', () => {
  it.each([
    ['Ab3$xyq', 'short'], ['abcqwmnz', 'plain'], ['Abcqwmnz', 'plain'], ['Abqwm7nz', undefined], ['mit%kuh8feld', undefined], ['fluss kuh mond tor', undefined], ['fluss-kuh-mo', undefined], ['flusskuhmon', 'plain'],
    ['Zhou.Jia-mond9', 'login'], ['z.h-ou_jia mond99', 'login'], ['周示甲的长长的密码好长', 'plain'], ['周示甲的长长的密码好长好长', 'name'], ['aaaaaaaaaaaa', 'common'], ['1234567890123', 'common'], ['Password1234', 'common'], ['Qwertyuiop12!', 'common'], ['Abcd1234', 'common'], ['x'.repeat(129), 'long'],
  ] as const)('%j is judged %s', (password, rule) => { expect(passwordFault(password, about)).toBe(rule) })
  it('counts kinds of characters', () => { expect([classesOf('abc'), classesOf('aB'), classesOf('aB1'), classesOf('aB1中')]).toEqual([1, 2, 3, 4]) })
  it('is never taken when it is shorter than eight, or short of twelve with two kinds', () => {
    fc.assert(fc.property(fc.string({ maxLength: 11 }), p => { if (passwordFault(p, { login: 'q', names: [] }) === undefined) { expect([...p].length).toBeGreaterThanOrEqual(8); expect(classesOf(p)).toBeGreaterThanOrEqual(3) } }))
  })
  it('runs out only where the office says so', () => { const d = 86_400_000; expect([passwordExpired(0, 91 * d, 0), passwordExpired(0, 90 * d, 90), passwordExpired(0, 90 * d + 1, 90)]).toEqual([false, false, true]) })
})
describe('names', () => {
  it('of accounts', () => { expect(['zhou', 'zhou.jia-1', 'ab', 'Zhou', '13800000000', '-abc', 'a b c', 'x'.repeat(33)].map(isLogin)).toEqual([true, true, false, false, false, false, false, false]) })
  it('telephones as people write them', () => { expect(['138 0000 0000', '+86-13800000000', '１３８００００００００', '8613800000000', '0355-2000000', '138000'].map(phoneOf)).toEqual(['13800000000', '13800000000', '13800000000', '13800000000', undefined, undefined]) })
  it('mail addresses', () => { expect(['a@b.cn', 'a@b', 'a b@c.cn', 'a@b.cn\n', 'a@b..cn', 'a,b@c.cn'].map(isMail)).toEqual([true, false, false, false, false, false]) })
})
describe('wrong passwords', () => {
  const { here, everywhere } = lockRules(5)
  it('cost nothing at first, then twice as much each time, up to a most', () => { expect([1, 4, 5, 6, 7, 9, 10, 50].map(n => waitOf(n, here))).toEqual([0, 0, 60, 120, 240, 960, 1800, 1800]) })
  it('count no more after a day', () => { const f = failedOnce({ failed: 9, last: 0, lockedUntil: 0 }, forgetMs + 1, here); expect([f.failed, f.lockedUntil]).toEqual([1, 0]) })
  it('one address cannot close a name for others, however long it tries', () => {
    // It tries the moment it may, for a day; what it adds to the name is judged as the service judges it.
    let own: Failures = noFailures, name: Failures = noFailures, longest = 0
    for (let now = 0; now < forgetMs;) {
      const wait = stillLocked(own, now)
      if (wait) { now += wait * 1000; continue }
      own = failedOnce(own, now, here)
      name = failedOnce(name, now, everywhere)
      longest = Math.max(longest, stillLocked(name, now))
      now += 1000
    }
    // Half an hour between its tries leaves the name open for at least as long as it is ever closed.
    expect(longest).toBeLessThanOrEqual(15 * 60)
    expect(here.mostSeconds).toBeGreaterThanOrEqual(2 * everywhere.mostSeconds)
  })
})
