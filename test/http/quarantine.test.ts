/** What is sealed, looked for on every page, list, table, letter and feed there is, as everybody who saw it before. */
import { unzipSync } from 'fflate'
import { expect, it } from 'vitest'
import { routeTable } from '#http/app.ts'
import { doubtKinds } from '#service/audit.ts'
import { type Faces, newKey, openFaces } from '#test/http/faces.ts'
import { inOneWorld } from '#test/support/engines.ts'
import { leakedIn, type Secret, secretIn, words } from '#test/support/secret.ts'

const dead = '00000000-0000-4000-8000-00000000dead'
/** The text of an answer; tables, Word files and zips are opened. */
async function textOf(r: Response): Promise<string> {
  const bytes = new Uint8Array(await r.arrayBuffer())
  const open = (b: Uint8Array): string => (b[0] === 0x50 && b[1] === 0x4b ? Object.values(unzipSync(b)).map(open).join('\n') : Buffer.from(b).toString('utf8'))
  return open(bytes)
}

inOneWorld('what is sealed', world => {
  it('is found on no page by anybody but those who keep it, answers as what is not there, and comes back', { timeout: 900_000 }, async () => {
    const w = world(), s: Secret = await secretIn(w), f: Faces = await openFaces({ trustProxy: true }, w), p = w.people
    const people = { 'the lead deputy': p.wang, 'a co-signer': p.li, 'the organ': p.housingClerk, 'the street office': p.officeClerk, 'the officer who sealed it': p.officer, 'the station': p.clerk, 'the government office': s.governmentClerk, 'an auditor': s.x.auditor }
    const keys: Record<string, { cookie?: string; token?: string }> = { nobody: {} }
    for (const [role, person] of Object.entries(people)) keys[role] = { cookie: await f.cookie(person), token: await f.token(person) }
    const keeper = { cookie: await f.cookie(p.officer2), token: await f.token(p.officer2) }

    const q = encodeURIComponent(words.title), figures = ['S26', 'S27', 'S28', 'S30', 'S32', 'N15', 'R5', 'R6', 'R8']
    const more: Record<string, string[]> = {
      '/desk/list': ['suggestion', 'request', 'handling', 'handover'].flatMap(x => [`?procedure=${x}`, `?procedure=${x}&q=${q}`]), '/desk/list.csv': ['?procedure=suggestion', '?procedure=handling', '?procedure=request'], '/desk/list.xlsx': ['?procedure=suggestion'], '/api/matters': ['?procedure=suggestion', '?procedure=request', '?procedure=handling'],
      '/desk/find': [`?q=${s.short}`, `?q=${s.suggestion}`], '/deputy/suggestions/alike': [`?q=${encodeURIComponent(s.title)}`], '/suggestions': ['', `?q=${q}`, '?session=all'], '/desk/audit': doubtKinds.map(k => `?kind=${k}`), '/desk/audit.xlsx': doubtKinds.map(k => `?kind=${k}`), '/desk/board': ['?session=all', ''], '/desk/board.xlsx': ['?session=all'], '/desk/board/:organ': ['?session=all'], '/desk/key': ['?session=all'],
      '/desk/numbers': [`?series=suggestion.${s.session}`], '/desk/month': ['?month=2025-06'], '/desk/month/list': ['?figure=S26&month=2025-06', '?figure=S28&month=2025-06'], '/desk/letters.zip': [`?letter=reply&format=docx&m=${s.handling}`, `?letter=opinionForm&format=docx&m=${s.suggestion}`], '/r': [`?code=${s.receipt}`],
    }
    /** Every true address of a declared page. */
    function addresses(path: string): string[] {
      let all = [path]
      const put = (name: string, values: readonly string[]): void => { all = all.flatMap(a => (a.includes(name) ? values.map(x => a.replace(name, x)) : [a])) }
      put(':code', [s.receipt]); put(':organ', [w.organs.housing, w.organs.roads]); put(':no', ['2025-001']); put(':key', ['2-5']); put(':procedure', ['request', 'suggestion']); put(':other', [s.openHandling]); put(':draft', [dead]); put(':table', ['person']); put(':kind', ['deputies']); put(':token', ['nix'])
      put(':name', ['reply', 'handOver', 'opinionForm', 'transfer', 'report']); put(':act', ['evaluate', 'check'])
      if (/figures\/:id/.test(path)) put(':id', figures)
      else if (/stations\/:id/.test(path)) put(':id', [w.organs.station])
      else if (/files\/:id/.test(path)) put(':id', [s.photo, s.attached])
      else if (/handover\/:id/.test(path)) put(':id', [s.handover])
      else put(':id', /letters/.test(path) ? [s.suggestion, s.handling, s.request, s.handover] : /\/m\/|\/matters\/|suggestions\/|receipt\//.test(path) ? [s.suggestion, s.handling, s.request, s.requestHandling, s.open] : [dead])
      put(':year', ['2025'])
      return all.flatMap(a => (more[path] ?? ['']).map(x => `${a}${x}`))
    }
    let visitors = 0
    const visit = (path: string, key: { cookie?: string; token?: string }): Promise<Response> => {
      const from = `10.1.${Math.floor(++visitors / 250) % 250}.${visitors % 250}`
      return f.ask(path, { headers: { 'x-forwarded-for': from, ...(path.startsWith('/api/') ? (key.token ? { authorization: `Bearer ${key.token}` } : {}) : key.cookie ? { cookie: key.cookie } : {}) } })
    }
    const pages = routeTable.filter(r => r.method === 'GET' && !/^\/(source\.zip|openapi\.json|signin|invite|setup|deputy\/m\/:id\/letters\/:name\.)|letters\/:name\.zip$|\.pdf$/.test(r.path))
    async function found(roles: readonly string[]): Promise<Map<string, string[]>> {
      const at = new Map<string, string[]>()
      for (const r of pages) for (const path of addresses(r.path)) for (const role of roles) {
        const answer = await visit(path, keys[role]!), leaked = leakedIn(`${await textOf(answer)} ${JSON.stringify([...answer.headers])}`)
        // What was typed into a search stands in its box again.
        const typed = leakedIn(decodeURIComponent(path))
        if (leaked.some(l => !typed.includes(l))) at.set(`${path} as ${role}`, leaked)
      }
      return at
    }
    // The walk finds them where they are to be seen: else it would prove nothing.
    const roles = Object.keys(keys), seeing = ['nobody', 'the lead deputy', 'the organ', 'the officer who sealed it', 'an auditor'], before = await found(seeing)
    for (const role of seeing) expect([...before.keys()].filter(k => k.endsWith(` as ${role}`)).length, role).toBeGreaterThan(3)
    for (const face of ['/suggestions/2025-001', '/suggestions/feed.atom', '/published', `/r/${s.receipt}`]) expect(before.has(`${face} as nobody`), face).toBe(true)

    const sealed = await f.send(`/desk/m/${s.suggestion}/quarantine`, { _key: newKey(), reason: 'content', custodians: [p.officer2] }, { cookie: keys['the officer who sealed it']!.cookie! })
    expect([sealed.status, sealed.headers.get('location')], 'whoever sealed it is led away from what they no longer see').toEqual([303, '/desk'])
    for (const m of [s.open, s.request]) await s.seal(m)
    expect([...await found(roles)]).toEqual([])

    // To others it answers as an invented matter does.
    const same = (text: string, id: string): string => text.replaceAll(id, dead).replace(/\d\d:\d\d/g, 'hh:mm').replace(/value="[\w-]{20,}"/g, 'value=""')
    const asked = async (path: (id: string) => string, id: string, role: string) => { const r = await visit(path(id), keys[role]!), text = await r.text(); return [r.status, same(text, id)] }
    for (const role of roles.filter(r => r !== 'nobody')) for (const path of [(i: string) => `/desk/m/${i}`, (i: string) => `/deputy/m/${i}`, (i: string) => `/api/matters/${i}`, (i: string) => `/desk/m/${i}/letters/reply.docx`]) for (const m of [s.suggestion, s.handling, s.request]) expect(await asked(path, m, role), `${path(m)} as ${role}`).toEqual(await asked(path, dead, role))
    const gone = await visit('/suggestions/2025-001', {}), never = await visit('/suggestions/2025-099', {})
    expect([gone.status, same(await gone.text(), '2025-001').replaceAll('2025-001', '')]).toEqual([never.status, same(await never.text(), '2025-099').replaceAll('2025-099', '')])

    // Those who keep it see it, and the lead deputy is told that it is being checked; the receipt says one plain word.
    const page = await textOf(await visit(`/desk/m/${s.suggestion}`, keeper))
    expect(page).toContain(s.title)
    for (const act of ['reportSecrecy', 'concludeCheck', 'passCustody']) expect(page, act).toContain(`/desk/m/${s.suggestion}/${act}`)
    expect(page).toContain('先报告保密行政管理部门')
    expect(await textOf(await visit('/deputy/suggestions', keys['the lead deputy']!))).toMatch(/正在按规定核查的[\s\S]*由吴示乙核查/)
    expect(await textOf(await visit(`/r/${s.receipt}`, {}))).toContain('正在按规定核查')
    expect(await textOf(await visit('/desk/figures/S30', keys['the officer who sealed it']!))).toContain('〈已封存〉')
    expect(await textOf(await visit('/desk/audit?kind=seal', keys['an auditor']!))).toMatch(/〈已封存〉代表建议第1号[\s\S]*吴示甲/)

    const back = async (act: string, fields: Record<string, string>) => expect((await f.send(`/desk/m/${s.suggestion}/${act}`, { _key: newKey(), ...fields }, { cookie: keeper.cookie })).status, act).toBe(303)
    await back('reportSecrecy', { day: '2025-06-18', number: '示保函〔2025〕3号' })
    await back('concludeCheck', { finding: 'clear', number: '示保函〔2025〕4号' })
    expect(await textOf(await visit('/suggestions/2025-001', {}))).toContain(words.reply)
    expect(await textOf(await visit(`/desk/m/${s.suggestion}`, keys['the officer who sealed it']!))).toContain(s.title)
    expect(f.faults).toEqual([])
  })
})
