/** The desk's faces of suggestions over HTTP: hand-over by paste, the board and a hearing, key supervision, what an organ owes, and who sees which. */
import { beforeAll, describe, expect, it } from 'vitest'
import type { Id } from '#loop/words.ts'
import { newKey, openFaces, type Faces } from '#test/http/faces.ts'
import { inBothWorlds } from '#test/support/engines.ts'
import type { World } from '#test/support/world.ts'

const body = '示例：背街小巷路面破损多年，下雨积水，老人孩子出行不便，建议分批改造并公示计划。'
inBothWorlds('suggestions at the desk', world => {
  let f: Faces, w: World, session: Id, earlier: Id, officer: string, handler: string, nobody: Record<string, string>
  const ids: Record<string, Id> = {}
  const enter = async (input: Record<string, unknown>): Promise<Id> => (await w.must({ procedure: 'register', act: 'enter', actor: { kind: 'clock' }, input: { since: '2021-01-01', ...input } })).matter
  const accepted = async (title: string, of = session): Promise<Id> => {
    const { root } = await w.must({ procedure: 'suggestion', act: 'propose', actor: w.as(w.people.wang), input: { title, text: body, how: 'single', theme: 'T1' } })
    await w.must({ matter: root, act: 'accept', actor: w.as(w.people.officer), input: { session: of } })
    return root
  }
  /** The clock moves on, and everybody signs in again. */
  const at = async (iso: string): Promise<void> => {
    w.setNow(iso)
    officer = await f.cookie(w.people.officer)
    handler = await f.cookie(w.people.roadsClerk)
    nobody = { station: await f.cookie(w.people.clerk), deputy: await f.cookie(w.people.wang), handler }
  }
  const see = async (path: string, cookie = officer) => { const r = await f.ask(path, { headers: { cookie } }); return { status: r.status, text: await r.text(), to: r.headers.get('location') } }
  const send = async (path: string, fields: Record<string, string | readonly string[]>, cookie = officer) => { const r = await f.send(path, { _key: newKey(), ...fields }, { cookie }); return { status: r.status, text: await r.text(), to: r.headers.get('location') ?? '' } }
  const key = (id: Id): string => id.slice(0, 13).replace('-', '')
  const hiddenOf = (text: string): Record<string, string[]> => { const all: Record<string, string[]> = {}; for (const [, name, value] of text.matchAll(/<input type="hidden" name="((?:rows\.|meeting|_key)[^"]*)" value="([^"]*)"/g)) (all[name!] ??= []).push(value!); return all }
  const share = async (root: Id, organ: Id): Promise<Id> => (await w.store.readFamily(1, root))!.events.filter(e => e.procedure === 'handling' && e.parties?.handler?.[0] === organ).at(-1)!.matter
  const act = (matter: Id, name: string, who: Id, input: Record<string, unknown> = {}) => w.must({ matter, act: name, actor: w.as(who), input })

  beforeAll(async () => {
    w = world()
    f = await openFaces({}, w)
    const term = await enter({ table: 'term', kind: 'term', name: '示例第二届', nameEn: 'Second term', assembly: w.organs.assembly, number: 2 })
    earlier = await enter({ table: 'term', kind: 'session', name: '示例第四次会议', nameEn: 'Fourth session', assembly: w.organs.assembly, parent: term, number: 4, since: '2024-03-11', until: '2024-03-13' })
    session = await enter({ table: 'term', kind: 'session', name: '示例第五次会议', nameEn: 'Fifth session', assembly: w.organs.assembly, parent: term, number: 5, since: '2025-03-11', until: '2025-03-13' })
    for (const n of [1, 2, 3, 4]) ids[n] = await accepted(`关于第${n}件示例事情的建议`)
    ids.old = await accepted('关于上次会议旧事的建议', earlier)
    await at('2025-06-18T02:00:00.000Z')
  })

  describe('the hand-over table', () => {
    it('is there for the district and for nobody else, reading or sending', async () => {
      const { text } = await see('/desk/handover')
      for (const said of ['关于第1件示例事情的建议', '王示甲', '第1号', '区交通运输局', '示例第四次会议']) expect(text).toContain(said)
      for (const cookie of Object.values(nobody)) {
        expect((await see('/desk/handover', cookie)).status).toBe(404)
        for (const path of ['/desk/handover', '/desk/handover/make']) expect((await send(path, { paste: '1\t住建' }, cookie)).status).toBe(404)
      }
    })
    it('says row by row what was not understood, offers the nearest, and keeps all that was typed', async () => {
      const r = await send('/desk/handover', { paste: '1\t区住建据\t交通\n99\t住建\n2\t住建\t\t看着办\n3\t交通', [`o.${key(ids[4]!)}`]: '没这个单位', meeting: '示例交办会' })
      expect(r.status).toBe(422)
      for (const said of ['第1号：没有找到“区住建据”，是不是：区住建局', '粘贴的第2行：没有等着交办的第99号', '粘贴的第3行：期限看不懂', '第4号：没有找到“没这个单位”', 'value="示例交办会"', '您填的内容都还在']) expect(r.text).toContain(said)
      expect(/<textarea[^>]*>([^<]*)/.exec(r.text)![1]).toBe('99\t住建\n2\t住建\t\t看着办')
      for (const [n, organ] of [[1, '区住建据'], [3, '交通'], [4, '没这个单位']] as const) expect(r.text).toMatch(new RegExp(`name="o\\.${key(ids[n]!)}" value="${organ}"`))
      expect(r.text).toContain(`href="#ho-${key(ids[1]!)}-organ"`)
      expect((await see('/desk/handover')).text).not.toContain('已撤回')
    })
    it('asks for an organ at all, one lead only, and nobody twice', async () => {
      expect((await send('/desk/handover', {})).text).toContain('还没有填单位')
      const two = await send('/desk/handover', { [`o.${key(ids[1]!)}`]: '住建、交通', [`o.${key(ids[2]!)}`]: '住建', [`c.${key(ids[2]!)}`]: '住建', [`c.${key(ids[3]!)}`]: '住建' })
      for (const said of ['主办单位只能有一个', '同一个单位写了两次', '第3号：还没有主办单位']) expect(two.text).toContain(said)
    })
    it('fills the table from what is pasted without going on', async () => {
      const r = await send('/desk/handover', { paste: '1\t住建\t\t六个月', _fill: '1' })
      expect(r.status).toBe(200)
      expect(r.text).toMatch(new RegExp(`name="o\\.${key(ids[1]!)}" value="住建"`))
      expect(r.text).toMatch(new RegExp(`name="six\\.${key(ids[1]!)}" value="1"[^>]*checked`))
      expect(r.text).toContain('下一步：核对交办清单')
    })
    it('keeps a half-filled table as a draft, and over a session that ended', async () => {
      await send('/desk/draft', { _form: '/desk/handover', [`o.${key(ids[2]!)}`]: '住建' })
      const back = await see('/desk/handover')
      expect(back.text).toContain('放回来了')
      expect(back.text).toMatch(new RegExp(`name="o\\.${key(ids[2]!)}" value="住建"`))
      await send('/desk/draft/drop', { _form: '/desk/handover', _back: '/desk/handover' })
      const out = await f.send('/desk/handover', { paste: '3\t交通', [`o.${key(ids[2]!)}`]: '住建局', _token: (await f.tokenFor(officer)).token! }), page = await out.text()
      expect(out.status).toBe(401)
      const resume = /name="resume_body" value="([^"]*)"/.exec(page)![1]!.replaceAll('&amp;', '&')
      const again = await f.send('/signin', { person: w.people.officer, resume_path: '/desk/handover', resume_body: resume }), text = await again.text()
      expect(text).toMatch(new RegExp(`name="o\\.${key(ids[2]!)}" value="住建局"`))
      expect(text).toMatch(new RegExp(`name="o\\.${key(ids[3]!)}" value="交通"`))
    })
    it('shows who would get what, goes back with everything, hands over once, and is undone until somebody signs', async () => {
      const look = await send('/desk/handover', { paste: '编号\t承办单位\t会办单位\t期限\n1\t区住建局\t交通\t六个月\n第2号\t交通', meeting: '示例交办会' })
      expect(look.status).toBe(200)
      for (const said of ['2件建议交给2个单位（示例交办会）', '交办这2件', '会办', '六个月']) expect(look.text).toContain(said)
      const fields = hiddenOf(look.text), back = await send('/desk/handover', { ...fields, _back: '1' })
      expect(back.text).toMatch(new RegExp(`name="o\\.${key(ids[1]!)}" value="区住建局"`))
      expect(back.text).toMatch(new RegExp(`name="c\\.${key(ids[1]!)}" value="区交通运输局"`))
      const made = await send('/desk/handover/make', fields), twice = await send('/desk/handover/make', fields)
      expect([made.status, twice.to]).toEqual([303, made.to])
      const page = await see(made.to)
      for (const said of ['交办好了', '示例交办会', '3件次；已签收0件次', '还没签收', '整批撤回', '交办函第1号']) expect(page.text.replace(/<[^>]+>/g, '')).toContain(said)
      const path = made.to.replace('?done=1', '')
      for (const cookie of [nobody.station!, handler]) { expect((await see(path, cookie)).status).toBe(404); expect((await send(`${path}/undo`, { why: '想撤回' }, cookie)).status).toBe(404) }
      const bare = await send(`${path}/undo`, {})
      expect([bare.status, bare.text.includes('还差一点')]).toEqual([422, true])
      expect((await send(`${path}/undo`, { why: '单位交错了' })).status).toBe(303)
      expect((await see(path)).text).toContain('已撤回')
      expect((await see('/desk/handover')).text).toContain('关于第1件示例事情的建议')

      const second = await send('/desk/handover/make', { ...fields, _key: newKey() })
      await act(await share(ids[2]!, w.organs.roads), 'signFor', w.people.roadsClerk)
      const signed = await see(second.to)
      expect(signed.text).toContain('已签收1件次')
      expect(signed.text).toContain('已有单位签收，不能整批撤回')
      const refused = await send(`${second.to.replace('?done=1', '')}/undo`, { why: '想再撤回' })
      expect(refused.status).toBeGreaterThanOrEqual(409)
      expect(refused.text).toContain('已有单位签收')
    })
    it('says so when somebody else was faster', async () => {
      const look = await send('/desk/handover', { paste: '3\t交通\n4\t住建' }), fields = hiddenOf(look.text)
      await act(ids[3]!, 'handOver', w.people.officer2, { organ: w.organs.housing })
      const r = await send('/desk/handover/make', fields)
      expect(r.status).toBeGreaterThanOrEqual(409)
      expect(r.text).toMatch(new RegExp(`name="o\\.${key(ids[4]!)}" value="区住建局"`))
      expect(r.text).toContain('没有办成')
    })
  })

  /** The numbers of an organ's row, in the order of the columns. */
  const numbers = (text: string, organ: string): number[] => [...new RegExp(`<tr data-stop><th scope="row"><a [^>]*>${organ}</a>([\\s\\S]*?)</tr>`).exec(text)![1]!.matchAll(/(\d+)<\/span>/g)].map(m => Number(m[1]))
  describe('the board', () => {
    it('counts by organ, and every number is the length of the list it opens', async () => {
      await at('2025-09-16T02:00:00.000Z')
      const { text } = await see('/desk/board')
      // Housing has the first (six months) and the third (three months), roads the second: later, near, overdue, returned, replied, total, extended.
      expect(numbers(text, '区住建局')).toEqual([1, 1, 0, 0, 0, 2, 0])
      expect(numbers(text, '区交通运输局')).toEqual([0, 1, 0, 0, 0, 1, 0])
      for (const [organ, show, n] of [[w.organs.housing, 'near', 1], [w.organs.housing, 'total', 2], [w.organs.roads, 'near', 1], [w.organs.roads, 'overdue', 0]] as const) expect([...(await see(`/desk/board/${organ}?show=${show}`)).text.matchAll(/<tr data-stop>/g)], `${organ} ${show}`).toHaveLength(n)
      expect(numbers((await see('/desk/board?role=co')).text, '区交通运输局')).toEqual([0, 0, 1, 0, 0, 1, 0])
      await at('2025-09-20T02:00:00.000Z')
      expect(numbers((await see('/desk/board')).text, '区住建局')).toEqual([1, 0, 1, 0, 0, 2, 0])
    })
    it('selects by session, the latest where none is named', async () => {
      await act(ids.old!, 'handOver', w.people.officer, { organ: w.organs.roads })
      expect(numbers((await see('/desk/board')).text, '区交通运输局')[5]).toBe(1)
      expect(numbers((await see(`/desk/board?session=${earlier}`)).text, '区交通运输局')[5]).toBe(1)
      expect(numbers((await see('/desk/board?session=all')).text, '区交通运输局')[5]).toBe(2)
      expect((await see(`/desk/board?session=${earlier}`)).text).not.toContain('区住建局</a></th>')
    })
    it('follows a return, an extension, a reply and a second round', async () => {
      const [a, b] = [await accepted('关于看板一的建议'), await accepted('关于看板二的建议')]
      for (const id of [a, b]) await act(id, 'handOver', w.people.officer, { organ: w.organs.townOffice })
      const clerk = await enter({ table: 'person', name: '孙示丁', nameEn: 'Sun', postOrgan: w.organs.townOffice, postKind: 'handlerClerk' })
      const row = async () => numbers((await see('/desk/board')).text, '示例一镇政府')
      expect(await row()).toEqual([2, 0, 0, 0, 0, 2, 0])
      const ha = await share(a, w.organs.townOffice), hb = await share(b, w.organs.townOffice)
      await act(ha, 'askReturn', clerk, { reason: 'notOurs', why: '属交通部门职责' })
      expect(await row()).toEqual([1, 0, 0, 1, 0, 2, 0])
      await act(ha, 'agreeReturn', w.people.officer)
      await act(hb, 'accept', clerk)
      await act(hb, 'askExtension', clerk, { until: '2026-01-20', why: '需要跨年施工安排' })
      await act(hb, 'grantExtension', w.people.officer)
      expect(await row()).toEqual([1, 0, 0, 1, 0, 2, 1])
      await act(hb, 'contact', clerk, { how: 'faceToFace', day: '2025-09-20', note: '当面听取意见' })
      await act(hb, 'reply', clerk, { class: 'solved', result: '已经修复完毕，恢复通行，请代表监督。', ownNumber: '示镇函〔2025〕3号' })
      expect(await row()).toEqual([0, 0, 0, 1, 1, 2, 1])
      await act(b, 'evaluate', w.people.wang, { process: 'satisfied', result: 'dissatisfied', comment: '还有一段没修' })
      expect(await row()).toEqual([1, 0, 0, 1, 0, 2, 1])
      for (const [show, n] of [['replied', 0], ['later', 1], ['total', 2], ['extended', 1], ['returned', 1]] as const) expect([...(await see(`/desk/board/${w.organs.townOffice}?show=${show}`)).text.matchAll(/<tr data-stop>/g)], show).toHaveLength(n)
    })
    it('records a hearing of the ticked in one act, keeps a refused form, and shows who was heard', async () => {
      const path = `/desk/board/${w.organs.housing}`
      await act(await share(ids[1]!, w.organs.housing), 'accept', w.people.housingClerk)
      await act(await share(ids[1]!, w.organs.housing), 'progress', w.people.housingClerk, { text: '已经完成勘察，月底开工' })
      const page = await see(path)
      for (const said of ['已经完成勘察，月底开工', '还没听', '登记督办座谈', `value="${ids[1]}"`, `value="${ids[3]}"`]) expect(page.text).toContain(said)
      const none = await send(path, { note: '听了汇报，要求加快' })
      expect([none.status, none.text.includes('请勾选听取了哪些建议'), none.text.includes('听了汇报，要求加快')]).toEqual([422, true, true])
      const wrong = await send(path, { suggestions: [ids[1]!], note: '听了汇报', _day: '2025-13-40' })
      expect([wrong.status, new RegExp(`value="${ids[1]}" checked`).test(wrong.text)]).toEqual([422, true])
      const done = await send(path, { suggestions: [ids[1]!, ids[3]!], leader: w.people.li, note: '听了汇报，要求加快', present: [w.people.wang] })
      expect(done.status).toBe(303)
      const after = await see(done.to)
      expect(after.text).toContain('已登记：听取了2件建议的办理情况')
      expect(after.text).toContain('本页听取过2件，还有0件没听')
      const facts = await w.store.tx(1, tx => tx.rows<{ n: number }>(`select count(*) n from fact where congress = 1 and name = 'suggestion.supervised' and organ = $1`, [w.organs.housing]))
      expect(facts[0]!.n).toBe(2)
      expect((await send(path, { suggestions: [ids[2]!], leader: w.people.li })).status, 'another organ’s suggestion').toBe(422)
    })
    it('is the district’s; an organ, a station and a deputy have none', async () => {
      for (const cookie of Object.values(nobody)) for (const path of ['/desk/board', '/desk/board.xlsx', `/desk/board/${w.organs.housing}`]) expect((await see(path, cookie)).status, path).toBe(404)
      for (const cookie of Object.values(nobody)) expect((await send(`/desk/board/${w.organs.housing}`, { suggestions: [ids[1]!] }, cookie)).status).toBe(404)
      expect((await f.ask('/desk/board.xlsx', { headers: { cookie: officer } })).headers.get('content-type')).toContain('spreadsheetml')
      expect((await see('/desk/exports')).text).toContain('看板 <small>XLSX')
      expect((await see('/desk/board')).text).toContain('其中曾延期')
    })
    it('shows the government’s office what it passed on', async () => {
      const office = await enter({ table: 'organ', kind: 'governmentOffice', name: '区政府办', short: '区政府办', nameEn: 'Office' }), person = await enter({ table: 'person', name: '冯示甲', nameEn: 'Feng', postOrgan: office, postKind: 'handlerClerk' })
      const id = await accepted('关于经政府办转交的建议')
      await act(id, 'handOver', w.people.officer, { organ: w.organs.roads })
      const { text } = await see('/desk/board', await f.cookie(person))
      expect(numbers(text, '区交通运输局')[5]).toBe(1)
      expect(text).not.toContain('区住建局</a></th>')
      const list = await see(`/desk/board/${w.organs.roads}`, await f.cookie(person))
      expect(list.text).toContain('关于经政府办转交的建议')
      expect(list.text).not.toContain('登记督办座谈')
      // Asked for at one moment, each is given its own.
      const cookie = await f.cookie(person), [all, own] = await Promise.all([see('/desk/board'), see('/desk/board', cookie)])
      expect([all.text.includes('区住建局</a></th>'), own.text.includes('区住建局</a></th>'), numbers(own.text, '区交通运输局')[5]]).toEqual([true, false, 1])
      expect((await send(`/desk/board/${w.organs.roads}`, { suggestions: [id], leader: w.people.li, note: '听取汇报' }, cookie)).status, 'nor does it hold hearings').toBe(404)
    })
  })

  describe('the board after a merger', () => {
    it('has what a merged organ left behind under whoever carries on its work, in the number and in the list it opens', async () => {
      const old = await enter({ table: 'organ', kind: 'handlingOrgan', name: '示例县公路局', short: '区公路局', nameEn: 'Roads' }), id = await accepted('关于示例并入前交办的建议')
      await act(id, 'handOver', w.people.officer, { organ: old })
      const before = numbers((await see('/desk/board')).text, '区交通运输局')[5]!
      await w.must({ matter: old, act: 'merge', actor: w.as(w.people.officer), input: { successor: w.organs.roads, day: '2025-09-20', move: true } })
      await at('2025-09-22T02:00:00.000Z')
      const { text } = await see('/desk/board'), list = await see(`/desk/board/${w.organs.roads}?show=total`)
      expect([numbers(text, '区交通运输局')[5], text.includes('区公路局</a></th>')]).toEqual([before + 1, false])
      expect([[...list.text.matchAll(/<tr data-stop>/g)].length, list.text.includes('关于示例并入前交办的建议')]).toEqual([before + 1, true])
    })
  })

  describe('paper sheets', () => {
    it('are typed in by the district from the list of what can be entered, the scan among the first fields, and the next sheet is begun where one ended', async () => {
      expect((await see('/desk/new')).text).toContain('href="/desk/new/suggestion"')
      const { text } = await see('/desk/new/suggestion'), first = text.slice(0, text.indexOf('<details class="more"'))
      expect(text).toContain('录入纸质建议')
      for (const x of ['lead', 'how', 'coSigners', 'title', 'text', 'scan']) expect(first, x).toContain(`name="${x}"`)
      expect(text, 'that is said of a requester’s words').not.toContain('反映人')
      const sheet = { _act: 'enterPaper', lead: w.people.wang, how: 'joint', coSigners: [w.people.li], title: '关于示例纸质件的建议', text: '示例：原件见照片，路口没有信号灯，建议增设。' }
      const kept = await send('/desk/new/suggestion', { ...sheet, how: 'single' })
      expect([kept.status, kept.text.includes('选了联名代表，提出方式应为联名'), kept.text.includes('关于示例纸质件的建议')]).toEqual([422, true, true])
      const done = await send('/desk/new/suggestion', sheet)
      expect([done.status, done.to]).toEqual([303, expect.stringMatching(/^\/desk\/new\/suggestion\?act=enterPaper&did=[0-9a-f-]{36}$/)])
      const next = await see(done.to)
      for (const x of ['录入好了', '关于示例纸质件的建议', 'stage=submitted', '录入纸质建议']) expect(next.text, x).toContain(x)
      expect(next.text).not.toContain('value="关于示例纸质件的建议"')
      for (const cookie of [nobody.station!, handler]) { expect((await see('/desk/new', cookie)).text).not.toContain('/desk/new/suggestion'); expect((await send('/desk/new/suggestion', sheet, cookie)).status).toBe(403) }
    })
  })

  describe('a suggestion’s page', () => {
    it('shows the whole text as it is worded now, and its number, to who reviews, handles or is asked; the mechanism’s words for requests are not on it, and an auditor gets none', async () => {
      const id = (await w.must({ procedure: 'suggestion', act: 'propose', actor: w.as(w.people.wang), input: { title: '关于示例全文的建议', text: '示例：这里先写得不够清楚，请代工委退回让我完善一下再交。', how: 'single' } })).root
      expect((await see(`/desk/m/${id}`)).text).toContain('这里先写得不够清楚')
      await act(id, 'returnToAmend', w.people.officer, { why: '请写清在哪里' })
      await act(id, 'amend', w.people.wang, { title: '关于示例全文的建议', text: '一、存在的问题\n示例东街 <b>积水</b> 深。\n\n二、具体建议\n建议改造雨水管网，公布计划。', theme: 'T1' })
      await act(id, 'submit', w.people.wang)
      await act(id, 'accept', w.people.officer, { session })
      await act(id, 'consultOrgans', w.people.officer, { organs: [w.organs.housing], until: '2025-10-10' })
      const number = (await w.service.matter(await w.who(w.people.officer), id))!.marks.number
      const shown = async (path: string, cookie: string) => { const { text } = await see(path, cookie); for (const x of ['建议全文', '示例东街 &lt;b&gt;积水&lt;/b&gt; 深。', '建议改造雨水管网', `第${number}号`]) expect(text, x).toContain(x); for (const x of ['这里先写得不够清楚', '反映人的原话']) expect(text, x).not.toContain(x) }
      await shown(`/desk/m/${id}`, officer)
      await shown(`/desk/m/${id}`, await f.cookie(w.people.housingClerk))
      await act(id, 'handOver', w.people.officer, { organ: w.organs.roads, co: [w.organs.townOffice] })
      await shown(`/desk/m/${id}`, handler)
      await shown(`/desk/m/${await share(id, w.organs.roads)}`, handler)
      expect((await w.service.matter(await w.who(w.people.roadsClerk), await share(id, w.organs.roads)))!.parties.filter(p => p.label[0] === '承办单位'), 'named once').toHaveLength(1)
      const auditor = await enter({ table: 'person', name: '吕示甲', nameEn: 'Lü', postOrgan: w.organs.district, postKind: 'auditor' })
      const seen = (await w.service.matter(await w.who(auditor), id))!
      expect([seen.proposed, JSON.stringify(seen).includes('雨水管网')]).toEqual([null, false])
    })
  })

  describe('key supervision', () => {
    it('lists what is key in a session, with its leader, and takes a visit', async () => {
      expect((await see('/desk/key')).text).toContain('还没有确定重点督办的建议')
      await act(ids[1]!, 'setKey', w.people.officer, { topic: '示例背街小巷', leader: w.people.li })
      const page = await see('/desk/key')
      for (const said of ['示例背街小巷', '李示乙', '区住建局', '还没有督办活动', '记录督办活动']) expect(page.text).toContain(said)
      // The whole list of deputies stands once, where somebody is about to tick in it.
      expect(page.text).not.toContain(w.people.wang)
      expect((await see(`/desk/key?visit=${ids[1]}`)).text).toMatch(new RegExp(`name="who"[^>]*value="${w.people.wang}"|value="${w.people.wang}"[^>]*name="who"`))
      const bad = await send(`/desk/key/${ids[1]}`, { day: '2025-12-01', text: '看了两条巷子，进度正常' })
      expect([bad.status, bad.text.includes('这一天还没到'), bad.text.includes('看了两条巷子，进度正常')]).toEqual([422, true, true])
      const done = await send(`/desk/key/${ids[1]}`, { day: '2025-09-18', who: [w.people.wang], text: '看了两条巷子，进度正常', _session: session })
      expect(done.to).toBe(`/desk/key?session=${session}#k-${ids[1]}`)
      const after = (await see('/desk/key')).text
      for (const said of ['督办活动（1次）', '9月18日 · 王示甲', '看了两条巷子，进度正常', '1件，其中1件已开展督办活动']) expect(after).toContain(said)
      expect((await see(`/desk/key?session=${earlier}`)).text).not.toContain('示例背街小巷')
    })
    it('shows an organ its own and takes no visit from it', async () => {
      const own = await see('/desk/key', await f.cookie(w.people.housingClerk))
      expect(own.text).toContain('示例背街小巷')
      expect(own.text).not.toContain('记录督办活动')
      expect((await see(`/desk/key?visit=${ids[1]}`, await f.cookie(w.people.housingClerk))).text, 'nor asked for').not.toContain('name="text"')
      expect((await send(`/desk/key/${ids[1]}`, { day: '2025-09-18', text: '我们自己看了' }, await f.cookie(w.people.housingClerk))).status).toBe(403)
      expect((await send(`/desk/key/${ids[1]}`, { day: '2025-09-18', text: '不该看到的' }, nobody.station!)).status).toBe(404)
    })
  })

  describe('what an organ owes', () => {
    it('stands on one sheet, from every channel, each once, by the day of its next step', async () => {
      const { root } = await w.must({ procedure: 'request', act: 'place', actor: { kind: 'portal' }, input: { what: '示例：小区门口路灯不亮', place: w.places.street } })
      await act(root, 'askDistrict', w.people.clerk, { gist: '小区门口路灯不亮', why: '不属街道职责' })
      await act(root, 'dispatch', w.people.officer, { organ: w.organs.roads, gist: '小区门口路灯不亮', category: '1' })
      const asked = await accepted('关于先问一问的建议')
      await act(asked, 'consultOrgans', w.people.officer, { organs: [w.organs.roads], until: '2025-09-30' })
      const page = await see('/desk/owed', handler), rows = [...page.text.matchAll(/<tr data-stop>[\s\S]*?<\/tr>/g)].map(m => m[0])
      for (const channel of ['五单接待', '代表建议', '会办', '预交办征求意见']) expect(page.text, channel).toContain(channel)
      const matters = rows.map(r => /\/desk\/m\/([0-9a-f-]{36})/.exec(r)![1]!)
      expect(new Set(matters).size).toBe(matters.length)
      const part = await see('/desk/owed?channel=co', handler)
      expect([...part.text.matchAll(/<tr data-stop>/g)]).toHaveLength(1)
      expect((await f.ask('/desk/owed.xlsx?channel=co', { headers: { cookie: handler } })).status).toBe(200)
      const home = (await see('/desk', handler)).text
      for (const said of ['我欠人大的账', '整本账', 'href="/desk/owed?channel=co"']) expect(home).toContain(said)
      expect((await see('/desk/owed', nobody.station!)).text).toContain('我欠人大的账')
      expect(f.faults).toEqual([])
    })
  })
})
