/** The plan of the house is a test: who may import whom, no wall clock in pure rooms, no file too long to read, nothing generated or foreign. */
import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { describe, expect, it } from 'vitest'

const home = join(import.meta.dirname, '..')
const may: Readonly<Record<string, readonly string[]>> = {
  law: [], loop: ['law'], procedures: ['loop', 'law'], figures: ['loop', 'procedures'], letters: ['loop', 'law'], store: ['loop', 'law'],
  service: ['store', 'procedures', 'figures', 'letters', 'loop', 'law'], pages: ['procedures', 'loop', 'law', 'service'], http: ['service', 'pages', 'loop', 'law', 'procedures'], islands: [],
  cli: ['service', 'loop', 'law'], sample: ['service', 'loop', 'law'], bench: ['service', 'store'], main: ['law', 'loop', 'procedures', 'figures', 'letters', 'store', 'service', 'pages', 'http', 'cli', 'sample'],
}
/** Rooms of which only the types may be taken. */
const typesOnly: readonly [room: string, of: string][] = [['store', 'loop'], ['store', 'law'], ['pages', 'service'], ['cli', 'service'], ['figures', 'loop'], ['sample', 'service']]
const pure = ['law', 'loop', 'procedures', 'figures', 'letters']
/** What a pure room may take from outside: libraries that only reckon. */
const foreign: Readonly<Record<string, readonly string[]>> = { letters: ['docx', 'fflate'] }
const longest = 400

type File = { path: string; room: string; text: string }
const walk = (dir: string): string[] => readdirSync(dir, { withFileTypes: true }).flatMap(e => (e.isDirectory() ? walk(join(dir, e.name)) : e.name.endsWith('.ts') ? [join(dir, e.name)] : []))
const roomOf = (path: string): string => { const parts = path.split('/'); return parts[0] === 'src' ? (/^(main|wiring|press|press-worker)\.ts$/.test(parts[1]!) ? 'main' : parts[1]!) : parts[0]! }
const files = (...dirs: string[]): File[] => dirs.flatMap(d => { try { return walk(join(home, d)) } catch { return [] } }).map(full => { const path = relative(home, full).replaceAll('\\', '/'); return { path, room: roomOf(path), text: readFileSync(full, 'utf8') } })

type Import = { line: number; spec: string; types: boolean }
const imports = (text: string): Import[] => [...text.matchAll(/^(?:import|export)\s+(type\s+)?[^'"]*?from\s+['"]([^'"]+)['"]|^import\s+['"]([^'"]+)['"]|import\(\s*['"]([^'"]+)['"]/gm)].map(m => ({ line: text.slice(0, m.index).split('\n').length, spec: (m[2] ?? m[3] ?? m[4])!, types: m[1] !== undefined }))
function target(file: string, spec: string): string | undefined {
  if (spec.startsWith('#')) return spec === '#main' ? 'main' : spec.slice(1).split('/')[0]
  if (spec.startsWith('.')) return roomOf(join(dirname(file), spec))
  return undefined
}

/** What is wrong in one file, each with its place. */
export function faults(f: File): string[] {
  const say: string[] = []
  const lines = f.text.split('\n')
  if (lines.length > longest + 1) say.push(`${f.path}: ${lines.length} lines, more than ${longest}`)
  for (const i of imports(f.text)) {
    const to = target(f.path, i.spec)
    const here = `${f.path}:${i.line}`
    if (to === undefined) { if (pure.includes(f.room) && i.spec !== 'zod' && !foreign[f.room]?.includes(i.spec)) say.push(`${here} ${f.room} is pure and may not import ${i.spec}`); continue }
    if (to === f.room) {
      const folder = (p: string) => p.match(/procedures\/(\w+)\//)?.[1]
      if (f.room === 'procedures' && !f.path.endsWith('/index.ts') && folder(i.spec) !== undefined && folder(i.spec) !== folder(f.path)) say.push(`${here} a procedure may not import another: ${i.spec}`)
      continue
    }
    if (!(may[f.room] ?? []).includes(to)) say.push(`${here} ${f.room} may not import ${to} (${i.spec})`)
    else if (!i.types && typesOnly.some(([room, of]) => room === f.room && of === to)) say.push(`${here} ${f.room} may take only the types of ${to} (${i.spec})`)
  }
  if (!['main', 'service', 'bench'].includes(f.room)) for (const [n, line] of lines.entries()) if (/\bDate\.now\(\)|new Date\(\)|performance\.now\(\)/.test(line)) say.push(`${f.path}:${n + 1} reads a clock; time is an argument here`)
  return say
}

describe('the house', () => {
  const all = files('src', 'sample', 'bench')
  it('has rooms', () => { expect(all.length).toBeGreaterThan(60); for (const f of all) expect(Object.keys(may), f.path).toContain(f.room) })
  it('keeps its plan', () => { expect(all.flatMap(faults)).toEqual([]) })
  it('would see a breach', () => {
    const broken: File = { path: 'src/law/x.ts', room: 'law', text: "import fs from 'node:fs'\nimport { openStore } from '#store/open.ts'\nconst t = Date.now()\n" }
    expect(faults(broken)).toHaveLength(3)
    expect(faults({ path: 'src/pages/x.ts', room: 'pages', text: "import { makeService } from '#service/make.ts'\n" })).toHaveLength(1)
    expect(faults({ path: 'src/procedures/x/x.ts', room: 'procedures', text: "import { requestProcedure } from '#procedures/request/request.ts'\n" })).toHaveLength(1)
    expect(faults({ path: 'src/letters/x.ts', room: 'letters', text: "import { zipSync } from 'fflate'\nimport fs from 'node:fs'\n" })).toHaveLength(1)
    expect(faults({ path: 'src/loop/x.ts', room: 'loop', text: '\n'.repeat(402) })).toHaveLength(1)
  })
})
