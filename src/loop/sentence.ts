/** The timeline's sentence of an event: the declared pattern filled with what the event says.
 * {actor} and {by} (its organ), {recorder}, {due}, {day}, any field of the input, and what the caller adds. Sealed fields are never filled in. */
import { dayOf, formatDay } from '#law/time.ts'
import type { Directory } from '#loop/directory.ts'
import { idsOf } from '#loop/fields.ts'
import { type ActSpec, patternOf, type Procedure } from '#loop/procedure.ts'
import type { Actor, Day, Event, Id, Json, Label } from '#loop/words.ts'

type Told = Pick<Event, 'act' | 'actor' | 'recordedBy' | 'input' | 'opens' | 'at'>

const requester: Label = ['反映人', 'The requester']
const unknown: Label = ['（略）', '(not shown)']

/** Called as on a day; without one, as now. */
const called = (directory: Directory, id: Id, day: Day | undefined, short = false): Label => (day === undefined ? directory.name(id) : directory.nameOn(id, day, short)) ?? unknown

export function actorName(actor: Actor, directory: Directory, day?: Day): Label {
  switch (actor.kind) {
    case 'person': return called(directory, actor.person, day)
    case 'receipt': case 'portal': return requester
    case 'clock': return ['系统', 'The system']
  }
}

/** A post as it is said: its organ, and what the procedure calls its kind. */
function postName(procedure: Procedure, directory: Directory, id: Id, day: Day | undefined): Label | undefined {
  const p = directory.post(id)
  if (!p) return undefined
  const organ = called(directory, p.organ, day, true), kind = procedure.words?.postKind?.[p.kind] ?? [p.kind, p.kind]
  return [`${organ[0]}${kind[0]}`, `${kind[1]}, ${organ[1]}`]
}
/** A value of an input in words. */
export function spoken(procedure: Procedure, spec: ActSpec | undefined, id: string, value: Json | undefined, directory: Directory, day?: Day): Label | undefined {
  const f = spec?.form[id]
  if (value === undefined || value === null || !f || f.personal) return undefined
  switch (f.kind) {
    case 'choice': { const o = f.options.find(x => x.id === value)?.label ?? procedure.words?.[id]?.[String(value)]; return o ?? [String(value), String(value)] }
    case 'date': { const d = formatDay(String(value)); return [d[0], d[1]] }
    case 'organ': case 'person': case 'place': { const names = idsOf(value).map(v => called(directory, v, day)); return [names.map(n => n[0]).join('、'), names.map(n => n[1]).join(', ')] }
    case 'entry': { const names = idsOf(value).map(v => postName(procedure, directory, v, day) ?? called(directory, v, day)); return [names.map(n => n[0]).join('、'), names.map(n => n[1]).join(', ')] }
    case 'yesNo': return value ? ['是', 'yes'] : ['否', 'no']
    case 'rows': return undefined
    case 'files': return [`${idsOf(value).length}个附件`, `${idsOf(value).length} files`]
    case 'text': case 'number': { const s = Array.isArray(value) ? value.join('；') : String(value); return [s, s] }
  }
}

/** The sentence of an event, in both languages; an act without a pattern is told by its label. */
export function sentence(procedure: Procedure, event: Told, directory: Directory, pattern?: Label, more: Readonly<Record<string, Label | undefined>> = {}): Label {
  const spec = procedure.acts[event.act]
  const p = pattern ?? patternOf(spec?.sentence, event.input) ?? spec?.label ?? [event.act, event.act]
  const due = event.opens.at(-1)?.due, day = dayOf(event.at)
  const say = (lang: 0 | 1) => p[lang].replace(/\{(\w+)\}/g, (_, id: string) => {
    if (id === 'actor') return actorName(event.actor, directory, day)[lang]
    if (id === 'by') return event.actor.kind === 'person' ? called(directory, event.actor.organ, day, true)[lang] : actorName(event.actor, directory, day)[lang]
    if (id === 'recorder') return event.recordedBy ? called(directory, event.recordedBy, day)[lang] : actorName(event.actor, directory, day)[lang]
    if (id === 'due') return due ? formatDay(dayOf(due))[lang] : ''
    // A form with a day of its own means that one.
    if (id === 'day' && event.input.day === undefined) return formatDay(day)[lang]
    if (more[id]) return more[id]![lang]
    return spoken(procedure, spec, id, event.input[id], directory, day)?.[lang] ?? '—'
  })
  return [say(0), say(1)]
}
