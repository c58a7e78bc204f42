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

type Piece = Span & { put: string }

/** The longer of two that overlap stands; of equals the one found first. */
const withoutOverlap = (pieces: readonly Piece[]): Piece[] => {
  const kept: Piece[] = []
  const longestFirst = [...pieces].sort((a, b) => (b.to - b.from) - (a.to - a.from))
  for (const piece of longestFirst) {
    if (kept.every((other) => piece.to <= other.from || piece.from >= other.to)) kept.push(piece)
  }
  return kept.sort((a, b) => a.from - b.from)
}

/** What the rules would hide, and the text with it hidden. */
export const proposeRedaction = (text: string): Proposal => {
  const even = plain(text)
  const pieces: Piece[] = findNames(even).map((each) => ({ ...each, kind: 'name', put: '某某' }))
  for (const { kind, pattern, put, keep } of rules) {
    for (const match of even.matchAll(pattern)) {
      if (match[0] === '' || keep?.(match[0]) === false) continue
      pieces.push({ from: match.index, to: match.index + match[0].length, kind, put })
    }
  }
  const kept = withoutOverlap(pieces)
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
