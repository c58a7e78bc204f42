/** The whole loop of a suggestion: from a draft on a phone to one that is rated, published by two and lettered; half of the seats without scripts. */
import { describe, expect, it } from 'vitest'
import type { Page } from 'playwright-core'
import { act, button, card, go, heading, open, openCard, phone, type SeatOptions, seatsAt, sees, signIn, type Table, wide, words } from './hands.ts'

const organ = '区住建局', district = '区人大代工委'
const bare: SeatOptions = { scripts: false, size: phone }, modern: SeatOptions = { scripts: true, size: phone }, desk: SeatOptions = { scripts: true, size: wide }, plainDesk: SeatOptions = { scripts: false, size: wide }

export function suggestions(table: () => Table): void {
  const take = seatsAt(table)
  const seat = async (o: SeatOptions): Promise<Page> => (await take(o)).page
  const name = async (page: Page): Promise<string> => (await page.getByTitle('我的账号').locator('b').innerText()).trim()
  const link = (page: Page, text: string) => page.getByRole('main').getByRole('link', { name: text, exact: true })

  describe('a suggestion', () => {
    it('goes from a draft on a phone to one that is rated and published', { timeout: 240_000 }, async () => {
      const title = '关于示例小学门口增设过街天桥的建议', wrong = '示例小学门口车多路宽，放学时几百个孩子横穿马路，家长很担心。', should = '在校门口增设过街天桥；建成前安排护学岗。'
      const second = await seat(bare)
      await signIn(second, '示例二街道', '人大代表')
      const other = await name(second)

      const lead = await seat(modern)
      await signIn(lead, '示例一街道', '人大代表')
      await go(lead, () => link(lead, '我的建议').or(lead.getByRole('link', { name: '我的建议', exact: true })).first().click())
      await go(lead, () => link(lead, '写一件建议').click())
      await lead.getByLabel('标题').fill(title)
      await lead.getByLabel('存在什么问题').fill(wrong)
      await sees(lead, '草稿已存，退出登录也不会丢。')
      await open(lead, '/deputy/suggestions')
      await go(lead, () => link(lead, title).click())
      await sees(lead, '上次写到一半的内容放回来了')
      expect(await lead.getByLabel('存在什么问题').inputValue()).toBe(wrong)
      await lead.getByLabel('建议怎么办').fill(should)
      await lead.getByRole('radiogroup', { name: '提出方式' }).getByLabel('联名').check()
      await lead.getByLabel('联名代表', { exact: false }).first().fill(other)
      await go(lead, () => button(lead, '加上').click())
      expect(await lead.getByLabel(other, { exact: false }).first().isChecked()).toBe(true)
      // Left at once, without a moment for the script to wait: who was added is there again, and then what was typed.
      const leave = async (): Promise<void> => { await open(lead, '/deputy/suggestions'); await go(lead, () => link(lead, title).click()) }
      await leave()
      await lead.getByLabel('建议怎么办').fill(`${should}请先行调研。`)
      await leave()
      expect(await lead.getByLabel(other, { exact: false }).first().isChecked()).toBe(true)
      expect(await lead.getByLabel('建议怎么办').inputValue()).toBe(`${should}请先行调研。`)
      expect(await go(lead, () => button(lead, '交上去').click())).toBe(200)
      await sees(lead.getByRole('status'), '等联名代表确认')
      expect(await heading(lead)).toBe(title)

      // Two taps, and the whole text between them.
      await open(second, '/deputy')
      await go(second, async () => (await card(second, title)).getByRole('link', { name: '看全文，再决定' }).click())
      for (const said of [wrong, should]) expect(await words(second)).toContain(said)
      expect(await go(second, () => button(second, '确认联名').click())).toBe(200)
      await sees(second.getByRole('status'), '记下了')

      await open(lead, '/deputy')
      await go(lead, async () => (await card(lead, title)).getByRole('link', { name: '去提交' }).click())
      await go(lead, () => button(lead, '提交审查').click())
      await sees(lead, '代工委正在审查')

      const officer = await seat(plainDesk)
      await signIn(officer, district, '区人大代工委干部', 0)
      await openCard(officer, title)
      await act(officer, '受理编号')
      await act(officer, '交办', { fill: form => form.getByLabel('主办单位').selectOption({ label: organ }) })
      await sees(officer, '已交办·待确认')
      await open(lead, '/deputy/suggestions')
      expect(await words(lead)).toMatch(/第\d+号/)

      const clerk = await seat(desk)
      await signIn(clerk, organ, '承办单位经办人')
      await openCard(clerk, title)
      await act(clerk, '接单')
      await act(clerk, '办理计划', { fill: form => form.getByLabel('打算怎么办、何时办').fill('一个月内踏勘，年内列入计划') })
      await act(clerk, '联系代表', { fill: async form => { await form.getByLabel('当面沟通').check(); await form.getByLabel('哪一天').fill(await today(clerk)); await form.getByLabel('谈了什么、代表的意见').fill('到学校门口当面听取意见') } })
      await act(clerk, '拟答复稿', { fill: async form => { await form.getByLabel('B类：正在解决或已列入计划').check(); await form.getByLabel('答复内容').fill('过街天桥已列入明年建设计划，建成前由社区安排护学岗。'); await form.getByLabel('承诺哪天前办成').fill('2026-11-30') } })

      // What the organ says of being in touch, its deputy confirms.
      await open(lead, '/deputy/suggestions')
      await go(lead, () => link(lead, title).click())
      await sees(lead, '到学校门口当面听取意见')
      await go(lead, () => button(lead, '联系过').click())
      await sees(lead, '您确认联系过')

      const head = await seat(plainDesk)
      await signIn(head, organ, '承办单位负责人')
      await openCard(head, title)
      await act(head, '审签发出')

      await open(lead, '/deputy')
      await go(lead, async () => (await card(lead, title)).getByRole('link', { name: '去评价' }).click())
      await sees(lead, '过街天桥已列入明年建设计划')
      await lead.getByRole('radiogroup', { name: '办理过程' }).getByLabel('满意', { exact: true }).check()
      await lead.getByRole('radiogroup', { name: '办理结果' }).getByLabel('不满意').check()
      expect(await go(lead, () => button(lead, '确认：评价').click()), 'dissatisfied wants a word').toBe(422)
      await sees(lead, '请填写“意见”')
      await lead.getByRole('radiogroup', { name: '办理结果' }).getByLabel('基本满意').check()
      expect(await go(lead, () => button(lead, '确认：评价').click())).toBe(200)
      await sees(lead, '承诺2026年11月30日前办成')

      await open(officer, '/desk/list?procedure=suggestion&q=过街天桥')
      await go(officer, () => officer.getByRole('table').getByRole('link', { name: title }).click())
      const matter = new URL(officer.url()).pathname
      // Every passage the rules found is decided by a person; then another one releases it.
      await open(officer, `${matter}/public`)
      for (const keep of await officer.getByLabel('不是，照原样').all()) await keep.check()
      await go(officer, () => button(officer, '下一步：写定公开稿').click())
      await officer.getByLabel('建议内容').fill(`${wrong}${should}`)
      await officer.getByLabel('答复内容').fill('过街天桥已列入明年建设计划。')
      const looked = officer.getByLabel('规则找出的地方已逐处看过，留下的可以公开')
      if (await looked.count()) await looked.check()
      expect(await go(officer, () => button(officer, '交另一人审核').click())).toBe(200)
      const reviewer = await seat(plainDesk)
      await signIn(reviewer, district, '区人大代工委干部', 1)
      await open(reviewer, `${matter}/public`)
      expect(await go(reviewer, () => button(reviewer, '审核无误，公开').click())).toBe(200)
      const guest = await seat(bare)
      await open(guest, '/suggestions')
      await go(guest, () => link(guest, title).click())
      await sees(guest, '过街天桥已列入明年建设计划')
      // Its letters, with their numbers: to the organ, and to the deputies.
      for (const [page, name] of [[officer, 'handOver'], [lead, 'reply']] as const) {
        const at = page === lead ? new URL(clerk.url()).pathname.replace('/desk', '/deputy') : matter
        const file = await page.request.get(`${at}/letters/${name}.pdf`)
        expect([name, file.status(), (await file.body()).subarray(0, 5).toString()]).toEqual([name, 200, '%PDF-'])
      }
    })
  })
}

/** The sample's own day, as its band says it. */
async function today(page: Page): Promise<string> {
  const day = /示例时钟 (\d{4}-\d\d-\d\d)/.exec(await page.getByRole('banner').innerText())?.[1]
  if (!day) throw new Error('no clock on the page')
  return day
}
