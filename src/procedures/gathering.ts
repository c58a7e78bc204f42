/**
 * What reception days and theme activities have in common: planned, announced, held, recorded by the station, confirmed by its head.
 * Whoever was there is ticked once, here; opinions taken become requests of their own, opened by the same act.
 */
import { procedure, theClock, theLoop } from '#loop/every.ts'
import { date, number, type Option, person, place, rows, text } from '#loop/fields.ts'
import type { Form } from '#loop/fields.ts'
import type { ActSpec, Ctx, EchoSpec, FactSpec, Procedure } from '#loop/procedure.ts'
import type { SettingSpec } from '#loop/settings.ts'
import type { Day, Id, Input, Label, Level, Owes } from '#loop/words.ts'
import { shift } from '#law/time.ts'
import { momentOf } from '#procedures/terms.ts'
import { deputiesEverywhere, deputiesOfOwnPlaces, districtOf, ownPlaces, stationAt } from '#procedures/stations.ts'
import { attending, districtOfficer, localDeputy, stationClerk, stationHead } from '#procedures/roles.ts'
import { opinionForm, opinionInput } from '#procedures/opinion.ts'

export type Kind = {
  readonly id: string
  readonly label: Label
  readonly announced: Label
  /** What a list calls one of them, given its day and what the planner wrote. */
  readonly title: (c: Ctx, input: Input) => string
  /** Fields of its own, asked when it is planned. */
  readonly own: Form
  readonly ownMarks: (input: Input) => Readonly<Record<string, string>>
  /** Channel its opinions came by. */
  readonly channel: string
  readonly facts: { readonly held: string; readonly voters: string; readonly deputy: string; readonly labels: Readonly<Record<string, Label>> }
  readonly factKind?: (c: Ctx) => string | undefined
  readonly words: { readonly voters: Label; readonly came: Label; readonly record: Label; readonly enter: Label; readonly plan: Label }
  readonly settings: Readonly<Record<string, SettingSpec>>
}

const keepers = [stationClerk, districtOfficer]
const why = text(['原因', 'Why'], { required: true, min: 2, max: 200, open: true })
const time = (label: Label) => text(label, { max: 5, mode: 'time' })
const when: Form = { from: time(['开始', 'From']), until: time(['结束', 'Until']) }
const timely = /^([01]\d|2[0-3]):[0-5]\d$/
const dayOfState = (c: Ctx): Day => c.state.marks.day ?? c.today
const stationOwes = (c: Ctx): Owes | undefined => { const o = c.state.parties.station?.[0] ?? districtOf(c); return o ? `organ:${o}` : undefined }
const ids = (v: unknown): Id[] => (Array.isArray(v) ? v.map(String) : [])

function wrongTimes(c: Ctx): { rule: string; field: string; says: Label } | undefined {
  for (const f of ['from', 'until']) if (c.input[f] !== undefined && !timely.test(String(c.input[f]))) return { rule: 'input.invalid', field: f, says: ['时间应写成 09:00 这样', 'The time must be like 09:00'] }
  if (c.input.from !== undefined && c.input.until !== undefined && String(c.input.from) >= String(c.input.until)) return { rule: 'input.invalid', field: 'until', says: ['结束时间应晚于开始时间', 'It must end after it begins'] }
  return undefined
}

/** Declares a kind of gathering. */
export function gathering(k: Kind): Procedure {
  const s = (name: string): string => `${k.id}.${name}`
  const where = (c: Ctx) => ({ place: c.state.parties.place?.[0], organ: c.state.parties.station?.[0] })
  /** One fact for each deputy at the highest mandate, and one more for every further mandate. */
  const attendance = (c: Ctx, came: readonly Id[], day: Day): FactSpec[] => came.flatMap(p => levelsOf(c, p, day).map((level, i): FactSpec => ({ name: k.facts.deputy, person: p, level, kind: i === 0 ? 'main' : 'also', ...where(c), at: momentOf(day) })))
  const held = (c: Ctx, day: Day): FactSpec[] => [
    { name: k.facts.held, ...where(c), kind: k.factKind?.(c), at: momentOf(day) },
    { name: k.facts.voters, ...where(c), quantity: Number(c.input.voters ?? 0), at: momentOf(day) },
    ...attendance(c, ids(c.input.came), day),
  ]
  const opinions = (c: Ctx): EchoSpec[] => (Array.isArray(c.input.opinions) ? (c.input.opinions as (Input | null)[]) : []).flatMap((row, i) => (row ? [{ procedure: 'request', tie: 'raisedAt', act: 'place', input: opinionInput(row, { place: c.state.parties.place![0]!, channel: k.channel, session: c.state.id, day: dayOfState(c) }), field: `opinions.${i}` }] : []))
  const recordForm: Form = {
    came: person(k.words.came, { many: true, required: true }), voters: number(k.words.voters, { required: true, max: 100_000 }),
    opinions: rows(['收集意见', 'Opinions taken'], opinionForm), note: text(['备注', 'Note'], { long: true, open: true, max: 300 }),
  }
  const recorded: Pick<ActSpec, 'to' | 'marks' | 'establishes' | 'echoes' | 'options'> = {
    to: 'recorded', options: (c, f) => (f === 'came' ? deputiesEverywhere(c) : f === 'place' ? ownPlaces(c) : undefined), echoes: opinions,
    marks: c => ({ voters: String(c.input.voters), recorder: c.actor.kind === 'person' ? c.actor.person : null, ...(c.input.note ? { note: String(c.input.note) } : {}) }),
    establishes: c => held(c, dayOfState(c)),
  }
  const planForm: Form = { place: place(['街道（镇）', 'Street or town'], { required: true }), day: date(['日期', 'Day'], { required: true }), ...k.own, ...when, spot: text(['地点', 'Where'], { max: 60, open: true, hint: ['如：联络站一楼接待室', 'E.g. the station’s reception room'] }) }
  const options = (c: Ctx, f: string): readonly Option[] | undefined => (f === 'place' ? ownPlaces(c) : f === 'deputies' ? deputiesOfOwnPlaces(c) : undefined)
  const opened = (c: Ctx) => { const at = String(c.input.place), station = stationAt(c, at), d = districtOf(c); return { place: [at], ...(station ? { station: [station] } : {}), ...(d ? { district: [d] } : {}) } }
  const planMarks = (c: Ctx): Record<string, string> => ({
    day: String(c.input.day), gist: k.title(c, c.input), channel: k.channel, ...k.ownMarks(c.input),
    ...Object.fromEntries(['from', 'until', 'spot'].filter(f => c.input[f] !== undefined).map(f => [f, String(c.input[f])])),
  })
  return procedure(k.id, 1, {
    label: k.label, settings: k.settings, sight: [stationClerk, districtOfficer, localDeputy, attending], stewards: keepers,
    parties: { place: ['街道（镇）', 'Street or town'], station: ['联络站', 'Station'], district: ['区人大代工委', 'District'], deputies: ['安排的代表', 'Deputies planned'], present: ['到场代表', 'Deputies present'] },
    facts: k.facts.labels, lapses: { hold: 'hold' },
    correctable: { voters: number(k.words.voters, { max: 100_000 }) },
    recast: (c, f) => (c.input.voters !== undefined && f.name === k.facts.voters ? { quantity: Number(c.input.voters) } : undefined),
    words: Object.fromEntries(Object.entries(k.own).filter(([, f]) => f.options.length).map(([id, f]) => [id, Object.fromEntries(f.options.map(o => [o.id, o.label]))])),
    stages: {
      planned: { label: ['已排期', 'Planned'], awaits: [{ act: 'announce', owes: stationOwes, within: s('announceDays'), before: dayOfState }] },
      announced: { label: k.announced, portal: k.announced, awaits: [{ act: 'hold', owes: stationOwes, within: s('recordDays'), on: c => ({ day: dayOfState(c), why: ['就在这一天', 'It is on this day'] }) }] },
      held: { label: ['待登记', 'Held, to be recorded'], awaits: [{ act: 'record', owes: stationOwes, within: s('recordDays'), since: dayOfState }] },
      recorded: { label: ['待站长确认', 'Recorded, to be confirmed'], awaits: [{ act: 'confirm', owes: stationOwes, within: s('confirmDays') }] },
      confirmed: { label: ['已确认', 'Confirmed'], ends: true, awaits: 'nothing' },
      cancelled: { label: ['已取消', 'Cancelled'], portal: ['已取消', 'Cancelled'], ends: true, awaits: 'nothing' },
    },
    acts: {
      plan: {
        label: k.words.plan, from: 'new', by: keepers, mayBeTold: true, form: { ...planForm, deputies: person(['安排的代表', 'Deputies planned'], { many: true }) }, options,
        refuse: c => wrongTimes(c) ?? (String(c.input.day) < c.today ? { rule: `${k.id}.past`, field: 'day', says: ['这一天已经过去，请直接登记情况', 'That day is past: record it instead'] } : tooFar(String(c.input.day), c)),
        to: 'planned', parties: c => ({ ...opened(c), deputies: ids(c.input.deputies) }), marks: planMarks, sentence: ['{by}排期：{day}，{deputies}', 'Planned by {by} for {day}: {deputies}'],
      },
      enter: {
        label: k.words.enter, help: ['事先没有排期的，直接登记当天情况。', 'For one that was not planned: record the day at once.'], from: 'new', by: keepers, mayBeTold: true, form: { ...planForm, ...recordForm }, ...recorded,
        refuse: c => wrongTimes(c) ?? tooEarly(String(c.input.day), c) ?? noDeputy(c, String(c.input.day)), parties: c => ({ ...opened(c), deputies: ids(c.input.came), present: ids(c.input.came) }),
        marks: c => ({ ...planMarks(c), ...recorded.marks!(c) }), sentence: ['{by}登记：接待{voters}人次，到场{came}', 'Recorded by {by}: {voters} voters, present {came}'],
      },
      announce: { label: ['公告', 'Announce'], main: true, from: ['planned'], by: keepers, mayBeTold: true, form: {}, to: 'announced', help: ['时间、地点、代表姓名在网上本站页面公开。', 'Time, place and deputies appear on the station’s public page.'], sentence: ['已公告', 'Announced'], portal: ['已公告', 'Announced'] },
      swap: { label: ['调整代表', 'Change deputies'], from: ['planned', 'announced'], by: keepers, form: { deputies: person(['安排的代表', 'Deputies planned'], { many: true, required: true }), why }, options, parties: c => ({ deputies: ids(c.input.deputies) }), sentence: ['调整代表：{deputies}（{why}）', 'Deputies changed: {deputies} ({why})'] },
      move: {
        label: ['改期', 'Move'], from: ['planned', 'announced'], by: keepers, form: { day: date(['改到', 'To'], { required: true }), ...when, why },
        refuse: c => wrongTimes(c) ?? (String(c.input.day) < c.today ? { rule: `${k.id}.past`, field: 'day', says: ['不能改到过去', 'It cannot be moved into the past'] } : tooFar(String(c.input.day), c)),
        to: 'planned', marks: c => ({ day: String(c.input.day), gist: k.title(c, { ...c.state.marks, ...c.input }), from: c.input.from ? String(c.input.from) : undefined, until: c.input.until ? String(c.input.until) : undefined }),
        // From planned to planned no stage is left: its date is reckoned anew beside it.
        discharges: ['announce', 'hold'], owes: c => (c.family.matters.get(c.state.id)?.stage === 'planned' ? [{ act: 'announce', owes: stationOwes(c), within: s('announceDays'), before: dayOfState(c) }] : []),
        sentence: ['改到{day}（{why}）', 'Moved to {day} ({why})'],
      },
      cancel: { label: ['取消', 'Cancel'], from: ['planned', 'announced', 'held'], by: keepers, form: { why }, to: 'cancelled', marks: c => ({ outcome: 'cancelled', cancelled: String(c.input.why) }), sentence: ['取消：{why}', 'Cancelled: {why}'], portal: ['已取消：{why}', 'Cancelled: {why}'] },
      hold: { label: ['到日子', 'The day itself'], hidden: true, mayBeTold: true, from: ['announced'], by: [theClock], form: {}, to: 'held', sentence: ['当天已过，等着登记', 'The day has passed; to be recorded'] },
      record: {
        label: k.words.record, main: true, from: ['planned', 'announced', 'held'], by: keepers, mayBeTold: true, form: recordForm, ...recorded,
        refuse: c => tooEarly(dayOfState(c), c) ?? noDeputy(c, dayOfState(c)), parties: c => ({ present: ids(c.input.came) }), sentence: ['{by}登记：接待{voters}人次，到场{came}', 'Recorded by {by}: {voters} voters, present {came}'],
      },
      add: { label: ['补登意见', 'Add opinions'], from: ['recorded', 'confirmed'], by: keepers, form: { opinions: rows(['收集意见', 'Opinions taken'], opinionForm, { required: true }) }, echoes: opinions, sentence: ['补登意见', 'Opinions added'] },
      take: { label: ['收到意见', 'Opinion taken'], hidden: true, from: ['planned', 'announced', 'held', 'recorded', 'confirmed'], by: [theLoop], form: { request: text(['意见', 'Opinion'], { required: true, max: 36 }) }, links: c => [{ from: String(c.input.request), kind: 'raisedAt', to: c.state.id }], sentence: ['收到意见一条', 'An opinion was taken'] },
      amendPresent: {
        label: ['更正到场代表', 'Correct who was present'], from: ['recorded', 'confirmed'], by: keepers, form: { came: recordForm.came!, why }, options: recorded.options!, refuse: c => noDeputy(c, dayOfState(c)), parties: c => ({ present: ids(c.input.came) }),
        retracts: () => [k.facts.deputy], establishes: c => attendance(c, ids(c.input.came), dayOfState(c)), sentence: ['更正到场代表：{came}（{why}）', 'Presence corrected: {came} ({why})'],
      },
      confirm: {
        label: ['站长确认', 'Confirm (head of station)'], main: true, from: ['recorded'], by: [stationHead, districtOfficer], form: {}, to: 'confirmed', marks: () => ({ outcome: 'confirmed' }), mayBeTold: true,
        ready: c => (c.actor.kind === 'person' && c.actor.person === c.state.marks.recorder ? { rule: `${k.id}.second`, says: ['登记的人不能自己确认，请站长或区人大代工委确认', 'Whoever recorded it does not confirm it'] } : undefined), sentence: ['{actor}确认', 'Confirmed by {actor}'],
      },
    },
    outcomes: { confirmed: ['已确认', 'Confirmed'], cancelled: ['已取消', 'Cancelled'] },
  })
}

const tooEarly = (day: Day, c: Ctx) => (day > c.today ? { rule: 'day.future', field: 'day', says: ['这一天还没到，不能登记情况', 'That day has not come yet'] as Label } : undefined)
/** Planned further ahead than this, the year is more likely mistyped than meant. */
const aheadDays = 400
const tooFar = (day: Day, c: Ctx) => (day > shift(c.today, aheadDays) ? { rule: 'day.far', field: 'day', says: ['这一天离现在一年多，请核对年份', 'That day is more than a year away; please check the year'] as Label } : undefined)
/** Whoever is ticked was a deputy on that day: a mistyped year shows here too. */
const noDeputy = (c: Ctx, day: Day) => { const who = ids(c.input.came).find(p => levelsOf(c, p, day).length === 0); return who ? { rule: 'day.mandate', field: 'came', says: [`${c.directory.name(who)?.[0] ?? ''}在${day}不是代表，请核对日期和人员`, `${c.directory.name(who)?.[1] ?? ''} was no deputy on ${day}; please check the day and the people`] as Label } : undefined }
const rank: readonly Level[] = ['national', 'provincial', 'city', 'district', 'town']
/** The levels at which a person is a deputy on a day, the highest first. */
const levelsOf = (c: Ctx, person: Id, day: Day): Level[] => { const have = new Set(c.directory.postsOf(person, day).filter(p => p.kind === 'deputy').map(p => p.level)); return rank.filter(l => have.has(l)) }
