/** Sets one letter after another by Typst. The template is ours and fixed; what a letter says comes as data and stays data. */
import { readFileSync } from 'node:fs'
import { parentPort, workerData } from 'node:worker_threads'

type Job = { readonly id: number; readonly data?: string; readonly day?: string }
type Maker = { readonly NodeCompiler: { create(o: object): Compiler } }
type Compiler = { pdf(of: object, how: object): Uint8Array; evictCache(age: number): void }
/** Compiled pages that many letters old are forgotten. */
const kept = 10

/** The add-on puts its message into `code` and leaves `message` empty. */
const said = (e: unknown): string => { const x = e as { message?: unknown; code?: unknown }; return String(x.message || x.code || e).slice(0, 500) }

const { files, compiler: from } = workerData as { files: string[]; compiler: string }
const template = readFileSync(new URL('./letters/letter.typ', import.meta.url), 'utf8')
let compiler: Compiler | undefined
async function ready(): Promise<Compiler> {
  if (compiler) return compiler
  const { NodeCompiler } = (await import(from)) as Maker
  // The template reads no file; its folder is the only one it could reach.
  compiler = NodeCompiler.create({ workspace: import.meta.dirname, fontArgs: [{ fontPaths: files }] })
  return compiler
}
parentPort!.on('message', (job: Job) => void (async () => {
  try {
    const c = await ready()
    if (job.data === undefined) return parentPort!.postMessage({ id: job.id })
    // The day of the letter is the day of the file: the same letter is the same bytes.
    const pdf = c.pdf({ mainFileContent: template, inputs: { data: job.data } }, { pdfStandard: 'a-2a', creationTimestamp: Date.parse(`${job.day}T00:00:00Z`) / 1000 })
    c.evictCache(kept)
    parentPort!.postMessage({ id: job.id, bytes: new Uint8Array(pdf) })
  } catch (e) { parentPort!.postMessage({ id: job.id, error: said(e) }) }
})())
