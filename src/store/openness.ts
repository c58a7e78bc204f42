/** Suggestions as anybody may read them: what was released, and how many were not. */
import { sql, type RawBuilder } from 'kysely'
import type { Id, Instant } from '#loop/words.ts'
import { said } from './query.ts'
import type { Tx } from './shapes.ts'

export type PublicFilter = { readonly session?: Id | undefined; readonly organ?: Id | undefined; readonly theme?: string | undefined; readonly outcome?: string | undefined; readonly search?: string | undefined }
/** A row of the public list; of the marks the short ones. `organs`: those it is assigned to now. */
export type PublicRow = { readonly id: Id; readonly category: string | null; readonly outcome: string | null; readonly marks: Readonly<Record<string, string>>; readonly parties: Readonly<Record<string, readonly Id[]>>; readonly organs: readonly Id[]; readonly at: Instant }

const searchDepth = 10_000
function conditions(congress: number, f: PublicFilter): RawBuilder<unknown> {
  const all = [sql`m.congress = ${congress}`, sql`m.procedure = 'suggestion'`, sql`m.published`, sql`not m.restricted`]
  if (f.session) all.push(sql`m.id in (select p.matter from party p where p.congress = ${congress} and p.who = ${f.session}::uuid and p.procedure = 'suggestion' and p.party = 'session')`)
  if (f.organ) all.push(sql`m.root in (select x.root from fact x where x.congress = ${congress} and x.root = m.root and x.name = 'suggestion.assigned' and x.organ = ${f.organ}::uuid and x.retracted_at is null)`)
  if (f.theme) all.push(sql`m.category = ${f.theme}`)
  if (f.outcome) all.push(sql`m.outcome = ${f.outcome}`)
  if (f.search?.trim()) all.push(sql`m.id in (select public_words(${congress}, ${f.search}, ${searchDepth}))`)
  return sql.join(all, sql` and `)
}
const long = ['publicText', 'publicReply', 'publicFollow', 'draftText', 'draftReply', 'draftFollow', 'withheld']
const organsOf = (congress: number) => sql`coalesce((select jsonb_agg(distinct x.organ) from fact x where x.congress = ${congress} and x.root = m.root and x.name = 'suggestion.assigned' and x.organ is not null and x.retracted_at is null), '[]')`

/** By the day they were first made public, as a list shows it, or by their last change, as a feed tells it; the latest first. */
export const publicPage = (tx: Tx, f: PublicFilter, by: 'published' | 'changed', limit: number, skip: number): Promise<PublicRow[]> => said(tx, sql<PublicRow>`
  select m.id, m.category, m.outcome, m.marks - ${long}::text[] marks, m.parties, ${organsOf(tx.congress)} organs, m.marks ->> 'publicAt' "at"
  from matter m where ${conditions(tx.congress, f)} order by ${by === 'published' ? sql`coalesce(m.marks ->> 'publishedOn', '') desc, ` : sql``}m.marks ->> 'publicAt' desc, m.id desc limit ${limit} offset ${skip}`)
export const countPublic = async (tx: Tx, f: PublicFilter): Promise<number> => (await said(tx, sql<{ n: number }>`select count(*)::int n from matter m where ${conditions(tx.congress, f)}`))[0]!.n
export const anyPublic = async (tx: Tx): Promise<boolean> => (await said(tx, sql<{ yes: boolean }>`select exists (select from matter m where ${conditions(tx.congress, {})}) yes`))[0]!.yes
/** Of these sessions, those of which anything is public. */
export const sessionsPublic = async (tx: Tx, sessions: readonly Id[]): Promise<Id[]> => (await said(tx, sql<{ id: Id }>`select s.id from unnest(${[...sessions]}::uuid[]) s(id) where exists (
  select from party p join matter m on m.congress = ${tx.congress} and m.id = p.matter where p.congress = ${tx.congress} and p.who = s.id and p.procedure = 'suggestion' and p.party = 'session' and m.published and not m.restricted)`)).map(r => r.id)
/** The organs that handle what is public. */
export const organsPublic = async (tx: Tx, session?: Id): Promise<Id[]> => (await said(tx, sql<{ id: Id }>`select distinct x.organ id from matter m join fact x on x.congress = ${tx.congress} and x.root = m.root and x.name = 'suggestion.assigned' and x.organ is not null and x.retracted_at is null where ${conditions(tx.congress, { session })}`)).map(r => r.id)
/** How many of a session (of all, without one) are withheld, by reason; nothing else of them is read. */
export const withheldBy = (tx: Tx, session?: Id): Promise<{ reason: string | null; n: number }[]> => said(tx, sql<{ reason: string | null; n: number }>`
  select m.marks ->> 'withheldReason' reason, count(*)::int n from matter m where m.congress = ${tx.congress} and m.procedure = 'suggestion' and not m.published and m.marks ->> 'withheld' is not null and m.stage <> 'void'
  ${session ? sql`and m.id in (select p.matter from party p where p.congress = ${tx.congress} and p.who = ${session}::uuid and p.procedure = 'suggestion' and p.party = 'session')` : sql``} group by 1 order by 2 desc, 1`)
/** The suggestion that bears this public number, whether it is public still or not. */
export const byPublicNumber = async (tx: Tx, year: string, n: string): Promise<Id | undefined> => (await said(tx, sql<{ id: Id | null }>`select public_by_number(${tx.congress}, ${year}, ${n}) id`))[0]?.id ?? undefined
