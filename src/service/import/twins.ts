/** Who might be meant by a row of the same name. A name alone says nothing: namesakes are common. */
import type { Input, Label } from '#loop/words.ts'
import { organKinds, postLabel } from '#procedures/posts.ts'
import type { ImportKind, Row } from '#service/import/kind.ts'
import type { Asked } from '#service/import/check.ts'

export type Twin = {
  /** The id of the entry, or `row:N` of the file. */
  readonly ref: string
  readonly says: Label
  /** All that the row says stands there already. */
  readonly whole?: true
  /** Cannot be both. */
  readonly fault?: true
}
type Known = { readonly row: number; readonly values: Row; readonly sealed: Readonly<Record<string, string>> }

const agree: Readonly<Record<string, Label>> = { born: ['出生年月', 'month of birth'], phone: ['手机', 'mobile'], constituency: ['选区', 'constituency'], works: ['工作单位及职务', 'employer'], post: ['任职', 'post'] }
const listed = (same: readonly string[]): Label => [same.map(s => agree[s]![0]).join('、'), same.map(s => agree[s]![1]).join(', ')]
/** Months of birth that are both known and differ: two people. */
const apart = (a: unknown, b: unknown): boolean => typeof a === 'string' && typeof b === 'string' && a.slice(0, 7) !== b.slice(0, 7)

/** Entries of the register. */
export function twinsIn(kind: ImportKind, r: Known, input: Input, a: Asked): Twin[] {
  const name = String(r.values.name ?? ''), { index } = a
  if (kind.twins === 'matter') { const key = kind.key?.of(r.values); return key === undefined ? [] : (a.numbered.get(key) ?? []).map(m => ({ ref: m.id, says: [`已有同号的“${m.title}”（${m.stage[0]}）`, `"${m.title}" bears this number (${m.stage[1]})`], whole: true })) }
  if (kind.twins === 'place') return index.placesNamed(name).filter(p => p.kind === input.kind).map(p => ({ ref: p.id, says: [`名册里已有“${p.name}”`, `"${p.name}" is in the register`], whole: true }))
  if (kind.twins === 'organ') return index.organsNamed(name).filter(o => o.kind === input.kind).map(o => ({ ref: o.id, says: [`名册里已有“${o.name}”（${organKinds[o.kind]?.[0] ?? o.kind}）`, `"${o.name}" is in the register`], whole: true }))
  return index.persons(name).flatMap((p): Twin[] => {
    if (apart(p.born, r.values.born)) return []
    const posts = index.postsOf(p.id)
    const held = posts.some(x => x.organ === input.postOrgan && x.kind === input.postKind && (x.level ?? undefined) === (input.level ?? undefined))
    const same = [
      ...(p.born !== undefined && r.values.born !== undefined ? ['born'] : []), ...(Object.values(r.sealed).some(v => a.sameSealed(p.id, v)) ? ['phone'] : []),
      ...(r.values.constituency !== undefined && posts.some(x => x.constituency === r.values.constituency) ? ['constituency'] : []), ...(p.works !== undefined && p.works === r.values.works ? ['works'] : []), ...(held ? ['post'] : []),
    ]
    if (!same.length) return []
    const [zh, en] = listed(same), what = posts.map(x => `${index.nameOf(x.organ)}${postLabel(x.kind)[0]}`).slice(0, 3).join('、')
    return [{ ref: p.id, says: [`名册里有同名的${p.name}，${zh}也相同${what ? `（${what}）` : ''}`, `A ${p.name} is in the register with the same ${en}`], ...(held ? { whole: true as const } : {}) }]
  })
}

/** Rows further up in the same file. */
export function twinsAbove(kind: ImportKind, r: Known, others: readonly Known[]): Twin[] {
  return others.flatMap((o): Twin[] => {
    if (kind.twins === 'matter') return kind.key?.of(r.values) === undefined ? [] : [{ ref: `row:${o.row}`, says: [`与第${o.row + 1}行同号`, `The same number as row ${o.row + 1}`], fault: true }]
    if (kind.twins !== 'person') return o.values.kind === r.values.kind ? [{ ref: `row:${o.row}`, says: [`与第${o.row + 1}行同名`, `The same name as row ${o.row + 1}`], fault: true }] : []
    if (apart(o.values.born, r.values.born)) return []
    const same = ['born', 'constituency', 'works'].filter(k => r.values[k] !== undefined && o.values[k] === r.values[k])
    if (Object.entries(r.sealed).some(([k, v]) => o.sealed[k] === v)) same.push('phone')
    if (!same.length) return []
    const [zh, en] = listed(same)
    return [{ ref: `row:${o.row}`, says: [`与第${o.row + 1}行同名，${zh}也相同`, `Row ${o.row + 1} has the same name and ${en}`] }]
  })
}
