/** Keeps of a stylesheet what the pages can use: rules whose classes all occur as words in their sources. */

/** Every word of the sources that could be a class. */
export function wordsOf(sources: readonly string[]): Set<string> {
  const words = new Set<string>()
  for (const s of sources) for (const [w] of s.matchAll(/[A-Za-z_][\w-]*/g)) words.add(w)
  return words
}

/** Pages never set these: the dark theme, right-to-left and scripts' states. */
const never = /\[data-bs-theme=dark\]|\[data-bs-theme=|\[dir=rtl\]|\[data-bs-(?!theme)/

function usable(selector: string, words: ReadonlySet<string>): boolean {
  if (never.test(selector)) return false
  const plain = selector.replace(/:not\([^()]*(?:\([^()]*\)[^()]*)*\)/g, '')
  for (const [, name] of plain.matchAll(/\.((?:\\.|[\w-])+)/g)) if (!words.has(name!.replace(/\\/g, ''))) return false
  return true
}

/** Splits at commas that stand outside brackets. */
function split(selectors: string): string[] {
  const out: string[] = []
  let depth = 0, from = 0
  for (let i = 0; i < selectors.length; i++) {
    const ch = selectors[i]
    if (ch === '(' || ch === '[') depth++
    else if (ch === ')' || ch === ']') depth--
    else if (ch === ',' && depth === 0) { out.push(selectors.slice(from, i)); from = i + 1 }
  }
  out.push(selectors.slice(from))
  return out
}

/** The end of a block that opens at `open`, past strings. */
function closing(css: string, open: number): number {
  let depth = 0
  for (let i = open; i < css.length; i++) {
    const ch = css[i]
    if (ch === '"' || ch === "'") { for (i++; i < css.length && css[i] !== ch; i++) if (css[i] === '\\') i++ }
    else if (ch === '{') depth++
    else if (ch === '}' && --depth === 0) return i
  }
  return css.length
}

function rules(css: string, words: ReadonlySet<string>): string {
  let out = ''
  for (let i = 0; i < css.length;) {
    const open = css.indexOf('{', i), semi = css.indexOf(';', i)
    if (semi !== -1 && (open === -1 || semi < open)) { i = semi + 1; continue }
    if (open === -1) break
    const head = css.slice(i, open).trim(), end = closing(css, open), body = css.slice(open + 1, end)
    i = end + 1
    if (head.startsWith('@media') || head.startsWith('@supports')) { const inner = rules(body, words); if (inner) out += `${head}{${inner}}` }
    else if (head.startsWith('@')) out += `${head}{${body}}`
    else { const kept = split(head).filter(s => usable(s, words)); if (kept.length) out += `${kept.join(',')}{${body}}` }
  }
  return out
}

/** Properties nobody reads any more, and keyframes nobody names, go too; until nothing more goes. */
function unused(css: string): string {
  for (;;) {
    const read = new Set([...css.matchAll(/var\((--[\w-]+)/g)].map(m => m[1]!))
    const animated = new Set([...css.matchAll(/animation(?:-name)?:([^;}]+)/g)].flatMap(m => m[1]!.split(/[\s,]+/)))
    const next = css
      .replace(/(?<=[{;])(--[\w-]+):(?:[^;{}"]|"[^"]*")*(?:;|(?=\}))/g, (all, name: string) => (read.has(name) ? all : ''))
      .replace(/@keyframes ([\w-]+)\{(?:[^{}]|\{[^{}]*\})*\}/g, (all, name: string) => (animated.has(name) ? all : ''))
      .replace(/@property (--[\w-]+)\{[^{}]*\}/g, (all, name: string) => (read.has(name) ? all : ''))
      .replace(/(?<=[}])[^{}@]+\{\}/g, '')
    if (next.length === css.length) return next
    css = next
  }
}

export const purge = (css: string, words: ReadonlySet<string>): string => unused(rules(css.replace(/\/\*[\s\S]*?\*\//g, ''), words))
