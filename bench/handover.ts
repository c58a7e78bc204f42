/** 交办: a session's suggestions handed to its organs in one act, over HTTP as the district sends them; then the board over what has gathered. */
import { randomUUID } from 'node:crypto'
import type { Bench } from './bench.ts'
import { bearer } from './acts.ts'
import { copy } from './copy.ts'
import { daysSoFar } from './figures.ts'
import { fireRounds } from './fire.ts'
import { type Home, newHome, settled, within } from './home.ts'
import { startProgram } from './program.ts'
import { median, round } from './results.ts'
import { sessionOf, type Session, tableOf } from './suggestions.ts'

type Ready = Session & { readonly token: string }
const prepared = (bench: Bench, home: Home): Promise<Ready> => within(home, async o => {
  const s = await sessionOf(o, bench.sizes.suggested, bench.sizes.organs)
  await settled(home, o)
  return { ...s, token: (await o.service.signIn(1, s.p.officer))! }
})

/** Handed over, undone and handed over again: each round is the whole act, from the request to its answer. */
async function handed(bench: Bench, home: Home, s: Ready): Promise<void> {
  const program = await startProgram(home, { profile: bench.profile })
  try {
    const post = async (path: string, input: unknown): Promise<{ seconds: number; matter: string }> => {
      const began = performance.now(), r = await fetch(`http://127.0.0.1:${program.port}${path}`, { method: 'POST', headers: { ...bearer(s.p, s.token), host: s.p.host, 'content-type': 'application/json' }, body: JSON.stringify({ key: randomUUID(), input }) }), text = await r.text()
      if (r.status !== 201 && r.status !== 200) throw new Error(`${path}: ${r.status} ${text.slice(0, 300)}`)
      return { seconds: (performance.now() - began) / 1000, matter: (JSON.parse(text) as { matter: string }).matter }
    }
    const times: number[] = [], cpu: number[] = []
    for (let i = 0; i < bench.sizes.rounds; i++) {
      const used = program.cpu(), made = await post('/api/handover/make', { rows: tableOf(s) })
      times.push(made.seconds); cpu.push((program.cpu() - used) / 1000)
      if (i + 1 < bench.sizes.rounds) await post(`/api/matters/${made.matter}/undo`, { why: '再来一次' })
    }
    bench.results.put(`${bench.kind}.handover`, { value: round(median(times), 2), unit: `s, ${s.suggestions.length} suggestions to ${s.organs.length} organs`, ...(bench.sizes.name === 'full' ? { goal: { most: 2 } } : {}), more: { first: round(times[0]!, 2), cpu: round(median(cpu), 2) } })
  } finally { await program.stop() }
}

/** How the models stand before they are copied: signed for, at work, replied, asked back, extended, still unsigned. */
async function walked(home: Home, s: Ready): Promise<void> {
  await within(home, async ({ service, store }) => {
    let n = 0
    const act = async (matter: string, name: string, person: string, input: Record<string, unknown> = {}): Promise<void> => { const out = await service.act({ congress: 1, matter, act: name, input, actor: { kind: 'person', person }, key: `w${++n}` }); if (!out.ok) throw new Error(`${name}: ${out.refusal.says[1]}`) }
    for (const [i, root] of s.suggestions.entries()) {
      const lead = (await store.readFamily(1, root))!.events.findLast(e => e.procedure === 'handling' && e.input.role === 'lead')!, clerk = s.clerks[s.organs.indexOf(lead.parties!.handler![0]!)]!
      if (i % 5 === 0) continue
      if (i % 11 === 0) { await act(lead.matter, 'askReturn', clerk, { reason: 'notOurs', why: '不属本单位职责' }); continue }
      await act(lead.matter, 'accept', clerk)
      await act(lead.matter, 'progress', clerk, { text: '已经完成勘察，正在安排施工' })
      if (i % 2 === 0) { await act(lead.matter, 'contact', clerk, { how: 'phone', day: new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10), note: '听取了意见' }); await act(lead.matter, 'reply', clerk, { class: 'solved', result: '已经修复完毕，恢复通行，请代表监督。', ownNumber: `示函${i}号` }) }
    }
  })
}

const officers = 4, actEveryMs = 1000
/** The board and an organ's row, by officers who click at the same moment, while one of them writes down something every second: nobody looks at a board where nothing happens. */
async function looked(bench: Bench, home: Home, s: Ready, size: number): Promise<void> {
  const program = await startProgram(home, { profile: bench.profile }), h = bearer(s.p, s.token)
  const acts: Promise<number>[] = []
  const acting = setInterval(() => acts.push(fetch(`http://127.0.0.1:${program.port}/api/matters/${s.suggestions[0]}/check`, { method: 'POST', headers: { ...h, 'content-type': 'application/json' }, body: JSON.stringify({ key: randomUUID(), input: { text: '已经到现场看过，正在施工' } }) }).then(r => r.status)), actEveryMs)
  try {
    for (const [name, path] of [['board', '/desk/board'], ['board.organ', `/desk/board/${s.organs[1]}`]] as const) {
      const f = await fireRounds(program.port, bench.sizes, [{ method: 'GET', path, headers: h }], { connections: officers, seconds: Math.min(bench.sizes.seconds, 2), warm: Math.min(bench.sizes.warm, 0.5) })
      bench.results.put(`${bench.kind}.${name}.${size}`, { value: f.p99, unit: 'ms p99', goal: { most: 150 }, more: { p50: f.p50, p95: f.p95, perSecond: f.rate } })
    }
    clearInterval(acting)
    const wrong = (await Promise.all(acts)).filter(status => status !== 200)
    if (wrong.length || !acts.length) throw new Error(`acts beside the board: ${acts.length} sent, ${wrong.length} answered otherwise (${wrong[0]})`)
  } finally { clearInterval(acting); await program.stop() }
}

export async function handover(bench: Bench): Promise<void> {
  const home = await newHome(bench.kind, bench.server), s = await prepared(bench, home)
  await handed(bench, home, s)
  await walked(home, s)
  let stands = s.suggestions.length
  for (const size of [bench.sizes.acted, bench.sizes.copied]) {
    if (size <= stands) continue
    await within(home, async o => {
      const began = performance.now()
      // Copies count on from those before: a second round would make the same ids.
      await copy(o.store, 1, s.suggestions, size - stands, daysSoFar(), undefined, undefined, stands)
      bench.say(`  ${size - stands} copies in ${round((performance.now() - began) / 1000)} s`)
      await settled(home, o)
    })
    stands = size
    await looked(bench, home, s, size)
  }
  home.gone()
}
