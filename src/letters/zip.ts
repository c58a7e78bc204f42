/** Many letters in one file, named as people will look for them. */
import { Zip, ZipPassThrough } from 'fflate'

/** Characters that some system refuses in a file's name. */
export const fileName = (name: string): string => name.replace(/[\\/:*?"<>|\u0000-\u001f\u007f]/g, ' ').replace(/\s+/g, ' ').replace(/^[ .]+|[ .]+$/g, '').slice(0, 80) || '公文'

type Named = { readonly name: string; readonly bytes: Uint8Array }

/** One zip, handed on as its letters are printed; names that are alike are told apart by a number. */
export async function* zipOf(files: AsyncIterable<Named> | Iterable<Named>, day: string): AsyncGenerator<Uint8Array> {
  const taken = new Map<string, number>()
  let ready: Uint8Array[] = []
  const zip = new Zip((error, chunk) => { if (error) throw error; ready.push(chunk) })
  for await (const f of files) {
    const dot = f.name.lastIndexOf('.'), base = fileName(f.name.slice(0, dot)), ext = f.name.slice(dot), n = (taken.get(base + ext) ?? 0) + 1
    taken.set(base + ext, n)
    // Stored as it is: a PDF and a Word file are packed already.
    const entry = new ZipPassThrough(`${base}${n > 1 ? `（${n}）` : ''}${ext}`)
    entry.mtime = `${day}T00:00:00`
    zip.add(entry)
    entry.push(f.bytes, true)
    yield* ready
    ready = []
  }
  zip.end()
  yield* ready
}
