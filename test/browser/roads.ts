/** The two whole roads of a request: through the street without scripts on a phone, and through the district with scripts at a desk. */
import { describe, expect, it } from 'vitest'
import type { Page } from 'playwright-core'
import { act, button, card, disclose, go, heading, open, openCard, phone, type SeatOptions, seatsAt, sees, signIn, spaced, type Table, wide, words } from './hands.ts'
import { choose as chooseStreet, fillRaise, hand, type Receipt, receiptOf } from './raising.ts'

const street = '示例一街道', station = `${street}联络站`, office = `${street}办事处`
const telephone = '00000004321'

export function roads(table: () => Table): void {
  const take = seatsAt(table)
  const seat = async (o: SeatOptions): Promise<Page> => (await take(o)).page
  /** Finds a matter by the six digits in the desk's header. */
  const find = async (page: Page, six: string): Promise<void> => {
    await page.getByLabel('按六位编号查找').fill(six)
    expect(await go(page, () => button(page.getByRole('search', { name: '按编号查找' }), '查找').click())).toBe(200)
  }
  const choose = (page: Page, name: string): Promise<void> => page.getByLabel(name, { exact: true }).check()
  /** One of the answers on the deputy's home, with its short form, and back at the home. */
  async function answer(deputy: Page, receipt: Receipt, word: string, fill?: () => Promise<unknown>): Promise<void> {
    await go(deputy, async () => (await card(deputy, spaced(receipt.six))).getByRole('link', { name: word, exact: true }).click())
    expect(await heading(deputy)).toBe(word)
    await fill?.()
    expect(await go(deputy, () => button(deputy, `确认：${word}`).click())).toBe(200)
  }
  /** The home says what became of it. */
  async function noted(deputy: Page, stage: string): Promise<void> {
    expect(new URL(deputy.url()).pathname).toBe('/deputy')
    await sees(deputy.getByRole('status'), new RegExp(`现在“(${stage})”`))
  }

  async function place(page: Page, what: string): Promise<Receipt> {
    await open(page, '/')
    await go(page, () => page.getByRole('main').getByRole('link', { name: '我要反映问题' }).click())
    await fillRaise(page, { what, street, spot: '幸福小区东门3号楼', phone: telephone, photo: true })
    expect(await hand(page)).toBe(200)
    expect(await chooseStreet(page, street)).toBe(200)
    const receipt = await receiptOf(page)
    const qr = page.getByRole('img', { name: /二维码/ })
    expect(await qr.evaluate(img => (img as HTMLImageElement).naturalWidth)).toBeGreaterThan(0)
    await sees(page, receipt.path)
    await sees(page, '已收到')
    expect(await words(page), 'the slip is in hand: one’s own words show that they arrived').toContain(what)
    const stranger = await seat({ scripts: false, size: phone })
    await open(stranger, receipt.path)
    const passedOn = await words(stranger)
    for (const own of [what, spaced(receipt.six), telephone]) expect(passedOn, 'nobody’s own words stand behind a link that was passed on').not.toContain(own)
    return receipt
  }

  describe('a request and its street', () => {
    it('goes the whole road on a phone without scripts', { timeout: 120_000 }, async () => {
      const bare: SeatOptions = { scripts: false, size: phone }
      const what = '我家楼下路灯坏了三天，晚上老人出门看不见路', gist = '小区东门附近路灯不亮，夜间通行不便', result = '已更换灯具三盏，当晚恢复照明'

      const constituent = await seat(bare)
      const receipt = await place(constituent, what)

      const clerk = await seat(bare)
      await signIn(clerk, station, '联络站工作人员')
      await openCard(clerk, spaced(receipt.six))
      await sees(clerk, what)
      expect(await clerk.getByRole('img', { name: '照片1' }).evaluate(img => (img as HTMLImageElement).naturalWidth), 'the clerk sees the photo').toBeGreaterThan(0)
      expect(await words(clerk), 'the telephone stays sealed').not.toContain(telephone)
      await act(clerk, '派单', { fill: async form => { await form.getByLabel('办理摘要').fill(gist); await form.getByLabel('承办单位', { exact: true }).selectOption({ label: office }) }, press: '下一步：看承办单位看到的样子' })
      expect(await heading(clerk)).toBe('承办单位看到的样子')
      const shown = await clerk.getByRole('article', { name: '预览' }).innerText()
      expect(shown).toContain(gist)
      expect(shown).not.toContain(what)
      await sees(clerk, `派给：${office}`)
      await go(clerk, () => button(clerk, '确认派单').click())
      await sees(clerk, '待接单')

      const handler = await seat(bare)
      await signIn(handler, office, '承办单位经办人')
      await openCard(handler, gist)
      expect(await words(handler)).not.toContain(what)
      expect(await handler.content()).not.toContain(telephone)
      expect(await handler.content()).not.toContain('幸福小区东门3号楼')
      await act(handler, '签收')
      await act(handler, '接单')
      await sees(handler, '办理中')

      const deputy = await seat(bare)
      await signIn(deputy, street, '人大代表')
      expect(new URL(deputy.url()).pathname).toBe('/deputy')
      const claimable = await card(deputy, spaced(receipt.six))
      await go(deputy, () => button(claimable, '我来跟').click())
      await noted(deputy, '待接单|办理中')
      expect(await words(deputy), 'the deputy reads the gist, not the words').not.toContain(what)

      await act(handler, '报送结果', { fill: form => form.getByLabel('办理结果').fill(result) })
      await sees(handler, result)

      await open(deputy, '/deputy')
      await answer(deputy, receipt, '解决了', () => sees(deputy, result))
      await noted(deputy, '待评单')

      await open(clerk, '/desk')
      await find(clerk, receipt.six)
      await act(clerk, '告知反映人', { fill: async form => { await form.getByLabel('打电话').check(); await form.getByLabel('告知了什么').fill('已打电话告诉反映人路灯修好了') } })
      await sees(clerk, '告知反映人：已打电话告诉反映人路灯修好了')

      await open(constituent, receipt.path)
      await sees(constituent, '请您评一评：解决了没有')
      await sees(constituent, '站里2025年12月1日告知过您')
      await choose(constituent, '解决了')
      await choose(constituent, '满意')
      const proof = constituent.getByRole('main').getByLabel(/^回执上的六位编号，或手机号后四位/).first()
      await proof.fill('000000' === receipt.six ? '111111' : '000000')
      expect(await go(constituent, () => button(constituent, '交上评价').click()), 'a stranger without the digits').toBe(422)
      expect(await constituent.getByLabel('满意', { exact: true }).isChecked(), 'what was chosen is kept').toBe(true)
      await proof.fill(spaced(receipt.six))
      expect(await go(constituent, () => button(constituent, '交上评价').click())).toBe(200)
      await sees(constituent, /已办结/)
      await sees(constituent, '您评价了：解决了')
      await sees(constituent, '代表核实：已解决')

      await find(clerk, receipt.six)
      await sees(clerk, '已办结')
      await sees(clerk, '反映人评价：满意，解决了')
    })
  })

  describe('a request beyond its street', () => {
    it('goes through the district, back, again and once more, with scripts', { timeout: 120_000 }, async () => {
      const desk: SeatOptions = { scripts: true, size: wide }
      const what = '老楼外墙的砖一块一块往下掉，过路的人害怕', gist = '老旧住宅楼外墙砖脱落，行人有危险', first = '已派人查看并拉了警戒线', second = '已清除松动外墙砖并加固完毕'
      const constituent = await seat({ scripts: true, size: phone })
      const receipt = await place(constituent, what)

      const clerk = await seat(desk)
      await signIn(clerk, station, '联络站工作人员')
      await openCard(clerk, spaced(receipt.six))
      await act(clerk, '提请区级派单', { fill: async form => { await form.getByLabel('办理摘要').fill(gist); await form.getByLabel('理由').fill('房屋安全不属街道职责') } })
      await sees(clerk, '待区级派单')

      const officer = await seat(desk)
      await signIn(officer, '区人大代工委', '区人大代工委干部')
      await find(officer, receipt.six)
      const dispatch = async (organ: string): Promise<void> => {
        await act(officer, '派单', { fill: form => form.getByLabel('承办单位', { exact: true }).selectOption({ label: organ }), press: '下一步：看承办单位看到的样子' })
        await sees(officer, `派给：${organ}`)
        await go(officer, () => button(officer, '确认派单').click())
        await sees(officer, '待接单')
      }
      await dispatch('区住建局')

      const housing = await seat(desk)
      await signIn(housing, '区住建局', '承办单位经办人')
      await openCard(housing, gist)
      await act(housing, '退单', { fill: async form => { await form.getByLabel('不属本单位职责').check(); await form.getByLabel('说明').fill('这栋楼归城管部门管理') } })
      await sees(housing, '申请退回')

      await open(officer, '/desk')
      await find(officer, receipt.six)
      await act(officer, '同意退回')
      await sees(officer, '待区级派单')
      await dispatch('区城管局')

      const city = await seat(desk)
      await signIn(city, '区城管局', '承办单位经办人')
      await openCard(city, gist)
      await act(city, '接单')
      await act(city, '申请延期', { fill: async form => { await form.getByLabel('延至').fill('2026-01-20'); await form.getByLabel('理由').fill('需要搭脚手架，天冷不能施工') } })
      await sees(city, '延期待批')

      await find(officer, receipt.six)
      await act(officer, '同意延期')
      await sees(officer, '同意延期，2026年1月20日前报结果')

      const deputy = await seat({ scripts: true, size: phone })
      await signIn(deputy, street, '人大代表')
      await go(deputy, async () => button(await card(deputy, spaced(receipt.six)), '我来跟').click())

      await city.reload()
      await act(city, '报送结果', { fill: form => form.getByLabel('办理结果').fill(first) })

      await open(deputy, '/deputy')
      await answer(deputy, receipt, '没解决', () => deputy.getByLabel('哪里没办好').fill('墙砖还在掉，只拉了一根绳'))
      await noted(deputy, '重新办理中')

      await openCard(city, gist)
      await act(city, '接单')
      await act(city, '报送结果', { fill: form => form.getByLabel('办理结果').fill(second) })

      await open(deputy, '/deputy')
      await answer(deputy, receipt, '解决了')
      await noted(deputy, '待评单')

      await open(constituent, receipt.path)
      await choose(constituent, '没解决')
      await choose(constituent, '不满意')
      await constituent.getByRole('main').getByLabel(/^回执上的六位编号，或手机号后四位/).first().fill(telephone.slice(-4))
      expect(await go(constituent, () => button(constituent, '交上评价').click())).toBe(200)
      await sees(constituent, '没解决，已退回重办')

      await open(clerk, '/desk')
      expect(await clerk.getByRole('listitem').filter({ has: clerk.getByRole('heading') }).filter({ hasText: spaced(receipt.six) }).count(), 'one matter, one card').toBe(1)
      await find(officer, receipt.six)
      await sees(officer, '重新办理中')
      await sees(officer, '反映人评价：不满意，没解决')
      const nots = await disclose(officer.getByRole('main'), await officer.locator('summary').filter({ hasText: /^\s*现在不能办的（\d+）\s*$/ }).first().innerText())
      expect(await nots.innerText()).toContain('能办的人：')
    })
  })
}
