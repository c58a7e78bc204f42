/** A constituent raises a request and keeps the receipt. */
import sharp from 'sharp'
import type { Page } from 'playwright-core'
import { button, go, open, words } from './hands.ts'

export type Receipt = { readonly path: string; readonly six: string }
export type Told = { readonly what: string; readonly street: string; readonly spot?: string; readonly phone?: string; readonly photo?: boolean }

/** A small true photo. */
export const photo = async (): Promise<{ name: string; mimeType: string; buffer: Buffer }> => ({ name: '路灯.jpg', mimeType: 'image/jpeg', buffer: await sharp({ create: { width: 320, height: 240, channels: 3, background: '#557' } }).jpeg().toBuffer() })

export async function fillRaise(page: Page, told: Told): Promise<void> {
  await page.getByLabel('反映的事').fill(told.what)
  // The street's own name tells where it is; a compound alone is asked about once.
  await page.getByLabel('在哪里').fill(told.spot ?? `${told.street}路口`)
  if (told.phone) await page.getByLabel('手机号').fill(told.phone)
  if (told.photo) await page.getByLabel('照片').setInputFiles(await photo())
}
export const hand = (page: Page): Promise<number> => go(page, () => button(page, '交给联络站').click())
/** Answers the one question that is asked when the spot does not tell its street. */
export async function choose(page: Page, street: string): Promise<number> {
  await page.getByRole('radiogroup', { name: '这是哪个街道（镇）？' }).getByLabel(street, { exact: true }).check()
  return go(page, () => button(page, '选好了，交上去').click())
}

/** The receipt now shown: its address and its six digits. */
export async function receiptOf(page: Page): Promise<Receipt> {
  const path = new URL(page.url()).pathname
  const six = /(?<!\d)(\d{3}) (\d{3})(?!\d)/.exec(await words(page))
  if (!/^\/r\/[^/]+$/.test(path) || !six) throw new Error(`this is no receipt: ${page.url()}\n${await words(page)}`)
  return { path, six: `${six[1]}${six[2]}` }
}

export async function raise(page: Page, told: Told): Promise<Receipt> {
  await open(page, '/raise')
  await fillRaise(page, told)
  await hand(page)
  if (told.spot) await choose(page, told.street)
  return receiptOf(page)
}
