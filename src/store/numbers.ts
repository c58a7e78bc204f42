/** Official number series: what comes next, and what was issued. Only `append` raises a series. */
import type { Id, Instant } from '#loop/words.ts'
import type { Tx } from './shapes.ts'

/** The next number of a series; one that was never used begins at 1. */
export async function nextNumber(tx: Tx, series: string): Promise<number> {
  return (await tx.rows<{ next: number }>('select next from number_series where congress = $1 and series = $2', [tx.congress, series]))[0]?.next ?? 1
}

export type IssuedNumber = { readonly series: string; readonly n: number; readonly matter: Id; readonly root: Id; readonly act: string; readonly at: Instant; readonly title: string; readonly stage: string }
/** The register of numbers of one series, the latest first: what was void keeps its number and says so by its stage. */
export async function issuedNumbers(tx: Tx, series: string, limit: number): Promise<IssuedNumber[]> {
  return tx.rows<IssuedNumber>(`select x.v->>'series' series, (x.v->>'n')::int n, e.matter, e.root, e.act, e.at, coalesce(m.title, '') title, coalesce(m.stage, '') stage
    from event e cross join lateral jsonb_array_elements(e.body->'numbers') x(v) left join matter m on m.congress = e.congress and m.id = e.matter
    where e.congress = $1 and e.body ? 'numbers' and x.v->>'series' = $2 order by 2 desc limit $3`, [tx.congress, series, limit])
}
/** The series there are, each with how many numbers were issued. */
export async function numberSeries(tx: Tx): Promise<{ series: string; issued: number }[]> {
  return tx.rows<{ series: string; issued: number }>('select series, next - 1 issued from number_series where congress = $1 order by series', [tx.congress])
}
