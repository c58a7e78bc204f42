/** Every GET page of the route table, as its face's people see it: nothing for axe, no sideways scroll on a phone, a quiet console. */
import axe from 'axe-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Page } from 'playwright-core'
import { routeTable } from '#http/app.ts'
import { act, button, go, open, openCard, phone, type Seat, signIn, sit, spaced, type Table, wide } from './hands.ts'
import { fillRaise, hand, raise, type Receipt } from './raising.ts'

const street = '示例一街道', station = `${street}联络站`
const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']
/** No pages: asked for and answered, nothing for eyes. */
const noPages = ['/healthz', '/openapi.json', '/r/:code/qr.svg', '/desk/list.csv', '/desk/figures/:id.csv', '/desk/files/:id']

/** Words of the machine: in Chinese, Latin words stand only where a code or an address is shown. */
const latin = (page: Page): Promise<string[]> => page.evaluate(() => {
  if (document.documentElement.lang !== 'zh-CN') return []
  const main = document.querySelector('main')!
  let text = main.innerText
  for (const code of main.querySelectorAll('code')) text = text.replace(code.innerText, '')
  return text.match(/[A-Za-z]*[a-z][A-Za-z]{3,}/g) ?? []
})

/** What axe and the ruler find on the page now shown, at both widths. */
export async function faults(page: Page): Promise<string[]> {
  const found: string[] = []
  for (const size of [wide, phone]) {
    await page.setViewportSize(size)
    const at = `${new URL(page.url()).pathname}${new URL(page.url()).search} at ${size.width}`
    if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe.source)
    const violations = await page.evaluate(async only => {
      const result = await (window as unknown as { axe: typeof axe }).axe.run(document, { runOnly: only, resultTypes: ['violations'] })
      return result.violations.flatMap(v => v.nodes.map(n => `${v.id} (${v.help}): ${n.target.join(' ')} — ${n.html.slice(0, 160)}`))
    }, tags)
    found.push(...violations.map(v => `${at}: ${v}`))
    const [content, room] = await page.evaluate(() => [document.scrollingElement!.scrollWidth, document.scrollingElement!.clientWidth] as const)
    if (size === phone && content > room) found.push(`${at}: the page scrolls sideways, ${content} > ${room}`)
    const over = await page.evaluate(() => Math.max(...[...document.querySelectorAll('main > *')].map(e => e.getBoundingClientRect().bottom)) - document.querySelector('footer')!.getBoundingClientRect().top)
    if (over > 0.5) found.push(`${at}: the content runs ${Math.round(over)} px over the footer`)
    found.push(...(await latin(page)).map(w => `${at}: the machine’s word “${w}”`))
  }
  return found
}

export function accessibility(table: () => Table): void {
  describe('every page', { timeout: 120_000 }, () => {
    const seats: Record<'portal' | 'station' | 'district' | 'organ' | 'deputy', Seat> = Object.create(null)
    const gist = '公园长椅断了两条腿，坐不得'
    let receipt: Receipt, matter: string, file: string, done: string

    beforeAll(async () => {
      for (const who of ['portal', 'station', 'district', 'organ', 'deputy'] as const) seats[who] = await sit(table(), { scripts: true, size: wide })
      const clerk = seats.station.page
      await signIn(clerk, station, '联络站工作人员')
      await signIn(seats.district.page, '区人大代工委', '区人大代工委干部')
      await signIn(seats.organ.page, `${street}办事处`, '承办单位经办人')
      await signIn(seats.deputy.page, street, '人大代表')
      receipt = await raise(seats.portal.page, { what: '公园长椅断了两条腿', street, phone: '00000004321', photo: true })
      await openCard(clerk, spaced(receipt.six))
      matter = new URL(clerk.url()).pathname.split('/').at(-1)!
      file = (await clerk.getByRole('img', { name: '照片1' }).getAttribute('src'))!
      await open(clerk, '/desk/list?ended=1')
      await go(clerk, () => clerk.getByRole('table').getByRole('link').first().click())
      done = new URL(clerk.url()).pathname
    }, 120_000)
    afterAll(async () => {
      const troubles = Object.values(seats).flatMap(s => s.troubles)
      for (const s of Object.values(seats)) await s.leave()
      // A page that breaks its own content policy, a missing image, a script that fails.
      expect(troubles).toEqual([])
    })

    const whose = (face: (typeof routeTable)[number]['face'], path: string): Page | undefined =>
      face === 'portal' || path === '/signin' ? seats.portal.page : face === 'deputy' ? seats.deputy.page : face === 'desk' ? seats.station.page : undefined
    /** A true address for a declared path; a route with a part nobody here knows fails. */
    const address = (path: string): string => {
      const known: Record<string, string> = { '/r': `/r?code=${receipt.path.slice(3)}`, '/desk/find': `/desk/find?q=${receipt.six}`, '/desk/files/:id': file }
      const full = known[path] ?? path.replace(':code', receipt.path.slice(3)).replace(':procedure', 'request').replace(/(?<=figures\/):id/, 'S26').replace(/(?<=\/m\/):id/, matter)
      if (full.includes(':')) throw new Error(`${path}: fill in its parts`)
      return full
    }
    const inLanguage = (path: string, lang: string): string => `${path}${path.includes('?') ? '&' : '?'}lang=${lang}`
    const pages = routeTable.filter(r => r.method === 'GET' && r.face !== 'api' && !noPages.includes(r.path))

    it('is in the walk', () => { expect(pages.length).toBeGreaterThanOrEqual(17) })
    it('would show a fault', async () => {
      const { page } = seats.portal
      await open(page, '/status')
      await page.evaluate(() => { const img = document.createElement('img'), long = document.createElement('p'); long.style.width = '500px'; long.style.marginBottom = '-200px'; long.textContent = 'signFor'; document.querySelector('main')!.append(img, long) })
      const found = (await faults(page)).join('\n')
      expect(found).toContain('image-alt')
      expect(found).toContain('the page scrolls sideways')
      expect(found).toContain('over the footer')
      expect(found).toContain('“signFor”')
    })
    for (const { face, path, title } of pages) it(`${path} ${title}`, async () => {
      const page = whose(face, path)
      if (!page) throw new Error(`${path}: a page of no face; say who reads it`)
      const found: string[] = []
      for (const lang of ['zh', 'en']) {
        expect(await open(page, inLanguage(address(path), lang)), `${path} in ${lang}`).toBe(200)
        expect(await page.locator('html').getAttribute('lang')).toBe(lang === 'zh' ? 'zh-CN' : 'en')
        found.push(...(await faults(page)))
      }
      expect(found).toEqual([])
    })
    for (const path of noPages) it(`${path} answers`, async () => {
      expect((await seats.station.page.request.get(address(path))).status()).toBe(200)
    })

    it('finds nothing on pages that people come to on the way', async () => {
      const { page: clerk } = seats.station, { page: officer } = seats.district, { page: handler } = seats.organ, { page: constituent } = seats.portal, { page: deputy } = seats.deputy
      const found: string[] = []
      const look = async (page: Page): Promise<void> => { found.push(...(await faults(page))); await page.setViewportSize(wide) }
      for (const p of [clerk, constituent, deputy]) await open(p, '/?lang=zh')

      await open(constituent, '/raise')
      await fillRaise(constituent, { what: '短', street })
      await hand(constituent)
      await look(constituent)
      await open(constituent, '/nowhere')
      await look(constituent)
      await open(clerk, done)
      await look(clerk)
      await open(clerk, `/desk/m/${matter}?do=askDistrict`)
      await act(clerk, '提请区级派单', { status: 422 })
      await look(clerk)
      await open(officer, `/desk/m/${matter}`)
      await look(officer)
      await open(officer, '/desk/list?ended=0&light=overdue')
      await look(officer)
      await open(clerk, `/desk/m/${matter}`)
      await act(clerk, '派单', { fill: async form => { await form.getByLabel('办理摘要').fill(gist); await form.getByLabel('承办单位', { exact: true }).selectOption({ label: `${street}办事处` }) }, press: '下一步：看承办单位看到的样子' })
      await look(clerk)
      await go(clerk, () => button(clerk, '确认派单').click())
      await look(clerk)
      await openCard(handler, gist)
      await look(handler)
      await open(constituent, receipt.path)
      await look(constituent)
      expect(found).toEqual([])
    })
  })
}
