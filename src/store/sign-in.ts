/** What stands round a sign-in: failures, codes sent, trusted phones, and the two logs that are only added to. */
import type { Hash, Id, Instant } from '#loop/words.ts'
import type { Tx } from './shapes.ts'

export type FailureRow = { readonly address: string; readonly failed: number; readonly last: Instant; readonly lockedUntil: Instant | null; readonly good: Instant | null }
/** Tries with one name wait for each other, so that many at once do not slip through together. */
export async function failuresOf(tx: Tx, who: string, address: string): Promise<FailureRow[]> {
  await tx.rows('select pg_advisory_xact_lock($1, hashtext($2))', [tx.congress, `sign-in|${who}`])
  return tx.rows<FailureRow>(`select address, failed, last, locked_until "lockedUntil", good from sign_in_failure where congress = $1 and who = $2 and address in ('', $3)`, [tx.congress, who, address])
}
export async function saveFailure(tx: Tx, who: string, f: FailureRow): Promise<void> {
  await tx.rows(`insert into sign_in_failure (congress, who, address, failed, last, locked_until, good) values ($1, $2, $3, $4, $5, $6, $7)
    on conflict (congress, who, address) do update set failed = excluded.failed, last = excluded.last, locked_until = excluded.locked_until, good = coalesce(excluded.good, sign_in_failure.good)`, [tx.congress, who, f.address, f.failed, f.last, f.lockedUntil, f.good])
}
/** Nothing counts against the name any more, from anywhere. */
export async function clearFailures(tx: Tx, who: string): Promise<void> {
  await tx.rows('update sign_in_failure set failed = 0, locked_until = null where congress = $1 and who = $2', [tx.congress, who])
}
/** Names that are waiting now, and until when. */
export const lockedNow = (tx: Tx, now: Instant): Promise<{ who: string; until: Instant }[]> =>
  tx.rows('select who, max(locked_until) until from sign_in_failure where congress = $1 and locked_until > $2::timestamptz group by who', [tx.congress, now])
export async function dropOldFailures(tx: Tx, before: Instant): Promise<void> {
  await tx.rows('delete from sign_in_failure where congress = $1 and last < $2::timestamptz', [tx.congress, before])
}

/** Keeps the code that was sent, in place of an earlier one. */
export async function putCode(tx: Tx, account: Id, code: Hash, created: Instant, expires: Instant): Promise<void> {
  await tx.rows('insert into sign_in_code (congress, account, code, created, expires) values ($1, $2, $3, $4, $5) on conflict (congress, account) do update set code = excluded.code, created = excluded.created, expires = excluded.expires, tries = 0', [tx.congress, account, code, created, expires])
}
/** Tries a code: right and not worn out, it is used up; wrong, one try is gone. */
export async function tryCode(tx: Tx, account: Id, code: Hash, now: Instant, most: number): Promise<boolean> {
  if ((await tx.rows('delete from sign_in_code where congress = $1 and account = $2 and code = $3 and expires > $4::timestamptz and tries < $5 returning account', [tx.congress, account, code, now, most])).length) return true
  await tx.rows('update sign_in_code set tries = tries + 1 where congress = $1 and account = $2', [tx.congress, account])
  return false
}
export async function dropCodes(tx: Tx, before: Instant): Promise<void> {
  await tx.rows('delete from sign_in_code where congress = $1 and expires < $2::timestamptz', [tx.congress, before])
}
export async function dropCodeOf(tx: Tx, account: Id): Promise<void> {
  await tx.rows('delete from sign_in_code where congress = $1 and account = $2', [tx.congress, account])
}

export type PhoneRow = { readonly id: Id; readonly account: Id; readonly device: string; readonly created: Instant; readonly expires: Instant; readonly lastUsed: Instant | null }
const phone = 'id, account, device, created, expires, last_used "lastUsed"'
export async function addPhone(tx: Tx, p: { token: Hash; account: Id; device: string; created: Instant; expires: Instant }): Promise<void> {
  await tx.rows('insert into trusted_phone (congress, token, account, device, created, expires) values ($1, $2, $3, $4, $5, $6)', [tx.congress, p.token, p.account, p.device, p.created, p.expires])
}
export async function findPhone(tx: Tx, token: Hash, now: Instant): Promise<PhoneRow | undefined> {
  return (await tx.rows<PhoneRow>(`select ${phone} from trusted_phone where congress = $1 and token = $2 and expires > $3::timestamptz`, [tx.congress, token, now]))[0]
}
export async function usePhone(tx: Tx, token: Hash, at: Instant): Promise<void> {
  await tx.rows('update trusted_phone set last_used = $3 where congress = $1 and token = $2', [tx.congress, token, at])
}
export const phonesOf = (tx: Tx, account: Id, now: Instant): Promise<PhoneRow[]> => tx.rows<PhoneRow>(`select ${phone} from trusted_phone where congress = $1 and account = $2 and expires > $3::timestamptz order by created desc`, [tx.congress, account, now])
/** Trusts one phone of an account no longer, or all of them. */
export async function dropPhones(tx: Tx, account: Id, id?: Id): Promise<number> {
  return (await tx.rows('delete from trusted_phone where congress = $1 and account = $2 and ($3::uuid is null or id = $3::uuid) returning id', [tx.congress, account, id ?? null])).length
}
export async function dropOldPhones(tx: Tx, now: Instant): Promise<void> {
  await tx.rows('delete from trusted_phone where congress = $1 and expires <= $2::timestamptz', [tx.congress, now])
}

export type SignInEntry = { readonly id?: Id; readonly at: Instant; readonly account: Id | null; readonly person: Id | null; readonly login: string; readonly what: string; readonly success: boolean; readonly why: string; readonly how: string; readonly address: string; readonly device: string }
/** Writes down a sign-in or what came of it. Added to and read; nothing can be changed. */
export async function noteSignIn(tx: Tx, e: SignInEntry): Promise<void> {
  await tx.rows('insert into sign_in_log (congress, at, account, person, login, what, success, why, how, address, device) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)', [tx.congress, e.at, e.account, e.person, e.login, e.what, e.success, e.why, e.how, e.address, e.device])
}
export type LogFilter = { readonly from?: Instant; readonly to?: Instant; readonly person?: Id; readonly what?: string; readonly success?: boolean; readonly after?: { readonly at: Instant; readonly id: Id }; readonly limit: number }
/** The log, the latest first. */
export const signInLog = (tx: Tx, f: LogFilter): Promise<(SignInEntry & { id: Id })[]> =>
  tx.rows(`select id, at, account, person, login, what, success, why, how, address, device from sign_in_log where congress = $1
    and ($2::timestamptz is null or at >= $2::timestamptz) and ($3::timestamptz is null or at < $3::timestamptz) and ($4::uuid is null or person = $4::uuid) and ($5::text is null or what = $5::text) and ($6::boolean is null or success = $6::boolean)
    and ($7::timestamptz is null or (at, id) < ($7::timestamptz, $8::uuid)) order by at desc, id desc limit $9`,
  [tx.congress, f.from ?? null, f.to ?? null, f.person ?? null, f.what ?? null, f.success ?? null, f.after?.at ?? null, f.after?.id ?? null, f.limit])
/** Lets go of what is older than it is kept; the database keeps six months whatever is asked. */
export const trimSignInLog = async (tx: Tx, before: Instant): Promise<number> => (await tx.rows<{ n: number }>('select trim_sign_in_log($1, $2::timestamptz) n', [tx.congress, before]))[0]!.n

export type AdminEntry = { readonly id?: Id; readonly at: Instant; readonly person: Id; readonly post: string; readonly act: string; readonly account: Id | null; readonly subject: Id | null; readonly detail: string; readonly address: string }
/** Writes down an administrator's act. Added to and read; nothing can be changed. */
export async function noteAdmin(tx: Tx, e: AdminEntry): Promise<void> {
  await tx.rows('insert into admin_log (congress, at, person, post, act, account, subject, detail, address) values ($1, $2, $3, $4, $5, $6, $7, $8, $9)', [tx.congress, e.at, e.person, e.post, e.act, e.account, e.subject, e.detail, e.address])
}
export const adminLog = (tx: Tx, f: Omit<LogFilter, 'success'>): Promise<(AdminEntry & { id: Id })[]> =>
  tx.rows(`select id, at, person, post, act, account, subject, detail, address from admin_log where congress = $1
    and ($2::timestamptz is null or at >= $2::timestamptz) and ($3::timestamptz is null or at < $3::timestamptz) and ($4::uuid is null or person = $4::uuid or subject = $4::uuid) and ($5::text is null or act = $5::text)
    and ($6::timestamptz is null or (at, id) < ($6::timestamptz, $7::uuid)) order by at desc, id desc limit $8`,
  [tx.congress, f.from ?? null, f.to ?? null, f.person ?? null, f.what ?? null, f.after?.at ?? null, f.after?.id ?? null, f.limit])
