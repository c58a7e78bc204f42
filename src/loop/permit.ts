/** May this actor do this act now, and if not why, and who may? Asked by buttons, API and decision alike. */
import { isQuarantined } from '#loop/fold.ts'
import type { ActSpec, Ctx, No } from '#loop/procedure.ts'
import { inRole } from '#loop/roles.ts'
import type { Refusal } from '#loop/words.ts'

export const refusal = (no: No, spec?: ActSpec): Refusal => ({ ok: false, may: (spec?.by ?? []).filter(r => r.test.kind !== 'loop').map(r => r.label), ...no })

/** Is the act possible in this stage at all? */
export function inStage(spec: ActSpec, c: Ctx, opened: boolean): boolean {
  if (spec.from === 'new') return !opened
  if (!opened || isQuarantined(c.family, c.state) !== (spec.inQuarantine === true)) return false
  if (spec.from === 'any') return true
  if (spec.from === 'open') return !c.state.ended
  return spec.from.includes(c.state.stage)
}

/** The refusal of stage, role or readiness, in that order; undefined when allowed so far. */
export function permit(name: string, spec: ActSpec, c: Ctx, opened: boolean): Refusal | undefined {
  if (opened && spec.inQuarantine !== true && isQuarantined(c.family, c.state)) return refusal({ rule: 'stage', says: ['这件事正在按规定核查，现在不能办', 'It is being checked as the rules require; nothing can be done now'] })
  if (!inStage(spec, c, opened)) {
    const stage = c.procedure.stages[c.state.stage]?.label ?? [c.state.stage, c.state.stage]
    return refusal({ rule: 'stage', says: opened ? [`事项现在“${stage[0]}”，不能“${spec.label[0]}”`, `The matter is at "${stage[1]}"; "${spec.label[1]}" is not possible now`] : [`“${spec.label[0]}”要在已有事项上办`, `"${spec.label[1]}" needs an existing matter`] }, spec)
  }
  // What is no button is nobody's to press: it comes by another act, or the clock.
  if (spec.hidden && c.byLoop !== true && c.actor.kind !== 'clock') return refusal({ rule: 'role', says: [`“${spec.label[0]}”随别的动作办，不能单独办`, `"${spec.label[1]}" comes with another act and is never done by itself`] })
  if (!spec.by.some(r => (r.test.kind === 'loop' && c.byLoop === true) || inRole(r, c.actor, c.family, opened ? c.state : undefined, c.directory, c.today))) {
    const who = spec.by.filter(r => r.test.kind !== 'loop')
    return refusal({ rule: 'role', says: [`“${spec.label[0]}”只能由${who.map(r => r.label[0]).join('、') || '系统'}办`, `"${spec.label[1]}" is for ${who.map(r => r.label[1]).join(', ') || 'the system'} only`] }, spec)
  }
  const no = spec.ready?.(c)
  return no ? refusal({ ...no, rule: no.rule || name }, spec) : undefined
}
