/** The report's three numbers, and exactly the records behind them. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Page } from 'playwright-core'
import { disclose, button, go, open, type Seat, sees, signIn, sit, type Table, wide, words } from './hands.ts'
import { raise } from './raising.ts'

const year = { S23: 537, S24: 938, S25: 167, S26: 348, S27: 243, S28: 223 } as const, half = { S23: 300, S24: 484, S25: 88, S26: 177, S27: 129, S28: 87 } as const
const ids = ['S23', 'S24', 'S25', 'S26', 'S27', 'S28'] as const
/** A sum has fewer rows than its number: 188 reception days, 96 of them by midyear. */
const yearRows = { ...year, S24: 188 }, halfRows = { ...half, S24: 96 }

export function figures(table: () => Table): void {
  describe('the figures', () => {
    let seat: Seat, page: Page
    beforeAll(async () => {
      seat = await sit(table(), { scripts: true, size: wide })
      page = seat.page
      await signIn(page, '区人大代工委', '区人大代工委干部')
    })
    afterAll(async () => { const { troubles } = seat; await seat.leave(); expect(troubles).toEqual([]) })

    const tile = async (id: string): Promise<string> => (await page.getByRole('main').getByRole('link').filter({ hasText: id }).innerText()).replace(/\s+/g, ' ')
    const rows = (): Promise<number> => page.getByRole('region', { name: '记录', exact: true }).getByRole('row').count().then(n => n - 1)

    it('shows 348, 243 and 223, whatever has been placed since the period ended', async () => {
      const { page: constituent, leave } = await sit(table(), { scripts: false, size: wide })
      await raise(constituent, { what: '统计期以后反映的一件事', street: '示例一街道' })
      await leave()
      await open(page, '/desk/figures?year=2025')
      for (const id of ids) expect(await tile(id)).toMatch(new RegExp(`(?<!\\d)${year[id]}(?!\\d)`))
      await open(page, '/figures?year=2025')
      const open2025 = await page.getByRole('main').locator('a.tile[href*="/figures/"]').evaluateAll(all => all.map(a => [a.getAttribute('href')!, (a.querySelector('.number') as HTMLElement).innerText] as const))
      for (const id of ids) expect(open2025.find(([href]) => href.startsWith(`/figures/${id}?`))?.[1], id).toMatch(new RegExp(`(?<!\\d)${year[id]}(?!\\d)`))
    })

    it('opens each number to that many records', async () => {
      for (const id of ids) {
        await open(page, '/desk/figures?year=2025')
        await go(page, () => page.getByRole('main').getByRole('link').filter({ hasText: id }).click())
        await sees(page, `记录${yearRows[id]}条`)
        expect(await rows()).toBe(yearRows[id])
        const csv = await page.request.get(await page.getByRole('link', { name: /CSV/ }).getAttribute('href') ?? '')
        expect(csv.headers()['content-type']).toContain('text/csv')
        const lines = linesOf((await csv.body()).toString('utf8'))
        expect(lines[0], 'the sample is marked as such').toContain('示例数据')
        expect(lines[1], 'who took it away').toContain(`共${yearRows[id]}行`)
        expect(lines[2]).toMatch(/^记录,/)
        expect(lines.length - 3, `${id}.csv`).toBe(yearRows[id])
      }
      await open(page, '/desk/figures/S26?asOf=2025-11-30')
      expect(await rows()).toBe(year.S26)
      await go(page, () => page.getByRole('region', { name: '记录', exact: true }).getByRole('link').first().click())
      await sees(page, '办理过程')
    })

    it('goes back to the middle of the year', async () => {
      for (const id of ids) {
        await open(page, `/desk/figures/${id}?year=2025`)
        const form = await disclose(page.getByRole('main'), '换一天、换一种数法看')
        await form.getByLabel('数到哪天').fill('2025-06-30')
        await go(page, () => button(form, '看').click())
        await sees(page, `记录${halfRows[id]}条`)
        expect(await rows()).toBe(halfRows[id])
        expect(await words(page)).toContain(String(half[id]))
        expect(await words(page)).toContain('数到2025-06-30')
      }
    })

    it('has nothing for a year nobody has told', async () => {
      await open(page, '/desk/figures/S26?year=2024')
      await sees(page, '记录0条')
    })
  })
}

/** Records of a CSV: line breaks within quotes do not end one. */
const linesOf = (csv: string): string[] => csv.replace(/"(?:[^"]|"")*"/g, '""').split(/\r?\n/).filter(l => l !== '')
