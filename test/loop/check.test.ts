import { describe, expect, it } from 'vitest'
import { checkAll, checkProcedure } from '#loop/check.ts'
import { procedure, theClock } from '#loop/every.ts'
import { choice, text } from '#loop/fields.ts'
import { type Procedure, procedureBook } from '#loop/procedure.ts'
import { procedures } from '#procedures/index.ts'
import { handler, leadDeputy, stationClerk } from '#procedures/roles.ts'

const label = ['名', 'Name'] as const
const owes = () => 'requester' as const
type Spec = Parameters<typeof procedure>[2]
const sound: Spec = {
  label, sight: [stationClerk], stewards: [stationClerk], parties: {}, facts: {}, correctable: {}, handlers: [handler], ratingActs: ['rate'], lapses: { rate: 'silent' }, settings: { 'x.days': { kind: 'term', label, initial: { unit: 'day', n: 3 }, basis: 'local' } },
  stages: { open: { label, awaits: [{ act: 'rate', owes, within: 'x.days' }] }, done: { label, ends: true, awaits: 'nothing' } },
  acts: {
    start: { label, from: 'new', by: [stationClerk], form: { what: text(label) }, to: 'open' },
    rate: { label, from: ['open'], by: [stationClerk], form: { grade: choice(label, [{ id: 'a', label }]) }, to: 'done' },
    silent: { label, from: ['open'], by: [theClock], form: {}, to: 'done', hidden: true, mayBeTold: true },
  },
}
const faults = (change: (s: Spec) => Spec): string[] => { const p = procedure('x', 1, change(sound)); return checkProcedure(p, procedureBook([p])) }
const stage = (id: string, s: Partial<Procedure['stages'][string]>) => (spec: Spec): Spec => ({ ...spec, stages: { ...spec.stages, [id]: { ...(spec.stages[id] ?? { label, awaits: 'nothing' }), ...s } as Procedure['stages'][string] } })
const act = (id: string, a: Partial<Procedure['acts'][string]>) => (spec: Spec): Spec => ({ ...spec, acts: { ...spec.acts, [id]: { ...(spec.acts[id] ?? { label, from: 'open', by: [stationClerk], form: {} }), ...a } as Procedure['acts'][string] } })

describe('the laws of a procedure', () => {
  it('hold for all that are declared', () => expect(checkAll(procedures)).toEqual([]))
  it('hold for the sound one below', () => expect(faults(s => s)).toEqual([]))
  it.each<[string, (s: Spec) => Spec, RegExp]>([
    ['a stage nobody comes to', stage('lost', { label, awaits: [{ act: 'rate', owes, within: 'x.days' }] }), /stage lost cannot be reached/],
    ['a stage only a table taken in comes to', s => act('takeOver', { from: 'new', hidden: true, to: 'lost' })(stage('lost', { label, awaits: [{ act: 'rate', owes, within: 'x.days' }] })(s)), /stage lost cannot be reached/],
    ['a stage without a way out', s => act('fall', { from: ['open'], to: 'trap' })(stage('trap', { label, awaits: { parked: label } })(s)), /from stage trap no end/],
    ['an open stage that awaits nobody', stage('open', { awaits: 'nothing' }), /awaits nobody/],
    ['a stage that awaits an act not possible there', stage('open', { awaits: [{ act: 'start', owes, within: 'x.days' }] }), /awaits start, which is not possible there/],
    ['an end that still awaits', stage('done', { awaits: { parked: label } }), /ends the matter and still awaits/],
    ['a missing label', act('rate', { label: ['评', ''] }), /act rate needs its label in both languages/],
    ['an act nobody may do', act('rate', { by: [] }), /may be done by nobody/],
    ['a fixed term without an article', stage('open', { awaits: [{ act: 'rate', owes, within: { unit: 'day', n: 3 } }] }), /cites no article/],
    ['a term nobody declared', stage('open', { awaits: [{ act: 'rate', owes, within: 'x.weeks' }] }), /x.weeks is no declared setting/],
    ['a handler among the raters', act('rate', { by: [handler] }), /no handler rates its own work/],
    ['a lapse that is not the clock’s', s => ({ ...s, lapses: { rate: 'start' } }), /not the clock's/],
    ['a lapse that a late sweep could not tell', s => act('hush', { by: [theClock] })({ ...s, lapses: { rate: 'hush' } }), /lapses into hush, which no late sweep could tell/],
    ['a duty passing on by what is not the clock’s', s => act('rate', { by: [leadDeputy] })({ ...s, passes: { rate: 'start' } }), /passes on by start, which is not the clock's/],
    ['a duty passing on that nobody owes by a post', s => ({ ...s, passes: { rate: 'silent' } }), /is to pass on, but nobody owes it by a post/],
    ['a hearing of nobody', s => ({ ...s, on: { 'ghost.done': { to: 'done' } } }), /there is no procedure ghost/],
    ['a hearing of no act', s => ({ ...s, on: { 'x.sing': { to: 'done' } } }), /has no act sing/],
    ['a way to no stage', act('rate', { to: 'nowhere' }), /leads to nowhere/],
    ['children nothing opens', stage('open', { awaits: 'children' }), /awaits children that nothing opens/],
    ['a child that cannot be stopped', s => ({ ...s, childOnly: true }), /needs an act "stop"/],
  ])('%s is refused', (_, change, says) => expect(faults(change).join('\n')).toMatch(says))
})
