/** A reception day from the plan to the printed sheet, as a clerk does it: without scripts, in one sitting, with a session that ends in the middle. */
import { describe, expect, it } from 'vitest'
import type { Page } from 'playwright-core'
import { button, disclose, go, heading, open, phone, type SeatOptions, seatsAt, sees, signIn, type Table, wide, words } from './hands.ts'

const station = '示例二街道联络站'
const opinions = [
  { what: '示例：二号楼门口路灯不亮三天了', spot: '示例苑二号楼', category: '道路交通', how: '转办' },
  { what: '示例：问异地医保怎么报销', how: '当场答复', reply: '已告知带材料到便民大厅三号窗口' },
  { what: '示例：建议多办几场戏', how: '留作参考' },
  { what: '示例：菜市场门口积水过不去人', spot: '示例菜市场', category: '排水污水', how: '转办' },
  { what: '示例：楼道里堆着杂物怕着火', spot: '示例苑五号楼', category: '消防与公共安全', how: '转办' },
] as const

export function days(table: () => Table): void {
  const take = seatsAt(table)
  const seat = async (o: SeatOptions): Promise<Page> => (await take(o)).page

  /** Plans a day at the station for today by the sample's own clock, with its first two deputies. */
  async function plan(page: Page): Promise<string> {
    await open(page, '/desk/days')
    await go(page, () => page.getByRole('link', { name: '排接待日' }).click())
    await page.getByLabel('日期').fill('2025-12-01')
    await page.getByLabel('开始').fill('09:00')
    const planned = page.getByRole('group', { name: /^安排的代表/ }).getByRole('checkbox')
    for (const i of [0, 1]) await planned.nth(i).check()
    expect(await go(page, () => button(page, '排期').click())).toBe(200)
    await sees(page, '已排期')
    await open(page, '/desk/days')
    await go(page, () => page.getByRole('link', { name: '登记这一天' }).first().click())
    expect(await heading(page)).toBe('接待日登记')
    return new URL(page.url()).pathname
  }
  async function fill(page: Page, rows: readonly (typeof opinions)[number][]): Promise<void> {
    await page.getByLabel('接待选民（人次）').fill('6')
    for (const [i, o] of rows.entries()) {
      const row = page.getByRole('group', { name: `第${i + 1}条`, exact: true })
      await row.getByLabel('事由').fill(o.what)
      if ('spot' in o) await row.getByLabel('地点').fill(o.spot)
      if ('category' in o) await row.getByLabel('类别').selectOption({ label: o.category })
      await row.getByLabel(o.how, { exact: true }).check()
      if ('reply' in o) await row.getByLabel('怎么答复的').fill(o.reply)
    }
  }

  describe('接待日登记', () => {
    it('is filled in one sitting without scripts, survives the end of a session, prints on one page and is confirmed by the head', { timeout: 120_000 }, async () => {
      const clerk = await seat({ scripts: false, size: wide })
      await signIn(clerk, station, '联络站工作人员')
      const path = await plan(clerk)
      const two = clerk.getByRole('group', { name: '一、谁来了' }).getByRole('checkbox', { checked: true })
      expect(await two.count(), 'ticked from the plan').toBe(2)
      await fill(clerk, opinions)

      // The session ends while the clerk is typing: nothing typed is lost.
      await clerk.context().clearCookies()
      expect(await go(clerk, () => button(clerk, '保存这一天').click())).toBe(401)
      await go(clerk, () => clerk.getByRole('button', { name: new RegExp(`联络站工作人员\\s*${station}$`) }).first().click())
      expect(await heading(clerk)).toBe('接待日登记')
      expect(await clerk.getByRole('group', { name: '第5条', exact: true }).getByLabel('事由').inputValue()).toBe(opinions[4].what)
      expect(await go(clerk, () => button(clerk, '保存这一天').click())).toBe(200)

      await sees(clerk, '这一天登记好了')
      expect(await heading(clerk)).toBe('接待选民登记表')
      const sheet = await words(clerk)
      for (const o of opinions) expect(sheet).toContain(o.what)
      for (const said of ['6人次', '收集意见5条', '待研判', '当场答复', '已告知带材料到便民大厅三号窗口', '留作参考']) expect(sheet).toContain(said)
      const pdf = (await clerk.pdf({ format: 'A4' })).toString('latin1')
      expect(pdf.match(/\/Type\s*\/Page[^s]/g), 'the sheet is one page').toHaveLength(1)

      // Nothing is entered again: the three to refer wait in the inbox, each a matter of its own that knows where it was raised.
      await open(clerk, '/desk/list?stage=placed')
      for (const o of [opinions[0], opinions[3], opinions[4]]) await sees(clerk, o.what.slice(0, 10))
      await open(clerk, path)
      await go(clerk, () => clerk.getByRole('row').filter({ hasText: opinions[0].what }).getByRole('link').click())
      await sees(clerk, '在哪里收集的')

      const head = await seat({ scripts: false, size: phone })
      await signIn(head, station, '联络站站长')
      await open(head, '/desk/days')
      await go(head, () => head.getByRole('link', { name: /12月1日/ }).first().click())
      expect(await go(head, () => button(head, '站长确认').click())).toBe(200)
      await sees(head, '已确认')

      await open(clerk, '/desk/month?month=2025-12')
      await sees(clerk, '2025年12月小结')
      await go(clerk, () => clerk.getByRole('article').filter({ hasText: '接待选民' }).getByRole('link').first().click())
      await sees(clerk, '12月1日接待日')
    })

    it('is found half written when the clerk comes back, with scripts', { timeout: 90_000 }, async () => {
      const clerk = await seat({ scripts: true, size: wide })
      await signIn(clerk, '示例三街道联络站', '联络站工作人员')
      const path = await plan(clerk)
      await fill(clerk, opinions.slice(0, 1))
      await go(clerk, () => button(clerk, '先存着').click())
      const again = await seat({ scripts: true, size: phone })
      await signIn(again, '示例三街道联络站', '联络站工作人员')
      await open(again, path)
      expect(await again.getByRole('group', { name: '第1条', exact: true }).getByLabel('事由').inputValue()).toBe(opinions[0].what)
      await disclose(again.getByRole('main'), '再登记几条（第6至12条）')
      expect(await go(again, () => button(again, '保存这一天').click())).toBe(200)
      await sees(again, '收集意见1条')
    })
  })
}
