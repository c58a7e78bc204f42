/** Openness in a browser: the desk's passages one by one without scripts, the public pages, two replies side by side. Its own small world, so that something is public. */
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { serve, type ServerType } from '@hono/node-server'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Page } from 'playwright-core'
import { makeApp } from '#http/app.ts'
import type { Id } from '#loop/words.ts'
import { type Suggestions, suggestionsIn, suggestionText } from '#test/support/public-suggestions.ts'
import { makeWorld, type World } from '#test/support/world.ts'
import { faults } from './axe.ts'
import { type Launched, launch } from './browser.ts'
import { button, go, heading, open, type Seat, sit, wide, words } from './hands.ts'

const reply = '一、经现场踏勘，该路段全长四百二十米，沥青面层老化开裂，雨季积水严重。我局已将其列入下半年养护计划，九月底前完成铣刨重铺。\n二、已更换损坏灯具二十三盏，并与街道办事处建立巡查机制，每周夜间巡查一次。'
describe('openness', { timeout: 180_000 }, () => {
  let launched: Launched, w: World, s: Suggestions, server: ServerType, url: string, a: Id, b: Id
  const seats: Seat[] = [], found: string[] = []
  const seat = async (person?: Id, scripts = true): Promise<Page> => {
    const one = await sit({ browser: launched.browser, url }, { scripts, size: wide })
    seats.push(one)
    if (person) await one.context.addCookies([{ name: 'hy', value: (await w.service.signIn(1, person))!, url }])
    return one.page
  }
  const look = async (page: Page): Promise<void> => { found.push(...(await faults(page))); await page.setViewportSize(wide) }
  const inBoth = async (page: Page, path: string, status = 200): Promise<void> => { for (const lang of ['en', 'zh']) { expect(await open(page, `${path}${path.includes('?') ? '&' : '?'}lang=${lang}`), path).toBe(status); await look(page) } }
  beforeAll(async () => {
    launched = await launch()
    w = await makeWorld()
    s = await suggestionsIn(w)
    const app = await makeApp(w.service, { cacheDir: mkdtempSync(join(tmpdir(), 'huiyin-open-')), limit: 10_000 })
    url = await new Promise(done => { server = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' }, at => done(`http://127.0.0.1:${at.port}`)) })
    a = await s.accepted('关于修补示例一路路面的建议', { text: `${suggestionText}受影响的有示例花园3号楼2单元501室等十二户，常停一辆晋A12345。` })
    b = await s.accepted('关于修补示例二路路面的建议')
    await s.replied(a, reply, { class: 'promised', promisedBy: '2025-12-01' })
    await s.replied(b, reply.replace('四百二十米', '三百六十米').replace('二十三盏', '八盏'))
    const c = await s.accepted('关于示例不公开的建议')
    await s.replied(c, '此件涉及正在办理的事项，另行当面答复代表，不作书面公开说明。')
    await s.act(c, 'withhold', w.people.officer, { reason: 'process', why: '仍在讨论' })
  }, 180_000)
  afterAll(async () => {
    // What was taken down answers 410, and a form refused 422: both are answers.
    const troubles = seats.flatMap(x => x.troubles).filter(t => !/status of 410/.test(t))
    for (const x of seats) await x.leave()
    await launched.close()
    await new Promise(done => server.close(done))
    await w.close()
    expect(troubles).toEqual([])
  })

  it('a person decides each passage, another releases it: without scripts, nothing ticked beforehand', async () => {
    const officer = await seat(w.people.officer, false)
    await open(officer, `/desk/m/${a}`)
    await officer.getByText('拟公开稿', { exact: true }).click()
    await go(officer, () => officer.getByRole('link', { name: '逐处看过再拟稿' }).click())
    expect(await heading(officer)).toBe('拟公开稿')
    expect(await officer.getByRole('radio', { checked: true }).count()).toBe(0)
    expect(await go(officer, () => button(officer, '下一步：写定公开稿').click())).toBe(422)
    expect(await officer.getByRole('radio', { checked: true }).count()).toBe(0)
    await officer.getByRole('group', { name: /501室/ }).getByLabel('改为“某号楼”').check()
    await officer.getByRole('group', { name: /晋A12345/ }).getByLabel('改成自己写的').check()
    await officer.getByRole('group', { name: /晋A12345/ }).getByRole('textbox').fill('一辆小货车')
    await go(officer, () => button(officer, '下一步：写定公开稿').click())
    expect(await officer.getByLabel('建议内容').inputValue()).toContain('示例花园某号楼等十二户，常停一辆一辆小货车。')
    await officer.getByLabel('建议内容').fill(`${suggestionText}受影响的有某小区十二户，常停一辆小货车。`)
    await go(officer, () => button(officer, '交另一人审核').click())
    expect(await words(officer)).toContain('拟稿人不能自己审核公开')
    const second = await seat(w.people.officer2, false)
    await open(second, `/desk/m/${a}/public`)
    await go(second, () => button(second, '审核无误，公开').click())
    const guest = await seat(undefined, false)
    await open(guest, '/')
    await go(guest, () => guest.getByRole('link', { name: /代表建议和答复/ }).click())
    await go(guest, () => guest.getByRole('link', { name: '关于修补示例一路路面的建议' }).click())
    expect(await words(guest)).toContain('某小区十二户')
    expect(await words(guest)).not.toMatch(/501|晋A12345/)
  })

  it('no page of it has a fault, at either width, in either language, by day and by night', async () => {
    const guest = await seat(), officer = await seat(w.people.officer), second = await seat(w.people.officer2)
    await s.released(b, { title: '关于修补二路路面的建议', text: suggestionText, reply: '已列入计划，年底前完成。' })
    await s.act(b, 'unpublish', w.people.officer, { why: '地名写错' })
    for (const path of ['/suggestions', '/suggestions?q=%E8%B7%AF%E9%9D%A2&theme=T1', '/suggestions?theme=T9', '/suggestions/2025-001', '/suggestions/session/2-5']) await inBoth(guest, path)
    await inBoth(guest, '/suggestions/2025-002', 410)
    await inBoth(officer, `/desk/m/${b}`)
    expect(await words(officer)).toContain('答复雷同，请核对')
    await inBoth(officer, `/desk/m/${a}/public?again=1`)
    expect(await go(officer, () => button(officer, '下一步：写定公开稿').click())).toBe(422)
    await look(officer)
    for (const name of [/501室/, /晋A12345/]) await officer.getByRole('group', { name }).getByLabel('不是，照原样').check()
    await go(officer, () => button(officer, '下一步：写定公开稿').click())
    await look(officer)
    expect(await go(officer, () => button(officer, '交另一人审核').click()), 'what is left must have been looked at').toBe(422)
    await look(officer)
    await officer.getByLabel('规则找出的地方已逐处看过，留下的可以公开').check()
    await go(officer, () => button(officer, '交另一人审核').click())
    await inBoth(second, `/desk/m/${a}/public`)
    await open(officer, `/desk/m/${b}`)
    const href = (await officer.getByRole('link', { name: /有\d+%相同/ }).getAttribute('href'))!
    await inBoth(officer, href)
    for (const [page, path] of [[guest, '/suggestions'], [guest, '/suggestions/2025-001'], [officer, href], [second, `/desk/m/${a}/public`], [officer, `/desk/m/${a}/public?again=1`]] as const) {
      await page.emulateMedia({ colorScheme: 'dark' })
      await open(page, path)
      found.push(...(await faults(page)).map(x => `by night ${x}`))
    }
    expect(found).toEqual([])
  })

  it('the feed is XML that a browser takes, by the standard’s own names', async () => {
    const guest = await seat()
    await open(guest, '/suggestions')
    const read = await guest.evaluate(async () => {
      const xml = await (await fetch('/suggestions/feed.atom')).text(), doc = new DOMParser().parseFromString(xml, 'application/xml'), ns = 'http://www.w3.org/2005/Atom'
      const in_ = (e: Element | Document, name: string): string[] => [...e.getElementsByTagNameNS(ns, name)].map(x => x.textContent)
      return { fault: doc.getElementsByTagName('parsererror').length, root: [doc.documentElement.localName, doc.documentElement.namespaceURI], entries: [...doc.getElementsByTagNameNS(ns, 'entry')].map(e => ({ id: in_(e, 'id'), title: in_(e, 'title'), updated: in_(e, 'updated'), author: in_(e, 'name'), href: [...e.getElementsByTagNameNS(ns, 'link')].map(l => l.getAttribute('href')) })), linked: document.querySelector('link[rel=alternate]')?.getAttribute('href') }
    })
    expect(read).toMatchObject({ fault: 0, root: ['feed', 'http://www.w3.org/2005/Atom'], linked: '/suggestions/feed.atom' })
    expect(read.entries).toHaveLength(1)
    const [e] = read.entries
    expect([e!.id.length, e!.title, e!.author, e!.href]).toEqual([1, ['关于修补示例一路路面的建议'], ['区住建局'], [`${url}/suggestions/2025-001`]])
    expect(Number.isNaN(Date.parse(e!.updated[0]!))).toBe(false)
  })
})
