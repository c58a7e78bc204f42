/** The district hands suggestions over by paste, then hears an organ on them from the board; the organ finds them in its debts. */
import { describe, expect, it } from 'vitest'
import type { Page } from 'playwright-core'
import { button, disclose, go, heading, open, phone, type SeatOptions, seatsAt, sees, signIn, type Table, wide } from './hands.ts'
import { accepted } from './suggesting.ts'

const titles = ['关于修复示例东路的建议', '关于修复示例西路的建议', '关于修复示例南路的建议']
const organs = ['区住建局', '区交通运输局'] as const

export function suggestions(table: () => Table): void {
  const take = seatsAt(table)
  const seat = async (o: SeatOptions): Promise<Page> => (await take(o)).page
  const district = async (o: SeatOptions): Promise<Page> => { const p = await seat(o); await signIn(p, '区人大代工委', '区人大代工委干部'); return p }
  const row = (page: Page, title: string) => page.getByRole('row').filter({ hasText: title })
  const number = async (page: Page, title: string): Promise<string> => /(?:闭会)?第\d+号/.exec(await row(page, title).innerText())![0]

  describe('建议交办和看板', () => {
    it('a table is pasted with a wrong name, mended with the keyboard, looked at, handed over and undone', { timeout: 120_000 }, async () => {
      const officer = await district({ scripts: true, size: wide }), deputy = await seat({ scripts: true, size: phone })
      await signIn(deputy, '示例一街道', '人大代表')
      await accepted(deputy, officer, titles)
      await open(officer, '/desk/handover')
      const [a, b] = [await number(officer, titles[0]!), await number(officer, titles[1]!)]
      await officer.getByLabel('粘贴在这里').fill(`编号\t主办单位\t会办单位\t期限\n${a}\t${organs[0]}\t${organs[1]}\t六个月\n${b}\t交通运榆局`)
      expect(await go(officer, () => button(officer, '填进表里').click())).toBe(422)
      await sees(officer, /没有找到“交通运榆局”/)
      const wrong = row(officer, titles[1]!).getByLabel('主办单位')
      expect(await wrong.inputValue()).toBe('交通运榆局')
      // Down and Enter walk the table, and never send it.
      await row(officer, titles[0]!).getByLabel('主办单位').focus()
      await officer.keyboard.press('ArrowDown')
      expect(await wrong.evaluate(e => e === document.activeElement)).toBe(true)
      await wrong.fill(organs[1])
      await officer.keyboard.press('Enter')
      expect(await heading(officer)).toBe('交办表')
      expect(await go(officer, () => button(officer, '下一步：核对交办清单').click())).toBe(200)
      await sees(officer, /2件建议交给2个单位/)
      expect(await go(officer, () => button(officer, '交办这2件').click())).toBe(200)
      await sees(officer, '交办好了')
      const form = await disclose(officer.getByRole('main'), '整批撤回（签收前）')
      await form.getByLabel('原因').fill('单位要再商量')
      expect(await go(officer, () => button(form, '撤回整批交办（签收前）').click())).toBe(200)
      await sees(officer, '已撤回')
    })

    it('without scripts on a phone too; then an organ is heard from the board, and the organ has them in its debts', { timeout: 120_000 }, async () => {
      const officer = await district({ scripts: false, size: phone })
      await open(officer, '/desk/handover')
      for (const t of titles.slice(0, 2)) await row(officer, t).getByLabel('主办单位').fill(organs[0])
      expect(await officer.evaluate(() => document.documentElement.scrollWidth <= innerWidth), 'no sideways scroll').toBe(true)
      expect(await go(officer, () => button(officer, '下一步：核对交办清单').click())).toBe(200)
      expect(await go(officer, () => button(officer, '交办这2件').click())).toBe(200)

      const chair = await district({ scripts: true, size: wide })
      await open(chair, '/desk/board')
      await go(chair, () => chair.getByRole('row').filter({ hasText: organs[0] }).getByRole('rowheader').getByRole('link').click())
      expect(await heading(chair)).toBe(organs[0])
      for (const t of titles.slice(0, 2)) await row(chair, t).getByRole('checkbox').check()
      await chair.getByLabel('带队领导').selectOption({ index: 1 })
      await chair.getByLabel('意见').fill('听取汇报，要求按期办结')
      expect(await go(chair, () => button(chair, '登记督办座谈').click())).toBe(200)
      await sees(chair, '已登记：听取了2件建议的办理情况。')

      const organ = await seat({ scripts: false, size: wide })
      await signIn(organ, organs[0], '承办单位经办人')
      await go(organ, () => organ.getByRole('link', { name: /整本账/ }).click())
      expect(await heading(organ)).toBe('我欠人大的账')
      for (const t of titles.slice(0, 2)) expect(await row(organ, t).count(), t).toBe(1)
    })
  })
}
