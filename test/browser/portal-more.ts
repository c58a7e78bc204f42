/** A constituent after the first day, without scripts: a photo sent later, the receipt lost and printed again at the counter, the rating. */
import { describe, expect, it } from 'vitest'
import type { Page } from 'playwright-core'
import { act, button, card, disclose, go, heading, open, openCard, phone, seatsAt, sees, signIn, spaced, type Table, words } from './hands.ts'
import { choose, fillRaise, hand, photo, receiptOf } from './raising.ts'

const street = '示例四街道', station = `${street}联络站`, office = `${street}办事处`
const telephone = '00000007391', proof = /^回执上的六位编号，或手机号后四位/

export function portalMore(table: () => Table): void {
  const take = seatsAt(table)
  const seat = async (): Promise<Page> => (await take({ scripts: false, size: phone })).page

  describe('a constituent who lost the receipt', () => {
    it('adds a photo, gets it again at the counter and rates what was solved in part', { timeout: 120_000 }, async () => {
      const constituent = await seat(), clerk = await seat(), gist = '楼前雨水篦子堵塞，雨后积水'
      await open(constituent, '/raise')
      await fillRaise(constituent, { what: '楼前的雨水篦子堵了，下雨就积水', street, spot: '锦绣花园七号楼', phone: telephone })
      await hand(constituent)
      expect(await choose(constituent, street), 'asked once whose street it is').toBe(200)
      const { path, six } = await receiptOf(constituent)

      const form = await disclose(constituent.getByRole('main'), '补充照片')
      await form.getByLabel('照片', { exact: true }).setInputFiles(await photo())
      await form.getByLabel(proof).fill('0000')
      expect(await go(constituent, () => button(form, '补充上去').click()), 'the link alone is no proof').toBe(422)
      await sees(constituent, '照片还没有收下，请再选一次。')
      await form.getByLabel('照片', { exact: true }).setInputFiles(await photo())
      await form.getByLabel(proof).fill(telephone.slice(-4))
      expect(await go(constituent, () => button(form, '补充上去').click())).toBe(200)

      await signIn(clerk, station, '联络站工作人员')
      await openCard(clerk, spaced(six))
      expect(await clerk.getByRole('img', { name: '照片1' }).evaluate(img => (img as HTMLImageElement).naturalWidth), 'the clerk sees it').toBeGreaterThan(0)
      await act(clerk, '派单', { fill: async f => { await f.getByLabel('办理摘要').fill(gist); await f.getByLabel('承办单位', { exact: true }).selectOption({ label: office }) }, press: '下一步：看承办单位看到的样子' })
      await go(clerk, () => button(clerk, '确认派单').click())

      await constituent.context().clearCookies()
      await open(clerk, '/desk/receipt')
      await clerk.getByLabel('六位编号，或手机号后四位').fill(telephone.slice(-4))
      await go(clerk, () => button(clerk.getByRole('main'), '查找').click())
      await go(clerk, async () => clerk.getByRole('listitem').filter({ hasText: spaced(six) }).getByRole('link', { name: '就是这件，补打' }).click())
      expect(await go(clerk, () => button(clerk, '补打').click()), 'not without a reason').toBe(422)
      await clerk.getByLabel('为什么补打').fill('本人到窗口，手机号核对无误')
      expect(await go(clerk, () => button(clerk, '补打').click())).toBe(200)
      const again = await receiptOf(clerk)
      expect(again.six).toBe(six)

      await open(constituent, again.path)
      expect(await words(constituent), 'only the counter shows the digits').not.toContain(spaced(six))
      await sees(constituent, /补打了回执（本人到窗口，手机号核对无误）/)
      if (again.path !== path) expect(await open(constituent, path), 'the lost paper opens nothing').toBe(404)

      const handler = await seat(), deputy = await seat()
      await signIn(deputy, street, '人大代表')
      await go(deputy, async () => button(await card(deputy, spaced(six)), '我来跟').click())
      await signIn(handler, office, '承办单位经办人')
      await openCard(handler, gist)
      await act(handler, '接单')
      await act(handler, '报送结果', { fill: f => f.getByLabel('办理结果').fill('篦子已清掏，管道改造列入明年') })
      await open(deputy, '/deputy')
      for (const a of ['解决了', '解决了一部分', '没解决']) expect(await (await card(deputy, spaced(six))).getByRole('link', { name: a, exact: true }).count(), a).toBe(1)
      await go(deputy, async () => (await card(deputy, spaced(six))).getByRole('link', { name: '解决了一部分', exact: true }).click())
      expect(await heading(deputy)).toBe('解决了一部分')
      expect(await go(deputy, () => button(deputy, '确认：解决了一部分').click())).toBe(200)
      await sees(deputy.getByRole('status'), /现在“待评单”/)

      await open(constituent, again.path)
      await constituent.getByLabel('解决了一部分', { exact: true }).check()
      await constituent.getByLabel('基本满意', { exact: true }).check()
      await constituent.getByRole('main').getByLabel(proof).first().fill(telephone.slice(-4))
      expect(await go(constituent, () => button(constituent, '交上评价').click())).toBe(200)
      await sees(constituent, /已办结：部分解决/)
      await sees(constituent, '您评价了：解决了一部分')
    })
  })
}
