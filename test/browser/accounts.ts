/** An office of its own, from the printed link to everybody signed in: each page of real accounts as its people see it. */
import { Secret, TOTP } from 'otpauth'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Page } from 'playwright-core'
import { faults } from './axe.ts'
import { button, go, open, type Seat, sit, type Table, wide } from './hands.ts'
import { type Served, serve } from './server.ts'

const password = 'Fluss-kuh-mond7'
export function accounts(table: () => Table): void {
  describe('real accounts', { timeout: 180_000 }, () => {
    let served: Served
    const seats: Seat[] = [], found: string[] = []
    const seat = async (): Promise<Page> => { const s = await sit({ ...table(), url: served.url }, { scripts: true, size: wide }); seats.push(s); return s.page }
    const look = async (page: Page): Promise<void> => { found.push(...(await faults(page))); await page.setViewportSize(wide) }
    const fill = async (page: Page, fields: Readonly<Record<string, string>>): Promise<void> => { for (const [id, text] of Object.entries(fields)) await page.locator(`#${id}`).fill(text) }
    /** The one main act of the page. */
    const main = (page: Page): Promise<number> => go(page, () => page.locator('main .btn-primary').first().click())
    const second = async (page: Page): Promise<string> => {
      const secret = (await page.locator('code.secret').innerText()).replaceAll(' ', '')
      await fill(page, { code: new TOTP({ secret: Secret.fromBase32(secret) }).generate() })
      await main(page)
      return secret
    }
    beforeAll(async () => { served = await serve('none') }, 180_000)
    afterAll(async () => {
      const troubles = seats.flatMap(s => s.troubles)
      for (const s of seats) await s.leave()
      await served.stop()
      expect(troubles).toEqual([])
    })

    it('the printed link leads to three administrators, an account and its end; no page has a fault', async () => {
      const system = await seat(), link = new URL(/http:\S+\/setup\/\S+/.exec(served.said())![0])
      await open(system, link.pathname)
      await look(system)
      expect(await main(system)).toBe(422)
      await look(system)
      await fill(system, { name: '示例戊县人大常委会', short: 'SWX', since: '2021-06-01', 'systemAdmin-name': '系示甲', 'systemAdmin-login': 'xitong', 'securityAdmin-name': '安示甲', 'securityAdmin-login': 'anquan', 'auditAdmin-name': '审示甲', 'auditAdmin-login': 'shenji', password, again: password })
      await main(system)
      await look(system)
      const links = await system.locator('code.link').allInnerTexts()
      await main(system)
      await look(system)
      await second(system)
      await look(system)
      await main(system)
      expect(new URL(system.url()).pathname).toBe('/desk/accounts')
      const [security, audit] = [await seat(), await seat()]
      for (const [page, at] of [[security, links[0]!], [audit, links[1]!]] as const) {
        await open(page, new URL(at).pathname)
        await look(page)
        await fill(page, { password, again: password })
        await main(page)
        await second(page)
        await main(page)
      }
      await open(security, '/desk/security/admins')
      await fill(security, { newName: '系示乙' })
      await main(security)
      await open(system, '/desk/accounts/new')
      await look(system)
      await system.getByRole('checkbox', { name: '选系示乙' }).check()
      await main(system)
      await look(system)
      await system.getByRole('checkbox', { name: '选系示乙' }).check()
      await go(system, () => button(system, '发邀请，打印单子').click())
      await look(system)
      const invited = new URL(await system.locator('code.link').first().innerText()).pathname, newcomer = await seat()
      await open(newcomer, invited)
      await look(newcomer)
      await open(security, '/desk/security')
      await main(security)
      await look(security)
      await go(security, () => security.getByRole('link', { name: '系示乙' }).click())
      await look(security)
      for (const path of ['/desk/security/policy', '/desk/security/admins', '/account', '/account/second']) { await open(security, path); await look(security) }
      for (const path of ['/desk/logs', '/desk/logs/acts', '/desk/logs/exports']) { await open(audit, path); await look(audit) }
      const guest = await seat()
      await open(guest, '/signin')
      await look(guest)
      await fill(guest, { login: 'xitong', password: 'not-the-password' })
      expect(await main(guest)).toBe(401)
      await look(guest)
      await fill(guest, { password })
      await main(guest)
      expect(new URL(guest.url()).pathname).toBe('/signin/second')
      await look(guest)
      await open(guest, '/signin/code')
      await look(guest)
      await fill(guest, { name: '13800000000' })
      await main(guest)
      await look(guest)
      await open(guest, '/invite/SWX.nothing')
      await look(guest)
      await guest.emulateMedia({ colorScheme: 'dark' })
      await open(guest, '/signin/second')
      await look(guest)
      expect(found).toEqual([])
    })
    it('works without scripts', async () => {
      const s = await sit({ ...table(), url: served.url }, { scripts: false, size: wide })
      await open(s.page, '/signin')
      await fill(s.page, { login: 'anquan', password })
      await main(s.page)
      expect(new URL(s.page.url()).pathname).toBe('/signin/second')
      await s.leave()
    })
  })
}
