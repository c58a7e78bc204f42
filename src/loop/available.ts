/** What somebody may do to a matter now: every act, allowed, or refused with the reason and who may. */
import { contextOf, countyOptions, offered, optionsFor } from '#loop/decide.ts'
import type { Ask, World } from '#loop/world.ts'
import type { Field, Form, Option } from '#loop/fields.ts'
import type { Family } from '#loop/fold.ts'
import { inStage, permit } from '#loop/permit.ts'
import type { ActSpec, Ctx } from '#loop/procedure.ts'
import type { Label, Refusal } from '#loop/words.ts'

export type ChoiceField = Field & { readonly id: string }
export type Choice = {
  readonly act: string
  readonly label: Label
  readonly help?: Label
  readonly main: boolean
  readonly mayBeTold: boolean
  /** The next is begun where this one ended. */
  readonly inARow?: true
  readonly fields: readonly ChoiceField[]
  readonly refusal?: Refusal
}
/** An organ, person or place field with no narrower list offers the whole register as it stands on the day. */
function registerFor(f: Field, c: Ctx): readonly Option[] {
  switch (f.kind) {
    case 'organ': return c.directory.organs({}, c.today).map(o => ({ id: o.id, label: [o.short, o.nameEn] }))
    case 'place': return c.directory.places({}, c.today).filter(p => p.kind !== 'constituency').map(p => ({ id: p.id, label: [p.name, p.nameEn] }))
    case 'person': return c.directory.people(c.today).map(p => ({ id: p.id, label: [p.name, p.nameEn] }))
    default: return f.options
  }
}

/** The cells of a table offer the county's own lists too. */
const cellsOf = (row: Form, c: Ctx): Form => Object.fromEntries(Object.entries(row).map(([id, f]) => [id, { ...f, options: countyOptions(f, c) ?? f.options }]))

/** Whoever looks for an organ among thirty looks where the register has it. */
const inOrder = (f: Field, options: readonly Option[], c: Ctx): readonly Option[] => {
  if (f.kind !== 'organ') return options
  const of = new Map(options.map(o => [o.id, o]))
  return c.directory.organsInOrder([...of.keys()], c.today).map(id => of.get(id)!)
}

const fieldsOf = (spec: ActSpec, c: Ctx): ChoiceField[] => offered(spec, c).map(id => {
  const f = spec.form[id]!
  const options = optionsFor(spec, c, id)
  return { id, ...f, required: f.required || spec.needs?.(c).includes(id) === true, options: inOrder(f, options ?? registerFor(f, c), c), ...(f.row ? { row: cellsOf(f.row, c) } : {}) }
})

type Asked = Omit<Ask, 'act' | 'input'>
/**
 * The acts of a matter for an actor. Acts of other stages are left out unless `all`; an act this actor's role
 * may not do, or that is not ready, comes with its refusal.
 */
export function available(world: World, family: Family, ask: Asked, all = false): Choice[] {
  const found = contextOf(world, family, { ...ask, act: '', input: {} })
  if (!found) return []
  const { c, opened } = found
  return Object.entries(c.procedure.acts)
    .filter(([, spec]) => !spec.hidden && (all || inStage(spec, c, opened)))
    .map(([act, spec]): Choice => {
      const no = permit(act, spec, c, opened)
      return {
        act, label: spec.label, ...(spec.help ? { help: spec.help } : {}), main: typeof spec.main === 'function' ? spec.main(c) : spec.main === true, mayBeTold: spec.mayBeTold === true, ...(spec.inARow ? { inARow: true as const } : {}),
        fields: no && no.rule === 'role' ? [] : fieldsOf(spec, c), ...(no ? { refusal: no } : {}),
      }
    })
    .sort((a, b) => Number(b.main) - Number(a.main))
}
