/** One suggestion as its deputy watches it: where it stands and who has it, what is asked, the whole text, contact, reply, promise, and what happened. */
import { day, html, type Html, type View } from '#pages/view.ts'
import { flags } from '#pages/parts/lines.ts'
import { left, lineLight } from '#pages/parts/light.ts'
import { shape } from '#pages/parts/icons.ts'
import { lettersBox, lettersOfChild } from '#pages/desk/letter.ts'
import { page } from '#pages/page.ts'
import { askLine, numbered, stageSays } from '#pages/deputy/suggestion-words.ts'
import type { Choice } from '#loop/available.ts'
import type { Label } from '#loop/words.ts'
import type { ContactTold, ReplyTold, SuggestionView } from '#service/deputy-suggestion-views.ts'

export type SuggestionPage = { readonly s: SuggestionView; /** Something was just done here. */ readonly did?: string | undefined; readonly refused?: Label | undefined; /** What was typed into a form that is no longer possible. */ readonly written?: readonly string[] }

/** Acts drawn where what they are about stands; the rest are links to their small forms. */
const placed = ['coSign', 'refuseCoSign', 'confirmContact', 'denyContact']
const quiet = ['withdraw', 'leave']
const paragraphs = (s: string): Html => html`${s.split(/\r?\n/).filter(x => x.trim()).map(x => html`<p>${x}</p>`)}`
const at = (s: SuggestionView, act = ''): string => `/deputy/suggestions/${s.matter.line.id}${act ? `/${act}` : ''}`
const may = (s: SuggestionView, act: string): Choice | undefined => s.matter.choices.find(c => c.act === act && !c.refusal)

/** One press: nothing is left to fill in. */
const press = (v: View, s: SuggestionView, act: string, label: Label, main: boolean, more: Readonly<Record<string, string>> = {}): Html => html`<form class="tap" method="post" action="${at(s, act)}"><input type="hidden" name="_key" value="${v.newKey()}"><input type="hidden" name="_seen" value="${String(s.matter.seq)}">${Object.entries(more).map(([k, x]) => html`<input type="hidden" name="${k}" value="${x}">`)}<button class="btn${main ? ' btn-primary' : ''}" type="submit">${v.say(label)}</button></form>`

function contact(v: View, s: SuggestionView, c: ContactTold): Html {
  const words: Readonly<Record<NonNullable<ContactTold['answer']>, Label>> = { yes: ['您确认联系过', 'You confirmed it'], no: ['您说没有这回事，代工委在核对', 'You said it did not happen; it is being looked into'], none: ['代工委核对：确实没有联系', 'Looked into: there was no contact'], made: ['代工委核对：已经联系，有凭据', 'Looked into: there was, and something shows it'] }
  return html`<li><p><b>${v.say(c.name)}</b> ${c.failed ? v.t(`${day(v, c.day)}没有联系上您（${v.say(c.how)}）`, `could not reach you on ${day(v, c.day)} (${v.say(c.how)})`) : v.t(`说${day(v, c.day)}${v.say(c.how)}过`, `says: ${v.say(c.how)}, ${day(v, c.day)}`)}</p><blockquote class="words">${paragraphs(c.note)}</blockquote>
${c.answer ? html`<p class="hint">${v.say(words[c.answer])}</p>` : ''}${c.mayAnswer ? html`<div class="answers">${press(v, s, 'confirmContact', ['联系过', 'Yes, they were'], false, { organ: c.organ })}<a class="btn" href="${at(s, 'denyContact')}?organ=${c.organ}">${v.t('没有这回事', 'That did not happen')}</a></div>` : ''}</li>`
}

const reply = (v: View, s: SuggestionView, r: ReplyTold): Html => html`<section class="child" aria-labelledby="r-${r.handling}"><h3 id="r-${r.handling}">${v.say(r.organ)}${r.class ? html` <span class="tag">${v.say(r.class)}</span>` : ''}</h3><p class="item-sub">${v.t(`${day(v, r.day)}答复`, `replied ${day(v, r.day)}`)}</p>
<blockquote class="words">${paragraphs(r.text)}</blockquote>${r.promisedBy ? html`<p><b>${v.t(`承诺${day(v, r.promisedBy)}前办成`, `Promised by ${day(v, r.promisedBy)}`)}</b></p>` : ''}${lettersOfChild(v, s.matter.children.find(c => c.id === r.handling)?.letters ?? [])}</section>`

/** Whose turn it is, in one sentence; of several who owe the same, all are named. */
function turn(v: View, s: SuggestionView): string {
  const own = s.matter.duties, below = s.matter.children.flatMap(c => (c.ended || !c.duty ? [] : [c.duty])), all = [...own, ...below].filter(x => !s.mine.some(m => m.no === x.no && m.act === x.act)).sort((a, b) => (a.due < b.due ? -1 : 1)), d = all[0]
  if (!d) return ''
  const names = [...new Set(all.filter(x => x.act === d.act && x.dueDay === d.dueDay).map(x => v.say(x.owesName)))].join(v.t('、', ', '))
  return v.t(`现在该${names}${v.say(d.actLabel)}，${day(v, d.dueDay)}前（${left(v, d)}）。`, `Now ${names}: ${v.say(d.actLabel)}, by ${day(v, d.dueDay)} (${left(v, d)}).`)
}

const done = (v: View, p: SuggestionPage): Html | '' => p.did === undefined ? '' : html`<div class="alert answered" role="status" tabindex="-1" autofocus><p>${shape('done')} <b>${p.did === 'new' ? (p.s.waitedFor.length ? v.t('交上去了，等联名代表确认。他们确认后您再提交；不想等也可以直接提交。', 'Sent: now the co-signers confirm, and then you submit it; you may also submit without waiting.') : v.t('交上去了，代工委审查后编号。', 'Sent: the committee reviews and numbers it.')) : v.t('记下了。', 'Noted.')}</b></p></div>`

/** Whoever said no reads so, and may think again; nothing is asked of them and no day is named. */
const declined = (v: View, s: SuggestionView): Html | '' => s.declined && may(s, 'coSign') ? html`<section class="card pad" aria-labelledby="declined"><h2 id="declined">${v.t('您已表示不参加联名', 'You have said no')}</h2><p>${v.t('这一条只有您自己看得到，在别人看来只是没有答复。改了主意，在提交以前还可以确认联名。', 'Only you can see this: to others you have simply not answered. Should you change your mind, you may still confirm until it is submitted.')}</p><div class="answers">${press(v, s, 'coSign', ['还是确认联名', 'Sign it after all'], false)}</div></section>` : ''

function asks(v: View, s: SuggestionView): Html | '' {
  const sign = s.declined ? undefined : may(s, 'coSign'), no = may(s, 'refuseCoSign'), submit = may(s, 'submit'), others = s.mine.filter(d => !['coSign', 'submit'].includes(d.act) && may(s, d.act))
  if (!sign && !submit && !others.length) return ''
  const why = s.matter.line.stage === 'amending' ? s.matter.timeline.findLast(t => t.act === 'returnToAmend')?.sentence : undefined
  return html`<section class="card pad" aria-labelledby="asked"><h2 id="asked">${v.t('请您办', 'For you to do')}</h2>
${sign ? html`${s.mine.filter(d => d.act === 'coSign').map(d => askLine(v, d, s.matter.line.stage))}<p class="hint">${v.t('往下看全文。不参加也不会告诉别人，在别人看来只是没有答复。', 'The whole text is below. A no is told to nobody: to others you have simply not answered.')}</p><div class="answers">${press(v, s, 'coSign', ['确认联名', 'Sign it'], true, { wording: String(s.wording) })}${no ? press(v, s, 'refuseCoSign', ['不参加', 'Not this one'], false) : ''}</div>` : ''}
${submit ? html`${why ? html`<blockquote class="words"><p>${v.say(why)}</p></blockquote>` : ''}${s.mine.filter(d => d.act === 'submit').map(d => askLine(v, d, s.matter.line.stage))}${s.matter.line.stage === 'coSigning' ? html`<p class="hint">${v.t('现在提交，没有确认的代表不列入联名。', 'Submitted now, those who have not confirmed are left out.')}</p>` : ''}<div class="answers">${press(v, s, 'submit', ['提交审查', 'Submit for review'], !sign)}${may(s, 'amend') ? html`<a class="btn" href="${at(s, 'amend')}">${v.t('修改文本', 'Change the text')}</a>` : ''}</div>` : ''}
${others.map((d, i) => html`${askLine(v, d, s.matter.line.stage)}${d.act === 'consent' && s.matter.marks.consentNote ? html`<blockquote class="words">${paragraphs(s.matter.marks.consentNote)}</blockquote>` : ''}<div class="answers"><a class="btn${i === 0 && !sign && !submit ? ' btn-primary' : ''}" href="${at(s, d.act)}">${v.say(may(s, d.act)!.label)}</a></div>`)}</section>`
}

export function suggestionPage(v: View, p: SuggestionPage): Html {
  const { s } = p, m = s.matter, l = m.line
  const open = m.choices.filter(c => !c.refusal && !placed.includes(c.act) && !['submit', 'amend'].includes(c.act) && !s.mine.some(d => d.act === c.act)), usual = open.filter(c => !quiet.includes(c.act)), last = open.filter(c => quiet.includes(c.act))
  const amend = may(s, 'amend') && !may(s, 'submit')
  return page(v, {
    title: v.say(l.title), face: 'deputy', here: '/deputy/suggestions', narrow: true,
    body: html`${done(v, p)}${p.refused ? html`<div class="alert alert-danger" role="alert" tabindex="-1" autofocus><h2>${v.t('没有办成', 'Not done')}</h2><p>${v.say(p.refused)}</p>${p.written?.length ? html`<details open><summary>${v.t('您刚才写的', 'What you wrote')}</summary>${p.written.map(w => html`<blockquote class="words">${w}</blockquote>`)}</details>` : ''}</div>` : ''}
<header class="matter-head"><p class="over">${[v.say(l.procedureLabel), numbered(v, s.number, s.session), v.t(`${day(v, l.openedDay)}提`, `proposed ${day(v, l.openedDay)}`)].filter(Boolean).join(' · ')}</p>
<h1>${v.say(l.title)}</h1><p class="item-top">${l.ended ? lineLight(v, l) : html`<b>${stageSays(v, l.stage, l.stageLabel)}</b>`}${flags(v, l)}</p>${l.ended ? '' : html`<p>${turn(v, s)}</p>`}</header>
${asks(v, s)}${declined(v, s)}
${s.replies.length ? html`<section class="card pad" aria-labelledby="replies"><h2 id="replies">${v.t('答复', 'The reply')}</h2>${s.replies.map(r => reply(v, s, r))}${m.marks.promisedBy ? html`<p class="hint">${v.t(`承诺的事${day(v, m.marks.promisedBy)}到期，办成要有凭据续报。`, `The promise is due ${day(v, m.marks.promisedBy)} and is kept only with proof.`)}</p>` : ''}</section>` : ''}
${s.contacts.length ? html`<section class="card pad" aria-labelledby="contacts"><h2 id="contacts">${v.t('与您的联系', 'Contact with you')}</h2><ul class="plain-list contacts">${s.contacts.map(c => contact(v, s, c))}</ul></section>` : ''}
<section class="card pad" aria-labelledby="text"><h2 id="text">${v.t('建议全文', 'The whole text')}</h2><div class="words">${paragraphs(s.text)}</div>
<dl class="facts">${s.lead ? html`<div><dt>${v.t('领衔', 'Proposed by')}</dt><dd>${v.say(s.lead)}</dd></div>` : ''}${s.signers.length ? html`<div><dt>${v.t('联名', 'Signed by')}</dt><dd>${s.signers.map(n => v.say(n)).join(v.t('、', ', '))}</dd></div>` : ''}${s.waitedFor.length ? html`<div><dt>${v.t('等确认', 'Not answered yet')}</dt><dd>${s.waitedFor.map(n => v.say(n)).join(v.t('、', ', '))}</dd></div>` : ''}${s.theme ? html`<div><dt>${v.t('分类', 'Theme')}</dt><dd>${v.say(s.theme)}</dd></div>` : ''}</dl>
${m.files.length ? html`<ul class="files">${m.files.map(f => html`<li><a href="/desk/files/${f.id}">${f.name}</a></li>`)}</ul>` : ''}${s.grewFrom.length ? html`<p>${v.t('由群众意见而来：', 'Grew from: ')}${s.grewFrom.map(g => html`<a href="/deputy/m/${g.id}">${v.say(g.title)}</a> `)}</p>` : ''}${amend ? html`<p><a class="btn" href="${at(s, 'amend')}">${v.t('修改文本', 'Change the text')}</a></p>` : ''}</section>
${lettersBox(v, m.letters)}
<section class="card pad" aria-labelledby="course"><h2 id="course">${v.t('经过', 'What has happened')}</h2><ol class="line">${s.course.map(c => html`<li><p class="line-when">${day(v, c.day)}</p><p>${v.say(c.sentence)}</p></li>`)}</ol></section>
${usual.length ? html`<section class="card pad" aria-labelledby="more"><h2 id="more">${v.t('还可以', 'You may also')}</h2><div class="answers">${usual.map(c => html`<a class="btn" href="${at(s, c.act)}">${v.say(c.label)}</a>`)}</div></section>` : ''}
${last.length ? html`<details class="card pad no-print"><summary>${v.t('撤回、退出', 'Withdraw or leave')}</summary><div class="answers">${last.map(c => html`<a class="btn" href="${at(s, c.act)}">${v.say(c.label)}</a>`)}</div></details>` : ''}
<p><a href="/deputy/suggestions">${v.t('← 我的建议', '← My suggestions')}</a></p>`,
  })
}
