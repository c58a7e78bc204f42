/** 交办: one table of suggestions and organs, handed over in one act, all or none; undone in one act while nobody has signed. */
import { procedure } from '#loop/every.ts'
import { type Form, rows, text } from '#loop/fields.ts'
import type { Ctx } from '#loop/procedure.ts'
import type { Id, Input } from '#loop/words.ts'
import { districtOfficer } from '#procedures/roles.ts'
import { districtOf } from '#procedures/stations.ts'
import { orderForm } from './handing.ts'
import { letters, ordersFor, datesOf } from './handover-letters.ts'
import { handOverNumbers, standing, voidNumber } from './numbering.ts'
import { handlers, ids } from './rules.ts'

/** More than any session has brought forth; a longer table is handed over in two. */
const most = 400
const row: Form = { suggestion: text(['建议', 'Suggestion'], { required: true, max: 36 }), ...orderForm }
const table = (c: Ctx): Input[] => (Array.isArray(c.input.rows) ? (c.input.rows as (Input | null)[]) : []).filter(r => r !== null)
const organsOf = (r: Input): Id[] => [String(r.organ), ...ids(r.separate), ...ids(r.co)]
const organs = (c: Ctx): Id[] => [...new Set(table(c).flatMap(organsOf))]

export const handoverProcedure = procedure('handover', 1, {
  label: ['建议交办', 'Hand-over of suggestions'], apart: true, sight: [districtOfficer], stewards: [districtOfficer], correctable: {}, letters,
  parties: { district: ['区人大代工委', 'District'], suggestions: ['建议', 'Suggestions'], organs: ['承办单位', 'Organs'] }, facts: { 'handover.made': ['交办批次', 'Hand-over made'] },
  stages: { made: { label: ['已交办', 'Handed over'], ends: true, awaits: 'nothing' }, undone: { label: ['已撤回', 'Undone'], ends: true, awaits: 'nothing' } },
  acts: {
    make: {
      label: ['批量交办', 'Hand over a table'], from: 'new', by: [districtOfficer], mayBeTold: true, form: { rows: rows(['交办表', 'The table'], row, { required: true, max: most }), meeting: text(['交办会', 'At which meeting'], { max: 60 }), gist: text(['名称', 'Name'], { max: 60, unseen: true }) },
      refuse: c => {
        const seen = new Set<string>(), known = new Set(handlers(c).map(o => o.id)), all = c.input.rows as (Input | null)[]
        for (const [i, r] of all.entries()) {
          if (!r) continue
          if (seen.has(String(r.suggestion))) return { rule: 'handover.twice', field: `rows.${i}.suggestion`, says: [`第${i + 1}行的建议在表里出现了两次`, `Row ${i + 1}: this suggestion stands in the table twice`] }
          seen.add(String(r.suggestion))
          const cell = (['organ', 'separate', 'co'] as const).find(f => ids(r[f]).some(o => !known.has(o)))
          if (cell) return { rule: 'input.choice', field: `rows.${i}.${cell}`, says: [`第${i + 1}行有一个单位不能承办建议`, `Row ${i + 1} names an organ that handles no suggestions`] }
        }
        return undefined
      },
      to: 'made', parties: c => ({ ...(districtOf(c) ? { district: [districtOf(c)!] } : {}), suggestions: table(c).map(r => String(r.suggestion)), organs: organs(c) }),
      // One letter to each organ, each with its own number.
      numbers: c => handOverNumbers(c, organs(c)),
      marks: c => ({ gist: c.input.gist ? String(c.input.gist) : `${c.today}交办建议${table(c).length}件`, day: c.today, by: c.actor.kind === 'person' ? c.actor.person : null, ...datesOf(c), ...Object.fromEntries(organs(c).map(o => [`to.${o}`, ordersFor(table(c), o)])), ...(c.input.meeting ? { meeting: String(c.input.meeting) } : {}) }), establishes: c => [{ name: 'handover.made', quantity: table(c).length }],
      echoes: c => (c.input.rows as (Input | null)[]).flatMap((r, i) => (r ? [{ matter: String(r.suggestion), act: 'handOver', input: Object.fromEntries(Object.entries(r).filter(([k]) => k !== 'suggestion')), field: `rows.${i}` }] : [])), sentence: ['交办一批建议', 'A table of suggestions was handed over'],
    },
    undo: {
      label: ['撤回整批交办（签收前）', 'Undo the whole hand-over (before receipt)'], from: ['made'], by: [districtOfficer], form: { why: text(['原因', 'Why'], { required: true, open: true, min: 2, max: 300 }) }, to: 'undone', retracts: () => ['handover.made'], voids: standing,
      echoes: c => (c.state.parties.suggestions ?? []).map(matter => ({ matter, act: 'undoHandOver', input: { why: String(c.input.why) } })), sentence: ['撤回整批交办：{why}', 'The whole hand-over was undone: {why}'],
    },
    voidNumber: voidNumber(['made']),
  },
})
