/**
 * Opens the zip a spreadsheet is, without believing it: what the directory declares is judged first, then every part is
 * unpacked under a counter that stops it. A file of a hundred kilobytes can unfold into gigabytes.
 */
import { Inflate, zipSync } from 'fflate'
import type { Label } from '#loop/words.ts'

export const maxParts = 400
export const maxUnpacked = 120 * 1024 * 1024
/** Real tables fold to a tenth or a thirtieth; what folds further is made to burst. Small parts may. */
export const maxRatio = 150
const ratioFrom = 2 * 1024 * 1024

export type Unzipped = { readonly ok: true; readonly parts: ReadonlyMap<string, Uint8Array> } | { readonly ok: false; readonly says: Label }
const no = (zh: string, en: string): { ok: false; says: Label } => ({ ok: false, says: [zh, en] })
const broken = no('文件已损坏，打不开。请用表格软件重新另存为 .xlsx 再上传。', 'The file is damaged. Save it again as .xlsx and upload that.')
const bomb = no('这个文件解压后大得不正常，为了安全没有打开。请把数据复制到下载的模板里再上传。', 'Unpacked, this file would be far larger than a table can be; it was not opened. Copy the data into the template and upload that.')

type Entry = { readonly name: string; readonly method: number; readonly packed: number; readonly size: number; readonly at: number; readonly locked: boolean }

function directory(b: Uint8Array): Entry[] | undefined {
  const v = new DataView(b.buffer, b.byteOffset, b.byteLength)
  let end = -1
  for (let i = b.length - 22; i >= Math.max(0, b.length - 65_557); i--) if (v.getUint32(i, true) === 0x06054b50) { end = i; break }
  if (end < 0) return undefined
  const count = v.getUint16(end + 10, true)
  let at = v.getUint32(end + 16, true)
  const found: Entry[] = []
  for (let n = 0; n < count && n <= maxParts; n++) {
    if (at + 46 > b.length || v.getUint32(at, true) !== 0x02014b50) return undefined
    const [names, extra, comment] = [v.getUint16(at + 28, true), v.getUint16(at + 30, true), v.getUint16(at + 32, true)]
    found.push({
      name: new TextDecoder().decode(b.subarray(at + 46, at + 46 + names)), method: v.getUint16(at + 10, true), packed: v.getUint32(at + 20, true), size: v.getUint32(at + 24, true),
      at: v.getUint32(at + 42, true), locked: (v.getUint16(at + 8, true) & 1) === 1,
    })
    at += 46 + names + extra + comment
  }
  return found
}

class TooMuch extends Error {}

/** Unpacks one part, never beyond `room` bytes. */
function unpack(b: Uint8Array, e: Entry, room: number): Uint8Array {
  const v = new DataView(b.buffer, b.byteOffset, b.byteLength)
  if (e.at + 30 > b.length || v.getUint32(e.at, true) !== 0x04034b50) throw new RangeError('no such part')
  const from = e.at + 30 + v.getUint16(e.at + 26, true) + v.getUint16(e.at + 28, true)
  const packed = b.subarray(from, from + e.packed)
  if (packed.length < e.packed) throw new RangeError('cut short')
  if (e.method === 0) { if (packed.length > room) throw new TooMuch(); return packed }
  if (e.method !== 8) throw new RangeError('unknown method')
  const most = Math.min(room, Math.max(ratioFrom, e.packed * maxRatio))
  const pieces: Uint8Array[] = []
  let size = 0
  const inflate = new Inflate(piece => { size += piece.length; if (size > most) throw new TooMuch(); pieces.push(piece) })
  // In small bites: what unfolds wildly is stopped after one of them.
  for (let i = 0; i < packed.length; i += 4096) inflate.push(packed.subarray(i, i + 4096), i + 4096 >= packed.length)
  const whole = new Uint8Array(size)
  let at = 0
  for (const p of pieces) { whole.set(p, at); at += p.length }
  return whole
}

/** The parts of a spreadsheet that hold words and numbers; pictures and the like stay packed. */
const wanted = (name: string): boolean => /\.(xml|rels)$/.test(name) && !/^xl\/(media|drawings|charts|theme|printerSettings|embeddings)\//.test(name)

/** Judges and unpacks. Nothing is unpacked before the directory has been judged. */
export function unzip(bytes: Uint8Array): Unzipped {
  const all = directory(bytes)
  if (!all) return broken
  if (all.length > maxParts) return bomb
  if (all.some(e => e.locked)) return no('文件有密码，打不开。请先去掉密码再上传。', 'The file has a password. Take the password off and upload it again.')
  if (all.reduce((n, e) => n + e.size, 0) > maxUnpacked) return bomb
  if (all.some(e => e.size > ratioFrom && e.size > e.packed * maxRatio)) return bomb
  const parts = new Map<string, Uint8Array>()
  let room = maxUnpacked
  try {
    for (const e of all.filter(x => wanted(x.name))) {
      const whole = unpack(bytes, e, room)
      room -= whole.length
      parts.set(e.name, whole)
    }
  } catch (error) { return error instanceof TooMuch ? bomb : broken }
  return { ok: true, parts }
}

/** A plain zip of judged parts, for the reader of spreadsheets. */
export const rezip = (parts: ReadonlyMap<string, Uint8Array>): Uint8Array => zipSync(Object.fromEntries(parts), { level: 0 })
