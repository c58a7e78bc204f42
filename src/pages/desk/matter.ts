/** The matter page: what it is, where it stands, who owes what, what can be done now, and what happened. One page for desk and deputy. */
import { acts, mainOf, type Returned, returnedSummary } from '#pages/parts/act-form.ts'
import { contactBox, dutiesBox, kinBox, partiesBox, replyBox, story, type Shown } from '#pages/parts/matter-parts.ts'
import { day, html, type Html, matterPath, spaced, type View } from '#pages/view.ts'
import { lineLight } from '#pages/parts/light.ts'
import { flags } from '#pages/parts/lines.ts'
import { page } from '#pages/page.ts'
import { alikeBox } from '#pages/desk/likeness.ts'
import { lettersBox, lettersOfChild } from '#pages/desk/letter.ts'
import { steps, timeline } from '#pages/parts/steps.ts'
import type { Day } from '#loop/words.ts'
import { draftNotice } from '#pages/desk/draft.ts'
import { type Proposals, proposalsAbove } from '#pages/desk/proposals.ts'
import type { DraftView } from '#service/desk-views.ts'
import type { ChildView, MatterView } from '#service/views.ts'
import type { Contact } from '#service/service.ts'

export type MatterPage = { readonly face: 'desk' | 'deputy'; readonly view: MatterView; readonly asOf?: Day | undefined; readonly open?: string | undefined; readonly returned?: Returned | undefined; readonly proposals?: Proposals | undefined; /** A proposal that was clicked. */ readonly taken?: Readonly<Record<string, string>> | undefined; /** Shown once, after a reason was given. */ readonly contact?: Contact | undefined; readonly contactFault?: string | undefined; /** The receipt of a matter entered a moment ago, to be handed over. */ readonly slip?: string | undefined; readonly draft?: DraftView | undefined; /** This deputy may write a suggestion from it. */ readonly grow?: boolean }

const titleLength = 28

export function matter(v: View, p: MatterPage): Html {
  // A day is recorded on its own page: its long form is not drawn here a second time.
  const dayed = ['reception', 'activity'].includes(p.view.line.procedure)
  const m: MatterView = dayed ? { ...p.view, choices: p.view.choices.filter(c => c.act !== 'record') } : p.view, live = p.asOf === undefined
  const main = live ? mainAct(m) : undefined
  const shown: Shown = { face: p.face, view: m, live, contact: p.contact, contactFault: p.contactFault }
  const doing = live ? html`<section class="card pad acts" aria-labelledby="acts"><h2 id="acts">${v.t('办理', 'What can be done')}</h2>${m.choices.length || m.children.some(c => c.choices.length)
    ? html`${acts(v, { face: p.face, matter: m.line.id, page: m.line.id, seq: m.seq, choices: m.choices, returned: p.returned, open: p.open, preset: m.proposedGist ? { gist: m.proposedGist } : {}, above: proposalsAbove(v, p.proposals), taken: p.taken, mainAct: main?.matter === m.line.id ? main.act : undefined })}`
    : html`<p>${v.t('现在没有要您办的。', 'There is nothing for you to do here now.')}</p>`}</section>` : ''
  const children = m.children.length ? html`<section class="card pad" aria-labelledby="kids"><h2 id="kids">${v.t('承办情况', 'Handling')}</h2>${m.children.map(c => child(v, p, m, c, main))}</section>` : ''
  // Before there is a gist, whoever may read the words is told by their beginning which matter this is.
  const name = m.gist || !m.narrative ? v.say(m.line.title) : `${[...m.narrative.replace(/\s+/g, ' ')].slice(0, titleLength).join('')}${[...m.narrative].length > titleLength ? '…' : ''}`
  const what = html`${live ? alikeBox(v, m) : ''}${replyBox(v, m)}${story(v, shown)}`
  const course = html`<section class="card pad" aria-labelledby="course"><h2 id="course">${v.t('办理过程', 'What has happened')}</h2>${timeline(v, m.timeline)}</section>`
  const aside = html`${dutiesBox(v, m)}${lettersBox(v, m.letters)}${partiesBox(v, m)}${contactBox(v, shown)}${kinBox(v, shown)}${asOfBox(v, p)}`
  return page(v, {
    title: name, face: p.face, here: p.face === 'deputy' ? '/deputy' : '/desk', narrow: p.face === 'deputy', islands: ['filter', 'preview', 'drafts'],
    body: html`${draftNotice(v, p.draft, matterPath(p.face, m.line.id))}${returnedSummary(v, p.returned, drawn(m, p.returned))}
${p.asOf ? html`<div class="alert alert-warning" role="status"><p>${v.t(`这是${p.asOf}当天的样子，不能在这里办理。`, `This is how it stood on ${p.asOf}; nothing can be done here.`)} <a href="${matterPath(p.face, m.line.id)}">${v.t('看现在', 'See it now')}</a></p></div>` : ''}
<header class="matter-head">
  <p class="over">${v.say(m.line.procedureLabel)}${m.number ? html` · <b class="num">${v.say(m.number)}</b>` : ''}${m.line.short ? html` · ${v.t('编号', 'no.')} <b class="num">${spaced(m.line.short)}</b>` : ''} · ${v.t(`${day(v, m.line.openedDay)}登记`, `entered ${day(v, m.line.openedDay)}`)}</p>
  <h1>${name}</h1>${p.grow ? html`
  <p class="no-print"><a class="btn" href="/deputy/suggestions/new?from=${m.line.id}">${v.t('写成建议', 'Write a suggestion from it')}</a></p>` : ''}${p.slip ? html`
  <p><a class="btn" href="/r/${p.slip}" target="_blank" rel="noopener">${v.t('打印回执，交给反映人', 'Print the receipt for the requester')}</a></p>` : ''}
  ${dayed && p.face === 'desk' ? html`<p><a class="btn" href="/desk/days/${m.line.id}">${p.view.choices.some(c => c.act === 'record' && !c.refusal) ? v.t('登记这一天', 'Record the day') : v.t('看登记表', 'See the sheet')}</a></p>` : ''}
  <p class="item-top">${lineLight(v, m.line)}${m.line.ended && !m.line.outcome ? '' : html` <span class="tag">${v.say(m.line.stageLabel)}</span>`}${m.line.place ? html` <span class="tag">${v.say(m.line.place)}</span>` : ''}${dayed ? '' : html` <span class="tag">${v.say(m.line.category)}</span>`}${m.line.channel && !dayed ? html` <span class="tag">${v.say(m.line.channel)}</span>` : ''}${flags(v, m.line)}</p>
  ${steps(v, m.stages, v.t('环节', 'Stages'))}
</header>
${p.face === 'deputy' ? html`${doing}${what}${children}${aside}${course}` : html`<div class="cols"><div class="col-main">${what}${doing}${children}${course}</div><aside class="col-side" aria-label="${v.t('期限、有关各方、联系方式', 'Dates, parties, contact')}">${aside}</aside></div>`}`,
  })
}

/** Whether the form that came back is still on the page. */
const drawn = (m: MatterView, r: Returned | undefined): boolean =>
  r !== undefined && [{ id: m.line.id, choices: m.choices }, ...m.children].some(x => x.id === r.matter && x.choices.some(c => c.act === r.act && !c.refusal))

/** One accent a page: the matter's own main act, else the first child's. */
function mainAct(m: MatterView): { matter: string; act: string } | undefined {
  const own = mainOf(m.choices)
  if (own) return { matter: m.line.id, act: own }
  for (const c of m.children) { const act = mainOf(c.choices); if (act) return { matter: c.id, act } }
  return undefined
}

const child = (v: View, p: MatterPage, m: MatterView, c: ChildView, main: { matter: string; act: string } | undefined): Html => html`<section class="child" aria-labelledby="c-${c.id}">
  <h3 id="c-${c.id}">${c.handler ? v.say(c.handler) : v.say(c.title)}${c.role ? html` <span class="tag">${v.say(c.role)}</span>` : ''}</h3>
  <p class="item-top">${lineLight(v, c)}${c.ended ? '' : html` <span class="tag">${v.say(c.stageLabel)}</span>`}${flags(v, c)}</p>
  ${c.gist ? html`<p><b>${v.t('办理摘要：', 'Gist: ')}</b>${c.gist}</p>` : ''}${c.result ? html`<p><b>${v.t('办理结果：', 'Result: ')}</b>${c.result}</p>` : ''}
  ${c.procedure !== 'handling' ? html`<p><a href="${matterPath(p.face, c.id)}">${v.t('打开这一件', 'Open this part')}</a></p>` : ''}
  ${lettersOfChild(v, c.letters)}${p.asOf === undefined && c.choices.length ? acts(v, { face: p.face, matter: c.id, page: m.line.id, seq: m.seq, choices: c.choices, returned: p.returned, open: p.open, mainAct: main?.matter === c.id ? main.act : undefined }) : ''}
</section>`

const asOfBox = (v: View, p: MatterPage): Html => html`<details class="card pad no-print"><summary>${v.t('看某一天的样子', 'As of a day')}</summary><form method="get" action="${matterPath(p.face, p.view.line.id)}"><div class="field"><label class="form-label" for="as-of">${v.t('哪一天', 'Day')}</label><input class="form-control" id="as-of" type="date" name="asOf" value="${p.asOf ?? ''}"></div><button class="btn" type="submit">${v.t('看', 'Show')}</button></form></details>`
