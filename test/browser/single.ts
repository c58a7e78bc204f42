/** Shorter things a browser shows: refusals, kept text, the other language, the same form twice, the keyboard alone. */
import { describe, expect, it } from 'vitest'
import type { Page } from 'playwright-core'
import { act, button, card, disclose, go, heading, open, openCard, phone, type Seat, type SeatOptions, seatsAt, sees, signIn, spaced, type Table, wide, words } from './hands.ts'
import { choose, fillRaise, hand, raise, receiptOf } from './raising.ts'

const street = '示例一街道', station = `${street}联络站`
const clerkOf = (page: Page): Promise<void> => signIn(page, station, '联络站工作人员')

export function single(table: () => Table): void {
  const take = seatsAt(table)
  const seat = async (o: Partial<SeatOptions> = {}): Promise<Seat> => take({ scripts: true, size: wide, ...o })

  describe('what may not be done', () => {
    /** Two tabs of one clerk on a matter just raised: the first to do something and the second, drawn before it. */
    const twoTabs = async (what: string): Promise<{ early: Page; late: Page }> => {
      const { page: constituent } = await seat({ size: phone }), { page: early } = await seat(), { page: late, context } = await seat()
      const receipt = await raise(constituent, { what, street })
      await clerkOf(early)
      await openCard(early, spaced(receipt.six))
      await context.addCookies(await early.context().cookies())
      await open(late, early.url())
      return { early, late }
    }
    const refused = async (page: Page, act: string): Promise<string> => {
      const nots = page.locator('details').filter({ has: page.locator(':scope > summary').filter({ hasText: /^现在不能办的（\d+）$/ }) })
      await nots.locator('summary').first().click()
      return (await nots.getByRole('listitem').filter({ hasText: new RegExp(`^${act}`) }).innerText()).replace(/\s+/g, ' ')
    }

    it('says why and who may', async () => {
      const { early, late } = await twoTabs('楼道灯白天也亮着，浪费电')
      expect(await refused(early, '认领跟单')).toMatch(/^认领跟单 .*只能由.+办 能办的人：.*本街镇的人大代表/)

      await act(early, '当场答复', { fill: form => form.getByLabel('怎么答复的').fill('已请物业改成声控开关') })
      await sees(early, '已办结')
      expect(await refused(early, '公开')).toBe('公开 先由一人拟公开稿 能办的人：联络站工作人员、区人大代工委')

      await act(late, '提请区级派单', { fill: async form => { await form.getByLabel('办理摘要').fill('楼道灯白天常亮，浪费用电'); await form.getByLabel('理由').fill('不属街道职责') }, status: 409 })
      const alert = (await late.getByRole('alert').first().innerText()).replace(/\s+/g, ' ')
      expect(alert).toContain('还差一点，没有办成')
      expect(alert).toContain('事项现在“已办结”，不能“提请区级派单”')
      expect(alert).toContain('能办的人：联络站工作人员')
      expect(alert).toMatch(/您打开这一页以后，又有：.*当场答复：已请物业改成声控开关/)
      for (const typed of ['楼道灯白天常亮，浪费用电', '不属街道职责']) expect(alert, 'what was typed is kept, though its form is gone').toContain(typed)
    })

    it('says so before the preview of a dispatch as well', async () => {
      const { early, late } = await twoTabs('停车位的线磨没了，乱停车')
      await act(early, '当场答复', { fill: form => form.getByLabel('怎么答复的').fill('已请物业重新画线') })
      await act(late, '派单', { fill: form => form.getByLabel('办理摘要').fill('停车位标线磨损'), press: '下一步：看承办单位看到的样子', status: 409 })
      const alert = (await late.getByRole('alert').first().innerText()).replace(/\s+/g, ' ')
      expect(alert).toContain('不能派单')
      expect(alert).toMatch(/您打开这一页以后，又有：.*当场答复：已请物业重新画线/)
      expect(alert, 'what was typed is kept').toContain('停车位标线磨损')
    })

    it('looks like nothing at all to a handler who opens another’s matter', async () => {
      const { page: constituent } = await seat({ size: phone }), { page: clerk } = await seat(), { page: handler } = await seat()
      const receipt = await raise(constituent, { what: '健身器材螺丝松了，孩子玩着危险', street })
      await clerkOf(clerk)
      await openCard(clerk, spaced(receipt.six))
      const address = new URL(clerk.url()).pathname
      await signIn(handler, '区住建局', '承办单位经办人')
      expect(await open(handler, address)).toBe(404)
      const other = await words(handler)
      expect(other).not.toContain('健身器材')
      expect(await open(handler, '/desk/m/00000000-0000-4000-8000-000000000000')).toBe(404)
      expect(await words(handler), 'hidden and absent look alike').toBe(other)
      await open(handler, '/desk')
      await handler.getByLabel('按六位编号查找').fill(receipt.six)
      expect(await go(handler, () => button(handler.getByRole('search', { name: '按编号查找' }), '查找').click())).toBe(404)
    })
  })

  describe('what was typed', () => {
    for (const scripts of [false, true]) it(`stays when it is too short or a photo is none, scripts ${scripts ? 'on' : 'off'}`, async () => {
      const { page } = await seat({ scripts, size: phone })
      await open(page, '/raise')
      await fillRaise(page, { what: '灯坏', street, spot: '幸福小区', phone: '00000004321' })
      const kept = async (what: string): Promise<void> => {
        expect(await page.getByLabel('反映的事').inputValue()).toBe(what)
        expect(await page.getByLabel('在哪里').inputValue()).toBe('幸福小区')
        expect(await page.getByLabel('手机号').inputValue()).toBe('00000004321')
        await sees(page, '您填的内容都还在。')
      }
      expect(await hand(page)).toBe(422)
      await kept('灯坏')
      expect(await page.getByLabel('反映的事').getAttribute('aria-invalid')).toBe('true')
      await page.getByRole('alert').getByRole('link').first().click()
      expect(await page.getByLabel('反映的事').evaluate(e => document.activeElement === e), 'the summary leads to the field').toBe(true)

      await page.getByLabel('反映的事').fill('路灯坏了，晚上看不见路')
      await page.getByLabel('照片').setInputFiles({ name: '照片.jpg', mimeType: 'image/jpeg', buffer: Buffer.from('这不是照片，只是文字。'.repeat(50)) })
      expect(await hand(page)).toBe(422)
      await kept('路灯坏了，晚上看不见路')
      expect(await page.getByRole('alert').getByRole('link').first().getAttribute('href')).toBe(`#${await page.getByLabel('照片').getAttribute('id')}`)
      expect(await hand(page), 'without it the same text goes through').toBe(200)
      expect(await heading(page)).toBe('我要反映问题')
      expect(await page.getByLabel('反映的事').inputValue(), 'asked about the street, nothing is lost').toBe('路灯坏了，晚上看不见路')
      expect(await choose(page, street)).toBe(200)
      await receiptOf(page)
    })
  })

  it('asks at the station for nothing that it calls optional', async () => {
    const { page } = await seat()
    await clerkOf(page)
    await open(page, '/desk/new/request')
    await page.getByLabel('反映的事').fill('接待日有人说菜市场门口积水')
    for (const select of await page.getByRole('main').getByRole('combobox').all()) {
      const required = (await select.getAttribute('required')) !== null
      if (required && (await select.inputValue()) === '') await select.selectOption({ index: 1 })
    }
    for (const group of await page.getByRole('radiogroup').all()) await group.getByRole('radio').first().check()
    expect(await go(page, () => button(page, '登记').click())).toBe(200)
    await sees(page, '接待日有人说菜市场门口积水')
  })

  it('speaks English when asked, and goes on speaking it', async () => {
    const { page } = await seat()
    await open(page, '/')
    expect(await page.locator('html').getAttribute('lang')).toBe('zh-CN')
    await go(page, () => page.getByRole('link', { name: 'English' }).click())
    expect(new URL(page.url()).searchParams.get('lang')).toBe('en')
    expect(await page.locator('html').getAttribute('lang')).toBe('en')
    expect(await heading(page)).toBe('Tell your deputies what needs doing')
    await open(page, '/raise')
    expect(await page.locator('html').getAttribute('lang'), 'kept for the next page').toBe('en')
    expect(await heading(page)).toBe('Raise a request')
    // Names of streets and the sample's own words stay as they are; the page's own must not.
    expect((await words(page)).match(/[\u4e00-\u9fff]+/g) ?? [], 'Chinese left on the English form').toEqual([])
    await go(page, () => page.getByRole('link', { name: '中文' }).click())
    expect(await heading(page)).toBe('我要反映问题')
  })

  it('takes the same form sent from two tabs once', async () => {
    const { page: one, context } = await seat({ size: phone }), { page: clerk } = await seat()
    const what = `井盖翘起来了，骑车容易摔，两个页面同时交`
    await open(one, '/raise')
    await fillRaise(one, { what, street, spot: '幸福小区北门', photo: true })
    // A duplicated tab carries the same hidden key.
    const two = await context.newPage()
    await open(two, '/raise')
    await fillRaise(two, { what, street, spot: '幸福小区北门', photo: true })
    const key = await one.locator('form input[name=_key]').inputValue()
    await two.locator('form input[name=_key]').evaluate((e, k) => { (e as HTMLInputElement).value = k }, key)
    const before = await (async () => { await clerkOf(clerk); await open(clerk, '/desk/list?from=2025-12-01'); return total(clerk) })()
    expect(await Promise.all([hand(one), hand(two)])).toEqual([200, 200])
    expect(await Promise.all([choose(one, street), choose(two, street)])).toEqual([200, 200])
    expect(await receiptOf(two)).toEqual(await receiptOf(one))
    await clerk.reload()
    expect(await total(clerk)).toBe(before + 1)
  })

  it('needs no mouse from the inbox to a finished act', async () => {
    const { page: constituent } = await seat({ size: phone }), { page } = await seat()
    const receipt = await raise(constituent, { what: '公交站牌被树枝挡住看不清', street })
    await clerkOf(page)
    await card(page, spaced(receipt.six))
    /** Tabs on until the focus stands on what is wanted, and sees that it can be seen. */
    const tabTo = async (what: string, wanted: (e: Element, words: string) => boolean, words = ''): Promise<void> => {
      for (let left = 250; left > 0; left--) {
        await page.keyboard.press('Tab')
        const focus = await page.evaluateHandle(() => document.activeElement ?? document.body)
        if (!(await focus.evaluate(wanted, words))) continue
        const ring = await focus.evaluate(e => { const s = getComputedStyle(e); return s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) > 0 || s.boxShadow !== 'none' })
        expect(ring, `${what}: the focus is visible`).toBe(true)
        return
      }
      throw new Error(`the keyboard does not reach ${what}`)
    }
    await page.locator('body').focus()
    await page.keyboard.press('Tab')
    expect(await page.evaluate(() => document.activeElement?.textContent), 'first a way past the header').toBe('跳到正文')
    await page.keyboard.press('Enter')
    await tabTo('the card of the matter', (e, six) => e.matches('a') && e.closest('li')?.textContent?.includes(six) === true, spaced(receipt.six))
    await go(page, () => page.keyboard.press('Enter'))
    await tabTo('the disclosure of the act', e => e.matches('summary') && e.textContent?.trim() === '当场答复')
    await page.keyboard.press('Enter')
    await tabTo('its field', e => e.matches('textarea') && e.closest('form')?.querySelector('label')?.textContent?.includes('怎么答复的') === true)
    await page.keyboard.type('已请园林工人当天修剪树枝')
    await tabTo('its button', e => e.matches('button') && e.textContent?.trim() === '当场答复')
    expect(await go(page, () => page.keyboard.press('Enter'))).toBe(200)
    await sees(page, '当场答复：已请园林工人当天修剪树枝')
    await sees(page, '已办结')
    await disclose(page, '看某一天的样子')
  })
}

/** 共12件 */
async function total(page: Page): Promise<number> {
  const n = /共(\d+)件/.exec(await words(page))
  if (!n) throw new Error(`no total on ${page.url()}`)
  return Number(n[1])
}
