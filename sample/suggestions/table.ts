/** The 189 suggestions of the sample session as a table; all invented but for the totals. */
import type { Day } from '#law/time.ts'
import { type Grade, type Row, day } from '#sample/tables.ts'

export type Class = 'solved' | 'promised' | 'later'
export type Suggestion = {
  readonly no: number; readonly place: string; readonly theme: string
  readonly how: 'single' | 'joint' | 'delegation'; /** Co-signers. */ readonly signers: number
  /** Organs in the order in which it came to them; the last one leads to the end. */
  readonly leads: readonly [string, ...string[]]
  readonly separate?: string; readonly co: readonly string[]
  /** Wide-ranging or difficult: six months instead of three. */
  readonly complex: boolean
  readonly until?: Day; readonly replied?: Day
  /** Of the first reply: the lead's, and a separate handler's. */
  readonly classes: readonly Class[]
  readonly change?: { readonly to: Class; readonly day: Day }
  readonly contact?: 'faceToFace' | 'phone' | 'failed'
  readonly process?: Grade | 'none'; readonly result?: Grade | 'none'; readonly second?: { readonly grade: Grade; readonly day: Day }
  readonly team: number
  readonly key?: string; readonly merge?: number; readonly motion: boolean; readonly withdrawn?: Day
}

const list = (text: string, by: string): string[] => text.split(by).filter(Boolean)
export function suggestionOf(r: Row): Suggestion {
  const [how, signers] = r('how').split(' '), [classes = '', on] = r('class').split(' '), [first = '', then] = classes.split('>'), [grade, again] = r('second').split(' ')
  const flags = new Map(list(r('flags'), ';').map(f => f.split(' ')).map(([name, value]) => [name!, value ?? '']))
  const leads = list(r('first'), '>'), final = r('final')
  return {
    no: Number(r('no')), place: r('place'), theme: r('theme'), how: how as Suggestion['how'], signers: Number(signers ?? 0),
    leads: (leads.at(-1) === final ? leads : [...leads, final]) as [string, ...string[]], ...(r('separate') ? { separate: r('separate') } : {}), co: list(r('co'), '+'), complex: r('clock') === 'complex',
    ...(r('until') ? { until: day(r('until')) } : {}), ...(r('replied') ? { replied: day(r('replied')) } : {}), classes: list(first, '/') as Class[], ...(then && on ? { change: { to: then as Class, day: day(on) } } : {}),
    ...(r('contact') ? { contact: r('contact') as NonNullable<Suggestion['contact']> } : {}), ...(r('process') ? { process: r('process') as Grade | 'none', result: r('result') as Grade | 'none' } : {}),
    ...(grade && again ? { second: { grade: grade as Grade, day: day(again) } } : {}), team: Number(r('team')), motion: flags.has('motion'),
    ...(flags.has('key') ? { key: flags.get('key')! } : {}), ...(flags.has('merge') ? { merge: Number(flags.get('merge')) } : {}), ...(flags.has('withdrawn') ? { withdrawn: day(flags.get('withdrawn')!) } : {}),
  }
}

/** Who leads at the end, and every organ a suggestion was ever given to. */
export const leadOf = (s: Suggestion): string => s.leads.at(-1)!
export const organsOf = (s: Suggestion): string[] => [...s.leads, ...(s.separate ? [s.separate] : []), ...s.co]
/** The class of the first reply: where two answered, the lower of theirs. */
export const firstClass = (s: Suggestion): Class | undefined => (['later', 'promised', 'solved'] as const).find(c => s.classes.includes(c))
/** 区住建局 → 住建: as it stands in the organ's own letter numbers. */
export const bareName = (organ: string): string => organ.replace(/^[区市]/, '').replace(/(局|服务中心|中心|大队).*$/, '')
