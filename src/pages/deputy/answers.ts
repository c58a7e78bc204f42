/** What a deputy is asked in plain words, and the at most three answers to it. Any other duty offers its own act and what else is possible. */
import type { Choice } from '#loop/available.ts'
import type { Label } from '#loop/words.ts'
import type { DeputyItem } from '#service/desk-views.ts'

export type Answer = { readonly act: string; readonly label: Label; /** Chosen by the button itself. */ readonly preset?: Readonly<Record<string, string>> }
type Asked = { readonly says: Label; readonly answers: readonly Answer[] }

const asked: Readonly<Record<string, Asked>> = {
  claim: { says: ['请您跟进这件事', 'You are asked to follow this'], answers: [{ act: 'claim', label: ['我来跟', 'I will follow it'] }, { act: 'recuse', label: ['不便跟，请换人', 'Please ask another'] }] },
  verify: {
    says: ['承办单位说办好了，请您核实解决没有', 'The organ says it is done; please check'],
    answers: [{ act: 'verify', label: ['解决了', 'Solved'], preset: { degree: 'solved' } }, { act: 'verify', label: ['解决了一部分', 'Solved in part'], preset: { degree: 'partly' } }, { act: 'sendBack', label: ['没解决', 'Not solved'] }],
  },
}
const most = 3

/** The one sentence of what is asked. */
export const askOf = (i: DeputyItem): Label => { const d = i.line.duty; return d ? (asked[d.act]?.says ?? [`请您${d.actLabel[0]}`, `Please: ${d.actLabel[1]}`]) : ['请看一看', 'Please look'] }

/** The answers that are possible now. */
export function answersOf(i: DeputyItem): Answer[] {
  const may = (act: string): Choice | undefined => i.choices.find(c => c.act === act && !c.refusal)
  const act = i.line.duty?.act ?? ''
  const own = (asked[act]?.answers ?? []).filter(a => may(a.act))
  if (own.length) return own.slice(0, most)
  return [...i.choices].sort((a, b) => Number(b.act === act) - Number(a.act === act) || Number(b.main) - Number(a.main)).filter(c => !c.refusal).slice(0, most).map(c => ({ act: c.act, label: c.label }))
}
/** The words of the button that was pressed. */
export const wordOf = (act: string, preset: Readonly<Record<string, string>>, otherwise: Label): Label =>
  Object.values(asked).flatMap(a => a.answers).find(a => a.act === act && Object.entries(a.preset ?? {}).every(([k, x]) => preset[k] === x))?.label ?? otherwise
