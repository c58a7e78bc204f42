/** What people do at a page, by what they see: labels, roles, names. */
import { afterEach, expect } from 'vitest'
import type { Browser, BrowserContext, Locator, Page } from 'playwright-core'

export type Table = { readonly browser: Browser; readonly url: string }
export const phone = { width: 360, height: 740 } as const
export const wide = { width: 1440, height: 900 } as const
export type Seat = { readonly page: Page; readonly context: BrowserContext; /** Console errors, failed requests and server faults since sitting down. */ readonly troubles: string[]; readonly leave: () => Promise<void> }
export type SeatOptions = { readonly scripts: boolean; readonly size: { readonly width: number; readonly height: number } }

/** Somebody sits down at a browser of their own, with no cookies. */
export async function sit(t: Table, o: SeatOptions): Promise<Seat> {
  const context = await t.browser.newContext({ baseURL: t.url, javaScriptEnabled: o.scripts, viewport: o.size, locale: 'zh-CN', timezoneId: 'Asia/Shanghai' })
  context.setDefaultTimeout(15_000)
  const page = await context.newPage(), troubles: string[] = []
  watch(page, troubles)
  return { page, context, troubles, leave: () => context.close() }
}

/** Seats for the tests of one file: each is left after the test in which it was taken, and nobody may have met trouble. */
export function seatsAt(table: () => Table): (o: SeatOptions) => Promise<Seat> {
  const taken: Seat[] = []
  afterEach(async () => {
    const troubles = taken.flatMap(s => s.troubles)
    for (const s of taken.splice(0)) await s.leave()
    expect(troubles).toEqual([])
  })
  return async o => { const s = await sit(table(), o); taken.push(s); return s }
}

/** A form refused with a word (401, 403, 409, 422) is an answer, and the console's echo of its status is no fault. */
const answered = /the server responded with a status of (?:401|403|404|409|422)/
export function watch(page: Page, troubles: string[]): void {
  page.on('console', m => { if (m.type() === 'error' && !answered.test(m.text())) troubles.push(`console: ${m.text()} (${page.url()})`) })
  page.on('pageerror', e => troubles.push(`script: ${e.message} (${page.url()})`))
  // Whoever goes on before a photo or the tab's own sign is drawn or a list of likely ones has come breaks it off: that is no fault of the page.
  page.on('requestfailed', r => { const why = r.failure()?.errorText ?? ''; if (why !== 'net::ERR_ABORTED' || !['image', 'fetch', 'other'].includes(r.resourceType())) troubles.push(`request: ${r.method()} ${r.url()} ${why}`) })
  page.on('response', r => { if (r.status() >= 500 || (r.status() >= 400 && !r.request().isNavigationRequest())) troubles.push(`${r.status()} ${r.url()}`) })
}

/** Does something that leads to another page, waits for it, and says its status. */
export async function go(page: Page, press: () => Promise<unknown>): Promise<number> {
  const arrived = page.waitForResponse(r => r.request().isNavigationRequest() && r.frame() === page.mainFrame() && (r.status() < 300 || r.status() >= 400))
  const [answer] = await Promise.all([arrived, page.waitForEvent('load'), press()])
  return answer.status()
}
export const open = async (page: Page, path: string): Promise<number> => (await page.goto(path))?.status() ?? 0

/** Waits until a text stands on the page for people to see. */
export const sees = (page: Page | Locator, text: string | RegExp): Promise<void> => page.getByText(text).filter({ visible: true }).first().waitFor()
/** The words of the page's main part, as people read them. */
export const words = (page: Page): Promise<string> => page.getByRole('main').innerText()
export const heading = (page: Page): Promise<string> => page.getByRole('heading', { level: 1 }).innerText()
export const button = (at: Page | Locator, name: string): Locator => at.getByRole('button', { name, exact: true })

const escaped = (s: string): string => s.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
/** Enters as the first ready person with this post in this organ, or the n-th from 0: two officers are two. Nobody else's name is needed. */
export async function signIn(page: Page, organ: string, post: string, n = 0): Promise<void> {
  await open(page, '/signin')
  await page.getByLabel('按姓名、单位查找').fill(organ)
  await go(page, () => button(page, '查找').click())
  await go(page, () => page.getByRole('button', { name: new RegExp(`${escaped(post)}\\s*${escaped(organ)}$`) }).nth(n).click())
  await button(page, '退出').waitFor()
}

/** A disclosure by its own words, opened if it is shut. */
export async function disclose(at: Page | Locator, summary: string): Promise<Locator> {
  const own = ('page' in at ? at.page() : at).locator(':scope > summary').filter({ hasText: new RegExp(`^\\s*${escaped(summary)}\\s*$`) })
  const all = at.locator('details').filter({ has: own })
  await all.waitFor()
  if ((await all.getAttribute('open')) === null) await all.locator('summary').first().click()
  return all
}

export type ActOptions = { readonly fill?: (form: Locator) => Promise<unknown>; /** Its button, where that says something else. */ readonly press?: string; readonly status?: number }
/** Does an act of the matter page: opens its form, fills it in, presses its button. Fails when the answer is another than expected. */
export async function act(page: Page, label: string, o: ActOptions = {}): Promise<void> {
  const form = await disclose(page.getByRole('main'), label)
  await o.fill?.(form)
  const status = await go(page, () => button(form, o.press ?? label).click())
  if (status !== (o.status ?? 200)) throw new Error(`${label}: answered ${status}\n${await words(page)}`)
}

/** The card of a matter in an inbox, on whichever of its pages it stands. */
export async function card(page: Page, words: string | RegExp): Promise<Locator> {
  for (;;) {
    const found = page.getByRole('listitem').filter({ has: page.getByRole('heading') }).filter({ hasText: words })
    if ((await found.count()) > 0) return found.first()
    const next = page.getByRole('link', { name: '下一页' })
    if ((await next.count()) === 0) throw new Error(`no card with ${String(words)} in ${page.url()}:\n${await page.getByRole('main').innerText()}`)
    await go(page, () => next.click())
  }
}
/** Opens a matter from the desk's inbox as it stands now, by the title of its card. */
export async function openCard(page: Page, words: string | RegExp): Promise<void> {
  await open(page, '/desk')
  const found = await card(page, words)
  await go(page, () => found.getByRole('heading').getByRole('link').click())
}

export const spaced = (six: string): string => `${six.slice(0, 3)} ${six.slice(3)}`
