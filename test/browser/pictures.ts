/**
 * Pictures of every page, as its people see it, at 360 and 1440 pixels, into docs/pictures. Needs Chinese fonts on the
 * machine (on Debian: fonts-noto-cjk); without them the words are boxes. Run by hand: npm run pictures [part of a path …]
 */
import { mkdirSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import sharp from 'sharp'
import { pages, sitDown } from './addresses.ts'
import { launch } from './browser.ts'
import { open, phone, wide } from './hands.ts'
import { serve } from './server.ts'

const folder = join(import.meta.dirname, '..', '..', 'docs', 'pictures')
/** Names that the guides refer to. */
const named: Readonly<Record<string, string>> = { '/': 'portal-home', '/raise': 'raise', '/r/:code': 'receipt', '/deputy': 'deputy', '/desk': 'desk-inbox', '/desk/days/:id': 'day-form', '/figures': 'figures', '/desk/month': 'month', '/desk/m/:id': 'matter' }
const nameOf = (path: string): string => named[path] ?? path.replace(/(?<=\w)\/:\w+$/, '-one').replace(/\/:\w+/g, '').replace(/^\//, '').replaceAll('/', '-')
/** A long page is shown by its beginning. */
const tallest = 3000

const wanted = process.argv.slice(2)
const chosen = pages.filter(p => !wanted.length || wanted.some(w => p.path.includes(w)))
mkdirSync(folder, { recursive: true })
if (!wanted.length) for (const old of readdirSync(folder).filter(n => n.endsWith('.png'))) rmSync(join(folder, old))

const launched = await launch(), served = await serve()
try {
  const room = await sitDown({ browser: launched.browser, url: served.url })
  for (const { face, path } of chosen) {
    const page = room.whose(face, path)
    if (!page) continue
    for (const size of [phone, wide]) {
      await page.setViewportSize(size)
      await open(page, room.address(path))
      const height = Math.min(tallest, await page.evaluate(() => document.documentElement.scrollHeight))
      const shot = await page.screenshot({ fullPage: true, clip: { x: 0, y: 0, width: size.width, height } })
      await sharp(shot).png({ palette: true, compressionLevel: 9, effort: 10 }).toFile(join(folder, `${nameOf(path)}-${size.width}.png`))
    }
    process.stderr.write(`${nameOf(path)}\n`)
  }
} finally {
  await launched.close()
  await served.stop()
}
