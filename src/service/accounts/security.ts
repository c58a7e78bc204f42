/** The security administrator's share: approving, unlocking, second factors, sessions, the rules, and who the administrators are. */
import { randomUUID } from 'node:crypto'
import { accountBounds, accountSettings } from '#procedures/register/account-settings.ts'
import { isAdminPost, posts } from '#procedures/posts.ts'
import type { Id, Json, Label } from '#loop/words.ts'
import { accountById, accounts, changeAccount, findSealed, setSealed } from '#store/accounts.ts'
import { endSessionById, endSessionsOf, sessionsOf } from '#store/sessions.ts'
import { addSetting } from '#store/config.ts'
import { clearFailures, dropPhones, phonesOf } from '#store/sign-in.ts'
import { instant, loginMark, noteAct, only, says } from '#service/accounts/core.ts'
import { sessionLines } from '#service/accounts/own.ts'
import { lines, today } from '#service/accounts/prepare.ts'
import type { AccountLine, AccountPage, AdminPost, AdminsView, From, PolicyView } from '#service/accounts/views.ts'
import type { House } from '#service/house.ts'
import { sha256 } from '#service/keys.ts'
import { nameOf } from '#service/lines.ts'
import { label } from '#service/session.ts'
import type { ActRequest, Outcome, Who } from '#service/views.ts'

export type Act = (r: ActRequest) => Promise<Outcome>
const mine = (who: Who): void => only(who, 'securityAdmin')
const oneself = says('自己的账号要由另一位安全管理员处理。', 'Your own account is for another security administrator.')
const gone = says('没有这个账号。', 'There is no such account.')

export const securityList = (house: House, who: Who): Promise<AccountLine[]> => { mine(who); return lines(house, who.congress) }
export async function accountPage(house: House, who: Who, id: Id): Promise<AccountPage | undefined> {
  mine(who)
  const line = (await lines(house, who.congress)).find(l => l.id === id), now = instant(house.realNow())
  if (!line) return undefined
  const [sessions, phones] = await house.store.tx(who.congress, async tx => [await sessionsOf(tx, line.person, now), await phonesOf(tx, id, now)] as const)
  return { line, sessions: sessionLines(sessions, {}), phones }
}

/** Approves accounts that were prepared: from then on their invitations let in. Answers how many. */
export async function approve(house: House, who: Who, ids: readonly Id[], from: From): Promise<number> {
  mine(who)
  return house.store.tx(who.congress, async tx => {
    let n = 0
    for (const a of (await accounts(tx)).filter(x => ids.includes(x.id) && x.state === 'prepared' && x.person !== who.person)) {
      if (!(await changeAccount(tx, a.id, { state: 'approved', approved: instant(house.realNow()), approvedBy: who.person }, ['prepared']))) continue
      await noteAct(house, tx, who, from, 'approve', { account: a.id, subject: a.person, detail: a.login })
      n++
    }
    return n
  })
}

export type SecurityAct = 'unlock' | 'second' | 'sessions' | 'change'
/** Unlocks, takes a lost second factor away, ends sign-ins, asks for another password. Undefined when it is done. */
export async function care(house: House, who: Who, id: Id, act: SecurityAct, from: From, session?: Id): Promise<Label | undefined> {
  mine(who)
  return house.store.tx(who.congress, async tx => {
    const a = await accountById(tx, id)
    if (!a) return gone
    // A lost telephone of one's own is no errand for oneself: the codes on paper are for that.
    if (a.person === who.person && act === 'second') return oneself
    switch (act) {
      case 'unlock': await clearFailures(tx, loginMark(house, who.congress, a.login)); await clearFailures(tx, `second|${id}`); break
      case 'second': await changeAccount(tx, id, { totp: null, recovery: [] }); await endSessionsOf(tx, a.person); break
      case 'change': if (!a.password) return says('这个账号没有密码。', 'This account has no password.'); await changeAccount(tx, id, { mustChange: true }); break
      case 'sessions': if (session) { await endSessionById(tx, a.person, session) } else { await endSessionsOf(tx, a.person); await dropPhones(tx, id) }
    }
    await noteAct(house, tx, who, from, act, { account: id, subject: a.person, detail: a.login })
    return undefined
  })
}

const oidcSecret = 'oidcSecret'
export const secretAad = (congress: number): string => `${oidcSecret}|${congress}`
export async function policyView(house: House, who: Who): Promise<PolicyView> {
  mine(who)
  const { world } = await house.worlds.get(who.congress), day = today(house, who.congress)
  return {
    lines: Object.entries(accountSettings).map(([name, s]) => ({ name, label: s.label, kind: s.kind, value: world.settings.look(name, day).value, bounds: accountBounds[name] ?? null })),
    hasSecret: await house.store.tx(who.congress, tx => findSealed(tx, oidcSecret)) !== undefined,
  }
}
/** The rules as they came from the form, all or none; only what differs becomes a version. */
export async function setPolicy(house: House, who: Who, given: Readonly<Record<string, string>>, secret: string | null, from: From): Promise<{ readonly field: string; readonly says: Label } | undefined> {
  const now = await policyView(house, who), changes: { name: string; value: Json; label: Label }[] = []
  for (const l of now.lines) {
    const text = (given[l.name] ?? '').trim()
    let value: Json = text.slice(0, 200)
    if (l.kind === 'yesNo') value = text === 'on'
    if (l.kind === 'number') {
      const [least, most] = l.bounds ?? [0, 1_000_000]
      value = /^\d{1,6}$/.test(text) ? Number(text) : Number.NaN
      if (!(Number(value) >= least && Number(value) <= most)) return { field: l.name, says: says(`“${l.label[0]}”应是${least}到${most}的整数。`, `"${l.label[1]}" must be a whole number from ${least} to ${most}.`) }
    }
    if (l.name === 'account.oidcIssuer' && text && !isIssuer(text)) return { field: l.name, says: says('统一身份认证的网址应以 https:// 开头。', 'The address of the identity provider must begin with https://.') }
    if (value !== l.value) changes.push({ name: l.name, value, label: l.label })
  }
  const day = today(house, who.congress)
  await house.store.tx(who.congress, async tx => {
    for (const c of changes) {
      await addSetting(tx, { name: c.name, value: c.value, validFrom: day, at: house.worlds.now(who.congress), by: who.person })
      await noteAct(house, tx, who, from, 'policy', { detail: `${c.label[0]}：${String(c.value)}` })
    }
    if (secret !== null) {
      await setSealed(tx, oidcSecret, secret ? house.keys.seal(secretAad(who.congress), Buffer.from(secret)).sealed : null, instant(house.realNow()), who.person)
      await noteAct(house, tx, who, from, 'policy', { detail: secret ? '统一身份认证的密钥已更换' : '统一身份认证的密钥已清除' })
    }
  })
  house.worlds.forget(who.congress)
  return undefined
}
/** Over the network in the clear is for a provider on this very machine only. */
export function isIssuer(text: string): boolean {
  try { const u = new URL(text); return u.protocol === 'https:' || (u.protocol === 'http:' && /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(u.hostname)) } catch { return false }
}

/** Who the administrators are, and who could become one: somebody with no other post. */
export async function admins(house: House, who: Who): Promise<AdminsView> {
  mine(who)
  const held = await house.worlds.get(who.congress), day = today(house, who.congress), d = held.world.directory
  const logins = new Map((await house.store.tx(who.congress, accounts)).map(a => [a.person, a.login]))
  const people = d.people(day)
  return {
    holders: people.flatMap(p => d.postsOf(p.id, day).filter(x => isAdminPost(x.kind)).map(x => ({ person: p.id, name: nameOf(held, p.id), post: label(held, x.kind), kind: x.kind as AdminPost, since: x.validFrom, login: logins.get(p.id) ?? null }))),
    free: people.filter(p => !d.postsOf(p.id, day).some(x => posts[x.kind]?.face)).map(p => ({ id: p.id, label: nameOf(held, p.id) })),
    organs: d.organs({}, day).filter(o => posts.systemAdmin!.organs.includes(o.kind)).map(o => ({ id: o.id, label: nameOf(held, o.id) })),
  }
}
/** Gives somebody an administrator's post, somebody new to the register too. */
export async function giveAdmin(house: House, act: Act, who: Who, p: { readonly kind: string; readonly person: Id | null; readonly name: string; readonly organ: Id; /** Of the form: sent twice it names one. */ readonly key?: string }, from: From): Promise<{ readonly field: string; readonly says: Label } | undefined> {
  const view = await admins(house, who), name = p.name.trim()
  if (!isAdminPost(p.kind)) return { field: 'kind', says: says('请选择哪一种管理员。', 'Choose the post.') }
  if (!view.organs.some(o => o.id === p.organ)) return { field: 'organ', says: says('请选择任职单位。', 'Choose the organ.') }
  if (!name === !p.person) return { field: 'person', says: says('请从名册里选一个人，或者写一个新的姓名。', 'Choose a person, or give a new name.') }
  if (p.person && !view.free.some(f => f.id === p.person)) return { field: 'person', says: says('三员各是一个人，不兼任别的职务；请选没有其他职务的人。', 'An administrator holds no other post; choose somebody without one.') }
  const key = p.key ? `admin:${sha256(JSON.stringify([who.person, p.key, p.kind, p.person, name, p.organ]))}` : `admin:${randomUUID()}`, day = today(house, who.congress), post = { postOrgan: p.organ, postKind: p.kind, since: day }
  const out = await act(p.person ? { congress: who.congress, matter: p.person, act: 'post', input: post, actor: { kind: 'clock' }, key } : { congress: who.congress, procedure: 'register', act: 'enter', input: { table: 'person', name, nameEn: name, ...post }, actor: { kind: 'clock' }, key })
  if (!out.ok) return { field: 'person', says: out.refusal.says }
  const subject = out.matter
  if (out.verdict !== 'replayed') await house.store.tx(who.congress, tx => noteAct(house, tx, who, from, 'giveAdmin', { subject, detail: p.kind }))
  return undefined
}
