/** A letter as a page to print, laid out like the PDF; and the box 〈公文〉 on the matter's page. */
import { page } from '#pages/page.ts'
import { html, type Html, type View } from '#pages/view.ts'
import { formatDay } from '#law/time.ts'
import { type Block, box, type LetterContent, overLine } from '#loop/letter.ts'
import type { LetterView } from '#service/letters.ts'
import type { LetterLine } from '#service/views.ts'

const face = (v: View): 'desk' | 'deputy' => v.who?.face ?? 'desk'
const at = (v: View, l: LetterLine, ext: string, one?: string | null): string => `/${face(v)}/m/${l.matter}/letters/${l.name}${ext}${one ? `?one=${encodeURIComponent(one)}` : ''}`

/** The three ways of one letter. */
export const letterWays = (v: View, l: LetterLine, what: string, one?: string, here = false): Html => html`<span class="letter-ways"><a href="${at(v, l, '.pdf', one)}" download aria-label="${what} PDF">PDF</a> <a href="${at(v, l, '.docx', one)}" download aria-label="${what} ${v.t('Word文件', 'Word file')}">Word</a>${here ? '' : html` <a href="${at(v, l, '', one)}" aria-label="${what} ${v.t('打印页', 'page to print')}">${v.t('打印页', 'Print')}</a>`}</span>`

const line = (v: View, l: LetterLine): Html => {
  const name = v.say(l.label)
  if (l.refusal) return html`<li><b>${name}</b><span class="sub">${v.t('还不能出：', 'Not yet: ')}${v.say(l.refusal)}</span></li>`
  const sealed = l.scans.length ? html` <span class="letter-ways">${l.scans.map((f, i) => html`<a href="/desk/files/${f.id}">${v.t('盖章件', 'Sealed copy')}${l.scans.length > 1 ? String(i + 1) : ''}</a>`)}</span> <small>${v.t('录入文本：', 'as typed in: ')}</small>` : ''
  if (!l.each) return html`<li><b>${name}</b>${sealed} ${letterWays(v, l, name)}</li>`
  if (l.each.length === 1) return html`<li><b>${name}</b> ${v.say(l.each[0]!.label)} ${letterWays(v, l, name, l.each[0]!.one)}</li>`
  return html`<li><b>${name}</b> <span class="letter-ways"><a href="${at(v, l, '.zip')}" download>${v.t(`全部${l.each.length}份PDF`, `All ${l.each.length} as PDF`)}</a> <a href="${at(v, l, '.zip')}?format=docx" download>${v.t(`全部${l.each.length}份Word`, `All ${l.each.length} as Word`)}</a></span>
<details><summary>${v.t('一份一份地看', 'One by one')}</summary><ul class="plain-list">${l.each.map(e => html`<li>${v.say(e.label)} ${letterWays(v, l, `${name} ${v.say(e.label)}`, e.one)}</li>`)}</ul></details></li>`
}
export const lettersBox = (v: View, all: readonly LetterLine[]): Html | '' => all.length ? html`<section class="card pad no-print" aria-labelledby="letters"><h2 id="letters">${v.t('公文', 'Letters')}</h2><ul class="plain-list">${all.map(l => line(v, l))}</ul>${v.who?.posts.some(x => x.kind === 'deputyAffairsOfficer') ? html`<p><a href="/desk/numbers">${v.t('文号登记簿', 'Register of numbers')}</a></p>` : ''}</section>` : ''
/** The same within the section of one organ's handling. */
export const lettersOfChild = (v: View, all: readonly LetterLine[]): Html | '' => all.length ? html`<ul class="plain-list no-print">${all.map(l => line(v, l))}</ul>` : ''

const levels: Readonly<Record<number, string>> = { 1: 'l-one', 2: 'l-two' }
const block = (b: Block): Html => {
  switch (b.kind) {
    case 'p': return html`${b.text.split(/\r?\n/).filter(s => s.trim()).map(s => html`<p class="${levels[b.level ?? 0] ?? 'l-text'}">${s}</p>`)}`
    case 'table': return html`<table class="l-table">${b.head.length ? html`<thead><tr>${b.head.map(h => html`<th scope="col">${h}</th>`)}</tr></thead>` : ''}<tbody>${b.rows.map(r => html`<tr>${r.map(c => html`<td>${c}</td>`)}</tr>`)}</tbody></table>`
    case 'choices': return html`<p>${b.label}：${b.options.map(o => html`<span class="l-tick">${box(o === b.chosen)}${o}</span> `)}</p>`
    case 'lines': return html`<p>${b.label}：</p>${Array.from({ length: b.count }, () => html`<p class="l-line"></p>`)}`
  }
}
const lines = (s: string): Html => html`${s.split(/\r?\n/).map((x, i) => html`${i ? html`<br>` : ''}${x}`)}`

/** What the sheet shows; Chinese whatever the reader's language, as it is a Chinese document. */
function sheet(c: LetterContent): Html {
  const many = (c.annexes ?? []).length > 1
  return html`<article class="letter letter-${c.form}" lang="zh-CN">${overLine(c) ? html`<p class="l-sample">${overLine(c)}</p>` : ''}
${c.classMark ? html`<p class="l-class">${c.classMark}</p>` : ''}${c.mark ? html`<p class="l-mark">${c.mark}</p>` : ''}${c.signer ? html`<p class="l-number l-signed"><span>${c.number ?? ''}</span><span>签发人：${c.signer}</span></p>` : c.number ? html`<p class="l-number">${c.number}</p>` : ''}
<h2 class="l-title">${lines(c.title)}</h2>${c.to ? html`<p class="l-to">${c.to}：</p>` : ''}
${c.body.map(block)}
${(c.annexes ?? []).map((a, i) => html`<p class="l-annex${i ? ' l-more' : ''}">${i ? '' : '附件：'}${many ? `${i + 1}.` : ''}${a.title}</p>`)}
${c.organ ? html`<div class="l-sign"><p>${c.organ}</p><p>${formatDay(c.date)[0]}</p></div>` : ''}${c.note ? html`<p class="l-text">（${c.note}）</p>` : ''}
${(c.annexes ?? []).map((a, i) => html`<section class="l-page"><p class="l-one-flat">附件${many ? i + 1 : ''}</p><h3 class="l-title">${lines(a.title)}</h3>${a.body.map(block)}</section>`)}
${c.copies || c.printedBy ? html`<div class="l-imprint">${c.copies ? html`<p>抄送：${c.copies.replace(/。$/, '')}。</p>` : ''}${c.printedBy && c.form !== 'letter' ? html`<p>${c.printedBy}${c.printedOn ? html`<span>${formatDay(c.printedOn)[0]}印发</span>` : ''}</p>` : ''}</div>` : ''}</article>`
}

export function letterPage(v: View, l: Exclude<LetterView, { readonly refusal: unknown }>, back: string): Html {
  const name = v.say(l.line.label)
  return page(v, {
    title: name, face: face(v), here: `/${face(v)}`, sheet: true,
    body: html`<div class="no-print"><p><a href="${back}">${l.apart ? v.t('← 回到欠账清单', '← Back to what we owe') : v.t('← 回到事项', '← Back to the matter')}</a></p><h1>${name}</h1><p>${v.t('用浏览器的“打印”，纸张选A4，不加页眉页脚。版式以PDF为准：', 'Print it from the browser on A4, without headers and footers. The PDF is exact: ')} ${letterWays(v, l.line, name, l.one ?? undefined, true)}</p></div>${sheet(l.content)}`,
  })
}
