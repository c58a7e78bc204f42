/** The system administrator's share: who gets an account, its invitation, its end. Nothing opens before the security administrator approves. */
import { randomUUID } from 'node:crypto'
import { isLogin, loginOf } from '#law/password.ts'
import { dayOf } from '#law/time.ts'
import type { Id, Label } from '#loop/words.ts'
import { isAdminPost, posts } from '#procedures/posts.ts'
import { accounts, type AccountRow, addAccount, changeAccount, endInvitations, openInvitations } from '#store/accounts.ts'
import { endSessionsOf } from '#store/sessions.ts'
import { dropPhones, lockedNow } from '#store/sign-in.ts'
import { contactOf, instant, kindOf, loginMark, maskedContact, noteAct, only, phoneMark, sealContact, says } from '#service/accounts/core.ts'
import { contactIn, invite } from '#service/accounts/invite.ts'
import type { AccountLine, Candidate, Field, From, Preparing, Sheet } from '#service/accounts/views.ts'
import type { House } from '#service/house.ts'
import { nameOf } from '#service/lines.ts'
import { importedPhones } from '#service/contacts.ts'
import { send } from '#service/messages.ts'
import { chief, label, organOf } from '#service/session.ts'
import type { Who } from '#service/views.ts'
import type { Held } from '#service/world.ts'

export const today = (house: House, congress: number): string => dayOf(house.worlds.now(congress))

/** Every account as a line of the list. */
export async function lines(house: House, congress: number): Promise<AccountLine[]> {
  const held = await house.worlds.get(congress), day = today(house, congress), now = instant(house.realNow())
  const [rows, open, locked] = await house.store.tx(congress, async tx => [await accounts(tx), new Map((await openInvitations(tx, now)).map(i => [i.account, i.expires])), new Map((await lockedNow(tx, now)).map(l => [l.who, l.until]))] as const)
  return rows.map(a => lineOf(house, held, a, day, open.get(a.id) ?? null, locked.get(loginMark(house, congress, a.login)) ?? locked.get(`second|${a.id}`) ?? null))
}
export function lineOf(house: House, held: Held, a: AccountRow, day: string, invitedUntil: string | null, lockedUntil: string | null): AccountLine {
  const { main } = chief(held, a.person, day)
  return {
    id: a.id, person: a.person, login: a.login, name: nameOf(held, a.person), post: main ? label(held, main.kind) : null, organ: main ? organOf(held, main) : null, kind: kindOf(held, a.person, day), state: a.state, created: a.created, lastIn: a.lastIn,
    invitedUntil, second: a.totp !== null, lockedUntil, disabledWhy: a.disabledWhy, contact: maskedContact(contactOf(house, held.congress.id, a)), sameHand: a.createdBy !== null && a.createdBy === a.approvedBy,
  }
}

/** Persons with a post that opens a face, and no account; a login is proposed for each. */
export async function candidates(house: House, who: Who): Promise<Candidate[]> {
  only(who, 'systemAdmin')
  const held = await house.worlds.get(who.congress), day = today(house, who.congress)
  const { rows, phones } = await house.store.tx(who.congress, async tx => ({ rows: await accounts(tx), phones: await importedPhones(house, tx, held.world.directory.people(day).map(p => p.id)) })), has = new Set(rows.map(a => a.person)), taken = new Set(rows.map(a => a.login))
  const count = new Map<string, number>()
  return held.world.directory.people(day).flatMap((p): Candidate[] => {
    const { main } = chief(held, p.id, day), kind = kindOf(held, p.id, day)
    if (!main || kind === 'none' || has.has(p.id)) return []
    const stem = posts[main.kind]?.group ?? 'staff'
    let n = count.get(stem) ?? 0, login = ''
    do login = `${stem}${String(++n).padStart(3, '0')}`; while (taken.has(login))
    count.set(stem, n)
    return [{ person: p.id, name: nameOf(held, p.id), post: label(held, main.kind), organ: organOf(held, main), login, kind, imported: phones.has(p.id) ? maskedContact({ phone: phones.get(p.id)! }) : null }]
  })
}

/** Prepares accounts, all of them or none: each fault names its person. */
export async function prepare(house: House, who: Who, wanted: readonly Preparing[], from: From): Promise<{ readonly ok: true; readonly made: number } | { readonly ok: false; readonly faults: readonly Field[] }> {
  only(who, 'systemAdmin')
  const held = await house.worlds.get(who.congress), free = new Map((await candidates(house, who)).map(c => [c.person, c])), faults: Field[] = []
  const [known, told] = await house.store.tx(who.congress, async tx => [await accounts(tx), await importedPhones(house, tx, wanted.map(w => w.person))] as const)
  const logins = new Set(known.map(a => a.login)), phones = new Set<string>()
  const fault = (person: Id, field: 'login' | 'contact' | 'pick', l: Label) => void faults.push({ field: `${field}.${person}`, says: l })
  if (!wanted.length) return { ok: false, faults: [{ field: 'pick', says: says('请至少勾选一个人。', 'Tick at least one person.') }] }
  const rows = wanted.map(w => {
    const login = loginOf(w.login), written = w.contact.trim() || told.get(w.person) || '', contact = written ? contactIn(written) : {}, name = nameOf(held, w.person)
    if (!free.has(w.person)) fault(w.person, 'pick', says(`${name[0]}已经有账号，或者没有能登录的职务。`, `${name[1]} has an account already, or no post to sign in with.`))
    if (!isLogin(login)) fault(w.person, 'login', says(`${name[0]}：登录名用3到32个小写字母、数字或 . _ -，不能是手机号。`, `${name[1]}: a login has 3 to 32 small letters, digits or . _ - and is no telephone number.`))
    else if (logins.has(login)) fault(w.person, 'login', says(`登录名“${login}”已经有人用了。`, `The login "${login}" is taken.`))
    logins.add(login)
    if (!contact) fault(w.person, 'contact', says(`${name[0]}：联系方式应是11位手机号或邮箱。`, `${name[1]}: give a mobile number of 11 digits or a mail address.`))
    if (contact?.phone && phones.has(contact.phone)) fault(w.person, 'contact', says(`手机号${contact.phone}写了两次。`, `The number ${contact.phone} stands there twice.`))
    if (contact?.phone) phones.add(contact.phone)
    return { person: w.person, login, contact: contact ?? {}, id: randomUUID() }
  })
  if (faults.length) return { ok: false, faults }
  const clash = new Error('clash')
  try {
    await house.store.tx(who.congress, async tx => {
      for (const r of rows) {
        const phone = 'phone' in r.contact ? r.contact.phone : undefined
        const made = await addAccount(tx, { id: r.id, person: r.person, login: r.login, state: 'prepared', contact: sealContact(house, who.congress, r.id, r.contact), phoneMark: phone ? phoneMark(house, who.congress, phone) : null, created: instant(house.realNow()), createdBy: who.person })
        if (!made) { fault(r.person, 'contact', says(`${nameOf(held, r.person)[0]}：登录名或手机号已经用在别的账号上。`, `${nameOf(held, r.person)[1]}: the login or the telephone belongs to another account.`)); throw clash }
        await noteAct(house, tx, who, from, 'prepare', { account: r.id, subject: r.person, detail: r.login })
      }
    })
  } catch (e) { if (e !== clash) throw e; return { ok: false, faults } }
  return { ok: true, made: rows.length }
}

/**
 * A link for each, told once. For an account that was in use, or closed, it begins anew: the old password is worth
 * nothing, and the security administrator approves again, so that nobody alone can get into somebody's account.
 */
export async function sheets(house: House, who: Who, ids: readonly Id[], from: From, site: string, alsoSend: boolean): Promise<Sheet[]> {
  only(who, 'systemAdmin')
  const held = await house.worlds.get(who.congress), day = today(house, who.congress)
  return house.store.tx(who.congress, async tx => {
    const all = await accounts(tx), out: Sheet[] = []
    for (const a of all.filter(x => ids.includes(x.id))) {
      const kind = kindOf(held, a.person, day)
      // One's own account is for another system administrator; somebody without a post has nothing to open.
      if (kind === 'none' || a.person === who.person) continue
      let state = a.state
      if (a.state === 'active' || a.state === 'disabled') {
        state = standsAlone(held, all, a, day) ? 'approved' : 'prepared'
        await changeAccount(tx, a.id, { state, password: null, history: [a.password, ...a.history].filter(x => x !== null).slice(0, 5), disabled: null, disabledWhy: null, ...(state === 'prepared' ? { approved: null, approvedBy: null } : {}) })
        await endSessionsOf(tx, a.person)
        await dropPhones(tx, a.id)
      }
      const { token, expires } = await invite(house, tx, held, a.id, who.person), { main } = chief(held, a.person, day), contact = contactOf(house, who.congress, a), to = contact.phone ?? contact.mail
      const sent = alsoSend && to !== undefined
      if (sent) await send(house, tx, { person: a.person, channel: contact.phone ? 'sms' : 'mail', to, purpose: 'invitation', subject: '账号邀请', text: `${held.congress.name}：您的账号已经开好，请在${formatted(expires)}前打开 ${site}/invite/${token} 设置登录。链接只能用一次，不要转发。`, expires })
      await noteAct(house, tx, who, from, 'invite', { account: a.id, subject: a.person, detail: a.login })
      out.push({ account: a.id, name: nameOf(held, a.person), post: main ? label(held, main.kind) : null, organ: main ? organOf(held, main) : null, login: a.login, token, expires, waits: state === 'prepared', sent })
    }
    return out
  })
}
const formatted = (i: string): string => { const [, m, d] = dayOf(i).split('-').map(Number); return `${m}月${d}日` }
/** The only security administrator left cannot wait for a security administrator: the second factor still guards that account, and the audit administrator reads that it was done. */
const standsAlone = (held: Held, all: readonly AccountRow[], a: AccountRow, day: string): boolean => {
  const security = (x: AccountRow): boolean => chief(held, x.person, day).main?.kind === 'securityAdmin'
  return a.totp !== null && security(a) && !all.some(x => x.id !== a.id && x.state === 'active' && security(x))
}

/** Closes an account: its sign-ins, trusted phones and links end at once. */
export async function disable(house: House, who: Who, id: Id, why: string, from: From): Promise<Label | undefined> {
  only(who, 'systemAdmin')
  if (!why.trim()) return says('请写明停用原因。', 'Say why it is closed.')
  const held = await house.worlds.get(who.congress), day = today(house, who.congress)
  return house.store.tx(who.congress, async tx => {
    const all = await accounts(tx), a = all.find(x => x.id === id)
    if (!a || a.state === 'disabled') return says('没有这个账号，或者已经停用。', 'There is no such account, or it is closed already.')
    if (a.person === who.person) return says('不能停用自己的账号。', 'Nobody closes their own account.')
    const kind = chief(held, a.person, day).main?.kind
    if (kind && isAdminPost(kind) && a.state === 'active' && !all.some(x => x.id !== id && x.state === 'active' && chief(held, x.person, day).main?.kind === kind)) return says('这是唯一一位在用的同类管理员，停用后没有人能做这项工作；请先给接任的人开好账号。', 'This is the only administrator of the kind; give the successor an account first.')
    await changeAccount(tx, id, { state: 'disabled', disabled: instant(house.realNow()), disabledWhy: why.trim().slice(0, 200) })
    await endSessionsOf(tx, a.person)
    await dropPhones(tx, id)
    await endInvitations(tx, id, instant(house.realNow()))
    await noteAct(house, tx, who, from, 'disable', { account: id, subject: a.person, detail: why.trim() })
    return undefined
  })
}
export const accountsFor = (house: House, who: Who): Promise<AccountLine[]> => { only(who, 'systemAdmin'); return lines(house, who.congress) }
