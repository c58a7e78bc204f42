/** The parts of a matter page: the story, the dates, the parties, the sealed contact, kin. */
import { day, html, type Html, matterPath, type View } from '#pages/view.ts'
import { dutyCard, lineLight } from '#pages/parts/light.ts'
import type { Contact } from '#service/service.ts'
import type { MatterLine, MatterView } from '#service/views.ts'

export type Shown = { readonly face: 'desk' | 'deputy'; readonly view: MatterView; readonly live: boolean; readonly contact: Contact | undefined; readonly contactFault: string | undefined }

const lines = (s: string): Html => html`${s.split('\n').map(l => html`<p>${l}</p>`)}`

/** The requester's own words where this viewer may read them; else the gist. */
export function story(v: View, s: Shown): Html {
  const m = s.view
  return html`<section class="card pad" aria-labelledby="what"><h2 id="what">${m.proposed ? v.t('建议全文', 'The suggestion') : m.narrative ? v.t('反映的事', 'What was raised') : v.t('办理摘要', 'Gist')}</h2>
${m.narrative ? html`<blockquote class="words">${lines(m.narrative)}</blockquote>${m.spot ? html`<p><b>${v.t('地点：', 'Spot: ')}</b>${m.spot}</p>` : ''}<p class="hint">${v.t('原话加密保存，承办单位看不到。', 'The words are kept sealed; the handling organ never sees them.')}</p>` : ''}
${m.comment ? html`<p><b>${v.t('评价时反映人说：', 'The requester, when rating: ')}</b></p><blockquote class="words">${lines(m.comment)}</blockquote>` : ''}
${m.proposed ? html`<blockquote class="words">${lines(m.proposed.replace(/\n{2,}/g, '\n'))}</blockquote>` : m.gist ? html`<p class="gist">${m.narrative ? html`<b>${v.t('办理摘要：', 'Gist: ')}</b>` : ''}${m.gist}</p>` : m.narrative ? '' : html`<p>${v.t('还没有办理摘要。', 'No gist yet.')}</p>`}
${m.forHandler && !m.proposed ? html`<p class="hint">${v.t('您看到的是改写后的摘要；反映人的原话和联系方式不提供给承办单位。', 'You see the rewritten gist; the requester’s words and contact are not given to handling organs.')}</p>` : ''}
${m.files.length ? html`<h3>${v.t('照片和附件', 'Photos and files')}</h3><ul class="files">${m.files.map((f, i) => html`<li><a href="/desk/files/${f.id}">${f.mime.startsWith('image/') ? html`<img src="/desk/files/${f.id}" alt="${v.t(`照片${i + 1}`, `Photo ${i + 1}`)}" loading="lazy">` : html`${f.name}`}</a></li>`)}</ul>` : ''}</section>`
}

/** An organ's letter of reply: whoever signs it has it before their eyes. */
export const replyBox = (v: View, m: MatterView): Html | '' => (m.reply ? html`<section class="card pad" aria-labelledby="reply"><h2 id="reply">${m.reply.sent ? v.t('答复内容', 'The reply') : v.t('拟答复稿（还没有审签）', 'The draft reply, not signed yet')}</h2>
<p>${m.reply.class ? html`<b>${v.say(m.reply.class)}</b>` : ''}${m.reply.promisedBy ? v.t(` 承诺${day(v, m.reply.promisedBy)}前办成`, ` promised by ${day(v, m.reply.promisedBy)}`) : ''}</p><blockquote class="words">${lines(m.reply.text)}</blockquote></section>` : '')

/** What is owed here and by whoever handles it below. */
export function dutiesBox(v: View, m: MatterView): Html {
  const all = [...m.duties, ...m.children.flatMap(c => (c.ended || !c.duty ? [] : [c.duty]))]
  return html`<section class="card pad" aria-labelledby="dues"><h2 id="dues">${v.t('期限', 'Dates')}</h2>${all.length ? html`<ul class="duties">${all.map(d => dutyCard(v, d))}</ul>` : html`<p>${m.line.ended ? v.t('已结束，没有期限。', 'Ended; nothing is due.') : v.t('现在没有期限。', 'Nothing is due now.')}</p>`}</section>`
}

export const partiesBox = (v: View, m: MatterView): Html | '' => m.parties.length ? html`<section class="card pad" aria-labelledby="who"><h2 id="who">${v.t('有关各方', 'Parties')}</h2><dl class="facts">${m.parties.map(p => html`<div><dt>${v.say(p.label)}</dt><dd>${p.names.map(n => v.say(n)).join(v.t('、', ', '))}</dd></div>`)}</dl></section>` : ''

/** Contact particulars stay sealed until asked for with a reason that the requester will read. */
export function contactBox(v: View, s: Shown): Html | '' {
  const m = s.view
  if (m.contact === 'none' && !m.views.length) return ''
  return html`<section class="card pad" aria-labelledby="contact" id="contact-box"><h2 id="contact">${v.t('反映人联系方式', 'The requester’s contact')}</h2>
${m.contact === 'erased' ? html`<p>${v.t('保存期满，已清除。', 'Erased at the end of the retention period.')}</p>` : ''}
${s.contact ? html`<div class="alert alert-warning" role="status"><dl class="facts"><div><dt>${v.t('称呼', 'Name')}</dt><dd>${s.contact.name ?? v.t('未留', 'not given')}</dd></div><div><dt>${v.t('电话', 'Telephone')}</dt><dd class="num">${s.contact.phone ?? v.t('未留', 'not given')}</dd></div></dl><p class="hint">${v.t('只显示这一次；事由已写到反映人的回执上。', 'Shown this once; the reason now stands on the requester’s receipt.')}</p></div>`
    : m.contact === 'sealed' && s.live ? html`<p>${v.t('已封存。', 'Sealed.')}</p><details class="act"${s.contactFault ? html` open` : ''}><summary>${v.t('查看联系方式', 'View the contact')}</summary><form method="post" action="${matterPath('desk', m.line.id)}/see-contact" novalidate>${s.contactFault ? html`<p class="fault" role="alert">${s.contactFault}</p>` : ''}<input type="hidden" name="_face" value="${s.face}"><div class="field"><label class="form-label" for="reason">${v.t('为什么要看', 'Reason')}</label><p class="hint" id="reason-hint">${v.t('反映人会在回执上看到您的单位、姓名、日期和这个理由。', 'The requester will read your organ, name, the date and this reason on the receipt.')}</p><input class="form-control" id="reason" name="reason" autocomplete="off" aria-describedby="reason-hint" required></div><p class="go"><button class="btn" type="submit">${v.t('查看', 'View')}</button></p></form></details>` : ''}
${m.contact !== 'none' && s.live ? html`<p class="no-print"><a href="/desk/receipt/${m.line.id}">${v.t('反映人回执丢了？补打回执', 'Receipt lost? Print it again')}</a></p>` : ''}
${m.views.length ? html`<details><summary>${v.t(`看过的记录（${m.views.length}）`, `Who has looked (${m.views.length})`)}</summary><ul class="plain-list">${m.views.map(w => html`<li>${w.at.slice(0, 10)} ${v.say(w.organ)} ${v.say(w.person)}${v.t('：', ': ')}${w.reason}</li>`)}</ul></details>` : ''}</section>`
}

/** The whole it belongs to, and similar open matters: to look at, never joined by itself. */
export function kinBox(v: View, s: Shown): Html | '' {
  const m = s.view
  const one = (x: MatterLine) => html`<li><a href="${matterPath(s.face, x.id)}">${v.say(x.title)}</a><span class="sub">${lineLight(v, x)} ${v.say(x.stageLabel)}${x.short ? ` · ${x.short}` : ''}</span></li>`
  return html`${m.raisedAt.length ? html`<section class="card pad" aria-labelledby="raised"><h2 id="raised">${v.t('在哪里收集的', 'Where it was raised')}</h2><ul class="plain-list">${m.raisedAt.map(x => html`<li><a href="/desk/days/${x.id}">${v.say(x.procedureLabel)}${v.t('：', ': ')}${v.say(x.title)}</a></li>`)}</ul></section>` : ''}${m.parent ? html`<section class="card pad" aria-labelledby="whole"><h2 id="whole">${v.t('所属事项', 'Part of')}</h2><ul class="plain-list">${one(m.parent)}</ul></section>` : ''}${m.similar.length ? html`<section class="card pad" aria-labelledby="similar"><h2 id="similar">${v.t('可能是同一件事', 'Possibly the same')}</h2><ul class="plain-list">${m.similar.map(one)}</ul><p class="hint">${v.t('是同一件事的，用“并入”。', 'If it is, use "Join".')}</p></section>` : ''}`
}
