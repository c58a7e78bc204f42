/** The acts every procedure has: mistakes are mended in the open, never by editing the log. */
import { dayOf } from '#law/time.ts'
import { text } from '#loop/fields.ts'
import { liveFacts, openDuties } from '#loop/fold.ts'
import type { ActSpec, Ctx, FactSpec, OweSpec, Procedure } from '#loop/procedure.ts'
import { role } from '#loop/roles.ts'
import type { Json } from '#loop/words.ts'

export const theClock = role('clock', ['系统时钟', 'The clock'], { kind: 'clock' })
export const theLoop = role('loop', ['系统', 'The loop'], { kind: 'loop' })

const why = text(['原因', 'Why'], { open: true, required: true, min: 2, max: 300 })

type Declared = Omit<Procedure, 'id' | 'version'>

/** A corrected word or number as a mark; what is neither is no mark. */
const word = (v: Json | undefined): string => (typeof v === 'string' ? v : typeof v === 'number' ? String(v) : '')

function corrected(spec: Declared, c: Ctx): readonly FactSpec[] {
  return liveFacts(c.state).flatMap(f => {
    const patch = spec.recast?.(c, f)
    return patch ? [{ name: f.name, person: f.person, organ: f.organ, place: f.place, level: f.level, kind: f.kind, quantity: f.quantity, at: f.at, ...patch }] : []
  })
}

function everyAct(spec: Declared): Record<string, ActSpec> {
  const given = (c: Ctx) => Object.keys(spec.correctable).filter(k => c.input[k] !== undefined)
  const isPlace = (k: string) => spec.correctable[k]?.kind === 'place'
  return {
    void: {
      label: ['作废', 'Void'], help: ['登记错了、重复登记了才作废；作废后不再计入任何数字，记录仍在。', 'For entries made by mistake; voided matters leave every figure, the record stays.'],
      from: 'any', by: [...spec.stewards, theLoop], form: { why }, to: 'void', retracts: 'all', sentence: ['作废：{why}', 'Voided: {why}'],
      marks: () => ({ publicTitle: null, publicText: null, published: null }), ...(spec.takesBack ? { registers: spec.takesBack.registers } : {}),
      ready: c => (c.state.stage === 'void' ? { rule: 'void.already', says: ['已经作废', 'It is void already'] } : spec.takesBack?.ready?.(c)),
      ...(spec.childOnly ? { hidden: true as const } : {}),
    },
    ...(Object.keys(spec.correctable).length ? {
      correct: {
        label: ['更正', 'Correct'], from: 'any', by: spec.stewards, form: { ...spec.correctable, why }, sentence: ['更正登记：{why}', 'Corrected the entry: {why}'],
        refuse: c => (given(c).length ? undefined : { rule: 'correct.nothing', says: ['请至少更正一项', 'Give at least one thing to correct'] }),
        ready: c => (c.state.stage === 'void' ? { rule: 'void.already', says: ['已经作废，不能更正', 'It is void and cannot be corrected'] } : undefined),
        marks: c => Object.fromEntries(given(c).filter(k => !isPlace(k)).map(k => [k, word(c.input[k])])),
        parties: c => Object.fromEntries(given(c).filter(isPlace).map(k => [k, [word(c.input[k])]])),
        retracts: c => [...new Set(corrected(spec, c).map(f => f.name))],
        establishes: c => corrected(spec, c),
      } satisfies ActSpec,
    } : {}),
    recount: {
      label: ['重新计算期限', 'Recount the deadlines'], hidden: true, from: 'open', by: [theClock], form: {}, sentence: ['放假安排公布，期限已重新计算', 'Deadlines recounted after a holiday notice'],
      discharges: c => openDuties(c.state).filter(d => d.provisional && d.setting).map(d => d.act),
      owes: c => openDuties(c.state).filter(d => d.provisional && d.setting).map((d): OweSpec => ({ act: d.act, owes: d.owes, within: d.setting!.name, basis: d.basis, replaces: d.no, since: dayOf(d.openedAt) })),
    },
    erase: {
      label: ['清除个人信息', 'Erase personal particulars'], help: ['保存期满后清除原话、照片和联系方式；摘要、过程和证明保留。', 'After the retention period: the narrative, photos and contact go; gist, course and proof stay.'],
      from: 'any', by: [theClock, ...spec.stewards], form: { why }, sentence: ['个人信息已清除：{why}', 'Personal particulars erased: {why}'],
      ready: c => (c.state.marks.erased ? { rule: 'erase.already', says: ['个人信息已经清除', 'The particulars are erased already'] } : c.state.ended ? undefined : { rule: 'erase.open', says: ['办结以后才能清除', 'Only a matter that has ended can be erased'] }),
      marks: () => ({ erased: '1' }), erases: () => ['*'],
      ...(spec.childOnly ? { hidden: true as const } : {}),
    },
  }
}

/** Declares a procedure: its own stages and acts, and those every procedure has. */
export function procedure(id: string, version: number, spec: Declared): Procedure {
  return {
    id, version, ...spec,
    stages: { ...spec.stages, void: { label: ['已作废', 'Void'], portal: ['登记有误，已作废', 'Entered by mistake, void'], ends: true, awaits: 'nothing' } },
    acts: { ...spec.acts, ...everyAct(spec) },
  }
}
