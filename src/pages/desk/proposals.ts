/** Above a hand-over's form: to whom it might go, why, and how often such a proposal was right. Nothing is chosen beforehand. */
import { html, type Html, matterPath, type View } from '#pages/view.ts'
import type { MatterProposals, OrganProposal, ProposalMeasure } from '#service/proposals.ts'

export type Proposals = MatterProposals & { readonly measure?: ProposalMeasure | undefined; /** The acts it is shown above, each with the field it fills. */ readonly acts: readonly { readonly act: string; readonly field: string }[] }

export const proposalsAbove = (v: View, p: Proposals | undefined): Readonly<Record<string, Html>> | undefined => p && Object.fromEntries(p.acts.map(a => [a.act, box(v, p, a.act, a.field)]))

const box = (v: View, p: Proposals, act: string, field: string): Html => html`<div class="proposals" role="group" aria-label="${v.t('可能由谁办', 'Who might handle it')}">
  <p><b>${v.t('可能由谁办', 'Who might handle it')}</b> <span class="hint">${v.t('由以前的交办学来，请您核对后确认', 'Learned from earlier hand-overs; please check and confirm')}</span></p>
  ${p.tooLittle ? html`<p>${v.say(p.tooLittle)}</p>` : html`<ol>${p.proposals.map(o => one(v, p, o, act, field))}</ol>`}
  ${p.measure ? measured(v, p.measure) : ''}
</div>`

const one = (v: View, p: Proposals, o: OrganProposal, act: string, field: string): Html => html`<li><p><b>${v.say(o.name)}</b> <a class="btn btn-sm" href="${matterPath('desk', p.matter)}?do=${act}&amp;${field}=${o.organ}#act-${p.matter.slice(0, 8)}-${act}">${v.t('填入', 'Fill in')}<span class="visually-hidden">${v.say(o.name)}</span></a></p>
  <p class="hint">${v.t(`文中写到“${o.words.join('”“')}”；以前交给它${o.earlier}件`, `It says ${o.words.map(w => `“${w}”`).join(', ')}; ${o.earlier} earlier ones went there`)}</p>
  ${o.like.length ? html`<ul class="hint">${o.like.map(l => html`<li><a href="${matterPath('desk', l.id)}">${l.number ? v.t(`${l.year}年第${l.number}号 `, `${l.year} no. ${l.number} `) : `${l.year} `}${l.title}</a></li>`)}</ul>` : ''}</li>`

const percent = (n: number, of: number): string => `${Math.round((100 * n) / of)}%`
/** How often such a proposal was right, beside what always naming the commonest would have been. */
export const measured = (v: View, m: ProposalMeasure): Html => html`<p class="hint">${v.t(`准不准：用${years(m)}年的交办学，拿${m.triedOn}年的${m.tried}件试，第一个就对的${percent(m.first, m.tried)}，三个里有的${percent(m.three, m.tried)}；要是每件都猜最常见的单位，只对${percent(m.base, m.tried)}。`, `How good: learned on ${years(m)}, tried on ${m.tried} of ${m.triedOn}, the first was right in ${percent(m.first, m.tried)}, one of the three in ${percent(m.three, m.tried)}; always naming the commonest organ would be right in ${percent(m.base, m.tried)}.`)}</p>`
const years = (m: ProposalMeasure): string => (m.learnedFrom.length > 1 ? `${m.learnedFrom[0]}–${m.learnedFrom.at(-1)}` : String(m.learnedFrom[0]))
