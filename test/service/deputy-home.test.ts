/** What a deputy's home page may not show: what has gone behind a wall since it was followed, and a street's matters while the mandate is suspended. */
import { beforeAll, expect, it } from 'vitest'
import type { Id } from '#loop/words.ts'
import { inBothWorlds } from '#test/support/engines.ts'
import { told, type World } from '#test/support/world.ts'

inBothWorlds('a deputy’s home page', world => {
  let w: World
  beforeAll(() => { w = world() })
  const home = async (person: Id) => w.service.desk.deputy(await w.who(person))
  const shown = async (person: Id, matter: Id): Promise<string[]> => Object.entries(await home(person)).filter(([, part]) => JSON.stringify(part).includes(matter)).map(([name]) => name)

  it('shows nothing of a matter behind a wall, while it goes on and after it has ended', async () => {
    const open = await told(w, 'resulted'), under = await told(w, 'handling'), ended = await told(w, 'verified')
    await w.must({ matter: ended.root, act: 'rate', actor: { kind: 'receipt', matter: ended.root }, input: { solved: 'yes', grade: 'satisfied' } })
    await w.must({ matter: under.root, act: 'claim', actor: w.as(w.people.wang), input: {} })
    const all = [open, under, ended], parts = () => Promise.all(all.map(m => shown(w.people.wang, m.root)))
    expect(await parts()).toEqual([['waiting'], ['following'], ['followed']])
    // The wall that lets nobody past who was there before: an accusation kept for the liaison.
    for (const m of all) await w.store.tx(1, async tx => {
      await tx.rows(`insert into party (congress, who, party, matter, root, procedure, opened_at, stage, ended, restricted, child) select 1, $2, 'liaison', id, root, procedure, opened_at, stage, ended, restricted, parent is not null from matter where congress = 1 and id = $1`, [m.root, w.organs.firm])
      await tx.rows(`update matter set parties = parties || jsonb_build_object('liaison', jsonb_build_array($2::text)) where congress = 1 and id = $1`, [m.root, w.organs.firm])
    })
    expect(await parts()).toEqual([[], [], []])
  })

  it('shows no street’s matters while the mandate is suspended', async () => {
    const m = await told(w, 'handling')
    // Somebody who works in an office, too, comes in still.
    await w.must({ matter: w.people.li, act: 'post', actor: { kind: 'clock' }, input: { postOrgan: w.organs.townOffice, postKind: 'handlerClerk', since: '2021-01-01' } })
    expect(await shown(w.people.li, m.root)).toEqual(['claimable'])
    await w.must({ matter: w.people.li, act: 'suspend', actor: w.as(w.people.officer), input: { day: '2025-06-18', ground: 'detained' } })
    expect(await shown(w.people.li, m.root)).toEqual([])
  })

  it('finds by words only what one may see', async () => {
    const m = await told(w, 'handling'), found = async (p: Id, procedure: string): Promise<boolean> => (await w.service.list(await w.who(p), { procedure, q: '夜间通行' }, undefined, 200)).items.some(i => i.id === m.root || i.id === m.handling)
    expect([await found(w.people.clerk, 'request'), await found(w.people.officer, 'request'), await found(w.people.officeClerk, 'handling')]).toEqual([true, true, true])
    expect([await found(w.people.townClerk, 'request'), await found(w.people.townDeputy, 'request'), await found(w.people.roadsClerk, 'handling'), await found(w.people.townClerk, 'handling')]).toEqual([false, false, false, false])
  })
})
