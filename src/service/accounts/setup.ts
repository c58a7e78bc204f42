/**
 * The first start of an office: a link on the console leads to its three administrators. The link follows from the
 * master key, so it is the same at each start and nothing of it is kept; it is dead once an administrator has an account.
 */
import { randomUUID } from 'node:crypto'
import { isLogin, loginOf } from '#law/password.ts'
import { dayOf, isDay } from '#law/time.ts'
import { text, validate } from '#loop/fields.ts'
import type { Id, Label } from '#loop/words.ts'
import { isAdminPost, postLabel } from '#procedures/posts.ts'
import { accounts, addAccount, changeAccount } from '#store/accounts.ts'
import { begin, instant, note, says } from '#service/accounts/core.ts'
import { invite } from '#service/accounts/invite.ts'
import { judgePassword } from '#service/accounts/own.ts'
import type { Act } from '#service/accounts/security.ts'
import type { AdminPost, Field, From, SetupDone, SetupInput, SetupView } from '#service/accounts/views.ts'
import type { House } from '#service/house.ts'
import { sameText, sha256 } from '#service/keys.ts'
import type { Service } from '#service/service.ts'
import { noteAdmin } from '#store/sign-in.ts'
import type { CongressRow } from '#store/shapes.ts'

export const adminPosts = ['systemAdmin', 'securityAdmin', 'auditAdmin'] as const satisfies readonly AdminPost[]
type Doors = Pick<Service, 'setSetting' | 'createCongress'> & { readonly act: Act }
type Open = { readonly id: number; readonly congress: CongressRow | undefined; readonly token: string }

/** The congresses that wait for their administrators; the first one to be, where there is none at all. */
async function waiting(house: House): Promise<Open[]> {
  const all = await house.worlds.congresses()
  if (!all.length) return [{ id: 1, congress: undefined, token: house.keys.setupToken(1) }]
  const out: Open[] = []
  for (const c of all.filter(x => !x.sample)) {
    const { world } = await house.worlds.get(c.id), day = dayOf(house.worlds.now(c.id))
    const has = (await house.store.tx(c.id, accounts)).some(a => world.directory.postsOf(a.person, day).some(p => isAdminPost(p.kind)))
    if (!has) out.push({ id: c.id, congress: c, token: house.keys.setupToken(c.id) })
  }
  return out
}
const find = async (house: House, token: string): Promise<Open | undefined> => (token.length > 100 ? undefined : (await waiting(house)).find(o => sameText(o.token, token)))
const nameOfCongress = (o: Open): Label | null => (o.congress ? [o.congress.name, o.congress.nameEn] : null)

export const setupLinks = async (house: House): Promise<{ congress: Label | null; token: string }[]> => (await waiting(house)).map(o => ({ congress: nameOfCongress(o), token: o.token }))
export async function setupView(house: House, token: string): Promise<SetupView | undefined> {
  const o = await find(house, token)
  return o && { congress: nameOfCongress(o) }
}

const english: Readonly<Record<string, string>> = { 区: 'district', 县: 'county', 自治县: 'county', 市: 'city', 旗: 'banner', 自治旗: 'banner', '街道（镇）': 'street or town', 街道: 'street', 镇: 'town', 乡镇: 'township', '乡镇（街道）': 'township', 苏木乡镇: 'township' }
/** What the register will say to these words, said before anything is entered: a refusal halfway would leave half an office. */
function refusedWords(label: Label, said: string): Label | undefined {
  const judged = validate({ it: text(label, { required: true, max: 80 }) }, { it: said })
  return judged.ok ? undefined : judged.says
}
const assemblyOf = (name: string): string => name.trim().replace(/(?:常委会|常务委员会)$/, '')
const long = (s: string): boolean => s.trim().length < 2 || s.trim().length > 80

function faultsOf(o: Open, i: SetupInput, today: string): Field[] {
  const faults: Field[] = [], fault = (field: string, zh: string, en: string) => void faults.push({ field, says: says(zh, en) })
  if (!o.congress) {
    if (long(i.name)) fault('name', '请写本级人大的全称。', 'Give the full name of the congress.')
    if (!/^[A-Z][A-Z0-9]{1,7}$/.test(i.short)) fault('short', '简称用2到8个大写字母或数字，字母开头，如 LX。', 'The short id has 2 to 8 capitals or digits, such as LX.')
    if (!i.area.trim() || i.area.trim().length > 10) fault('area', '请写本级称谓，如 区、县、市、旗。', 'Say what it is called: 区, 县, 市, 旗.')
    if (!isDay(i.since) || i.since > today) fault('since', '请写本届人大从哪天起，不能晚于今天。', 'Give the first day of the present term, not after today.')
    if (!i.placeWord.trim() || i.placeWord.trim().length > 20) fault('placeWord', '请写基层称谓，如 乡镇（街道）。', 'Say what its places are called.')
  }
  for (const [k, zh, en] of [['standing', '请写常委会的名称。', 'Give the name of the standing committee.'], ['affairs', '请写代工委的名称。', 'Give the name of the deputy affairs committee.']] as const) if (long(i[k])) fault(k, zh, en)
  const names = new Map<string, string>(), logins = new Map<string, string>()
  for (const post of adminPosts) {
    const p = i.people[post], name = p.name.trim(), login = loginOf(p.login), [zh, en] = postLabel(post)
    if (name.length < 2 || name.length > 40) fault(`${post}.name`, `请写${zh}的姓名。`, `Give the name of the ${en.toLowerCase()}.`)
    else if (names.has(name)) fault(`${post}.name`, '三员应是三个人，不能由一人兼任。', 'The three administrators are three persons.')
    if (!isLogin(login)) fault(`${post}.login`, `${zh}的登录名用3到32个小写字母、数字或 . _ -。`, 'A login has 3 to 32 small letters, digits or . _ -.')
    else if (logins.has(login)) fault(`${post}.login`, '三个登录名不能一样。', 'The three logins must differ.')
    names.set(name, post)
    logins.set(login, post)
  }
  const words: [field: string, label: Label, said: string][] = [
    ...(o.congress ? [] : [['name', ['名称', 'Name'], assemblyOf(i.name)], ['area', ['本级称谓', 'What it is called'], i.area], ['placeWord', ['基层称谓', 'What its places are called'], i.placeWord]] as typeof words),
    ['standing', ['常委会', 'Standing committee'], i.standing], ['affairs', ['代表工作委员会', 'Deputy affairs committee'], i.affairs],
    ...adminPosts.map((post): typeof words[number] => [`${post}.name`, ['姓名', 'Name'], i.people[post].name]),
  ]
  for (const [field, label, said] of words) { const no = faults.some(f => f.field === field) ? undefined : refusedWords(label, said); if (no) fault(field, no[0], no[1]) }
  return faults
}

/** One at a time: a form sent twice by an impatient hand must not make two offices. */
let turn: Promise<unknown> = Promise.resolve()
export function setup(house: House, doors: Doors, token: string, input: SetupInput, from: From): Promise<SetupDone | { readonly ok: false; readonly faults: readonly Field[] } | undefined> {
  const mine = turn.then(() => once(house, doors, token, input, from))
  turn = mine.catch(() => undefined)
  return mine
}

async function once(house: House, doors: Doors, token: string, i: SetupInput, from: From): Promise<SetupDone | { readonly ok: false; readonly faults: readonly Field[] } | undefined> {
  const o = await find(house, token)
  if (!o) return undefined
  const today = dayOf(instant(house.realNow())), faults = faultsOf(o, i, today), me = i.people.systemAdmin
  const logins = o.congress ? new Set((await house.store.tx(o.id, accounts)).map(a => a.login)) : new Set<string>()
  for (const post of adminPosts) if (logins.has(loginOf(i.people[post].login))) faults.push({ field: `${post}.login`, says: says('这个登录名已经有人用了。', 'This login is taken.') })
  // Judged before anything is entered: a refused password leaves no half office behind.
  const judged = await judgePassword(house, [me.name.trim()], { login: loginOf(me.login), password: null, history: [] }, i.password, i.again)
  if ('ok' in judged) faults.push({ field: judged.field!, says: judged.says })
  if (faults.length || 'ok' in judged) return { ok: false, faults }
  if (!o.congress) {
    await doors.createCongress({ id: o.id, short: i.short, name: i.name.trim(), nameEn: i.name.trim(), profile: { start: i.since } })
    const word = (w: string): [string, string] => [w.trim(), english[w.trim()] ?? w.trim()]
    await doors.setSetting(o.id, 'county.areaWord', word(i.area), i.since)
    await doors.setSetting(o.id, 'county.placeWord', word(i.placeWord), i.since)
  }
  const organ = await organs(house, doors, o.id, o.congress ? today : i.since, i), people = {} as Record<AdminPost, Id>
  for (const post of adminPosts) people[post] = await enter(house, doors, o.id, `${post}:${i.people[post].name.trim()}`, { table: 'person', name: i.people[post].name.trim(), nameEn: i.people[post].name.trim(), postOrgan: organ, postKind: post, since: today })
  const held = await house.worlds.get(o.id), now = instant(house.realNow())
  return house.store.tx(o.id, async tx => {
    const links: { post: Label; name: string; login: string; token: string; expires: string }[] = []
    let session = ''
    for (const post of adminPosts) {
      const id = randomUUID(), p = i.people[post], login = loginOf(p.login)
      if (!(await addAccount(tx, { id, person: people[post], login, state: 'approved', contact: null, phoneMark: null, created: now, createdBy: people.systemAdmin }))) throw new Error(`the account ${login} stands already`)
      await noteAdmin(tx, { at: now, person: people.systemAdmin, post: 'systemAdmin', act: 'setup', account: id, subject: people[post], detail: post, address: from.address.slice(0, 60) })
      if (post === 'systemAdmin') {
        await changeAccount(tx, id, { state: 'active', ...judged, changedAt: now, lastIn: now })
        await note(house, tx, from, { account: id, person: people[post], login, what: 'signIn', success: true, how: 'setup' })
        session = await begin(house, tx, held, { id, person: people[post] }, from, 'setup', false)
      } else links.push({ post: postLabel(post), name: p.name.trim(), login, ...(await invite(house, tx, held, id, people.systemAdmin)) })
    }
    return { ok: true as const, token: session, links }
  })
}

/** The bodies the office starts with, as the form names them: what the register holds already is left as it is. */
async function organs(house: House, doors: Doors, congress: number, since: string, i: SetupInput): Promise<Id> {
  const have = (await house.worlds.get(congress)).world.directory, day = dayOf(house.worlds.now(congress))
  const organ = async (kind: string, name: string): Promise<Id> => have.organs({ kind }, day)[0]?.id ?? enter(house, doors, congress, kind, { table: 'organ', kind, name, nameEn: name, short: name.slice(0, 40), since })
  if (i.name.trim()) await organ('assembly', assemblyOf(i.name))
  const standing = await organ('standingCommittee', i.standing.trim())
  await organ('deputyAffairs', i.affairs.trim())
  return standing
}
async function enter(house: House, doors: Doors, congress: number, what: string, input: Record<string, unknown>): Promise<Id> {
  // A setup that was cut short goes on where it was, and one begun with other words begins those anew.
  const out = await doors.act({ congress, procedure: 'register', act: 'enter', input, actor: { kind: 'clock' }, key: `setup:${sha256(`${what}|${JSON.stringify(input)}`).slice(0, 40)}` })
  if (!out.ok) throw new Error(`setup: ${out.refusal.rule} ${out.refusal.says[1]}`)
  house.worlds.forget(congress)
  return out.matter
}
