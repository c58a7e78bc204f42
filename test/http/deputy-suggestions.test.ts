/** 我的建议 as a deputy's phone sends it: written, looked up, signed, watched, answered; nothing typed is lost, and nothing of others is shown. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Faces, newKey, openFaces } from '#test/http/faces.ts'
import { told } from '#test/support/world.ts'

let f: Faces, wang: string, li: string, zhao: string, officer: string, roads: string, session: string
const at = '/deputy/suggestions'
beforeAll(async () => {
  f = await openFaces()
  const w = f.world, p = w.people
  ;[wang, li, zhao, officer, roads] = await Promise.all([p.wang, p.li, p.zhao, p.officer, p.roadsClerk].map(x => f.cookie(x))) as [string, string, string, string, string]
  const enter = async (input: Record<string, unknown>): Promise<string> => (await w.must({ procedure: 'register', act: 'enter', actor: { kind: 'clock' }, input: { since: '2021-01-01', ...input } })).matter
  const term = await enter({ table: 'term', kind: 'term', name: '示例第二届', nameEn: 'Second term', assembly: w.organs.assembly, number: 2 })
  session = await enter({ table: 'term', kind: 'session', name: '示例第二届第五次会议', nameEn: 'Fifth session', assembly: w.organs.assembly, parent: term, number: 5, since: '2025-03-11', until: '2025-03-13' })
})
afterAll(() => f.world.close())
const see = async (path: string, cookie: string, headers: Record<string, string> = {}) => { const r = await f.ask(path, { headers: { cookie, ...headers } }); return { status: r.status, text: await r.text(), location: r.headers.get('location') } }
const send = async (path: string, fields: Record<string, string | Blob | readonly string[]>, cookie: string) => { const r = await f.send(path, fields, { cookie }); return { status: r.status, text: await r.text(), location: r.headers.get('location') } }
/** The token of a form that was drawn for this session. */
const drawnFor = async (cookie: string): Promise<{ _token: string }> => ({ _token: (await f.tokenFor(cookie)).token! })
const fresh = async (cookie = wang, query = ''): Promise<string> => /action="(\/deputy\/suggestions\/new\/[0-9a-f-]{36})"/.exec((await see(`${at}/new${query}`, cookie)).text)![1]!
const written = { title: '关于分批改造示例背街小巷的建议', wrong: '路面破损多年，下雨积水，老人孩子出行不便。', should: '分批改造，公示计划。', theme: 'T1', how: 'single' }
const propose = async (title: string, more: Record<string, string | readonly string[]> = {}, cookie = wang): Promise<string> => { const r = await send(await fresh(cookie), { ...written, title, ...more }, cookie); expect(r.status, r.text.replace(/<[^>]+>/g, ' ').slice(0, 600)).toBe(303); return r.location!.split('/').at(-1)!.split('?')[0]! }
const act = (matter: string, name: string, who: string, input: Record<string, unknown> = {}) => f.world.must({ matter, act: name, actor: f.world.as(who), input })
const accepted = async (title: string, more: Record<string, string | readonly string[]> = {}): Promise<string> => { const id = await propose(title, more); await act(id, 'accept', f.world.people.officer, { session }); return id }
const replied = async (title: string): Promise<string> => {
  const id = await accepted(title), p = f.world.people
  await act(id, 'handOver', p.officer, { organ: f.world.organs.roads })
  const h = (await f.world.store.readFamily(1, id))!.events.filter(e => e.procedure === 'handling').at(-1)!.matter
  await act(h, 'accept', p.roadsClerk)
  await act(h, 'contact', p.roadsClerk, { how: 'phone', day: '2025-06-18', note: '电话里听取了意见' })
  await act(h, 'reply', p.roadsClerk, { class: 'promised', result: '已列入年度计划，年底前完成施工，请代表监督。', promisedBy: '2025-12-30', ownNumber: '示交函〔2025〕4号' })
  return id
}

describe('writing', () => {
  it('names all that is missing and keeps what was typed', async () => {
    const r = await send(await fresh(), { title: '', wrong: '只写了问题在哪里', should: '' }, wang)
    expect(r.status).toBe(422)
    for (const x of ['只写了问题在哪里', '请填写“标题”', '请填写“建议怎么办”', 'href="#new-title"', 'id="new-title"', 'id="new-should"']) expect(r.text, x).toContain(x)
    const tel = await send(await fresh(), { ...written, wrong: '请打13800000000问张某，路面坏了很多年没有人管。' }, wang)
    expect(tel.status).toBe(422)
    expect(tel.text).toContain('里有电话或证件号')
    expect(tel.text).toMatch(/id="new-wrong-error"/)
    expect(tel.text.match(/btn-primary/g)).toHaveLength(1)
  })
  it('takes both parts as one text, once, however often the form is sent', async () => {
    const path = await fresh(), first = await send(path, written, wang), again = await send(path, written, wang)
    expect([first.status, again.status, again.location]).toEqual([303, 303, first.location])
    const page = await see(first.location!, wang)
    for (const x of ['一、存在的问题', '路面破损多年', '二、具体建议', '分批改造，公示计划', '代工委审查后编号']) expect(page.text, x).toContain(x)
    expect((await see(at, wang)).text).toContain(written.title)
  })
  it('asks gently when two matters seem to be in it, and takes a no', async () => {
    const path = await fresh(), two = { ...written, title: '关于改造背街小巷以及规范校外托管的建议' }, r = await send(path, two, wang)
    expect(r.status).toBe(409)
    expect(r.text).toContain('好像写了两件事')
    expect(r.text).toContain('value="关于改造背街小巷以及规范校外托管的建议"')
    expect((await send(path, { ...two, _one: '1' }, wang)).status).toBe(303)
  })
  it('finds co-signers by their names, without scripts, and says whom it does not find', async () => {
    const path = await fresh(), add = await send(path, { ...written, names: '李示乙、没有这人', _do: 'add' }, wang)
    expect([add.status, add.text.includes('没有找到代表“没有这人”')], 'said at once, not when it is sent').toEqual([422, true])
    expect(add.text).toMatch(new RegExp(`name="coSigners" value="${f.world.people.li}" checked`))
    expect(add.text).toContain('value="没有这人"')
    expect((await send(path, { ...written, names: '李示乙', _do: 'add' }, wang)).status).toBe(200)
    const lost = await send(path, { ...written, names: '没有这人' }, wang)
    expect([lost.status, lost.text.includes('没有找到代表“没有这人”')]).toEqual([422, true])
    const done = await send(path, { ...written, coSigners: [f.world.people.li], names: '赵示丙' }, wang)
    const s = (await f.world.service.deputySuggestions.look(await f.world.who(f.world.people.wang), done.location!.split('/').at(-1)!.split('?')[0]!))!
    expect(s.waitedFor.map(n => n[0]).sort()).toEqual(['李示乙', '赵示丙'])
    // Names held by two are told apart by their place, and chosen, not guessed.
    for (const place of [f.world.places.street, f.world.places.town]) await f.world.must({ procedure: 'register', act: 'enter', actor: { kind: 'clock' }, input: { table: 'person', name: '同示名', nameEn: 'Namesake', since: '2021-01-01', postOrgan: f.world.organs.assembly, postKind: 'deputy', level: 'district', postPlace: place } })
    const both = await send(await fresh(), { ...written, names: '同示名' }, wang)
    expect(both.status).toBe(422)
    for (const x of ['“同示名”有几位，请选是哪一位', '示例一街道', '示例一镇']) expect(both.text, x).toContain(x)
  })
  it('shows what was proposed before, by the button and to the script, and to deputies alone', async () => {
    await accepted('关于给示例老旧小区加装电梯的建议')
    const by = await send(await fresh(li), { ...written, title: '关于老旧小区加装电梯的建议', _do: 'alike' }, li)
    expect(by.status).toBe(200)
    for (const x of ['关于给示例老旧小区加装电梯的建议', '示例第二届第五次会议', '路面破损多年']) expect(by.text, x).toContain(x)
    const part = await see(`${at}/alike?q=${encodeURIComponent('老旧小区加装电梯')}`, li, { 'x-part': '1' })
    expect(part.text).toContain('关于给示例老旧小区加装电梯的建议')
    expect(part.text).not.toMatch(/<html|王示甲/)
    for (const cookie of [officer, roads]) expect((await see(`${at}/alike?q=x`, cookie)).status).toBe(404)
  })
  it('keeps a draft by a button that needs no script, lists it, brings it back, and drops it once it is sent', async () => {
    const path = await fresh(), kept = await send('/desk/draft', { _form: path, title: '关于写到一半的示例建议', wrong: '写到一半' }, wang)
    expect([kept.status, kept.location]).toEqual([303, path])
    const back = await see(path, wang)
    for (const x of ['上次写到一半的内容放回来了', 'value="关于写到一半的示例建议"', '写到一半</textarea>']) expect(back.text, x).toContain(x)
    expect((await see(at, wang)).text).toContain(`href="${path}"`)
    expect((await see(path, li)).text, 'another’s is not there').not.toContain('写到一半')
    expect((await send(path, { ...written, title: '关于写到一半的示例建议' }, wang)).status).toBe(303)
    expect((await see(at, wang)).text).not.toContain(`href="${path}"`)
  })
  it('keeps what was on the page whenever it is drawn again before it is sent', async () => {
    const li = f.world.people.li, bare = await fresh()
    for (const [fields, status] of [
      [{ title: '关于途中加联名的示例建议', theme: 'T1', names: '李示乙', _do: 'add' }, 200], [{ title: '关于途中查重的示例建议', theme: 'T1', coSigners: li, _do: 'alike' }, 200],
      [{ title: '关于途中缺项的示例建议', theme: 'T1', coSigners: li }, 422], [{ ...written, title: '关于改造背街小巷以及规范校外托管的示例建议', coSigners: li, how: 'joint' }, 409],
    ] as const) {
      const path = await fresh()
      expect((await send(path, fields, wang)).status, fields.title).toBe(status)
      const back = (await see(path, wang)).text
      for (const x of ['上次写到一半的内容放回来了', `value="${fields.title}"`, `name="coSigners" value="${li}" checked`]) expect(back, fields.title).toContain(x)
      expect(back, fields.title).toMatch(/value="T1" (?:selected|checked)/)
      expect((await see(at, wang)).text).toContain(`href="${path}"`)
      await send('/desk/draft/drop', { _form: path, _back: at }, wang)
    }
    // Nothing written is nothing to keep.
    expect((await send(bare, { how: 'single', title: ' ', _do: 'alike' }, wang)).status).toBe(200)
    expect((await see(at, wang)).text).not.toContain(`href="${bare}"`)
  })
  it('takes a draft as a page that is left sends it: in parts, and with nobody to read the answer', async () => {
    const path = await fresh(), r = await f.send('/desk/draft', { _form: path, title: '关于离开时才存的示例建议' }, { cookie: wang, multipart: true })
    expect(r.status).toBe(303)
    expect((await see(path, wang)).text).toContain('value="关于离开时才存的示例建议"')
  })
  it('says beforehand how much both parts may hold, and names them when it is too much or too little', async () => {
    const path = await fresh(), page = (await see(path, wang)).text
    expect(page.match(/合起来最多4900字/g)).toHaveLength(2)
    for (const [wrong, should, at, says] of [['长'.repeat(4000), '短'.repeat(901), 'wrong', '合起来最多4900字，现在分别有4000字和901字'], ['短'.repeat(100), '长'.repeat(5000), 'should', '现在分别有100字和5000字']] as const) {
      const r = await send(path, { ...written, wrong, should }, wang)
      expect([r.status, r.text.includes(says), r.text.includes(`id="new-${at}-error"`), r.text.includes('“内容”')]).toEqual([422, true, true, false])
    }
    const few = await send(path, { ...written, wrong: '坏', should: '修' }, wang)
    expect([few.status, few.text.includes('“存在什么问题”“建议怎么办”两栏合起来至少写20个字'), few.text.includes('“内容”')]).toEqual([422, true, false])
    expect((await send(path, { ...written, title: '关于写满的示例建议', wrong: '满'.repeat(3000), should: '满'.repeat(1900) }, wang)).status).toBe(303)
  })
  it('comes back after a sign-out in the middle', async () => {
    const path = await fresh(), lost = await f.send(path, { ...written, wrong: '退出登录前写的', ...await drawnFor(wang) }), body = /name="resume_body" value="([^"]+)"/.exec(await lost.text())![1]!
    expect(lost.status).toBe(401)
    const back = await f.send('/signin', { person: f.world.people.wang, resume_path: path, resume_body: body }), text = await back.text()
    expect(back.status).toBe(200)
    expect(text).toContain('退出登录前写的')
    expect(text).toContain(`action="${path}"`)
  })
  it('comes back in its form when it was to be kept for later and nobody was signed in any more', async () => {
    const path = await fresh(), lost = await (await f.send('/desk/draft', { _form: path, title: '关于先存着的示例建议', ...await drawnFor(wang) })).text(), carried = (name: string): string => new RegExp(`name="${name}" value="([^"]+)"`).exec(lost)![1]!
    const back = await f.send('/signin', { person: f.world.people.wang, resume_path: carried('resume_path'), resume_body: carried('resume_body') }), text = await back.text()
    expect([back.status, text.includes(`action="${path}"`), text.includes('value="关于先存着的示例建议"')]).toEqual([200, true, true])
  })
  it('comes back after a sign-out to its writer alone, whatever is forged', async () => {
    const path = await fresh(), words = '退出登录前王示甲写的', own = (await drawnFor(wang))._token!, another = (await drawnFor(li))._token!
    const lost = await f.send(path, { ...written, wrong: words, _token: own }), page = await lost.text(), body = /name="resume_body" value="([^"]+)"/.exec(page)![1]!
    expect(page, 'the sign-in page lies open on a computer that others use').not.toContain(encodeURIComponent(words))
    expect(page).not.toContain(words)
    const into = (person: string, resume_path = path, resume_body = body) => f.send('/signin', { person, resume_path, resume_body })
    const li1 = await into(f.world.people.li)
    expect([li1.status, li1.headers.get('location'), (await li1.text()).includes(words)]).toEqual([303, '/deputy', false])
    for (const forged of [`wrong=${encodeURIComponent(words)}`, body.slice(4), `${body.slice(0, -6)}AAAAAA`, '']) expect((await into(f.world.people.li, path, forged)).status, forged).toBe(303)
    expect((await into(f.world.people.wang, await fresh())).status, 'nor into another form').toBe(303)
    expect(await (await into(f.world.people.wang)).text()).toContain(words)
    // Whose form it was must be said by a form of ours: another's name under it, or none, keeps nothing.
    const [session, , mark] = own.split('.') as [string, string, string]
    for (const _token of [[session, f.world.people.li, mark].join('.'), [session, f.world.people.wang, another.split('.')[2]].join('.'), session, '']) {
      const r = await f.send(path, { ...written, wrong: words, _token })
      expect([r.status, (await r.text()).includes('resume_body')], _token).toEqual([401, false])
    }
  })
})

describe('grown from a request', () => {
  it('starts on the request its deputy follows; name, telephone and words stay behind', async () => {
    const t = await told(f.world, 'resulted')
    expect((await see(`/deputy/m/${t.root}`, wang)).text).toContain(`href="/deputy/suggestions/new?from=${t.root}"`)
    expect((await see(`/deputy/m/${t.root}`, li)).text).not.toContain('/deputy/suggestions/new?from')
    const page = await see(`${at}/new?from=${t.root}`, wang)
    expect(page.text).toContain('小区门口路灯不亮，夜间通行不便')
    expect(page.text).not.toMatch(/00000000123|晚上看不见路/)
    const id = await propose('关于增设示例小区路灯的建议', { grewFrom: t.root })
    for (const cookie of [wang, officer]) { const text = (await see(cookie === wang ? `${at}/${id}` : `/desk/m/${id}`, cookie)).text; expect(text).not.toMatch(/00000000123|晚上看不见路/) }
    expect((await see(`/deputy/m/${t.root}`, wang)).text).toContain('代表据此提出建议')
    // One who does not follow it cannot make anything grow from it, nor learn that it is there.
    for (const from of [t.root, '00000000-0000-4000-8000-00000000dead']) { const r = await send(await fresh(li), { ...written, grewFrom: from }, li); expect([r.status, r.text.includes('没有找到那件群众意见')]).toEqual([422, true]) }
  })
})

describe('signing', () => {
  it('is asked on the first page, shows the whole text before the press, and takes two taps', async () => {
    const id = await propose('关于示例联名的建议', { names: '李示乙、赵示丙' }), home = await see('/deputy', li)
    expect(home.text).toContain(`href="${at}/${id}"`)
    expect(home.text, 'never signed unread').not.toContain(`/${id}/coSign"`)
    const page = await see(`${at}/${id}`, li)
    expect(page.text).toContain('路面破损多年')
    expect(page.text.match(/btn-primary/g)).toHaveLength(1)
    const done = await send(`${at}/${id}/coSign`, { _key: newKey() }, li)
    expect([done.status, done.location]).toEqual([303, `${at}/${id}?did=done`])
    expect((await send(`${at}/${id}/refuseCoSign`, { _key: newKey() }, zhao)).status).toBe(303)
    for (const cookie of [wang, li]) expect((await see(`${at}/${id}`, cookie)).text.replace(/还可以[\s\S]*/, '')).not.toMatch(/refuseCoSign|不参加联名|表示不/)
    const late = await send(`${at}/${id}/refuseCoSign`, { _key: newKey() }, zhao)
    expect([late.status, late.text.includes('您已经表示不参加联名')]).toEqual([409, true])
  })
  it('whoever said no reads so, is asked nothing any more, and may still sign; nobody else sees a difference', async () => {
    const id = await propose('关于示例有人不参加的建议', { names: '李示乙、赵示丙' }), page = async (cookie: string) => (await see(`${at}/${id}`, cookie)).text
    const bare = (text: string): string => text.replace(/name="_(?:token|key|seen)" value="[^"]*"/g, ''), others = [wang, li]
    expect(await page(zhao)).toContain('请您看全文，定要不要联名')
    const before = await Promise.all(others.map(page))
    expect((await send(`${at}/${id}/refuseCoSign`, { _key: newKey() }, zhao)).status).toBe(303)
    const own = await page(zhao)
    for (const x of ['您已表示不参加联名', '只有您自己看得到', `action="${at}/${id}/coSign"`]) expect(own, x).toContain(x)
    for (const x of ['请您', `action="${at}/${id}/refuseCoSign"`]) expect(own, x).not.toContain(x)
    expect((await Promise.all(others.map(page))).map(bare)).toEqual(before.map(bare))
    expect((await send(`${at}/${id}/coSign`, { _key: newKey() }, zhao)).status).toBe(303)
    expect(await page(zhao)).not.toContain('您已表示不参加')
  })
  it('whoever neither proposed, signed nor was asked finds nothing', async () => {
    const id = await accepted('关于示例旁人看不到的建议'), none = '00000000-0000-4000-8000-00000000dead'
    for (const cookie of [li, roads, officer]) for (const path of [`${at}/${id}`, `${at}/${id}/withdraw`]) expect((await see(path, cookie)).status, path).toBe(404)
    const seen = await Promise.all([id, none].map(async x => (await see(`${at}/${x}`, li)).text.replaceAll(x, '')))
    expect(seen[0]).toBe(seen[1])
    for (const x of [id, none, 'nix']) expect((await send(`${at}/${x}/withdraw`, { why: '不该成' }, li)).status).toBe(404)
    expect((await see(`/deputy/m/${id}`, wang)).location).toBe(`${at}/${id}`)
  })
})

describe('watching and answering', () => {
  it('shows contact, reply and promise in plain words; a denial keeps its words when it fails and reaches the district', async () => {
    const id = await replied('关于示例答复的建议'), page = (await see(`${at}/${id}`, wang)).text
    for (const x of ['说6月18日电话沟通过', '电话里听取了意见', '已列入年度计划', '承诺12月30日前办成', '没有这回事', '已经答复，等代表评价']) expect(page, x).toContain(x)
    const long = await send(`${at}/${id}/denyContact`, { organ: f.world.organs.roads, why: '长'.repeat(301), _key: newKey() }, wang)
    expect([long.status, long.text.includes('长'.repeat(301))]).toEqual([422, true])
    expect((await send(`${at}/${id}/denyContact`, { organ: f.world.organs.roads, why: '那天没有接到电话', _key: newKey() }, wang)).status).toBe(303)
    expect((await see('/desk', officer)).text).toContain('核对联系情况')
    expect((await see(`${at}/${id}`, wang)).text).toContain('代工委在核对')
  })
  it('is rated on one small page, process and result apart, with a reason where something is wrong', async () => {
    const id = await replied('关于示例评价的建议')
    expect((await see('/deputy', wang)).text).toContain(`href="${at}/${id}/evaluate"`)
    const form = await see(`${at}/${id}/evaluate`, wang)
    for (const x of ['办理过程', '办理结果', '已列入年度计划']) expect(form.text, x).toContain(x)
    const bad = await send(`${at}/${id}/evaluate`, { process: 'satisfied', result: 'dissatisfied', _key: newKey() }, wang)
    expect(bad.status).toBe(422)
    expect(bad.text).toMatch(/value="dissatisfied" checked/)
    expect(bad.text).toContain('请填写“意见”')
    expect((await send(`${at}/${id}/evaluate`, { process: 'satisfied', result: 'basically', _key: newKey() }, li)).status).toBe(404)
    expect((await send(`${at}/${id}/evaluate`, { process: 'satisfied', result: 'basically', _key: newKey() }, wang)).status).toBe(303)
    const late = await send(`${at}/${id}/evaluate`, { process: 'satisfied', result: 'satisfied', comment: '再评一次的话', _key: newKey() }, wang)
    expect([late.status, late.text.includes('再评一次的话')]).toEqual([409, true])
  })
  it('is withdrawn in writing, by its lead', async () => {
    const id = await accepted('关于示例撤回的建议')
    expect((await send(`${at}/${id}/withdraw`, { why: '', _key: newKey() }, wang)).status).toBe(422)
    expect((await send(`${at}/${id}/withdraw`, { why: '问题已经解决', _key: newKey() }, wang)).status).toBe(303)
    expect((await see(at, wang)).text).toContain('已撤回')
  })
  it('answers what it is asked to agree to', async () => {
    const id = await accepted('关于示例商请的建议')
    await act(id, 'askConsent', f.world.people.officer, { to: 'split', note: '想把路灯和公厕分成两件' })
    expect((await see(`${at}/${id}`, wang)).text).toContain('想把路灯和公厕分成两件')
    expect((await send(`${at}/${id}/consent`, { agree: 'yes', _key: newKey() }, wang)).status).toBe(303)
  })
  it('tells no fault of its own', () => { expect(f.faults).toEqual([]) })
})
