/** A photo opened by itself says whose screen it came from, as every page does. */
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Faces, newKey, openFaces } from '#test/http/faces.ts'

let f: Faces
beforeAll(async () => { f = await openFaces() })
afterAll(() => f.world.close())

const grey = (width: number, height: number) => sharp({ create: { width, height, channels: 3, background: '#808080' } })
/** The address of the photo that was raised, as the desk's page of the matter gives it. */
async function raised(photo: Blob, cookie: string): Promise<string> {
  const r = await f.send('/raise', { _key: newKey(), what: '门口路灯坏了，晚上看不见', place: f.world.places.street, photos: photo })
  expect(r.status).toBe(303)
  const { matter } = (await f.world.service.receiptMatter(r.headers.get('location')!.slice(3)))!
  return /\/desk\/files\/[0-9a-f-]{36}/.exec(await (await f.ask(`/desk/m/${matter}`, { headers: { cookie } })).text())![0]
}
const opened = async (path: string, cookie: string) => { const r = await f.ask(path, { headers: { cookie } }); return { status: r.status, type: r.headers.get('content-type'), bytes: Buffer.from(await r.arrayBuffer()) } }

describe('a photo at the desk', () => {
  it('carries the reader and the moment over all of it, light and dark, in its own size', async () => {
    const clerk = await f.cookie(f.world.people.clerk), head = await f.cookie(f.world.people.head)
    for (const [mime, bytes] of [['image/jpeg', await grey(900, 600).jpeg().toBuffer()], ['image/png', await grey(900, 600).png().toBuffer()]] as const) {
      const at = await raised(new Blob([new Uint8Array(bytes)]), clerk), seen = await opened(at, clerk)
      expect([seen.status, seen.type]).toEqual([200, mime])
      expect(await sharp(seen.bytes).metadata()).toMatchObject({ width: 900, height: 600 })
      // Each quarter of it is written on.
      for (const [left, top] of [[0, 0], [450, 0], [0, 300], [450, 300]] as const) {
        const { channels } = await sharp(await sharp(seen.bytes).extract({ left, top, width: 450, height: 300 }).toBuffer()).stats()
        expect(channels[0]!.min, `${mime} ${left} ${top}`).toBeLessThan(112)
        expect(channels[0]!.max, `${mime} ${left} ${top}`).toBeGreaterThan(144)
      }
      expect((await opened(at, head)).bytes.equals(seen.bytes)).toBe(false)
    }
  }, 60_000)
  it('is shown however small it is', async () => {
    const clerk = await f.cookie(f.world.people.clerk)
    for (const [w, h] of [[1, 1], [3, 200]] as const) {
      const seen = await opened(await raised(new Blob([new Uint8Array(await grey(w, h).png().toBuffer())]), clerk), clerk)
      expect(seen.status).toBe(200)
      expect(await sharp(seen.bytes).metadata()).toMatchObject({ width: w, height: h })
    }
    expect(f.faults).toEqual([])
  }, 60_000)
})
