/** The yardstick: the same append with nothing of ours before it. On a server pgbench calls the SQL function; embedded, it is called in this process. */
import { randomUUID } from 'node:crypto'
import { appRole } from '#store/server.ts'
import type { Append, Store } from '#store/shapes.ts'
import { makeService } from '#service/make.ts'
import type { ActRequest } from '#service/views.ts'
import { intake, type Peopled } from './fill.ts'
import { asOwner, type Home, keys, open, type Open } from './home.ts'
import { median } from './results.ts'
import type { Sizes } from './sizes.ts'

export type Measured = { readonly rate: number; readonly done: number }
const bytes = new Uint8Array(32).fill(9)

/** What the program itself hands to the store for this act; the act is done. */
async function caught(store: Store, request: ActRequest): Promise<Append> {
  let found: Append | undefined
  const watching: Store = { ...store, append: group => { found = group[0]; return store.append(group) } }
  const out = await makeService(watching, { key: bytes, version: 'bench' }).act(request)
  if (!out.ok || !found) throw new Error(`${request.act} was refused: ${out.ok ? '' : out.refusal.says[1]}`)
  return found
}
export const catchIntake = (o: Open, p: Peopled): Promise<Append> => caught(o.store, { congress: p.congress, procedure: 'request', act: 'place', input: intake(p.streets[0]!.place), actor: { kind: 'portal' }, key: `reference-${randomUUID()}` })
export const catchFollowing = (o: Open, p: Peopled, matter: string): Promise<Append> => caught(o.store, { congress: p.congress, matter, act: 'coordinate', input: { text: following }, actor: { kind: 'person', person: p.streets[0]!.clerk }, key: `reference-${randomUUID()}` })
export const following = '已与街道办事处电话沟通，请其尽快安排检修'

/** The acts as the SQL function takes them. */
export const asText = (a: Append): string => JSON.stringify([{ ...a, particulars: a.particulars.map(x => ({ ...x, sealed: Buffer.from(x.sealed).toString('base64') })) }])

/** The payloads as text with gaps for what differs each time, in a table any role may read. */
export async function preparePgbench(home: Home, appends: readonly Append[]): Promise<void> {
  await asOwner(home, 'create table if not exists bench_payload (congress int primary key, body text not null)')
  await asOwner(home, 'grant select on bench_payload to public')
  for (const a of appends) {
    const receipt = a.matters[0]!.receipt
    let body = asText(a).replaceAll(a.root, '@ROOT@').replaceAll(a.key, '@KEY@')
    if (receipt) body = body.replaceAll(receipt, '@RECEIPT@')
    await asOwner(home, 'insert into bench_payload values ($1, $2) on conflict (congress) do update set body = excluded.body', [a.congress, body])
  }
}

/** pgbench over so many congresses, by the serving role, under row-level security, each transaction a family of its own. */
export function pgbenchIntake(home: Home, s: Sizes, congresses: number): Promise<Measured> {
  const script = `\\set c random(1, ${congresses})
select append(:c, replace(replace(replace(p.body, '@ROOT@', r.id), '@KEY@', r.id), '@RECEIPT@', replace(r.id || r.id, '-', ''))::jsonb)
  from bench_payload p, (select gen_random_uuid()::text id) r where p.congress = :c;\n`
  return home.server!.pgbench(home.url!, appRole(new URL(home.url!).pathname.slice(1)), script, s.connections, s.warm, s.seconds)
}

/** The same calls from this process, so many at a time, each an append and a commit of its own. */
export async function inProcess(s: Sizes, call: (i: number) => Promise<void>): Promise<Measured> {
  const end = performance.now() + s.seconds * 1000, began = performance.now()
  let done = 0
  await Promise.all(Array.from({ length: s.connections }, async (_, i) => { while (performance.now() < end) { await call(i); done++ } }))
  return { rate: Math.round(done / (performance.now() - began) * 1000), done }
}
/** A fresh family from a caught one: new root, key and receipt. What it says inside is the same. */
export function anew(a: Append): Append {
  const id = randomUUID(), receipt = (id + id).replaceAll('-', '')
  const { particulars, ...rest } = a
  const text = JSON.stringify(rest).replaceAll(a.root, id).replaceAll(a.key, `r-${id}`)
  const fresh = JSON.parse(a.matters[0]!.receipt ? text.replaceAll(a.matters[0]!.receipt, receipt) : text) as Append
  return { ...fresh, particulars: particulars.map(p => ({ ...p, matter: id })) }
}

export const rateOf = (runs: readonly Measured[]): number => median(runs.map(r => r.rate))
export { open, keys }
