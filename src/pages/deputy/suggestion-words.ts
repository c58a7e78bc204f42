/** Where a suggestion stands and what is asked, as one says it to a deputy. */
import { day, html, type Html, type View } from '#pages/view.ts'
import { left } from '#pages/parts/light.ts'
import { shape } from '#pages/parts/icons.ts'
import type { Label } from '#loop/words.ts'
import type { DutyView } from '#service/views.ts'

const stages: Readonly<Record<string, Label>> = {
  coSigning: ['等联名代表确认', 'Waiting for co-signers'], submitted: ['代工委正在审查', 'Under review by the committee'], amending: ['退回给您完善，改好再提交', 'Returned to you to amend'], registered: ['已受理，等着交办', 'Accepted, to be handed over'], preAssign: ['交办前正在征求单位意见', 'Organs are being consulted'],
  handedOver: ['已交办，等承办单位接收', 'Handed over, not yet taken up'], returnPending: ['承办单位申请退办，等代工委定', 'The organ asks to return it'], returned: ['退回了，等着改交别的单位', 'Returned, to go to another organ'], handling: ['承办单位正在办', 'Being handled'], replied: ['已经答复，等代表评价', 'Replied, to be rated'], rehandling: ['代表不满意，正在重新办', 'Being handled again'],
  chairs: ['等主任会议研究', 'For the chairpersons’ meeting'], tracking: ['答复了，承诺的事还在跟', 'Replied; the promise is tracked'], closed: ['已经办结', 'Closed'], withdrawn: ['已经撤回', 'Withdrawn'], lapsed: ['没有提交，领衔代表已离任', 'Never submitted: its lead has left office'], declined: ['不作为建议处理，已向您说明', 'Not handled as a suggestion'], converted: ['已转作其他事项', 'Converted'], void: ['已作废', 'Void'],
}
export const stageSays = (v: View, stage: string, otherwise: Label): string => v.say(stages[stage] ?? otherwise)

const asked: Readonly<Record<string, Label>> = {
  coSign: ['请您看全文，定要不要联名', 'Please read it and decide whether to sign'], submit: ['请您按意见修改，再提交', 'Please amend it and submit again'], evaluate: ['已经答复，请您评价', 'It is replied to: please rate it'], consent: ['代工委商请您同意，请答复', 'The committee asks for your consent'], takeLead: ['领衔代表离任了，请您定要不要接任领衔', 'Its lead has left office: please decide whether to lead it'],
}
/** Before it was ever submitted there is no amendment to make. */
const gathered: Label = ['联名确认完了，请您提交', 'The co-signers have confirmed: please submit it']
export const askSays = (d: DutyView, stage: string): Label => (stage === 'coSigning' && d.act === 'submit' ? gathered : asked[d.act]) ?? [`请您${d.actLabel[0]}`, `Please: ${d.actLabel[1]}`]
/** The button that leads to it: never the deed itself before the words were seen. */
const buttons: Readonly<Record<string, Label>> = { coSign: ['看全文，再决定', 'Read it, then decide'], submit: ['去修改、提交', 'Amend and submit'], evaluate: ['去评价', 'Rate it'], consent: ['去答复', 'Answer'], takeLead: ['看全文，再决定', 'Read it, then decide'] }
export const buttonOf = (act: string, stage: string, otherwise: Label): Label => (stage === 'coSigning' && act === 'submit' ? ['去提交', 'Submit it'] : buttons[act]) ?? otherwise
/** Whole pages first where the text must be read; else the one small form. */
export const wayTo = (id: string, act: string): string => (['coSign', 'submit', 'consent', 'takeLead'].includes(act) ? `/deputy/suggestions/${id}` : `/deputy/suggestions/${id}/${act}`)

export const askLine = (v: View, d: DutyView, stage: string): Html => html`<p class="ask-what"><span class="light-${d.light}">${shape(d.light)}</span> <b>${v.say(askSays(d, stage))}</b>${v.t(`，${day(v, d.dueDay)}前（${left(v, d)}）`, `, by ${day(v, d.dueDay)} (${left(v, d)})`)}</p>`
/** 第12号 · 第五次会议 */
export const numbered = (v: View, n: Label | null, session: Label | null): string => [n, session].flatMap(x => (x ? [v.say(x)] : [])).join(' · ')
