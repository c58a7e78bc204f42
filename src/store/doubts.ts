/** What an auditor looks for in the log, and the samples drawn from it. Rows only: what is doubtful about them is the service's to say. */
import type { Day, Id, Instant } from '#loop/words.ts'
import type { Tx } from './shapes.ts'

export type Span = { readonly from: Instant; /** Not included itself. */ readonly to: Instant }
export type DoubtRow = { readonly matter: Id; readonly act: string; readonly procedure: string; readonly at: Instant; readonly recordedAt: Instant; readonly person: Id | null }

const columns = `e.matter, e.act, e.body->>'procedure' procedure, e.at, e.recorded_at "recordedAt", coalesce(e.body->>'recordedBy', e.body->'actor'->>'person') person`

/** Acts of people written down more than two days after they happened, with neither a paper nor a file to show for it. */
export async function lateActs(tx: Tx, s: Span, without: readonly string[], limit: number): Promise<DoubtRow[]> {
  return tx.rows<DoubtRow>(`select ${columns} from event e where e.congress = $1 and e.recorded_at - e.at > interval '48 hours' and e.recorded_at >= $2::timestamptz and e.recorded_at < $3::timestamptz
    and e.key is not null and e.body->'actor'->>'kind' <> 'clock' and e.body->>'procedure' <> all($4::text[])
    and coalesce(e.body->'input'->>'way', '') not in ('paper', 'letter') and coalesce(e.body->'input'->>'channel', '') <> 'letter' and not (e.body->'input' ?| array['evidence', 'photos', 'added'])
    order by e.recorded_at desc, e.root, e.seq limit $5`, [tx.congress, s.from, s.to, [...without], limit])
}

/** Ratings that somebody wrote down as given on the telephone, each recorder's in the order of writing. */
export async function phoneRatings(tx: Tx, s: Span): Promise<DoubtRow[]> {
  return tx.rows<DoubtRow>(`select ${columns} from event e where e.congress = $1 and e.act = 'rate' and e.recorded_at >= $2::timestamptz and e.recorded_at < $3::timestamptz
    and e.body->>'recordedBy' is not null and e.body->'input'->>'way' = 'phone' order by e.body->>'recordedBy', e.recorded_at, e.root, e.seq`, [tx.congress, s.from, s.to])
}

/** Problems that count as solved though no file shows it and no deputy went to look. */
export async function solvedBare(tx: Tx, s: Span, limit: number): Promise<DoubtRow[]> {
  return tx.rows<DoubtRow>(`select ${columns} from fact f join event e on e.congress = $1 and e.root = f.root and e.seq = f.seq
    where f.congress = $1 and f.name = 'request.solved' and f.retracted_at is null and f.at >= $2::timestamptz and f.at < $3::timestamptz
    and not exists (select from event x where x.congress = $1 and x.root = f.root and (x.act = 'visit' or x.body->'input' ? 'evidence'))
    order by f.at desc, f.root, f.seq limit $4`, [tx.congress, s.from, s.to, limit])
}

export type ReturnRow = DoubtRow & { readonly openedAt: Instant; /** When the organ asked for it. */ readonly asked: Instant | null; /** By when it was to be decided. */ readonly due: Instant | null }
/** Handlings given back or taken away in the span, with the times by which it is judged. */
export async function returns(tx: Tx, s: Span): Promise<ReturnRow[]> {
  return tx.rows<ReturnRow>(`select ${columns}, m.opened_at "openedAt",
      (select max(a.recorded_at) from event a where a.congress = $1 and a.root = e.root and a.matter = e.matter and a.act = 'askReturn' and a.seq < e.seq) asked,
      (select max(d.due) from duty d where d.congress = $1 and d.matter = e.matter and d.act = 'agreeReturn' and d.closed_seq = e.seq) due
    from matter m join event e on e.congress = $1 and e.root = m.root and e.matter = m.id and e.act in ('agreeReturn', 'reassign')
    where m.congress = $1 and m.procedure = 'handling' and m.stage in ('returned', 'reassigned') and e.recorded_at >= $2::timestamptz and e.recorded_at < $3::timestamptz
    order by e.recorded_at desc, e.root, e.seq`, [tx.congress, s.from, s.to])
}

export type SealRow = DoubtRow & { /** When it was to be concluded, while it is not. */ readonly due: Instant | null; readonly finding: string | null; readonly reported: boolean; readonly shredded: boolean }
/** Matters set aside as suspected secrets in the span, and those of before that nobody has settled. */
export async function seals(tx: Tx, s: Span, limit: number): Promise<SealRow[]> {
  const after = (act: string): string => `from event x where x.congress = $1 and x.root = e.root and x.matter = e.matter and x.act = '${act}' and x.seq > e.seq`
  return tx.rows<SealRow>(`select ${columns}, c.finding, d.due, exists (select ${after('reportSecrecy')}) reported, exists (select ${after('shred')}) shredded
    from event e left join lateral (select x.body->'input'->>'finding' finding ${after('concludeCheck')} order by x.seq limit 1) c on true
    left join lateral (select max(d.due) due from duty d where d.congress = $1 and d.matter = e.matter and d.act = 'concludeCheck' and d.closed_seq is null and c.finding is null) d on true
    where e.congress = $1 and e.act = 'quarantine' and e.recorded_at < $3::timestamptz and (e.recorded_at >= $2::timestamptz or c.finding is null)
    order by e.recorded_at desc, e.root, e.seq limit $4`, [tx.congress, s.from, s.to, limit])
}

export type LookRow = { readonly matter: Id; readonly field: string; readonly person: Id; readonly organ: Id; readonly reason: string; readonly at: Instant }
/** Every look at a contact, and every receipt printed again, the latest first; of one viewer where asked. */
export async function looks(tx: Tx, s: Span, person: Id | undefined, limit: number): Promise<LookRow[]> {
  return tx.rows<LookRow>(`select matter, field, person, organ, reason, at from view_log where congress = $1 and at >= $2::timestamptz and at < $3::timestamptz and ($4::uuid is null or person = $4) order by at desc, id desc limit $5`, [tx.congress, s.from, s.to, person ?? null, limit])
}
/** How often each viewer looked. */
export async function lookers(tx: Tx, s: Span): Promise<{ person: Id; organ: Id; n: number }[]> {
  return tx.rows('select person, organ, count(*) n from view_log where congress = $1 and at >= $2::timestamptz and at < $3::timestamptz group by person, organ order by n desc, person, organ', [tx.congress, s.from, s.to])
}

export type Population = { readonly procedure: string; readonly from: Day; readonly to: Day; /** Written down by then. */ readonly known: Instant }
const inPopulation = `from matter m where m.congress = $1 and m.procedure = $2 and m.parent is null and m.opened_at >= ($3::date)::timestamp at time zone 'Asia/Shanghai' and m.opened_at < ($4::date + 1)::timestamp at time zone 'Asia/Shanghai'
  and exists (select from event e where e.congress = $1 and e.root = m.root and e.seq = 1 and e.recorded_at <= $5::timestamptz)`
const params = (tx: Tx, p: Population): unknown[] => [tx.congress, p.procedure, p.from, p.to, p.known]

/** How many a sample is drawn from. */
export async function populationOf(tx: Tx, p: Population): Promise<number> {
  return (await tx.rows<{ n: number }>(`select count(*) n ${inPopulation}`, params(tx, p)))[0]!.n
}
/** The sample: the first of the population in the order of SHA-256(seed|id). Anybody with the seed draws the same. */
export async function drawFrom(tx: Tx, p: Population, seed: string, size: number): Promise<Id[]> {
  return (await tx.rows<{ id: Id }>(`select m.id ${inPopulation} order by sha256(convert_to($6 || '|' || m.id::text, 'UTF8')), m.id limit $7`, [...params(tx, p), seed, size])).map(r => r.id)
}

export type DrawRow = { readonly id: Id; readonly person: Id; readonly organ: Id; readonly procedure: string; readonly from: Day; readonly to: Day; readonly seed: string; readonly size: number; readonly population: number; readonly drawn: readonly Id[]; readonly at: Instant }
const drawColumns = `id, person, organ, procedure, opened_from "from", opened_to "to", seed, size, population, drawn, at`
/** Keeps a drawing; the same id a second time changes nothing. */
export async function addDraw(tx: Tx, d: DrawRow): Promise<void> {
  await tx.rows(`insert into audit_draw (congress, id, person, organ, procedure, opened_from, opened_to, seed, size, population, drawn, at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11::jsonb, $12) on conflict do nothing`,
    [tx.congress, d.id, d.person, d.organ, d.procedure, d.from, d.to, d.seed, d.size, d.population, JSON.stringify(d.drawn), d.at])
}
export async function findDraw(tx: Tx, id: Id): Promise<DrawRow | undefined> {
  return (await tx.rows<DrawRow>(`select ${drawColumns} from audit_draw where congress = $1 and id = $2`, [tx.congress, id]))[0]
}
/** The latest first. */
export async function drawsOf(tx: Tx, limit: number): Promise<DrawRow[]> {
  return tx.rows<DrawRow>(`select ${drawColumns} from audit_draw where congress = $1 order by at desc, id desc limit $2`, [tx.congress, limit])
}
