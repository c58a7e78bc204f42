/** Organs by what people call them: full and short names, former ones, or a part that only one has. What nobody knows gets the nearest three. */
import type { Directory } from '#loop/directory.ts'
import type { Id, Label, OrganRow } from '#loop/words.ts'

export type Known = { readonly id: Id; readonly label: Label; readonly names: readonly string[] }
export type Found = { readonly ok: true; readonly id: Id } | { readonly ok: false; /** More than one has this part in its name. */ readonly several: boolean; readonly near: readonly Known[] }

/** As names are compared: full-width as half-width, without spaces and brackets. */
export const plainName = (s: string): string => s.normalize('NFKC').replace(/[\s()[\]〔〕《》“”"']/g, '').toLowerCase()
const nearest = 3

const pairs = (s: string): string[] => (s.length < 2 ? [s] : Array.from({ length: s.length - 1 }, (_, i) => s.slice(i, i + 2)))
/** 住建局 stands in 住房和城乡建设局, letter after letter. */
function inOrder(short: string, long: string): boolean {
  let at = 0
  for (const x of long) if (x === short[at]) at++
  return at === short.length
}
/** How alike two names are, from 0 to 1: shared pairs of characters, or one being the other with some left out. */
export function likeness(a: string, b: string): number {
  if (!a || !b) return 0
  const pa = pairs(a), pb = pairs(b), shared = pa.filter(x => pb.includes(x)).length, [short, long] = a.length < b.length ? [a, b] : [b, a]
  const characters = [...new Set(short)].filter(x => long.includes(x)).length / Math.max(1, new Set(short).size)
  return Math.max((2 * shared) / (pa.length + pb.length), inOrder(short, long) && short.length > 1 ? 0.5 + short.length / (2 * long.length) : 0, characters * 0.4)
}

export function organNames(organs: readonly OrganRow[], directory: Directory): { readonly all: readonly Known[]; find(typed: string): Found } {
  const all = organs.map((o): Known => ({ id: o.id, label: [o.short, o.nameEn], names: [...new Set([o.short, o.name, o.nameEn, ...directory.formerNames(o.id).flatMap(n => [n.short ?? n.name, n.name])].map(plainName).filter(Boolean))] }))
  const exact = new Map<string, Set<Id>>()
  for (const k of all) for (const n of k.names) exact.set(n, (exact.get(n) ?? new Set()).add(k.id))
  const seen = new Map<string, Found>()
  const look = (name: string): Found => {
    const same = [...exact.get(name) ?? []]
    if (same.length === 1) return { ok: true, id: same[0]! }
    const part = name.length > 1 ? all.filter(k => k.names.some(n => n.includes(name))) : []
    if (!same.length && part.length === 1) return { ok: true, id: part[0]!.id }
    const score = (k: Known): number => Math.max(...k.names.map(n => likeness(name, n)))
    const from = same.length ? all.filter(k => same.includes(k.id)) : part.length ? part : all
    return { ok: false, several: same.length + part.length > 1, near: from.map(k => ({ k, n: score(k) })).filter(x => x.n > 0).sort((x, y) => y.n - x.n).slice(0, nearest).map(x => x.k) }
  }
  return { all, find(typed) { const name = plainName(typed); let f = seen.get(name); if (!f) seen.set(name, f = look(name)); return f } }
}

/** Several names in one cell. */
export const namesIn = (cell: string): string[] => cell.split(/[、，,；;\n\t]+|\s{2,}|(?<=[\p{Script=Han}）)])\s+/u).map(s => s.trim()).filter(Boolean)
