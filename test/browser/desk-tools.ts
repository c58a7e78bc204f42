/** What an office does with many matters: a filter kept, urging together and taking it back, a table for Excel; the district's numbers and what each opens. */
import { readFile } from 'node:fs/promises'
import { describe, expect, it } from 'vitest'
import { strFromU8, unzipSync } from 'fflate'
import type { Page } from 'playwright-core'
import { button, disclose, go, heading, open, phone, seatsAt, sees, signIn, type Table, wide, words } from './hands.ts'

const numbered = async (page: Page): Promise<number> => Number(/共(\d+)件/.exec(await words(page))?.[1] ?? NaN)

export function deskTools(table: () => Table): void {
  const take = seatsAt(table)
  const seat = async (scripts: boolean): Promise<Page> => (await take({ scripts, size: wide })).page

  describe('the desk’s tools', () => {
    it('keep a filter, urge together and take it back, hand out the list for Excel', { timeout: 90_000 }, async () => {
      const clerk = await seat(true)
      await signIn(clerk, '示例七街道联络站', '联络站工作人员')
      const filter = '/desk/list?procedure=request&ended=0'
      await open(clerk, filter)
      await (await disclose(clerk.getByRole('main'), '保存这个筛选')).getByLabel('起个名字').fill('我在办的')
      await go(clerk, () => button(clerk, '保存').click())
      await open(clerk, '/desk/list')
      await go(clerk, () => clerk.getByRole('region', { name: '保存的筛选' }).getByRole('link', { name: '我在办的' }).click())
      expect(new URL(clerk.url()).searchParams.get('ended')).toBe('0')

      const urge = async (says: string): Promise<string> => {
        await open(clerk, filter)
        const row = clerk.getByRole('row').filter({ hasText: /办理中|待接单/ }).first()
        const href = (await row.getByRole('link').first().getAttribute('href'))!
        await row.getByRole('checkbox').check()
        await go(clerk, () => clerk.getByRole('button', { name: /^批量办理勾选的/ }).click())
        await go(clerk, () => button(clerk, '催办').click())
        expect(await heading(clerk)).toBe('将对1件事项催办')
        await clerk.getByLabel('催办内容').fill(says)
        expect(await go(clerk, () => button(clerk, '确认催办').click())).toBe(200)
        await sees(clerk, /1件事项将在\d+秒后催办/)
        return href
      }
      const first = await urge('这一次会撤回')
      await go(clerk, () => button(clerk, '撤销').click())
      expect(await heading(clerk)).toBe('已撤销，1件都没有催办')
      await open(clerk, first)
      expect(await words(clerk), 'nothing stands in the record').not.toContain('这一次会撤回')
      const second = await urge('请本周内给结果')
      await go(clerk, () => button(clerk, '不等了，现在就办').click())
      expect(await heading(clerk)).toBe('1件事项已催办')
      await open(clerk, second)
      await sees(clerk, /请本周内给结果/)

      await open(clerk, '/desk/list?procedure=request')
      const title = (await clerk.getByRole('table').getByRole('rowheader').getByRole('link').first().innerText()).trim()
      const [file] = await Promise.all([clerk.waitForEvent('download'), clerk.getByRole('link', { name: '导出表格' }).click()])
      expect(file.suggestedFilename()).toMatch(/\.xlsx$/)
      const book = unzipSync(await readFile(await file.path()))
      const text = (part: string): string => (book[part] ? strFromU8(book[part]) : '')
      // Above the rows: what is invented, who took it away, and the heads.
      expect(text('xl/worksheets/sheet1.xml').match(/<row /g)).toHaveLength(3 + (await numbered(clerk)))
      expect(text('xl/sharedStrings.xml') + text('xl/worksheets/sheet1.xml')).toContain(title)
    })

    it('on a phone bring the menu to the page one is on, keep buttons apart and the kind of a list beside its search', async () => {
      const { page } = await take({ scripts: true, size: phone })
      await signIn(page, '区人大代工委', '区人大代工委干部')
      for (const path of ['/desk/register', '/desk/figures', '/desk/list', '/desk']) {
        await open(page, path)
        await expect.poll(async () => { const at = (await page.locator('.menu [aria-current]').boundingBox())!; return at.x >= 0 && at.x + at.width <= phone.width }, { message: path }).toBe(true)
      }
      await open(page, '/desk/list')
      expect(await page.getByLabel('种类').isVisible()).toBe(true)
      expect(await page.evaluate('document.documentElement.scrollWidth'), 'nothing hangs out').toBe(phone.width)
      const { page: desk } = await take({ scripts: false, size: wide })
      const apart = async (): Promise<number> => { const [a, b] = await desk.locator('.go').first().locator('.btn').all(), [x, y] = [(await a!.boundingBox())!, (await b!.boundingBox())!]; return y.x - (x.x + x.width) }
      await signIn(desk, '区人大代工委', '区人大代工委干部')
      await open(desk, '/desk/register')
      expect(await apart()).toBeGreaterThanOrEqual(8)
    })

    it('give the district numbers that open exactly what they count, without scripts', { timeout: 90_000 }, async () => {
      const officer = await seat(false)
      await signIn(officer, '区人大代工委', '区人大代工委干部')
      const links = async (): Promise<{ href: string; n: number }[]> => officer.getByRole('table').getByRole('link').evaluateAll(all => all.map(a => ({ href: a.getAttribute('href')!, n: Number(a.textContent) })))
      await open(officer, '/desk/workload')
      const work = await links()
      expect(work.length).toBeGreaterThan(10)
      for (const at of [0, Math.floor(work.length / 2), work.length - 1]) {
        const { href, n } = work[at]!
        await open(officer, href)
        expect(await numbered(officer), href).toBe(n)
        if (n <= 20) expect(await officer.getByRole('table').getByRole('row').count() - 1, href).toBe(n)
      }

      await open(officer, '/desk/month?month=2025-06')
      await sees(officer, '2025年6月小结')
      const voters = officer.getByRole('table').locator('tbody td[data-label="接待选民"]')
      expect(await voters.count(), 'every place has its row').toBeGreaterThanOrEqual(16)
      const all = (await voters.allInnerTexts()).reduce((n, x) => n + Number(x), 0)
      expect(all).toBe(Number(await officer.getByRole('article').filter({ hasText: '接待选民' }).locator('.number a').innerText()))

      await open(officer, '/desk/charts?figure=S26&year=2025')
      expect(await officer.locator('main svg').count(), 'drawn without scripts').toBeGreaterThanOrEqual(2)
      const months = officer.getByRole('table').first().locator('tbody tr td:last-child')
      expect((await months.allInnerTexts()).reduce((n, x) => n + Number(x), 0), 'and the same as a table').toBe(348)
    })
  })
}
