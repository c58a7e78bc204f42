/** Files: judged by content, not by name; a photo loses where it was taken; all sealed. */
import type { Hash, Id, Label } from '#loop/words.ts'
import { addFile, findFile, type FoundFile } from '#store/files.ts'
import type { House } from '#service/house.ts'
import { sha256 } from '#service/keys.ts'
import { seen } from '#service/matter.ts'
import { isMasked, reads } from '#service/may.ts'
import type { Who } from '#service/views.ts'
import { randomUUID } from 'node:crypto'

export const largestFile = 8 * 1024 * 1024
const largestSide = 2400, largestPixels = 50_000_000
const pictures = new Set(['image/jpeg', 'image/png', 'image/webp'])
const no = (zh: string, en: string): { ok: false; says: Label } => ({ ok: false, says: [zh, en] })
/** Sealed as what it contains, once for the congress; a file from before contents were shared as itself. */
const contentAad = (congress: number, sha: Hash): string => `${congress}|${sha}|content`
const ownAad = (congress: number, id: Id): string => `${congress}|${id}|file`

/** The content of a stored file. */
export const openFile = (house: House, congress: number, row: FoundFile): Buffer => house.keys.open(row.shared ? contentAad(congress, row.sha256) : ownAad(congress, row.id), row.sealed).value

export async function putFile(house: House, congress: number, bytes: Uint8Array, name: string): Promise<{ ok: true; id: Id } | { ok: false; says: Label }> {
  if (bytes.length === 0) return no('文件是空的', 'The file is empty')
  if (bytes.length > largestFile) return no('单个文件不能超过8MB', 'A file may not exceed 8 MB')
  // Loaded with the first file: a start without one does not wait for the picture library.
  const [{ fileTypeFromBuffer }, { default: sharp }] = await Promise.all([import('file-type'), import('sharp')])
  const kind = await fileTypeFromBuffer(bytes)
  let content = Buffer.from(bytes), mime = kind?.mime ?? ''
  if (pictures.has(mime)) {
    try {
      // Written anew from its pixels: nothing the camera noted (place, time, owner) comes along.
      const picture = sharp(content, { limitInputPixels: largestPixels }).rotate().resize(largestSide, largestSide, { fit: 'inside', withoutEnlargement: true })
      content = Buffer.from(await (mime === 'image/png' ? picture.png() : picture.jpeg({ quality: 82 })).toBuffer())
      if (mime === 'image/webp') mime = 'image/jpeg'
    } catch { return no('图片已损坏或过大，换一张试试', 'The picture is damaged or too large; try another') }
  } else if (mime !== 'application/pdf') return no('只收照片（JPG、PNG、WebP）和PDF；文件内容与这些都不符', 'Only photos (JPG, PNG, WebP) and PDF are taken; this file is none of them')
  const id = randomUUID(), sha = sha256(content)
  const { sealed } = house.keys.seal(contentAad(congress, sha), content)
  const safe = name.normalize('NFC').replace(/[\p{C}/\\<>:"|?*]/gu, '').slice(-80) || 'file'
  await house.store.tx(congress, tx => addFile(tx, { id, matter: null, field: null, name: safe, mime, bytes: content.length, sha256: sha, sealed, created: house.worlds.now(congress) }))
  return { ok: true, id }
}

/** A file is seen by those who may read the words it came with; evidence by everybody who sees the handling. */
export async function getFile(house: House, who: Who, id: Id): Promise<{ bytes: Uint8Array; mime: string; name: string } | undefined> {
  if (!/^[0-9a-f-]{36}$/.test(id)) return undefined
  const row = await house.store.tx(who.congress, tx => findFile(tx, id))
  if (!row?.matter) return undefined
  const v = await seen(house, who, row.matter)
  if (!v || (!v.held.world.procedures.get(v.state.procedure).childOnly && !reads(v.held, v.family, v.state, v.actor, v.now)) || isMasked(v.held, v.family, v.state, v.actor, v.now)) return undefined
  return { bytes: openFile(house, who.congress, row), mime: row.mime, name: row.name }
}
