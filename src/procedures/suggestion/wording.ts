/** A suggestion as it is written: what is wrong and what should be done, kept as one text; and the signs that two matters are in it. */
export type Parts = { readonly wrong: string; readonly should: string }
/** The acts that write or change the words; what stands is what the last of them said. */
export const wordingActs: readonly string[] = ['propose', 'enterPaper', 'takeOver', 'part', 'amend', 'takeBackAmended', 'splitUp']
const heads = ['一、存在的问题', '二、具体建议'] as const

/** How much the one text may hold, and both parts together: the headings between them take some. */
export const mostText = 5000, mostTyped = 4900
/** What is counted of a part: as it will stand in the text. */
export const typedLength = (s: string): number => s.replace(/\r\n?/g, '\n').trim().length
/** The one text that is kept of the two that are typed. */
export const joinedText = (p: Parts): string => (p.should.trim() ? `${heads[0]}\n${p.wrong.trim()}\n\n${heads[1]}\n${p.should.trim()}` : p.wrong.trim())
/** The two parts of a text, to be written on; one that was typed otherwise stays whole. */
export function partedText(text: string): Parts {
  const [before, after, ...more] = text.split(`\n\n${heads[1]}\n`)
  return after !== undefined && !more.length && before!.startsWith(`${heads[0]}\n`) ? { wrong: before!.slice(heads[0].length + 1), should: after } : { wrong: text, should: '' }
}

/** Words with which a writer turns to something else. */
const turns = /另外一件|另一件事|还有一件|再说一件|顺便(?:提|说|建议|反映)|此外还(?:有|建议|反映)|第二件事|另一个问题是|与此无关/
/** A gentle doubt only: lists of measures for one matter, and names with 和 or 与 in them, are no sign. */
export function severalMatters(title: string, text: string): boolean {
  const t = title.replace(/\s/g, '')
  return /关于.+关于/.test(t) || /以及|[；;。]\S|并(?:且|同时)|，(?:同时|另)/.test(t) || /的(?:建议|意见)(?:和|及|与|、).*的?(?:建议|意见)/.test(t) || turns.test(text)
}
