/** 交办: one table of suggestions and organs, handed over in one act, all or none; undone in one act while nobody has signed. */
import { procedure } from '#loop/every.ts'
import { type Form, organ, rows, text, yesNo } from '#loop/fields.ts'
import type { Ctx, EchoSpec, No } from '#loop/procedure.ts'
import type { Id, Input } from '#loop/words.ts'
import { districtOfficer, governmentOffice, officeOfGovernment } from '#procedures/roles.ts'
import { districtOf, ofGovernment } from '#procedures/stations.ts'
import { orderForm } from './handing.ts'
import { letters, ordersFor, datesOf } from './handover-letters.ts'
import { handOverNumbers, standing, voidNumber } from './numbering.ts'
import { handlers, ids, offices, worksAt } from './rules.ts'

/** More than any session has brought forth; a longer table is handed over in two. */
const most = 400
const row: Form = { suggestion: text(['建议', 'Suggestion'], { required: true, max: 36 }), ...orderForm, organ: organ(['主办单位', 'Lead organ']), office: yesNo(['交政府办转交', 'Through the government office']) }
const table = (c: Ctx): Input[] => (Array.isArray(c.input.rows) ? (c.input.rows as (Input | null)[]) : []).filter(r => r !== null)
/** The government's office, where it hands on a table of its own. */
const maker = (c: Ctx): Id | undefined => offices(c).map(o => o.id).find(o => worksAt(c, o) && !(c.actor.kind === 'person' && c.actor.posts.some(p => p.kind === 'deputyAffairsOfficer')))
const organsOf = (c: Ctx, r: Input): Id[] => (r.office === true ? offices(c).slice(0, 1).map(o => o.id) : [String(r.organ), ...ids(r.separate), ...ids(r.co)])
const organs = (c: Ctx): Id[] => [...new Set(table(c).flatMap(r => organsOf(c, r)))]
/** What a row becomes: handed over by the district, to the office or to organs, or handed on by the office. */
function echo(c: Ctx, r: Input, i: number): EchoSpec {
  const { suggestion, office, ...order } = r, field = `rows.${i}`
  if (office === true) return { matter: String(suggestion), act: 'handToOffice', input: { ...(order.organ ? { proposed: order.organ } : {}), ...(order.complex === true ? { complex: true } : {}), ...(order.note ? { note: order.note } : {}) }, field }
  return { matter: String(suggestion), act: maker(c) ? 'passOn' : 'handOver', input: order, field }
}
function illRow(c: Ctx, r: Input, i: number, known: ReadonlySet<Id>): No | undefined {
  const no = (cell: string, rule: string, zh: string, en: string): No => ({ rule, field: `rows.${i}.${cell}`, says: [`第${i + 1}行${zh}`, `Row ${i + 1}${en}`] })
  if (r.office === true && (maker(c) || !offices(c).length)) return no('office', 'suggestion.noOffice', '不能再交政府办转交', ' cannot go through the government office')
  if (!r.organ && r.office !== true) return no('organ', 'input.invalid', '请填主办单位', ': name the lead organ')
  if (r.office === true && (ids(r.separate).length || ids(r.co).length)) return no('co', 'suggestion.officeChooses', '交政府办转交的，分办、会办由政府办定', ': the government office chooses separate and co-handlers')
  const cell = (['organ', 'separate', 'co'] as const).find(f => ids(r[f]).some(o => !known.has(o)))
  return cell && no(cell, 'input.choice', '有一个单位不能承办建议', ' names an organ that handles no suggestions')
}

export const handoverProcedure = procedure('handover', 1, {
  label: ['建议交办', 'Hand-over of suggestions'], apart: true, sight: [districtOfficer, governmentOffice], stewards: [districtOfficer], correctable: {}, letters,
  parties: { district: ['区人大代工委', 'District'], via: ['政府办', 'The government office'], suggestions: ['建议', 'Suggestions'], organs: ['承办单位', 'Organs'] }, facts: { 'handover.made': ['交办批次', 'Hand-over made'] },
  stages: { made: { label: ['已交办', 'Handed over'], ends: true, awaits: 'nothing' }, undone: { label: ['已撤回', 'Undone'], ends: true, awaits: 'nothing' } },
  acts: {
    make: {
      label: ['批量交办', 'Hand over a table'], from: 'new', by: [districtOfficer, officeOfGovernment], mayBeTold: true, form: { rows: rows(['交办表', 'The table'], row, { required: true, max: most }), meeting: text(['交办会', 'At which meeting'], { max: 60 }), gist: text(['名称', 'Name'], { max: 60, unseen: true }) },
      refuse: c => {
        const seen = new Set<string>(), known = new Set(handlers(c).filter(o => !maker(c) || ofGovernment(c, o.id)).map(o => o.id)), all = c.input.rows as (Input | null)[]
        for (const [i, r] of all.entries()) {
          if (!r) continue
          if (seen.has(String(r.suggestion))) return { rule: 'handover.twice', field: `rows.${i}.suggestion`, says: [`第${i + 1}行的建议在表里出现了两次`, `Row ${i + 1}: this suggestion stands in the table twice`] }
          seen.add(String(r.suggestion))
          const ill = illRow(c, r, i, known)
          if (ill) return ill
        }
        return undefined
      },
      to: 'made', parties: c => ({ ...(districtOf(c) ? { district: [districtOf(c)!] } : {}), ...(maker(c) ? { via: [maker(c)!] } : {}), suggestions: table(c).map(r => String(r.suggestion)), organs: organs(c) }),
      // One letter to each organ, each with its own number.
      numbers: c => handOverNumbers(c, organs(c), maker(c)),
      marks: c => ({ gist: c.input.gist ? String(c.input.gist) : `${c.today}${maker(c) ? '转交' : '交办'}建议${table(c).length}件`, day: c.today, by: c.actor.kind === 'person' ? c.actor.person : null, ...datesOf(c), ...Object.fromEntries(organs(c).map(o => [`to.${o}`, ordersFor(table(c), o)])), ...(c.input.meeting ? { meeting: String(c.input.meeting) } : {}) }), establishes: c => [{ name: 'handover.made', quantity: table(c).length }],
      echoes: c => (c.input.rows as (Input | null)[]).flatMap((r, i) => (r ? [echo(c, r, i)] : [])), sentence: ['交办一批建议', 'A table of suggestions was handed over'],
    },
    undo: {
      label: ['撤回整批交办（签收前）', 'Undo the whole hand-over (before receipt)'], from: ['made'], by: [districtOfficer, governmentOffice], ready: c => (Boolean(c.state.parties.via?.[0]) === Boolean(maker(c)) ? undefined : { rule: 'handover.maker', says: ['谁交办的，由谁撤回', 'Whoever handed it over undoes it'] }), form: { why: text(['原因', 'Why'], { required: true, open: true, min: 2, max: 300 }) }, to: 'undone', retracts: () => ['handover.made'], voids: standing,
      echoes: c => (c.state.parties.suggestions ?? []).map(matter => ({ matter, act: c.state.parties.via?.[0] ? 'undoPassOn' : 'undoHandOver', input: { why: String(c.input.why) } })), sentence: ['撤回整批交办：{why}', 'The whole hand-over was undone: {why}'],
    },
    voidNumber: voidNumber(['made']),
  },
})
