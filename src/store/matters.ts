/** Matters as lists and look-ups see them. */
import { sql, type Expression, type RawBuilder, type SqlBool } from 'kysely'
import type { Hash, Id, Instant, Link } from '#loop/words.ts'
import { build, run, said, type MatterSql } from './query.ts'
import type { MatterRow, Tx } from './shapes.ts'

export type MatterFilter = {
  readonly procedures?: readonly string[]
  readonly restricted?: boolean
  /** Of the restricted ones, those alone in which these have one of these parts. */
  readonly restrictedTo?: { readonly who: readonly Id[]; readonly parties: readonly string[] }
  /** Behind a wall that this person does not see past. */
  readonly without?: readonly Id[]
  readonly stages?: readonly string[]
  readonly ended?: boolean
  readonly place?: Id
  readonly category?: string
  readonly channel?: string
  readonly outcome?: string
  /** Somebody's part in the matter; without `parties`, any part. */
  readonly owner?: { readonly who: readonly Id[]; readonly parties?: readonly string[] }
  /** Words of the redacted gist. The newest 10,000 hits are looked at. */
  readonly search?: string
  readonly openedFrom?: Instant
  /** Not included itself. */
  readonly openedTo?: Instant
  /** Roots only: matters that are nobody's child. */
  readonly rootsOnly?: boolean
  readonly published?: boolean
  /** Handled by this organ. */
  readonly handler?: Id
  /** Has this mark. */
  readonly mark?: string
  readonly movedFrom?: Instant
  /** Not included itself. */
  readonly movedTo?: Instant
  /** By the earliest open duty: past its due moment, or not yet but before `nearUntil`. */
  readonly light?: { readonly is: 'overdue'; readonly now: Instant } | { readonly is: 'near'; readonly now: Instant; readonly nearUntil: Instant }
}
export type MatterPage = { readonly limit: number; readonly after?: { readonly openedAt: Instant; readonly id: Id } }
/** A row of a list, with what is due first in it. */
export type ListedMatter = MatterRow & { readonly due: Instant | null; readonly dueAct: string | null; readonly dueOwes: string | null; /** Whose act it is: the matter's own procedure's, or a child's. */ readonly dueProcedure: string | null }

const searchDepth = 10_000
const columns = ['id', 'root', 'parent', 'procedure', 'version', 'stage', 'ended', 'opened_at', 'moved_at', 'title', 'place', 'category', 'channel', 'outcome', 'short', 'receipt', 'restricted', 'published', 'marks', 'parties'] as const
export const matterColumns = columns.map(c => `matter.${c}` as const)

/** A row as read, in the shape it was projected from. */
export const asMatter = (r: Omit<MatterSql, 'congress'>): MatterRow => ({
  id: r.id, root: r.root, parent: r.parent, procedure: r.procedure, version: r.version, stage: r.stage, ended: r.ended, openedAt: r.opened_at, movedAt: r.moved_at,
  title: r.title, place: r.place, category: r.category, channel: r.channel, outcome: r.outcome, short: r.short, receipt: r.receipt,
  restricted: r.restricted, published: r.published, marks: r.marks, parties: r.parties,
})

const texts = (list: readonly string[]) => sql`${[...list]}::text[]`

export function conditionsOf(congress: number, f: MatterFilter): Expression<SqlBool>[] {
  const all: Expression<SqlBool>[] = [sql<SqlBool>`matter.congress = ${congress}`]
  const add = (condition: Expression<SqlBool>): void => { all.push(condition) }
  // One procedure is compared as one: a list of one would not be walked in the index's order.
  if (f.procedures !== undefined) add(f.procedures.length === 1 ? sql<SqlBool>`matter.procedure = ${f.procedures[0]!}` : sql<SqlBool>`matter.procedure = any(${texts(f.procedures)})`)
  if (f.restricted !== undefined) add(sql<SqlBool>`matter.restricted = ${f.restricted}`)
  if (f.restrictedTo !== undefined) add(sql<SqlBool>`(not matter.restricted or matter.id in (select p.matter from party p where p.congress = ${congress} and p.who = any(${[...f.restrictedTo.who]}::uuid[]) and p.party = any(${texts(f.restrictedTo.parties)})))`)
  if (f.without?.length) add(sql<SqlBool>`matter.id <> all(${[...f.without]}::uuid[])`)
  if (f.stages !== undefined) add(sql<SqlBool>`matter.stage = any(${texts(f.stages)})`)
  if (f.ended !== undefined) add(f.ended ? sql<SqlBool>`matter.ended` : sql<SqlBool>`not matter.ended`)
  if (f.place !== undefined) add(sql<SqlBool>`matter.place = ${f.place}::uuid`)
  if (f.category !== undefined) add(sql<SqlBool>`matter.category = ${f.category}`)
  if (f.channel !== undefined) add(sql<SqlBool>`matter.channel = ${f.channel}`)
  if (f.outcome !== undefined) add(sql<SqlBool>`matter.outcome = ${f.outcome}`)
  if (f.published !== undefined) add(sql<SqlBool>`matter.published = ${f.published}`)
  if (f.rootsOnly) add(sql<SqlBool>`matter.parent is null`)
  if (f.mark !== undefined) add(sql<SqlBool>`matter.marks ->> ${f.mark} is not null`)
  if (f.movedFrom !== undefined) add(sql<SqlBool>`matter.moved_at >= ${f.movedFrom}::timestamptz`)
  if (f.movedTo !== undefined) add(sql<SqlBool>`matter.moved_at < ${f.movedTo}::timestamptz`)
  if (f.handler !== undefined) add(sql<SqlBool>`matter.id in (select p.matter from party p where p.congress = ${congress} and p.who = ${f.handler}::uuid and p.party = 'handler')`)
  if (f.openedFrom !== undefined) add(sql<SqlBool>`matter.opened_at >= ${f.openedFrom}::timestamptz`)
  if (f.openedTo !== undefined) add(sql<SqlBool>`matter.opened_at < ${f.openedTo}::timestamptz`)
  if (f.owner !== undefined) {
    const part = f.owner.parties ? sql`and p.party = any(${texts(f.owner.parties)})` : sql``
    add(sql<SqlBool>`matter.id in (select p.matter from party p where p.congress = ${congress} and p.who = any(${[...f.owner.who]}::uuid[]) ${part})`)
  }
  if (f.search?.trim()) add(sql<SqlBool>`matter.id in (select search_matters(${congress}, ${f.search}, ${searchDepth}))`)
  if (f.light !== undefined) {
    // What a child owes shows on its parent: a matter that awaits its handlers is as late as they are.
    const until = f.light.is === 'near' ? f.light.nearUntil : f.light.now
    const first = f.light.is === 'near' ? sql`having min(x.due) >= ${f.light.now}::timestamptz` : sql``
    add(sql<SqlBool>`matter.id in (select x.id from (
      select coalesce(k.parent, d.matter) id, d.due from duty d join matter k on k.congress = ${congress} and k.id = d.matter where d.congress = ${congress} and d.closed_seq is null and d.due < ${until}::timestamptz
      union all select d.matter, d.due from duty d where d.congress = ${congress} and d.closed_seq is null and d.due < ${until}::timestamptz) x group by x.id ${first})`)
  }
  return all
}

type After = MatterPage['after']
const beyond = (after: After, openedAt: RawBuilder<unknown>, id: RawBuilder<unknown>) => (after ? sql`and (${openedAt}, ${id}) < (${after.openedAt}::timestamptz, ${after.id}::uuid)` : sql``)

/**
 * The newest of a filter, ids only. Somebody's own matters are walked in the order of `party_walk`, the district's in that of
 * `matter_list`: the cost is that of the rows looked at until the page is full. A few late ones are found by their dates instead.
 */
function newest(congress: number, f: MatterFilter, limit: number, after?: After): RawBuilder<{ id: Id; opened_at: Instant }> {
  const [procedure, ...more] = f.procedures ?? [], who = f.owner?.who
  if (!who || !f.owner?.parties || procedure === undefined || more.length || f.light || f.search?.trim() || f.handler) {
    return sql`select matter.id, matter.opened_at from matter where ${sql.join(conditionsOf(congress, f), sql` and `)} ${beyond(after, sql`matter.opened_at`, sql`matter.id`)} order by matter.opened_at desc, matter.id desc limit ${limit}`
  }
  const { owner, procedures: _, openedFrom, openedTo, ...rest } = f
  const days = sql`${openedFrom ? sql`and p.opened_at >= ${openedFrom}::timestamptz` : sql``} ${openedTo ? sql`and p.opened_at < ${openedTo}::timestamptz` : sql``}`
  // Whoever has two parts in a matter has it once.
  return sql`select distinct w.id, w.opened_at from unnest(${[...who]}::uuid[]) x(who) cross join lateral (
    select distinct p.opened_at, p.matter id from party p join matter on matter.congress = ${congress} and matter.id = p.matter
    where p.congress = ${congress} and p.who = x.who and p.procedure = ${procedure} and p.party = any(${texts(owner!.parties!)}) ${days} ${beyond(after, sql`p.opened_at`, sql`p.matter`)}
      and ${sql.join(conditionsOf(congress, rest), sql` and `)}
    order by p.opened_at desc, p.matter desc limit ${limit}) w order by w.opened_at desc, w.id desc limit ${limit}`
}

/** A page of matters, newest first; `after` is the last row of the page before. */
export async function listMatters(tx: Tx, filter: MatterFilter, page: MatterPage): Promise<ListedMatter[]> {
  return listed(tx, newest(tx.congress, filter, page.limit, page.after))
}

/** The rows of these ids: the page is cut first, then each of its few rows looks up what is due. */
async function listed(tx: Tx, ids: RawBuilder<{ id: Id; opened_at: Instant }>): Promise<ListedMatter[]> {
  const rows = await run(tx, build.with('cut', () => sql<{ id: Id; opened_at: Instant }>`(${ids})`).with('page', q => q.selectFrom('matter').innerJoin('cut', 'cut.id', 'matter.id').where('matter.congress', '=', tx.congress).select(matterColumns)).selectFrom('page')
    .leftJoinLateral(
      sql<{ first_due: Instant; first_act: string; first_owes: string; first_procedure: string }>`(select d.due first_due, d.act first_act, d.owes first_owes, o.procedure first_procedure
        from duty d join matter o on o.congress = ${tx.congress} and o.id = d.matter where d.congress = ${tx.congress} and d.closed_seq is null and d.matter in (select page.id union all select k.id from matter k
          where k.congress = ${tx.congress} and k.root = page.root and k.parent = page.id and not k.ended) order by d.due, d.no limit 1)`.as('first'),
      join => join.onTrue())
    .selectAll().orderBy('page.opened_at', 'desc').orderBy('page.id', 'desc'))
  return rows.map(r => ({ ...asMatter(r), due: r.first_due, dueAct: r.first_act, dueOwes: r.first_owes, dueProcedure: r.first_procedure }))
}

/** How many matters the same filter finds, counted up to `most`: beyond that nobody reads the number, and counting costs more than the page. */
export async function countMatters(tx: Tx, filter: MatterFilter, most = 1_000_000_000): Promise<number> {
  return (await said(tx, sql<{ n: number }>`select count(*) n from (${newest(tx.congress, filter, most)}) found`))[0]!.n
}

/** How many of the newest are looked through one by one for a word before the index of words is asked. */
const lookedThrough = 1000
/**
 * A page of those that have the words, and how many there are (`whole`) or have been seen so far. A word that many have is found
 * among the newest without gathering all that have it; a rare one by the index of words.
 */
export async function searchMatters(tx: Tx, filter: MatterFilter, page: MatterPage, most: number): Promise<{ rows: ListedMatter[]; found: number; whole: boolean }> {
  const { search, ...rest } = filter
  const peek = async (after?: After): Promise<{ seen: number; ids: Id[] }> => (await said(tx, sql<{ seen: number; ids: Id[] }>`with seen as materialized (${newest(tx.congress, rest, lookedThrough, after)})
    select (select count(*) from seen) seen, coalesce((select jsonb_agg(s.id order by s.opened_at desc, s.id desc) from seen s join matter m on m.congress = ${tx.congress} and m.id = s.id where m.grams @@ cjk_query(${search})), '[]') ids`))[0]!
  const first = await peek(), more = page.after ? await peek(page.after) : first
  const short = more.seen === lookedThrough && more.ids.length < page.limit
  const rows = short ? await listMatters(tx, filter, page) : await listed(tx, sql`select id, opened_at from matter where congress = ${tx.congress} and id = any(${more.ids.slice(0, page.limit)}::uuid[])`)
  if (first.seen < lookedThrough) return { rows, found: first.ids.length, whole: true }
  if (first.ids.length > page.limit) return { rows, found: first.ids.length, whole: false }
  const found = await countMatters(tx, filter, most)
  return { rows, found, whole: found < most }
}

/** The same count by handling organ: each organ's number is that of the same filter with it as the handler. */
export async function countByHandler(tx: Tx, filter: MatterFilter): Promise<{ handler: Id; n: number }[]> {
  let q = build.selectFrom('matter').innerJoin('party', join => join.onRef('party.congress', '=', 'matter.congress').onRef('party.matter', '=', 'matter.id').on('party.party', '=', 'handler'))
    .select(['party.who as handler', sql<number>`count(*)`.as('n')]).groupBy('party.who')
  for (const c of conditionsOf(tx.congress, filter)) q = q.where(c)
  return run(tx, q)
}

/** How many matters of the filter stand in each stage. */
export async function countByStage(tx: Tx, filter: MatterFilter): Promise<{ procedure: string; stage: string; n: number }[]> {
  let q = build.selectFrom('matter').select(['matter.procedure', 'matter.stage', sql<number>`count(*)`.as('n')]).groupBy(['matter.procedure', 'matter.stage']).orderBy('matter.procedure').orderBy('matter.stage')
  for (const c of conditionsOf(tx.congress, filter)) q = q.where(c)
  return run(tx, q)
}

const select = (tx: Tx) => build.selectFrom('matter').select(matterColumns).where('matter.congress', '=', tx.congress)

/** The matter, if this congress has it. */
export async function findMatter(tx: Tx, id: Id): Promise<MatterRow | undefined> {
  return (await byIds(tx, [id]))[0]
}

/** The matter; throws when there is none. */
export async function getMatter(tx: Tx, id: Id): Promise<MatterRow> {
  const found = await findMatter(tx, id)
  if (!found) throw new Error(`no matter ${id}`)
  return found
}

/** The matters with these ids, in no particular order; unknown ones are missing. */
export async function byIds(tx: Tx, ids: readonly Id[]): Promise<MatterRow[]> {
  return (await run(tx, select(tx).where(sql<SqlBool>`matter.id = any(${[...ids]}::uuid[])`))).map(asMatter)
}

/** All matters of a family, the root first, then in the order of opening. */
export async function byRoot(tx: Tx, root: Id): Promise<MatterRow[]> {
  const rows = await run(tx, select(tx).where('matter.root', '=', root).orderBy(sql`matter.parent is not null`).orderBy('matter.opened_at').orderBy('matter.id'))
  return rows.map(asMatter)
}

/** The matter a receipt code was given for, by the code's hash. */
export async function byReceipt(tx: Tx, hash: Hash): Promise<MatterRow | undefined> {
  return (await run(tx, select(tx).where('matter.receipt', '=', hash).limit(1))).map(asMatter)[0]
}

/** Matters with these six digits, newest first: the digits are not unique. */
export async function byShort(tx: Tx, short: string): Promise<MatterRow[]> {
  return (await run(tx, select(tx).where('matter.short', '=', short).orderBy('matter.opened_at', 'desc').limit(20))).map(asMatter)
}

/** The ties of a matter with others, each once. */
export async function linksOf(tx: Tx, matter: Id): Promise<Link[]> {
  return tx.rows<Link>(`select from_matter "from", kind, to_matter "to" from link where congress = $1 and from_matter = $2
    union select from_matter, kind, to_matter from link where congress = $1 and to_matter = $2 order by 2, 1, 3`, [tx.congress, matter])
}
