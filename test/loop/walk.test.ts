import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { available } from '#loop/available.ts'
import { fold, isQuarantined, openDuties, type State } from '#loop/fold.ts'
import type { ChoiceField } from '#loop/available.ts'
import type { Actor, Input, Json } from '#loop/words.ts'
import { procedures } from '#procedures/index.ts'
import { project } from '#service/projection.ts'
import { emptyFamily } from '#loop/fold.ts'
import { hashOf } from '#service/seal.ts'
import { actors, id, organs, place, Told } from '#test/support/pure.ts'

/** A value for a field, chosen by a number. */
function value(f: ChoiceField, pick: number, today: string): Json | undefined {
  if (!f.required && pick % 3 === 0) return undefined
  const option = f.options.length ? f.options[pick % f.options.length]!.id : undefined
  switch (f.kind) {
    case 'text': return f.id === 'number' ? '示函〔2025〕3号' : f.many ? ['第一件事情', '第二件事情'] : f.id === 'into' ? id(999999) : f.id === 'from' ? '09:00' : f.id === 'until' ? '11:30' : f.min >= 20 || f.max >= 1000 ? '示例文字，说明情况，写得长一些，有二十个字以上。' : '示例文字，说明情况'
    case 'choice': return option ?? null
    case 'date': return f.id === 'day' && pick % 2 ? today.slice(0, 10) : new Date(Date.parse(today) + (pick % 60) * 86_400_000).toISOString().slice(0, 10)
    case 'number': return 3
    case 'yesNo': return pick % 2 === 0
    case 'place': return option ?? place
    case 'organ': return f.many ? (option && (f.required || pick % 4 === 1) ? [option] : []) : (option ?? organs.roads)
    case 'person': return f.many ? [option ?? id(34)] : (option ?? id(34))
    case 'files': return undefined
    case 'rows': return pick % 2 ? [{ what: '示例：路口没有路灯', how: 'referred' }, null, { what: '示例：问怎么办证', how: 'onSpot', reply: '已告知' }] as unknown as Json : undefined
  }
}
const inputOf = (fields: readonly ChoiceField[], pick: number, today: string): Input => Object.fromEntries(fields.map((f, i) => [f.id, value(f, pick + i, today)]).filter(([, v]) => v !== undefined)) as Input

/** Somebody owes something, or the stage says why nobody does. */
function owedOrExplained(t: Told, s: State): boolean {
  // A part that is sealed waits for those who keep the whole.
  if (s.ended || openDuties(s).length || sealedPart(t, s)) return true
  const awaits = procedures.get(s.procedure, s.version).stages[s.stage]!.awaits
  if (awaits === 'children') return s.children.some(c => !t.family.matters.get(c)!.ended)
  return typeof awaits === 'object' && 'parked' in awaits
}

const sealedPart = (t: Told, s: State): boolean => s.parent !== undefined && isQuarantined(t.family, s)

type Start = { procedure: string; act: string; input: Record<string, unknown>; actor: Actor; expects: readonly string[]; runs: number; steps?: number; /** Suspected secrets are among it. */ seals?: true; /** A row of a ledger. */ ledger?: true; /** Told first, each on the newest handling that is open, or on the whole. */ first?: readonly (readonly [string, Record<string, unknown>, Actor])[] }
const clerk = actors(id(0)).find((a): a is Actor & { kind: 'person' } => a.kind === 'person' && a.organ === organs.station)!
const officer = actors(id(0)).find((a): a is Actor & { kind: 'person' } => a.kind === 'person' && a.organ === organs.district)!
const deputy = actors(id(0)).find((a): a is Actor & { kind: 'person' } => a.kind === 'person' && a.person === id(34))!
const roads = actors(id(0)).find((a): a is Actor & { kind: 'person' } => a.kind === 'person' && a.organ === organs.roads)!
const paper = { act: 'enterPaper', input: { lead: id(34), coSigners: [id(35)], how: 'joint', title: '关于示例道路的建议', text: '示例：路面破损多年，雨天积水，建议分批改造并公示计划。' }, actor: officer }
const starts: readonly Start[] = [
  { procedure: 'request', act: 'place', input: { what: '示例：路灯不亮，晚上难走', place }, actor: { kind: 'portal' }, runs: 500, expects: ['request.dispatch', 'request.askDistrict', 'request.claim', 'request.verify', 'request.rate', 'handling.accept', 'handling.submit', 'handling.askReturn', 'handling.grantExtension', 'request.sendBack', 'request.reportUp', 'request.split'] },
  { procedure: 'suggestion', ...paper, runs: 300, steps: 45, expects: ['accept', 'returnToAmend', 'submit', 'decline', 'splitUp', 'handOver', 'consultOrgans', 'answerConsult', 'handOverAgain', 'setKey', 'leave'].map(a => `suggestion.${a}`).concat(['handling.draft', 'handling.contact', 'handling.askReturn']) },
  { procedure: 'suggestion', ...paper, runs: 200, steps: 25, first: [['accept', {}, officer], ['handOver', { organ: organs.roads, co: [organs.office] }, officer], ['accept', {}, roads], ['contact', { how: 'phone', day: '2025-03-03', note: '电话里听取了意见' }, roads]], expects: ['suggestion.evaluate', 'suggestion.replyAgain', 'handling.signOff', 'handling.reply', 'handling.coView'] },
  { procedure: 'request', act: 'takeOver', ledger: true, input: { gist: '示例：路灯不亮，晚上难走', received: '2025-02-10', place, state: 'handling', organ: [organs.roads], dispatched: '2025-02-12', imported: 'x' }, actor: officer, runs: 150, expects: ['request.claim', 'request.verify', 'request.rate', 'handling.submit', 'handling.askExtension'] },
  { procedure: 'suggestion', act: 'takeOver', ledger: true, input: { title: '关于示例道路的建议', session: id(60), number: 7, lead: id(34), coSigners: [id(35)], state: 'rehandling', organ: organs.roads, handedOver: '2025-01-06', replied: '2025-02-26', class: 'solved', grade: 'dissatisfied', imported: 'x' }, actor: officer, runs: 150, steps: 40, expects: ['handling.contact', 'handling.draft', 'handling.askReturn', 'suggestion.handOverAgain'] },
  { procedure: 'suggestion', ...paper, runs: 200, steps: 30, first: [['accept', {}, officer], ['handToOffice', { proposed: organs.roads }, officer]], expects: ['signAtOffice', 'passOn', 'undoPassOn', 'backToDistrict', 'handOverAgain'].map(a => `suggestion.${a}`).concat(['handling.askReturn', 'handling.agreeReturn', 'handling.reassign']) },
  { procedure: 'suggestion', act: 'propose', input: { ...paper.input, lead: undefined, coSigners: [id(35)] }, actor: deputy, runs: 150, steps: 25, expects: ['coSign', 'refuseCoSign', 'amend', 'submit', 'askConsent', 'consent'].map(a => `suggestion.${a}`) },
  ...(['request', 'suggestion'] as const).map((procedure): Start => ({ procedure, ...(procedure === 'request' ? { act: 'place', input: { what: '示例：路灯不亮，晚上难走', place }, actor: { kind: 'portal' } as const } : paper), runs: 150, steps: 40, seals: true, expects: ['quarantine', 'reportSecrecy', 'shred', 'passCustody', 'concludeCheck'].map(a => `${procedure}.${a}`) })),
  { procedure: 'reception', act: 'plan', input: { place, day: '2025-03-06' }, actor: clerk, runs: 80, expects: ['announce', 'swap', 'move', 'cancel', 'record', 'confirm', 'amendPresent', 'hold'].map(a => `reception.${a}`) },
  { procedure: 'activity', act: 'plan', input: { place, day: '2025-03-06', kind: 'law', theme: '示例普法咨询' }, actor: clerk, runs: 80, expects: ['announce', 'record', 'confirm'].map(a => `activity.${a}`) },
]

describe.each(starts)('random walks: $procedure', start => {
  it('never reach a state in which nobody owes anything, or nobody can act; the log always folds to the same', () => {
    const seen = new Set<string>()
    fc.assert(fc.property(fc.array(fc.tuple(fc.nat(1000), fc.nat(1000), fc.nat(1000)), { minLength: 3, maxLength: start.steps ?? 30 }), picks => {
      const t = new Told()
      let at = Date.parse('2025-03-03T01:00:00.000Z')
      expect(t.take(t.ask(start.act, start.input, start.actor, new Date(at).toISOString(), { procedure: start.procedure, ...(start.ledger ? { byLoop: true } : {}) }), start.actor, new Date(at).toISOString())).toBe(true)
      for (const [act, input, actor] of start.first ?? []) {
        const now = new Date(at += 60_000).toISOString(), handling = [...t.family.matters.values()].find(m => m.procedure === 'handling' && !m.ended), matter = handling && actor === roads ? handling.id : t.root
        expect(t.take(t.ask(act, input, actor, now, { matter }), actor, now), act).toBe(true)
      }
      for (const [a, b, c] of picks) {
        at += (1 + (c % 5)) * 86_400_000 / 2
        const now = new Date(at).toISOString()
        const open = [...t.family.matters.values()].filter(s => !s.ended)
        if (!open.length) break
        const s = open[a % open.length]!
        lapse(t, s, now, seen)
        const moves = actors(t.root).flatMap(actor => available(t.world, t.family, { matter: s.id, actor, at: now, recordedAt: now, newId: () => id(1) }).filter(x => !x.refusal && !['void', 'withdraw', 'correct', 'stop', ...(start.seals ? [] : ['quarantine'])].includes(x.act)).map(x => ({ actor, x })))
        const awaits = procedures.get(s.procedure).stages[s.stage]!.awaits
        if (awaits !== 'children' && !sealedPart(t, s)) expect(moves.length, `nobody can act at ${s.procedure}.${s.stage}`).toBeGreaterThan(0)
        if (!moves.length) continue
        // Half the steps go the usual way, or walks would hardly ever come to a rating.
        const usual = moves.filter(m => m.x.main)
        const from = b % 2 && usual.length ? usual : moves
        const { actor, x } = from[c % from.length]!
        if (t.take(t.ask(x.act, inputOf(x.fields, b + c, now), actor, now, { matter: s.id }), actor, now)) seen.add(`${s.procedure}.${x.act}`)
        for (const m of t.family.matters.values()) expect(owedOrExplained(t, m), `${m.procedure}.${m.stage} after ${x.act}: nobody owes anything`).toBe(true)
      }
      const again = fold(t.root, t.events)
      expect([...again.matters]).toEqual([...t.family.matters])
      const p = project(emptyFamily(t.root), t.events)
      expect(p.matters.map(m => m.id).sort()).toEqual([...t.family.matters.keys()].sort())
      for (const e of t.events) expect(hashOf(e)).toBe(e.hash)
    }), { numRuns: start.runs, seed: 20250618 })
    expect(start.expects.filter(a => !seen.has(a))).toEqual([])
  })
})

/** What the clock would have done by now. */
function lapse(t: Told, s: State, now: string, seen: Set<string>): void {
  const p = procedures.get(s.procedure), clock: Actor = { kind: 'clock' }
  for (const d of openDuties(s)) {
    const act = p.lapses?.[d.act]
    if (act && d.due < now && s.procedure !== 'request' && t.take(t.ask(act, {}, clock, d.due, { matter: s.id, recordedAt: now }), clock, d.due)) seen.add(`${s.procedure}.${act}`)
  }
}
