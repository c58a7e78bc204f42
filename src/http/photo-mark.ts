/**
 * A photo taken out of the page takes along whose screen it came from, as the page itself says it: the name, the organ
 * and the moment are written over it, light with a dark edge so that it reads on any ground. What is kept stays as it was sent.
 */
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { clock, type View } from '#pages/view.ts'

const clear = { r: 0, g: 0, b: 0, alpha: 0 }
/** The serif that comes with the program: a machine without Chinese fonts writes it too. */
const fontFile = (): string => join(dirname(fileURLToPath(import.meta.resolve('@expo-google-fonts/noto-serif-sc/package.json'))), '400Regular', 'NotoSerifSC_400Regular.ttf')
const escaped = (s: string): string => s.replace(/[^\P{C}\n]/gu, '').replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;')

/** What is written over it: what the watermark of every page says. */
export const markText = (v: View): string => `${v.say(v.who!.name)} ${v.say(v.who!.organName)}\n${v.today ?? ''} ${v.now ? clock(v.now) : ''}`

/** The same picture with the text over all of it, in the format it came in. */
export async function marked(bytes: Uint8Array, mime: string, text: string): Promise<Uint8Array> {
  const { default: sharp } = await import('sharp')
  const { width, height } = await sharp(bytes).metadata()
  const points = Math.max(9, Math.round(Math.min(width, height) / 36)), edge = Math.max(1, Math.round(points / 14))
  const written = (ink: string): Promise<Buffer> => sharp({ text: { text: `<span foreground="${ink}">${escaped(text)}</span>`, font: `Noto Serif SC ${points}`, fontfile: fontFile(), dpi: 96, rgba: true } }).png().toBuffer()
  const [dark, light] = await Promise.all([written('black'), written('white')]), size = await sharp(light).metadata()
  const once = await sharp({ create: { width: size.width + edge, height: size.height + edge, channels: 4, background: clear } })
    .composite([{ input: dark, left: edge, top: edge }, { input: light, left: 0, top: 0 }]).png().toBuffer()
  const turned = await sharp(once).rotate(-24, { background: clear }).extend({ right: points * 4, bottom: points * 4, background: clear }).png().toBuffer(), tile = await sharp(turned).metadata()
  // An overlay may not be larger than what it lies on.
  const cut = await sharp(turned).extract({ left: 0, top: 0, width: Math.min(tile.width, width), height: Math.min(tile.height, height) }).ensureAlpha(1).png().toBuffer()
  const faint = await sharp(cut).composite([{ input: Buffer.from([255, 255, 255, 96]), raw: { width: 1, height: 1, channels: 4 }, tile: true, blend: 'dest-in' }]).png().toBuffer()
  const over = sharp(bytes).composite([{ input: faint, tile: true, blend: 'over' }])
  return mime === 'image/png' ? over.png().toBuffer() : mime === 'image/webp' ? over.webp().toBuffer() : over.jpeg({ quality: 82 }).toBuffer()
}
