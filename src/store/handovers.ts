/** Earlier hand-overs of suggestions, with what was proposed in them: what a proposal of an organ is learned from. */
import type { Day, Id } from '#loop/words.ts'
import type { Tx } from './shapes.ts'

export type HandedOver = { readonly id: Id; readonly title: string; readonly text: string | null; readonly theme: string | null; readonly number: string | null; readonly organ: Id; readonly day: Day }
export type Proposed = { readonly id: Id; readonly title: string; readonly text: string | null; readonly theme: string | null }

/** The words as they stand now: of the last of the acts that write them, the third value asked with. */
const words = `left join lateral (select e.body->'input'->>'text' as text from event e where e.congress = $1 and e.root = m.root and e.matter = m.id
  and e.act = any($3::text[]) and e.body->'input'->>'text' is not null order by e.seq desc limit 1) w on true`

/** The latest ones, each with the organ that leads after all reassignments. */
export const handedOver = (tx: Tx, limit: number, wording: readonly string[]): Promise<HandedOver[]> => tx.rows<HandedOver>(`
  select m.id, m.title, w.text, m.category theme, m.marks->>'number' number, coalesce(h.organ, f.organ::text) organ, to_char(f.at at time zone 'Asia/Shanghai', 'YYYY-MM-DD') as day
  from (select x.root, max(x.at) at, (array_agg(x.organ order by x.seq desc, x.n))[1] organ from fact x where x.congress = $1 and x.name = 'suggestion.assigned' and x.retracted_at is null and x.organ is not null group by x.root order by max(x.at) desc, x.root limit $2) f
  join matter m on m.congress = $1 and m.id = f.root and m.marks->>'quarantined' is null
  left join lateral (select c.parties->'handler'->>0 as organ from matter c where c.congress = $1 and c.root = f.root and c.procedure = 'handling' and c.marks->>'role' = 'lead' and c.stage not in ('returned', 'reassigned', 'stopped', 'void') order by c.opened_at desc, c.id limit 1) h on true
  ${words} order by f.at, m.id`, [tx.congress, limit, [...wording]])

/** When the latest hand-over was, and what is sealed: a cheap look whether anything is new. */
export async function latestHandOver(tx: Tx): Promise<string> {
  const [row] = await tx.rows<{ root: Id; at: string }>(`select root::text, at from fact where congress = $1 and name = 'suggestion.assigned' order by at desc limit 1`, [tx.congress])
  // What is sealed or given back is unlearned and learned at once.
  const [sealed] = await tx.rows<{ ids: string | null }>(`select string_agg(distinct matter::text, ' ') ids from party where congress = $1 and party = 'custodians' and procedure = 'suggestion'`, [tx.congress])
  return row ? `${row.root} ${row.at} ${sealed?.ids ?? ''}` : ''
}

/** Some suggestions with their words. */
export const proposedTexts = (tx: Tx, ids: readonly Id[], wording: readonly string[]): Promise<Proposed[]> => tx.rows<Proposed>(`select m.id, m.title, w.text, m.category theme from matter m ${words} where m.congress = $1 and m.id = any($2::uuid[]) and m.procedure = 'suggestion' and m.marks->>'quarantined' is null`, [tx.congress, [...ids], [...wording]])
