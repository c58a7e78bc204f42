/** Reading a family and acting on it: through HTTP by somebody signed in, beside the same two calls with nothing of ours before them. */
import { randomUUID } from 'node:crypto'
import { appRole } from '#store/server.ts'
import type { Append } from '#store/shapes.ts'
import type { Bench } from './bench.ts'
import { copy } from './copy.ts'
import { people, type Peopled, tellMany } from './fill.ts'
import { fire, middle } from './fire.ts'
import { asOwner, type Home, newHome, open, type Open } from './home.ts'
import type { Fired, Shot } from './load.ts'
import type { Program } from './program.ts'
import { asText, catchFollowing, following, inProcess, type Measured, rateOf } from './reference.ts'
import { median, round } from './results.ts'

/** The caught act with gaps for the family, its last sequence and its head. */
function gaps(a: Append): string {
  const filled = asText({ ...a, key: '@KEY@' })
  return filled.replaceAll(a.root, '@ROOT@').replaceAll(a.events[0]!.hash, '@HASH@').replaceAll(`"${a.prev}"`, '"@PREV@"').replaceAll(`"expect":${a.expect}`, '"expect":"@EXPECT@"').replaceAll(`"seq":${a.expect + 1}`, '"seq":"@NEXT@"')
}
const script = (congress: number, many: number): string => `\\set n random(1, ${many})
select id as m from bench_open where n = :n \\gset
select f.v->'events'->-1->>'seq' as seq, f.v->'events'->-1->>'hash' as head from (select read_family(${congress}, :m::uuid) v) f \\gset
select append(${congress}, replace(replace(replace(replace(replace(replace(p.body, '@ROOT@', :m::text), '@KEY@', r.id), '@HASH@', md5(r.id) || md5(r.id)), '@PREV@', :head::text), '@EXPECT@', :seq::text), '@NEXT@', (:seq::int + 1)::text)::jsonb)
  from bench_follow p, (select gen_random_uuid()::text id) r;\n`

/** Told once and copied: matters that await their station, all alike. The first street's are the reference's, the second's ours. */
export type Followed = { readonly theirs: readonly string[]; readonly ours: readonly string[]; readonly model: string }
export async function followable(o: Open, p: Peopled, many: number): Promise<Followed> {
  const { roots } = await tellMany(o.service, p, 0, 2)
  return { model: roots[0]!, theirs: await copy(o.store, p.congress, [roots[0]!], many, 1), ours: await copy(o.store, p.congress, [roots[1]!], many, 1) }
}

type Reference = { measure(): Promise<Measured>; close(): Promise<void> }
/** On a server the matters of the same database; embedded, a home of its own. */
export async function preparing(home: Home, o: Open, p: Peopled, f: Followed): Promise<void> {
  if (home.kind === 'embedded') return
  const act = gaps(await catchFollowing(o, p, f.model))
  await asOwner(home, 'create table bench_follow (body text not null); create table bench_open (n int primary key, id uuid not null); grant select on bench_follow, bench_open to public')
  await asOwner(home, 'insert into bench_follow values ($1)', [act])
  await asOwner(home, 'insert into bench_open select o.n, o.id from unnest($1::uuid[]) with ordinality o(id, n)', [f.theirs])
}
async function reference(bench: Bench, home: Home, p: Peopled, f: Followed): Promise<Reference> {
  const s = bench.sizes
  if (home.kind === 'postgresql') return { measure: () => home.server!.pgbench(home.url!, appRole(new URL(home.url!).pathname.slice(1)), script(p.congress, f.theirs.length), s.connections, s.warm, s.seconds), close: async () => undefined }
  const own = await newHome('embedded', undefined), o = await open(own), q = await people(o, 1, 2), mine = await followable(o, q, f.theirs.length)
  await o.service.maintain()
  const act = gaps(await catchFollowing(o, q, mine.model))
  return {
    measure: () => inProcess(s, async () => {
      const root = mine.theirs[Math.floor(Math.random() * mine.theirs.length)]!, read = await o.store.readFamily(1, root), last = read!.events.at(-1)!, id = randomUUID(), hash = (id + id).replaceAll('-', '')
      const filled = JSON.parse(act.replaceAll('@ROOT@', root).replaceAll('@KEY@', id).replaceAll('@HASH@', hash).replaceAll('@PREV@', last.hash).replaceAll('"@EXPECT@"', String(last.seq)).replaceAll('"@NEXT@"', String(last.seq + 1))) as Append[]
      await o.store.append(filled)
    }),
    async close() { await o.service.close(); own.gone() },
  }
}

export const bearer = (p: Peopled, token: string): Record<string, string> => ({ host: p.host, authorization: `Bearer ${token}` })

/** The program is up over `home`; `token` is that of the second street's clerk. */
export async function acts(bench: Bench, home: Home, program: Program, p: Peopled, f: Followed, token: string): Promise<number> {
  const { sizes: s, results, kind } = bench
  const ref = await reference(bench, home, p, f)
  const shots = f.ours.map((id): Shot => ({ method: 'POST', path: `/api/matters/${id}/coordinate`, headers: { ...bearer(p, token), 'content-type': 'application/json' }, body: JSON.stringify({ key: '@KEY@', input: { text: following } }) }))
  const theirs: Measured[] = [], ours: Fired[] = [], cpu: number[] = []
  try {
    for (let i = 0; i < s.rounds; i++) {
      theirs.push(await ref.measure())
      const used = program.cpu(), o = await fire(program.port, s, shots)
      ours.push(o); cpu.push((program.cpu() - used) / o.all)
    }
  } finally { await ref.close() }
  const mine = middle(ours)
  results.put(`${kind}.acts.reference`, { value: rateOf(theirs), unit: '/s' })
  results.put(`${kind}.acts.http`, { value: mine.rate, unit: '/s', more: { p50: mine.p50, p95: mine.p95, p99: mine.p99, cpuMs: round(median(cpu), 3) } })
  results.put(`${kind}.acts.ratio`, { value: round(mine.rate / rateOf(theirs), 2), unit: 'of the reference' })
  return mine.all
}
