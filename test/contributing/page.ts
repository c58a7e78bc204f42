/** CONTRIBUTING.md as a program reads it: the files it tells to write, the lines to add, the commands to run. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'

export type Addition = { readonly file: string; readonly place: 'before' | 'after'; readonly anchor: string; readonly text: string }
export type Steps = { readonly files: readonly { readonly file: string; readonly text: string }[]; readonly additions: readonly Addition[]; readonly commands: readonly string[] }

/** Every marked block, in the order of the page. A block with a mark this does not know is an error, not a block passed over. */
export function stepsOf(page: string): Steps {
  const files: { file: string; text: string }[] = [], additions: Addition[] = [], commands: string[] = []
  for (const [, mark, body] of page.matchAll(/^```(?:ts|sh) (\S.*)\n([\s\S]*?)^```$/gm)) {
    const file = /^file=(\S+)$/.exec(mark!), add = /^add=(\S+) (before|after)="([^"]+)"$/.exec(mark!)
    if (file) files.push({ file: file[1]!, text: body! })
    else if (add) additions.push({ file: add[1]!, place: add[2] as Addition['place'], anchor: add[3]!, text: body!.trimEnd() })
    else if (mark === 'run') commands.push(...body!.trim().split('\n'))
    else throw new Error(`CONTRIBUTING.md: a block marked “${mark}”`)
  }
  return { files, additions, commands }
}

/** Adds what the page says where the page says: a line of its own before a line that begins so, otherwise inside the line. */
export function added(source: string, a: Addition): string {
  const at = source.indexOf(a.anchor)
  if (at === -1 || source.indexOf(a.anchor, at + 1) !== -1) throw new Error(`CONTRIBUTING.md: “${a.anchor}” must stand once in ${a.file}`)
  const indent = source.slice(source.lastIndexOf('\n', at) + 1, at)
  if (a.place === 'after') return source.slice(0, at + a.anchor.length) + a.text + source.slice(at + a.anchor.length)
  return source.slice(0, at) + a.text + (indent.trim() === '' ? `\n${indent}` : ' ') + source.slice(at)
}

export const home = join(import.meta.dirname, '..', '..')
export const contributing = (): string => readFileSync(join(home, 'CONTRIBUTING.md'), 'utf8')
