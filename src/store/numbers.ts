/** Official number series: what comes next, and what the log says was issued. Only `append` raises a series. */
import type { Actor, Id, Instant } from '#loop/words.ts'
import type { Tx } from './shapes.ts'

/** The next number of a series; one that was never used begins at 1. */
export async function nextNumber(tx: Tx, series: string): Promise<number> {
  return (await tx.rows<{ next: number }>('select next from number_series where congress = $1 and series = $2', [tx.congress, series]))[0]?.next ?? 1
}

/** Worded as the index is, so that it is used. */
const numbering = `e.congress = $1 and ((e.body -> 'numbers') is not null or (e.body -> 'voids') is not null)`
const issued = `event e cross join lateral jsonb_to_recordset(e.body -> 'numbers') x(series text, n int)`
const declaredVoid = `event e cross join lateral jsonb_to_recordset(e.body -> 'voids') x(series text, n int)`

export type SeriesRow = { readonly series: string; readonly next: number; /** Events that took one, and how many different ones: alike unless something is wrong. */ readonly taken: number; readonly issued: number; readonly voided: number; readonly first: Instant | null; readonly last: Instant | null }
/** Every series that a number was taken from, or that a ledger raised: then it has no first and no last day of its own. */
export async function allSeries(tx: Tx): Promise<SeriesRow[]> {
  return tx.rows<SeriesRow>(`select s.series, s.next, coalesce(i.taken, 0) taken, coalesce(i.issued, 0) issued, coalesce(v.voided, 0) voided, i.first, i.last
    from number_series s
    left join (select x.series, count(*) taken, count(distinct x.n) issued, min(e.at) first, max(e.at) last from ${issued} where ${numbering} and (e.body -> 'numbers') is not null group by x.series) i on i.series = s.series
    left join (select x.series, count(distinct x.n) voided from ${declaredVoid} where ${numbering} and (e.body -> 'voids') is not null group by x.series) v on v.series = s.series
    where s.congress = $1 order by s.series`, [tx.congress])
}

export type IssuedRow = {
  readonly n: number; readonly matter: Id; readonly procedure: string; readonly act: string; readonly at: Instant; readonly recordedAt: Instant; readonly actor: Actor
  /** When it was declared void, by whom, in which words; null where it stands. */
  readonly voidAt: Instant | null; readonly voidAct: string | null; readonly voidActor: Actor | null; readonly voidWhy: string | null; /** The organ's own number that took its place. */ readonly voidFor: string | null
}
/** The numbers of one series beyond `after`, in order. A matter void with what it hung below has the reason of that. */
export async function issuedNumbers(tx: Tx, series: string, after: number, limit: number): Promise<IssuedRow[]> {
  return tx.rows<IssuedRow>(`select x.n, e.matter, e.body ->> 'procedure' procedure, e.act, e.at, e.recorded_at "recordedAt", e.body -> 'actor' actor,
      v.at "voidAt", v.act "voidAct", v.actor "voidActor", v.why "voidWhy", v.own "voidFor"
    from ${issued} left join lateral (
      select d.at, d.act, d.body -> 'actor' actor, d.body -> 'input' ->> 'ownNumber' own, coalesce(d.body -> 'input' ->> 'why', (select u.body -> 'input' ->> 'why' from event u
          where u.congress = $1 and u.root = d.root and u.seq < d.seq and u.recorded_at = d.recorded_at and u.body -> 'input' ->> 'why' is not null order by u.seq desc limit 1)) why
      from event d cross join lateral jsonb_to_recordset(d.body -> 'voids') y(series text, n int)
      where d.congress = $1 and d.root = e.root and d.seq > e.seq and (d.body -> 'voids') is not null and y.series = x.series and y.n = x.n order by d.seq limit 1) v on true
    where ${numbering} and (e.body -> 'numbers') is not null and x.series = $2 and x.n > $3 order by x.n, e.root, e.seq limit $4`, [tx.congress, series, after, limit])
}
/** Which of these numbers of a series did an event ever give? A void one was given, too. */
export async function numbersGiven(tx: Tx, series: string, among: readonly number[]): Promise<readonly number[]> {
  return among.length ? (await tx.rows<{ n: number }>(`select distinct x.n from ${issued} where ${numbering} and (e.body -> 'numbers') is not null and x.series = $2 and x.n = any($3::int[])`, [tx.congress, series, [...among]])).map(r => r.n) : []
}
/** Numbers below the next that no event took: none, but for those a number typed by hand passed over and those a ledger brought. */
export async function missingNumbers(tx: Tx, series: string, beside: readonly number[], limit: number): Promise<number[]> {
  return (await tx.rows<{ n: number }>(`select g.n from number_series s cross join lateral generate_series(1, s.next - 1) g(n) where s.congress = $1 and s.series = $2 and g.n <> all($3::int[])
    and g.n not in (select x.n from ${issued} where ${numbering} and (e.body -> 'numbers') is not null and x.series = $2) order by g.n limit $4`, [tx.congress, series, [...beside], limit])).map(r => r.n)
}

/** A number that a matter of a ledger brought with it: no event took it from a series. `marks` and `parties` say of which. */
export type BroughtRow = IssuedRow & { readonly marks: Readonly<Record<string, string>>; readonly parties: Readonly<Record<string, readonly Id[]>> }
/** All of them, of matters entered by mistake or undone too, in the order of their numbers. */
export async function numbersBrought(tx: Tx, procedure: string, mark: string): Promise<BroughtRow[]> {
  return tx.rows<BroughtRow>(`select (m.marks ->> $3)::int n, m.id matter, m.procedure, e.act, e.at, e.recorded_at "recordedAt", e.body -> 'actor' actor, v.at "voidAt", v.act "voidAct", v.body -> 'actor' "voidActor", v.body -> 'input' ->> 'why' "voidWhy", null "voidFor", m.marks, m.parties
    from matter m join event e on e.congress = m.congress and e.root = m.root and e.seq = 1
    left join lateral (select * from event d where m.stage = 'void' and d.congress = m.congress and d.root = m.root and d.act = 'void' order by d.seq desc limit 1) v on true
    where m.congress = $1 and m.procedure = $2 and m.parent is null and m.marks ->> 'imported' is not null and m.marks ->> $3 ~ '^[0-9]{1,6}$' order by 1, m.opened_at, m.id`, [tx.congress, procedure, mark])
}
