import { it } from 'vitest'
import { writeFileSync } from 'node:fs'
import { makeService } from '#service/make.ts'
import { openStore } from '#store/open.ts'
import { tellSampleYear } from '#sample/year.ts'
it('x', async () => {
  const real = '2026-03-02T00:00:00.000Z'
  const service = makeService(await openStore({ memory: true }), { key: new Uint8Array(32).fill(7), version: 't', realNow: () => Date.parse(real) })
  await tellSampleYear(service, { congress: 1, real, progress: () => {} })
  const out: string[] = []
  const people = await service.readyPeople(1)
  out.push(`people ${people.length}`, ...people.slice(0, 6).map(p => [p.name, p.post, p.organ, p.face].join(' | ')))
  const one = people.find(p => p.group === 'district')!
  const who = (await service.who((await service.signIn(1, one.id))!))!
  for (const f of [{ procedure: 'request', ended: false }, { procedure: 'handling', ended: false }]) {
    const l = await service.list(who, f, undefined, 200)
    for (const m of l.items) out.push([f.procedure, m.stageLabel[0], m.title[0].slice(0, 24), m.place?.[0], m.category[0], m.channel?.[0] ?? '-', m.duty ? `${m.duty.owesName[0]} ${m.duty.actLabel[0]} ${m.duty.dueDay} ${m.duty.light}` : 'none', m.flags.map(x => x[0]).join(',')].join(' | '))
  }
  out.push('published'); for (const p of await service.published(1)) out.push([p.title, p.text, p.outcome?.[0], p.place?.[0]].join(' | '))
  for (const p of people.filter(p => p.group === 'station').slice(0, 6)) { const w = (await service.who((await service.signIn(1, p.id))!))!; const i = await service.inbox(w); out.push(`${p.name[0]} ${p.organ[0]} ${JSON.stringify(i.counts)} ${i.items.length}`) }
  const q = await service.list(who, { procedure: 'request', stage: 'closed' }, undefined, 40); for (const m of q.items) out.push([m.title[0], m.outcome?.[0], m.channel?.[0], m.category[0], m.short].join(' | '))
  writeFileSync('/tmp/try/out.txt', out.join('\n'))
  await service.close()
}, 600000)
