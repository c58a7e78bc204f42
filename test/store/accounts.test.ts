/** The rows of accounts on both engines: what is good once is good once however many try, and the logs stay. */
import { expect, test } from 'vitest'
import { accountById, accountBySubject, addAccount, addInvitation, changeAccount, findInvitation, openInvitations, takeRecovery, takeStep, useInvitation } from '#store/accounts.ts'
import { addSession, endSessionsOf, findSession, replaceToken, sessionsOf } from '#store/sessions.ts'
import { addPhone, dropPhones, failuresOf, findPhone, lockedNow, noteAdmin, noteSignIn, putCode, saveFailure, signInLog, trimSignInLog, tryCode } from '#store/sign-in.ts'
import type { Tx } from '#store/shapes.ts'
import { at, id, person } from './acts.ts'
import { onEngines } from './engines.ts'

onEngines('accounts', bench => {
  const inOne = <T>(work: (tx: Tx) => Promise<T>): Promise<T> => bench().store.tx(1, work)
  const account = async (login: string, more: { person?: string; phoneMark?: string } = {}): Promise<string> => {
    const a = id()
    expect(await inOne(tx => addAccount(tx, { id: a, person: more.person ?? id(), login, state: 'approved', contact: null, phoneMark: more.phoneMark ?? null, created: at(0), createdBy: null }))).toBe(true)
    return a
  }
  const won = (all: readonly boolean[]): number => all.filter(Boolean).length

  test('a login, a person, a telephone and an identity are one account’s each', async () => {
    const who = id()
    await account('one', { person: who, phoneMark: 'mark' })
    const add = (a: Parameters<typeof addAccount>[1]) => inOne(tx => addAccount(tx, a))
    const base = { state: 'approved' as const, contact: null, phoneMark: null, created: at(0), createdBy: null }
    expect([await add({ ...base, id: id(), person: id(), login: 'one' }), await add({ ...base, id: id(), person: who, login: 'two' }), await add({ ...base, id: id(), person: id(), login: 'two', phoneMark: 'mark' })]).toEqual([false, false, false])
    const [a, b] = [await account('a'), await account('b')]
    await inOne(tx => changeAccount(tx, a, { issuer: 'https://idp', subject: 's' }))
    await expect(inOne(tx => changeAccount(tx, b, { issuer: 'https://idp', subject: 's' }))).rejects.toThrow(/account_subject/)
    expect((await inOne(tx => accountBySubject(tx, 'https://idp', 's')))!.id).toBe(a)
    expect(await bench().store.tx(2, tx => accountById(tx, a))).toBeUndefined()
  })
  test('an account changes only from the state it was judged in', async () => {
    const a = await account('states')
    expect([await inOne(tx => changeAccount(tx, a, { state: 'active', history: ['x'], recovery: ['r'] }, ['approved'])), await inOne(tx => changeAccount(tx, a, { state: 'active' }, ['approved']))]).toEqual([true, false])
    expect(await inOne(tx => accountById(tx, a))).toMatchObject({ state: 'active', history: ['x'], recovery: ['r'] })
  })
  test('a step, a recovery code, an invitation and a sent code are good once, whoever is first', async () => {
    const a = await account('once')
    await inOne(tx => changeAccount(tx, a, { recovery: ['r1', 'r2'] }))
    const eight = <T>(work: (tx: Tx) => Promise<T>): Promise<T[]> => Promise.all(Array.from({ length: 8 }, () => inOne(work)))
    expect(won(await eight(tx => takeStep(tx, a, 100)))).toBe(1)
    expect(await inOne(tx => takeStep(tx, a, 99))).toBe(false)
    expect(won(await eight(tx => takeRecovery(tx, a, 'r1')))).toBe(1)
    expect((await inOne(tx => accountById(tx, a)))!.recovery).toEqual(['r2'])
    for (const token of ['t1', 't2']) await inOne(tx => addInvitation(tx, { token, account: a, created: at(0), expires: at(100), by: null }))
    expect(await inOne(tx => findInvitation(tx, 't1', at(1)))).toBeUndefined()
    expect(await inOne(tx => openInvitations(tx, at(1)))).toEqual([{ account: a, expires: at(100) }])
    expect(won(await eight(tx => useInvitation(tx, 't2', at(1))))).toBe(1)
    await inOne(tx => putCode(tx, a, 'code', at(0), at(10)))
    expect(won(await eight(tx => tryCode(tx, a, 'code', at(1), 5)))).toBe(1)
    await inOne(tx => putCode(tx, a, 'code', at(0), at(10)))
    for (let i = 0; i < 5; i++) expect(await inOne(tx => tryCode(tx, a, 'wrong', at(1), 5))).toBe(false)
    expect(await inOne(tx => tryCode(tx, a, 'code', at(1), 5))).toBe(false)
  })
  test('a session from before has no account; a token is replaced once, keeps its end, and the old one lives on for a moment', async () => {
    await inOne(tx => tx.rows('insert into session (congress, token, person, created, expires) values (1, $1, $2, $3, $4)', ['old', person, at(0), at(100)]))
    expect(await inOne(tx => findSession(tx, 'old', at(1)))).toMatchObject({ account: null, how: 'sample', lastSeen: at(0), state: null, mustChange: false })
    const a = await account('sessions', { person })
    await inOne(tx => addSession(tx, { token: 's', person, account: a, created: at(0), expires: at(100), how: 'password', second: true, posts: 'p' }))
    const replaced = await Promise.all(['n1', 'n2'].map(n => inOne(tx => replaceToken(tx, 's', n, 'q', at(5)))))
    expect(won(replaced)).toBe(1)
    const fresh = replaced[0] ? 'n1' : 'n2'
    expect(await inOne(tx => findSession(tx, 's', at(4)))).toMatchObject({ replaced: true })
    expect(await inOne(tx => findSession(tx, 's', at(6)))).toBeUndefined()
    expect(await inOne(tx => findSession(tx, fresh, at(99)))).toMatchObject({ expires: at(100), second: true, posts: 'q', account: a, replaced: false })
    expect((await inOne(tx => sessionsOf(tx, person, at(1)))).map(x => x.replaced)).toEqual([false, false])
    expect(await inOne(tx => endSessionsOf(tx, person, fresh))).toBe(2)
  })
  test('failures, phones and locks', async () => {
    await inOne(async tx => { await saveFailure(tx, 'w', { address: 'x', failed: 5, last: at(0), lockedUntil: at(10), good: null }); await saveFailure(tx, 'w', { address: '', failed: 5, last: at(0), lockedUntil: null, good: null }) })
    expect((await inOne(tx => failuresOf(tx, 'w', 'x'))).length).toBe(2)
    expect((await inOne(tx => failuresOf(tx, 'w', 'y'))).map(f => f.address)).toEqual([''])
    expect(await inOne(tx => lockedNow(tx, at(5)))).toEqual([{ who: 'w', until: at(10) }])
    const a = await account('phones')
    await inOne(tx => addPhone(tx, { token: 'ph', account: a, device: 'Android', created: at(0), expires: at(10) }))
    expect([await inOne(tx => findPhone(tx, 'ph', at(1))), await inOne(tx => findPhone(tx, 'ph', at(11))), await inOne(tx => dropPhones(tx, a))]).toMatchObject([{ account: a }, undefined, 1])
  })
  test('the logs can only be added to; six months stay whatever is asked', async () => {
    await inOne(tx => noteAdmin(tx, { at: at(0), person, post: 'systemAdmin', act: 'prepare', account: null, subject: null, detail: '', address: '' }))
    for (const [days, login] of [[220, 'old'], [150, 'young']] as const) await inOne(tx => noteSignIn(tx, { at: new Date(Date.now() - days * 86_400_000).toISOString(), account: null, person: null, login, what: 'signIn', success: true, why: '', how: '', address: '', device: '' }))
    for (const table of ['sign_in_log', 'admin_log']) for (const sql of [`update ${table} set address = 'x'`, `delete from ${table}`, `truncate ${table}`]) await expect(inOne(tx => tx.rows(sql)), sql).rejects.toThrow(/permission denied/)
    for (const table of ['account', 'invitation']) await expect(inOne(tx => tx.rows(`delete from ${table}`))).rejects.toThrow(/permission denied/)
    expect(await inOne(tx => trimSignInLog(tx, new Date().toISOString()))).toBe(1)
    expect((await inOne(tx => signInLog(tx, { limit: 10 }))).map(l => l.login)).toEqual(['young'])
    await expect(inOne(tx => tx.rows('select trim_sign_in_log(2, now())'))).rejects.toThrow(/another congress/)
  })
})
