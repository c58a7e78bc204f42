/**
 * The slips of a county: four, five or six names, each for one or several of the six fixed steps. Without a word on
 * steps the n-th name is the n-th step's; a step without a name shows its stage's own label.
 */
import type { Json, Label } from '#loop/words.ts'

/** The fixed steps in order, as a pack names them. */
export const slipSteps: readonly Label[] = [['反映', 'raised'], ['交办', 'sent out'], ['办理', 'accepted and handled'], ['核实', 'followed and verified'], ['评价', 'rated'], ['公开', 'published']]
/** The step that is an act, not a stage. */
export const publishing = 6
export const leastSlips = 4, mostSlips = 6

export type Slip = { readonly label: Label; readonly steps: readonly number[] }

/** Reads the setting: each entry is [zh, en] or [zh, en, steps]. */
export function slipsIn(value: Json): Slip[] {
  return (Array.isArray(value) ? value : []).flatMap((s, i): Slip[] => {
    if (!Array.isArray(s) || typeof s[0] !== 'string' || typeof s[1] !== 'string') return []
    const steps = Array.isArray(s[2]) ? s[2].filter((n): n is number => typeof n === 'number') : [i + 1]
    return [{ label: [s[0], s[1]], steps }]
  })
}
/** The name of the slip that covers a step. */
export const slipOf = (slips: readonly Slip[], step: number | undefined): Label | undefined => slips.find(s => step !== undefined && s.steps.includes(step))?.label
