/** Every GET page of the route table, as its face's people see it: nothing for axe, no sideways scroll on a phone, a quiet console. */
import axe from 'axe-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Page } from 'playwright-core'
import { noPages, pages, type Room, sitDown, street } from './addresses.ts'
import { act, button, go, open, openCard, phone, type Table, wide } from './hands.ts'
import { fillRaise, hand } from './raising.ts'

const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']
/** Words of the machine: in Chinese, Latin words stand only where a code or an address is shown, or what is marked as English: a name. */
const latin = (page: Page): Promise<string[]> => page.evaluate(() => {
  if (document.documentElement.lang !== 'zh-CN') return []
  const main = document.querySelector('main')!
  let text = main.innerText
  // The longest first: the receipt code is a part of its own address.
  for (const own of [...main.querySelectorAll<HTMLElement>('code, [lang=en]')].map(e => e.innerText).sort((a, b) => b.length - a.length)) text = text.replace(own, '')
  return text.match(/[A-Za-z]*[a-z][A-Za-z]{3,}/g) ?? []
})

async function axeFaults(page: Page, colours: boolean): Promise<string[]> {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe.source)
  return page.evaluate(async ([only, contrast]) => {
    const result = await (window as unknown as { axe: typeof axe }).axe.run({ include: [['html']], exclude: [['option:nth-of-type(n+6)'], ['tbody tr:nth-of-type(n+13)']] }, { runOnly: only, resultTypes: ['violations'], rules: { 'color-contrast': { enabled: contrast } } })
    return result.violations.flatMap(v => v.nodes.map(n => `${v.id} (${v.help}): ${n.target.join(' ')} — ${n.html.slice(0, 160)}`))
  }, [tags, colours] as const)
}
/**
 * What axe and the ruler find on the page now shown, at both widths; in English, whose words are longer and whose elements are the
 * same, the ruler alone and on the narrow page. Colours are the same on a phone and are judged, dearly, on the wide page. Of five hundred options or forty rows made by the same line, axe looks at the first dozen.
 */
export async function faults(page: Page, english = false, sizes: readonly (typeof wide | typeof phone)[] = english ? [phone] : [wide, phone]): Promise<string[]> {
  const found: string[] = []
  for (const size of sizes) {
    await page.setViewportSize(size)
    const at = `${new URL(page.url()).pathname}${new URL(page.url()).search} at ${size.width}`
    if (!english) found.push(...(await axeFaults(page, size === wide)).map(v => `${at}: ${v}`))
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
    const gist = '公园长椅断了两条腿，坐不得'
    let room: Room

    beforeAll(async () => { room = await sitDown(table()) }, 180_000)
    afterAll(async () => {
      const troubles = Object.values(room.seats).flatMap(s => s.troubles)
      for (const s of Object.values(room.seats)) await s.leave()
      // A page that breaks its own content policy, a missing image, a script that fails.
      expect(troubles).toEqual([])
    })
    const inLanguage = (path: string, lang: string): string => `${path}${path.includes('?') ? '&' : '?'}lang=${lang}`

    it('is in the walk', () => { expect(pages.length).toBeGreaterThanOrEqual(30) })
    it('would show a fault', async () => {
      const { page } = room.seats.portal
      await open(page, '/status')
      await page.evaluate(() => { const img = document.createElement('img'), long = document.createElement('p'); long.style.width = '500px'; long.style.marginBottom = '-200px'; long.textContent = 'signFor'; document.querySelector('main')!.append(img, long) })
      const found = (await faults(page)).join('\n')
      expect(found).toContain('image-alt')
      expect(found).toContain('the page scrolls sideways')
      expect(found).toContain('over the footer')
      expect(found).toContain('“signFor”')
    })
    for (const { face, path, title } of pages) it(`${path} ${title}`, async () => {
      const page = room.whose(face, path)
      if (!page) throw new Error(`${path}: a page of no face; say who reads it`)
      const found: string[] = []
      for (const lang of ['zh', 'en']) {
        expect(await open(page, inLanguage(room.address(path), lang)), `${path} in ${lang}`).toBe(200)
        expect(await page.locator('html').getAttribute('lang')).toBe(lang === 'zh' ? 'zh-CN' : 'en')
        found.push(...(await faults(page, lang === 'en')))
      }
      expect(found).toEqual([])
    })
    it('is as readable by night', async () => {
      const found: string[] = []
      for (const [face, path] of [['portal', '/'], ['portal', '/raise'], ['portal', '/r/:code'], ['portal', '/stations/:id/poster'], ['portal', '/figures/:id'], ['deputy', '/deputy'], ['desk', '/desk'], ['desk', '/desk/list'], ['desk', '/desk/m/:id'], ['desk', '/desk/days/:id'], ['desk', '/desk/calendar'], ['desk', '/desk/month'], ['desk', '/desk/charts'], ['desk', '/desk/audit'], ['portal', '/privacy']] as const) {
        const page = room.whose(face, path)!
        await page.emulateMedia({ colorScheme: 'dark' })
        await open(page, inLanguage(room.address(path), 'zh'))
        expect(await page.evaluate(() => getComputedStyle(document.body).backgroundColor), `${path} is dark`).toBe('rgb(23, 25, 28)')
        // By night only the colours are others, and colours are judged on the wide page.
        found.push(...(await faults(page, false, [wide])).map(f => `by night ${f}`))
        await page.emulateMedia({ colorScheme: 'light' })
      }
      expect(found).toEqual([])
    })
    for (const path of noPages) it(`${path} answers`, async () => {
      expect((await (room.whose(path.startsWith('/deputy/') ? 'deputy' : 'desk', path) ?? room.seats.station.page).request.get(room.address(path))).status()).toBe(200)
    })

    it('finds nothing on pages that people come to on the way', async () => {
      const { seats, matter, done, receipt } = room
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
