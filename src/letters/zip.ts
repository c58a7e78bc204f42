/** Many letters in one file, named as people will look for them. */
import { type Zippable, zipSync } from 'fflate'

/** Characters that some system refuses in a file's name. */
export const fileName = (name: string): string => name.replace(/[\\/:*?"<>|\u0000-\u001f\u007f]/g, ' ').replace(/\s+/g, ' ').replace(/^[ .]+|[ .]+$/g, '').slice(0, 80) || '公文'

/** One zip; names that are alike are told apart by a number. */
export function zipOf(files: readonly { readonly name: string; readonly bytes: Uint8Array }[], day: string): Uint8Array {
  const taken = new Map<string, number>(), out: Record<string, Zippable[string]> = {}
  for (const f of files) {
    const dot = f.name.lastIndexOf('.'), base = fileName(f.name.slice(0, dot)), ext = f.name.slice(dot), n = (taken.get(base + ext) ?? 0) + 1
    taken.set(base + ext, n)
    out[`${base}${n > 1 ? `（${n}）` : ''}${ext}`] = [f.bytes, { mtime: `${day}T00:00:00`, level: 0 }]
  }
  return zipSync(out)
}
