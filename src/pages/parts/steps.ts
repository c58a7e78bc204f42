/** Steps along a path, and what happened, newest last. */
import { clock, day, html, raw, type Html, type View } from '#pages/view.ts'
import type { Label } from '#loop/words.ts'
import type { TimelineEntry } from '#service/views.ts'

type Step = { readonly label: Label; readonly slip?: Label | null; readonly state: 'done' | 'now' | 'ahead' }
const words = { done: ['已过', 'done'], now: ['现在', 'now'], ahead: ['还没到', 'ahead'] } as const satisfies Record<Step['state'], Label>

export const steps = (v: View, list: readonly Step[], name: string): Html => html`<ol class="path" aria-label="${name}">${list.map((s, i) => html`<li class="path-${s.state}"${raw(s.state === 'now' ? ' aria-current="step"' : '')}><span class="path-no" aria-hidden="true">${s.state === 'done' ? '✓' : String(i + 1)}</span><span class="path-word">${s.slip ? html`<small>${v.say(s.slip)}</small> ` : ''}${v.say(s.label)}<span class="visually-hidden">${v.t('：', ': ')}${v.say(words[s.state])}</span></span></li>`)}</ol>`

/** The record of a matter. Each line carries the hash of its event, one tap away. */
export const timeline = (v: View, list: readonly TimelineEntry[]): Html => html`<ol class="line">${list.map(e => html`<li${raw(e.ofChild ? ' class="line-child"' : '')}>
  <div class="line-when"><time datetime="${e.at}">${day(v, e.day)} ${clock(e.at)}</time> <span class="tag">${v.say(e.actLabel)}</span>${e.late ? html` <span class="tag tag-near">${v.t('补记', 'Told later')}</span>` : ''}
  <details class="proof"><summary>${v.t('凭证', 'Proof')}</summary><p>${v.t('办理人', 'By')}：${v.say(e.by)}${e.recorder ? html`${v.t('；代记', '; written down by ')}${v.say(e.recorder)}` : ''}${v.t('；记录于', '; recorded ')}${e.recordedAt.slice(0, 10)} ${clock(e.recordedAt)}${v.t('；办后环节', '; stage then ')}${v.say(e.stageLabel)}</p><p><code>#${String(e.seq)} ${e.hash}</code></p></details></div>
  <p>${v.say(e.sentence)}</p>
</li>`)}</ol>`
