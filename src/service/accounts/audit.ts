/** The audit administrator's share: reading who signed in, what administrators did and what was taken away. It changes nothing. */
import { shift, startOfDay } from '#law/time.ts'
import type { Instant, Label } from '#loop/words.ts'
import { isAdminPost, postLabel } from '#procedures/posts.ts'
import { accounts } from '#store/accounts.ts'
import { exportsOf } from '#store/desk.ts'
import type { Tx } from '#store/shapes.ts'
import { adminLog, dropCodes, dropOldFailures, dropOldPhones, type LogFilter, signInLog, trimSignInLog } from '#store/sign-in.ts'
import { dropExpiredSessions } from '#store/sessions.ts'
import { instant, only, policyOf } from '#service/accounts/core.ts'
import type { AdminLine, ExportLine, LogQuery, Page, SignInLine } from '#service/accounts/views.ts'
import type { House } from '#service/house.ts'
import { inWords, nameOf } from '#service/lines.ts'
import type { Who } from '#service/views.ts'

const pageSize = 50, mostRows = 20_000, batch = 1000
function filterOf(q: LogQuery, limit: number): LogFilter {
  const at = /^(\d{4}-[^|]{10,30})\|([0-9a-f-]{36})$/.exec(q.after ?? '')
  return { limit, ...(q.from ? { from: startOfDay(q.from) } : {}), ...(q.to ? { to: startOfDay(shift(q.to, 1)) } : {}), ...(q.person ? { person: q.person } : {}), ...(q.what ? { what: q.what } : {}), ...(q.success === undefined ? {} : { success: q.success }), ...(at ? { after: { at: at[1]!, id: at[2]! } } : {}) }
}
type Kept = { readonly id: string; readonly at: Instant }
const paged = <R extends Kept, T>(rows: readonly R[], line: (r: R) => T): Page<T> => ({ items: rows.slice(0, pageSize).map(line), next: rows.length > pageSize ? `${rows[pageSize - 1]!.at}|${rows[pageSize - 1]!.id}` : null })
/** The whole of it, a stretch at a time. */
async function all<R extends Kept>(house: House, congress: number, read: (tx: Tx, f: LogFilter) => Promise<R[]>, q: LogQuery): Promise<R[]> {
  const out: R[] = []
  for (let after: LogFilter['after']; out.length < mostRows;) {
    const rows = await house.store.tx(congress, tx => read(tx, { ...filterOf({ ...q, after: '' }, batch), ...(after ? { after } : {}) }))
    out.push(...rows)
    if (rows.length < batch) break
    after = { at: rows.at(-1)!.at, id: rows.at(-1)!.id }
  }
  return out
}

async function signInLine(house: House, who: Who): Promise<(r: Awaited<ReturnType<typeof signInLog>>[number]) => SignInLine> {
  const held = await house.worlds.get(who.congress)
  return r => ({ at: r.at, name: r.person ? nameOf(held, r.person) : null, login: r.login, what: r.what, success: r.success, why: r.why, how: r.how, address: r.address, device: r.device })
}
export async function signIns(house: House, who: Who, q: LogQuery): Promise<Page<SignInLine>> {
  only(who, 'auditAdmin')
  return paged(await house.store.tx(who.congress, tx => signInLog(tx, filterOf(q, pageSize + 1))), await signInLine(house, who))
}
export async function signInsAll(house: House, who: Who, q: LogQuery): Promise<SignInLine[]> {
  only(who, 'auditAdmin')
  return (await all(house, who.congress, signInLog, q)).map(await signInLine(house, who))
}
async function adminLine(house: House, who: Who): Promise<(r: Awaited<ReturnType<typeof adminLog>>[number]) => AdminLine> {
  const held = await house.worlds.get(who.congress), logins = new Map((await house.store.tx(who.congress, accounts)).map(a => [a.id, a.login]))
  // By a command on the machine: nobody is signed in there.
  const machine: Label = ['服务器上的操作者', 'Whoever was at the machine']
  const post = (kind: string): Label => (kind === 'machine' ? machine : inWords(held, postLabel(kind)))
  return r => ({ at: r.at, name: r.post === 'machine' ? machine : nameOf(held, r.person), post: post(r.post), act: r.act, subject: r.subject ? nameOf(held, r.subject) : null, login: (r.account && logins.get(r.account)) ?? null, detail: isAdminPost(r.detail) ? post(r.detail)[0] : r.detail, address: r.address })
}
export async function adminActs(house: House, who: Who, q: LogQuery): Promise<Page<AdminLine>> {
  only(who, 'auditAdmin')
  return paged(await house.store.tx(who.congress, tx => adminLog(tx, filterOf(q, pageSize + 1))), await adminLine(house, who))
}
export async function adminActsAll(house: House, who: Who, q: LogQuery): Promise<AdminLine[]> {
  only(who, 'auditAdmin')
  return (await all(house, who.congress, adminLog, q)).map(await adminLine(house, who))
}
/** What anybody took away as a table, the latest first. */
export async function allExports(house: House, who: Who): Promise<ExportLine[]> {
  only(who, 'auditAdmin')
  const held = await house.worlds.get(who.congress)
  return (await house.store.tx(who.congress, tx => exportsOf(tx, undefined, 500))).map(r => ({ at: r.at, person: nameOf(held, r.person), organ: nameOf(held, r.organ), what: r.what, format: r.format, rows: r.rows }))
}
/** People the log may be asked about. */
export async function people(house: House, who: Who): Promise<{ id: string; label: Label }[]> {
  only(who, 'auditAdmin')
  const held = await house.worlds.get(who.congress)
  return (await house.store.tx(who.congress, accounts)).map(a => ({ id: a.person, label: nameOf(held, a.person) }))
}

/** The nightly share: what has run out is let go of, and of the log of sign-ins what is older than the office keeps it. */
export async function tidy(house: House, congress: number): Promise<void> {
  const { logMonths } = policyOf(house, await house.worlds.get(congress)), now = house.realNow()
  await house.store.tx(congress, async tx => {
    await dropExpiredSessions(tx, instant(now))
    await dropOldPhones(tx, instant(now))
    await dropCodes(tx, instant(now))
    await dropOldFailures(tx, instant(now - 31 * 86_400_000))
    await trimSignInLog(tx, instant(now - logMonths * 31 * 86_400_000))
  })
}
