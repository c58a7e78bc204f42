/**
 * A first draft of what to hide before a text is shown to more eyes than the clerk's
 * (个人信息保护法 6, 28: no more than needed, identity and whereabouts with special care).
 * It is a proposal to a person, who takes and leaves: rules see the shape of a number, not
 * that a story tells who is meant.
 */
import { findNames } from './redact-names.ts'
import type { RedactionKind } from './redact-rules.ts'
import { rules } from './redact-rules.ts'

export type { RedactionKind } from './redact-rules.ts'

/** A stretch of the original text, `to` exclusive. */
export type Span = { from: number; to: number; kind: RedactionKind }
export type Proposal = { spans: Span[]; redacted: string }

/** ０１２ － ： and the like as plain signs, each exactly one place long. */
const plain = (text: string): string =>
  text
    .replace(/[\uff01-\uff5e]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) - 0xfee0))
    .replace(/[\u2010-\u2015\u2212]/g, '-')
    .replace(/\u3000/g, ' ')

/** A stretch, and what the rules would put in its place. */
export type Find = Span & { put: string }

/** The longer of two that overlap stands; of equals the one found first. */
export const withoutOverlap = (pieces: readonly Find[]): Find[] => {
  const kept: Find[] = []
  const longestFirst = [...pieces].sort((a, b) => (b.to - b.from) - (a.to - a.from))
  for (const piece of longestFirst) {
    if (kept.every((other) => piece.to <= other.from || piece.from >= other.to)) kept.push(piece)
  }
  return kept.sort((a, b) => a.from - b.from)
}

/** What the rules would hide, one by one, for a person who decides each. */
export const findRedactions = (text: string): Find[] => {
  const even = plain(text)
  const pieces: Find[] = findNames(even).map((each) => ({ ...each, kind: 'name', put: '某某' }))
  for (const { kind, pattern, put, keep } of rules) {
    for (const match of even.matchAll(pattern)) {
      if (match[0] === '' || keep?.(match[0]) === false) continue
      pieces.push({ from: match.index, to: match.index + match[0].length, kind, put })
    }
  }
  return withoutOverlap(pieces)
}

/** What the rules would hide, and the text with it hidden. */
export const proposeRedaction = (text: string): Proposal => {
  const kept = findRedactions(text)
  let redacted = ''
  let at = 0
  for (const { from, to, put } of kept) {
    redacted += text.slice(at, from) + put
    at = to
  }
  return {
    spans: kept.map(({ from, to, kind }) => ({ from, to, kind })),
    redacted: redacted + text.slice(at),
  }
}

/** The longest gist that may be written. */
export const gistLength = 300
/** What is laid before whoever writes the gist: the words with what the rules find hidden. A person rewrites it. */
export const proposedGist = (words: string): string => proposeRedaction(words).redacted.slice(0, gistLength)
