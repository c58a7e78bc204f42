/** What letters of several mechanisms share: names as they were on the day, the words for a suggestion, headings found in what was typed. */
import { formatDay } from '#law/time.ts'
import { markOf, partyOf } from '#loop/fold.ts'
import type { Block } from '#loop/letter.ts'
import type { Ctx } from '#loop/procedure.ts'
import { choiceLabel } from '#loop/settings.ts'
import type { Day, Id } from '#loop/words.ts'
import { ofGovernment } from './stations.ts'

export const chinese = (day: Day): string => formatDay(day)[0]
/** An organ's full name, or anybody's, as it was on a day. */
export const called = (c: Ctx, id: Id | undefined, day: Day): string => (id ? c.directory.nameOn(id, day)?.[0] ?? '' : '')
/** An organ as it is called in a list. */
export const calledShort = (c: Ctx, id: Id | undefined, day: Day): string => (id ? c.directory.nameOn(id, day, true)?.[0] ?? '' : '')
export const together = (c: Ctx, ids: readonly Id[], day: Day): string => ids.map(id => called(c, id, day)).filter(Boolean).join('、')
/** In the order of their names, as a list of deputies is printed. */
export const inOrder = (c: Ctx, ids: readonly Id[], day: Day): string => together(c, c.directory.inOrder(ids), day)

/** 联系人：…，联系电话：… of an organ; nothing where neither is known. */
export function contactNote(c: Ctx, person: Id | undefined, organ: Id | undefined, day: Day): string | undefined {
  const name = called(c, person, day), phone = organ ? c.directory.organ(organ)?.phone ?? '' : ''
  return [name ? `联系人：${name}` : '', phone ? `联系电话：${phone}` : ''].filter(Boolean).join('，') || undefined
}
/** The government's office, which gets a copy of what concerns one of its organs; what a court or the procuratorate is asked and answers is not its business. */
export const governmentOffices = (c: Ctx, organ: Id | undefined, day: Day): string[] => (ofGovernment(c, organ) ? c.directory.organs({ kind: 'governmentOffice' }, day).map(o => called(c, o.id, day)) : [])
export const copiesTo = (names: readonly string[], but: string): string | undefined => [...new Set(names)].filter(n => n && n !== but).join('，') || undefined

/** The title as it stands: a share of a suggestion was given the one of its day, which may have been corrected since. */
export const titleOf = (c: Ctx): string => { const top = c.family.matters.get(c.family.root)!; return (top.procedure === 'suggestion' ? top.marks.gist : undefined) ?? markOf(c.family, c.state, 'gist') ?? '' }
/** 示例区第二届人民代表大会第五次会议第36号建议, of the matter or what it hangs below; a title where it has no number. */
export function suggestionName(c: Ctx, day: Day): string {
  const number = markOf(c.family, c.state, 'number'), session = called(c, partyOf(c.family, c.state, 'session')[0], day)
  if (!number) return `《${titleOf(c)}》`
  return markOf(c.family, c.state, 'between') ? `${session}闭会期间第${number}号建议` : `${session}第${number}号建议`
}
/** （第36号）, or nothing. */
export const inBrackets = (c: Ctx): string => { const n = markOf(c.family, c.state, 'number'); return n ? `（${markOf(c.family, c.state, 'between') ? '闭会期间' : ''}第${n}号）` : '' }
/** A类 from 〈A类：已解决或基本解决〉: what stands at the top right. */
export const classWord = (c: Ctx, id: string | undefined, day: Day): string | undefined => (id ? choiceLabel(c.settings, 'handling.classes', id, day)[0].split(/[：:]/)[0]!.trim() : undefined)
/** The whole of it. */
export const classText = (c: Ctx, id: string | undefined, day: Day): string => (id ? choiceLabel(c.settings, 'handling.classes', id, day)[0] : '')

const longestHeading = 30
const level = (line: string): 0 | 1 | 2 => ([...line].length > longestHeading || /[。；！？，：]$/.test(line) ? 0 : /^[一二三四五六七八九十]+、/.test(line) ? 1 : /^（[一二三四五六七八九十]+）/.test(line) ? 2 : 0)
/** What somebody typed, a paragraph a line; a short line that begins as a heading does is one. */
export const typed = (text: string): Block[] => text.split(/\r?\n/).map(s => s.trim()).filter(Boolean).map((s): Block => ({ kind: 'p', text: s, level: level(s) }))
export const p = (text: string): Block => ({ kind: 'p', text })
export const heading = (text: string): Block => ({ kind: 'p', text, level: 1 })
