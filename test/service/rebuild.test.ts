/** A rebuild beside people at work: nothing overtaken, and a damaged projection said by name and mended. */
import { expect, it } from 'vitest'
import { inBothWorlds } from '#test/support/engines.ts'
import { told } from '#test/support/world.ts'

inBothWorlds('rebuild', world => {
  it('beside acts under way leaves projections equal to the log', { timeout: 120_000 }, async () => {
    const w = world()
    const roots: string[] = []
    for (let i = 0; i < 20; i++) roots.push((await told(w, 'placed')).root)
    let working = true
    const work = (async () => {
      for (let n = 0; working; n++) await Promise.all(roots.map((root, i) => w.try_({ matter: root, act: 'correct', actor: w.as(w.people.clerk), input: { category: String(1 + ((n + i) % 16)), why: '类别更正' } })))
    })()
    for (let i = 0; i < 4; i++) expect(await w.service.rebuild(1)).toMatchObject({ differed: [], brokenHashes: [] })
    working = false
    await work
    expect(await w.service.rebuild(1)).toMatchObject({ differed: [], brokenHashes: [] })
  })
  it('says what differed, and mends it', async () => {
    const w = world()
    const m = await told(w, 'dispatched')
    await w.store.tx(1, tx => tx.rows(`update matter set title = '改过' where congress = 1 and id = $1`, [m.root]))
    await w.store.tx(1, tx => tx.rows('update duty set closed_seq = 99 where congress = 1 and root = $1', [m.root]))
    expect((await w.service.rebuild(1)).differed).toEqual([`${m.root} matters`, `${m.root} duties`])
    expect((await w.service.rebuild(1)).differed).toEqual([])
  })
})
