/** Where a suggestion touches those around it, over HTTP: an organ's own letter of hand-over, the requester's receipt, a withdrawal on paper, and two faces of one person. */
import { beforeAll, expect, it } from 'vitest'
import type { Id } from '#loop/words.ts'
import { newKey, openFaces, type Faces } from '#test/http/faces.ts'
import { inBothWorlds } from '#test/support/engines.ts'
import { type Suggestions, suggestionsIn } from '#test/support/public-suggestions.ts'
import { told, type World } from '#test/support/world.ts'

const png = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64')
inBothWorlds('what surrounds a suggestion', world => {
  let w: World, f: Faces, s: Suggestions
  const cookies = {} as Record<'officer' | 'roads' | 'zhao' | 'housing' | 'office' | 'wang' | 'clerk', string>
  beforeAll(async () => {
    w = world(); f = await openFaces({}, w); s = await suggestionsIn(w)
    const p = w.people, who = { officer: p.officer, roads: p.roadsClerk, zhao: p.zhao, housing: p.housingClerk, office: p.officeClerk, wang: p.wang, clerk: p.clerk }
    for (const [name, person] of Object.entries(who)) cookies[name as keyof typeof cookies] = await f.cookie(person)
  })
  const get = async (path: string, who?: keyof typeof cookies) => { const r = await f.ask(path, who ? { headers: { cookie: cookies[who] } } : {}); return { status: r.status, type: r.headers.get('content-type'), name: decodeURIComponent(/filename\*=UTF-8''(.+)$/.exec(r.headers.get('content-disposition') ?? '')?.[1] ?? ''), text: await r.text() } }
  /** A page without what only the address and the moment put into it. */
  const bare = (text: string, ...ids: string[]): string => ids.reduce((t, id) => t.replaceAll(id, 'ID'), text).replace(/name="_token" value="[^"]*"/g, '')

  it('an organ finds its letter on its ledger and on its share, and takes it as Word; another organ’s is not there', async () => {
    const a = await s.accepted('关于示例人行道的建议'), b = await s.accepted('关于示例老旧小区的建议'), dead = '00000000-0000-4000-8000-00000000dead'
    const batch = (await w.must({ procedure: 'handover', act: 'make', actor: w.as(w.people.officer), input: { rows: [{ suggestion: a, organ: w.organs.roads }, { suggestion: b, organ: w.organs.housing }] } })).root
    const at = `/desk/m/${batch}/letters/handOver`, mine = `${at}.docx?one=${w.organs.roads}`, share = await s.handling(a, w.organs.roads)
    for (const who of ['roads', 'zhao'] as const) for (const path of ['/desk/owed', `/desk/m/${share}`]) expect((await get(path, who)).text, path).toContain(`href="${mine}"`)
    const ledger = await get('/desk/owed', 'roads')
    expect(ledger.text).toMatch(/交办函<\/b> 区人大代工委交办〔2025〕1号/)
    expect(ledger.text).toContain('交办1件，还有1件没有办完')
    for (const who of ['roads', 'zhao'] as const) {
      const r = await get(mine, who)
      expect([r.status, r.type, r.name]).toEqual([200, 'application/vnd.openxmlformats-officedocument.wordprocessingml.document', '交办函 区交通运输局 区人大代工委交办〔2025〕1号.docx'])
    }
    const print = await get(`${at}?one=${w.organs.roads}`, 'roads')
    expect([print.status, print.text.includes('关于示例人行道的建议'), print.text.includes('关于示例老旧小区的建议'), print.text.includes('href="/desk/owed"')]).toEqual([200, true, false, true])
    // There is no press here, and the answer leads back to where the letter was found.
    const pdf = await get(`${at}.pdf?one=${w.organs.roads}`, 'roads')
    expect([pdf.status, pdf.text.includes('href="/desk/owed"')]).toEqual([409, true])
    for (const ext of ['', '.docx', '.pdf', '.zip']) {
      for (const who of ['office', 'clerk', 'wang'] as const) {
        const [r, none] = [await get(`${at}${ext}?one=${w.organs.roads}`, who), await get(`/desk/m/${dead}/letters/handOver${ext}?one=${w.organs.roads}`, who)]
        expect([r.status, bare(r.text, batch, dead) === bare(none.text, batch, dead)], `${ext} ${who}`).toEqual([404, true])
      }
      if (ext !== '.zip') expect((await get(`${at}${ext}?one=${w.organs.housing}`, 'roads')).status, `${ext}: another’s`).toBe(404)
    }
    for (const path of [`/desk/handover/${batch}`, `/desk/m/${batch}`, `/desk/m/${batch}/letters/report.docx`, `/desk/m/${batch}/letters/report.docx?one=${w.organs.roads}`]) expect((await get(path, 'roads')).status, path).toBe(404)
    expect((await get('/desk/owed', 'office')).text).not.toContain('交办函')
    expect((await get(`/desk/m/${share}`, 'officer')).text).not.toContain(`href="${mine}"`)
  })

  it('the receipt says that a deputy wrote it up, and leads to the public page once there is one', async () => {
    const r = await told(w, 'resulted'), id = await s.propose('关于示例路灯维护责任的建议', { grewFrom: r.root })
    const page = await get(`/r/${r.receipt}`)
    expect([page.text.includes('代表已把这件事写成建议'), page.text.includes('路灯维护责任'), page.text.includes('/suggestions/')]).toEqual([true, false, false])
    await s.act(id, 'accept', w.people.officer, { session: s.session })
    await s.replied(id, '示例：已经明确维护单位，路灯恢复照明。')
    await s.released(id, { title: '加强示例路灯维护', text: '示例：建议明确路灯维护单位。', reply: '示例：已经明确由一家单位维护。' })
    const [, href] = /href="(\/suggestions\/[\d-]+)"/.exec((await get(`/r/${r.receipt}?lang=zh`)).text) ?? []
    expect((await get(href!)).text).toContain('加强示例路灯维护')
    expect((await get(`/r/${r.receipt}?lang=en`)).text).toContain('A deputy has written this up as a suggestion')
    const api = JSON.parse((await get(`/api/receipts/${r.receipt}`)).text) as { grown: unknown }
    expect(api.grown).toEqual({ says: expect.anything(), pages: [href] })
  })

  it('a withdrawal that the committee writes down asks for the paper and keeps what was typed', async () => {
    const id = await s.accepted('关于示例代记撤回的建议'), path = `/desk/m/${id}/withdraw`, send = (more: Record<string, string | Blob>) => f.send(path, { why: '代表书面提出，情况已经变化', _key: newKey(), ...more } as never, { cookie: cookies.officer, multipart: true })
    const without = await send({}), text = await without.text()
    expect([without.status, text.includes('请填写“书面撤回件”'), text.includes('代表书面提出，情况已经变化')]).toEqual([422, true, true])
    expect((await send({ paper: new File([png], '书面撤回.png', { type: 'image/png' }) })).status).toBe(303)
    const page = (await get(`/desk/m/${id}`, 'officer')).text
    expect([page.includes('领衔代表撤回'), /href="\/desk\/files\/[0-9a-f-]{36}"/.test(page)]).toEqual([true, true])
  })

  it('whoever has a mandate and a desk finds each face from the other; nobody else is shown a second', async () => {
    const menu = async (path: string, who: keyof typeof cookies): Promise<string> => /<nav class="menu"[\s\S]*?<\/nav>/.exec((await get(path, who)).text)![0]
    for (const [lang, duty, desk] of [['zh', '代表履职', '单位工作'], ['en', 'As a deputy', 'My desk']] as const) {
      expect(await menu(`/desk?lang=${lang}`, 'zhao')).toContain(`<a href="/deputy">${duty}</a>`)
      for (const path of ['/deputy', '/deputy/suggestions']) expect(await menu(`${path}?lang=${lang}`, 'zhao')).toContain(`<a href="/desk">${desk}</a>`)
      for (const [path, who] of [['/desk', 'roads'], ['/desk', 'officer'], ['/deputy', 'wang'], ['/desk/list', 'wang']] as const) expect(await menu(`${path}?lang=${lang}`, who), who).not.toMatch(new RegExp(`${duty}|${desk}`))
    }
    expect((await get('/deputy/suggestions', 'zhao')).status).toBe(200)
    expect(f.faults).toEqual([])
  })

  it('loses the way to a face with the post', async () => {
    const both = (await w.must({ procedure: 'register', act: 'enter', actor: { kind: 'clock' }, input: { since: '2021-01-01', table: 'person', name: '冯示甲', nameEn: 'Feng', postOrgan: w.organs.housing, postKind: 'handlerHead' } })).matter as Id
    await w.must({ matter: both, act: 'post', actor: { kind: 'clock' }, input: { postOrgan: w.organs.assembly, postKind: 'deputy', level: 'district', postPlace: w.places.street, since: '2021-01-01' } })
    cookies.clerk = await f.cookie(both)
    expect((await get('/desk', 'clerk')).text).toContain('代表履职')
    await w.must({ matter: both, act: 'suspend', actor: w.as(w.people.officer), input: { day: '2025-06-18', ground: 'detained' } })
    expect((await get('/desk', 'clerk')).text).not.toContain('代表履职')
  })
})
