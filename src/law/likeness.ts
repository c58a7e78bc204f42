/**
 * Whether one letter repeats another nearly word for word. Letters greet, acknowledge, thank and close in the same phrases
 * everywhere; those are nobody's copy and are left out before anything is compared.
 */

/** Runs shorter than this are the language's own: 加强管理, 积极推进 stand in any two honest letters. */
const run = 6
/** With less of its own than this a letter has nothing to copy. */
const least = 40

const stop = /(?<=[。！!？?；;\n])|(?<=如下[：:])/u
/** What a letter says in its opening and closing, whoever writes to whom. Each is asked of one sentence without its signs. */
const formulas: readonly RegExp[] = [
  /^(?:尊敬的|敬爱的|各位).{0,40}$/u, /^.{1,20}(?:代表|委员)(?:您好|你好|们)*$/u, /^(?:您好|你好|各位好)$/u,
  /收悉|收到了?(?:您|你)|现(?:将|就)?.{0,24}(?:答复|回复|函复|汇报|报告|说明)(?:您|你|给您)?如下/u,
  /^(?:您|你|贵)?(?:所)?提(?:出)?的?.{0,60}(?:建议|意见)(?:已收|很|中肯|非常|十分|对我|具有|切中)/u,
  /(?:衷心|诚挚|再次|非常|十分)?感谢(?:您|你|各位|代表|贵)|(?:关心|支持|关注|理解)(?:和|与|、)?(?:支持|监督|帮助|理解|关注|厚爱)/u,
  /^(?:欢迎|恳请|敬请|希望|诚望).{0,30}(?:监督|批评|意见|建议|指正|支持|关注)/u, /^如(?:您|你|果|对|有).{0,40}(?:联系|反馈|告知|来电|沟通|提出)/u,
  /^(?:特此|此|专此)(?:答复|函复|回复|复函|复|函|致|达)/u, /^(?:联系人|联系单位|联系电话|经办人|承办人|签发人|电话|邮编|抄送|附件).{0,60}$/u,
  /^(?:接到|收到).{0,30}(?:建议|交办).{0,60}(?:重视|研究|组织|落实|部署)/u, /^.{0,20}(?:高度|十分|非常)重视.{0,40}$/u,
  /^(?:二〇|二零|\d{2})[^年]{2,3}年.{1,3}月.{1,3}日$/u, /^.{2,20}(?:局|委|办|厅|中心|政府|公司|办事处|委员会|管委会)$/u,
]
const lettersOf = (s: string): string => s.normalize('NFKC').toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '')

/** What of a letter is its own: its letters and digits without the sentences that are said in all of them. */
export const ownWords = (text: string): string =>
  text.split(stop).map(lettersOf).filter(s => s !== '' && !formulas.some(f => f.test(s))).join('')

/** Three characters at a time, each as a number. */
function shingles(words: string): Set<number> {
  const all = new Set<number>()
  for (let i = 0; i + 3 <= words.length; i++) {
    let h = 0x811c9dc5
    for (let k = 0; k < 3; k++) h = Math.imul(h ^ words.charCodeAt(i + k), 0x01000193)
    all.add(h >>> 0)
  }
  return all
}

const bands = 24, rows = 4
/** Fixed for ever: prints made with other numbers could not be compared. */
const turns = ((): readonly (readonly [number, number])[] => {
  let x = 0x9e3779b9
  const next = (): number => { x ^= x << 13; x ^= x >>> 17; x ^= x << 5; return x >>> 0 }
  return Array.from({ length: bands * rows }, () => [next() | 1, next()] as const)
})()
const spread = (h: number): number => { let x = h; x ^= x >>> 16; x = Math.imul(x, 0x45d9f3b); x ^= x >>> 16; return x >>> 0 }

/**
 * A letter in some two hundred characters: two letters alike in four fifths share one of its marks nearly always, two that
 * are not hardly ever, so those worth comparing are found by an index among tens of thousands (MinHash in bands). Undefined
 * for a letter with nothing of its own.
 */
export function printOf(text: string): string | undefined {
  const words = ownWords(text)
  if (words.length < least) return undefined
  const all = [...shingles(words)], marks: string[] = []
  for (let b = 0; b < bands; b++) {
    let mark = b + 1
    for (let r = 0; r < rows; r++) {
      const [by, plus] = turns[b * rows + r]!
      let lowest = 0xffffffff
      for (const s of all) { const h = spread(Math.imul(s, by) + plus); if (h < lowest) lowest = h }
      mark = spread(Math.imul(mark, 31) + lowest)
    }
    marks.push(`${b.toString(36)}${mark.toString(36)}`)
  }
  return marks.join(' ')
}

/** Which characters of `a` stand in `b` too, in a run of at least six. */
function covered(a: string, b: string): boolean[] {
  const there = new Set<string>(), hit = Array.from({ length: a.length }, () => false)
  for (let i = 0; i + run <= b.length; i++) there.add(b.slice(i, i + run))
  for (let i = 0; i + run <= a.length; i++) if (there.has(a.slice(i, i + run))) hit.fill(true, i, i + run)
  return hit
}

/** How much of `text` repeats `other`, in hundredths of its own words; 0 where it has too few of them. */
export function repeated(text: string, other: string): number {
  const a = ownWords(text), b = ownWords(other)
  if (a.length < least || b.length < least) return 0
  return Math.floor((covered(a, b).filter(Boolean).length * 100) / a.length)
}

export type Piece = { readonly text: string; readonly same: boolean }
/** A text cut where it begins and ceases to say what the other says, whole and in order, signs and all. */
export function besides(text: string, other: string): Piece[] {
  const chars = [...text], kept: number[] = []
  let plain = ''
  chars.forEach((c, i) => { const l = lettersOf(c); for (let k = 0; k < l.length; k++) kept.push(i); plain += l })
  const hit = covered(plain, lettersOf(other)), same = Array.from({ length: chars.length }, (): boolean | undefined => undefined)
  kept.forEach((at, k) => { same[at] = (same[at] ?? true) && hit[k]! })
  const pieces: { text: string; same: boolean }[] = []
  let now = same.find(x => x !== undefined) ?? false
  chars.forEach((c, i) => {
    now = same[i] ?? now
    const last = pieces.at(-1)
    if (last?.same === now) last.text += c
    else pieces.push({ text: c, same: now })
  })
  return pieces
}
