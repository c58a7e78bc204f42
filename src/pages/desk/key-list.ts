/** The keys of the desk, declared once: the help page, the window behind ? and the script all read this list. */
import { html, type Html, raw, type View } from '#pages/view.ts'
import type { Label } from '#loop/words.ts'

/** `go` leads to a page; `do` is what the script does on the page one is on. */
export type Key = { readonly keys: string; readonly says: Label } & ({ readonly go: string } | { readonly do: 'next' | 'previous' | 'open' | 'tick' | 'search' | 'help' | 'send' })

export const keys: readonly Key[] = [
  { keys: 'j', says: ['下一件', 'Next matter'], do: 'next' },
  { keys: 'k', says: ['上一件', 'Previous matter'], do: 'previous' },
  { keys: 'Enter', says: ['打开这一件', 'Open it'], do: 'open' },
  { keys: 'x', says: ['勾选这一件（清单里）', 'Tick it, in the list'], do: 'tick' },
  { keys: '/', says: ['查找', 'Search'], do: 'search' },
  { keys: 'n', says: ['登记一件', 'Enter a matter'], go: '/desk/new' },
  { keys: 'g i', says: ['去待办', 'To the inbox'], go: '/desk' },
  { keys: 'g l', says: ['去事项清单', 'To the matters'], go: '/desk/list' },
  { keys: 'g c', says: ['去日历', 'To the calendar'], go: '/desk/calendar' },
  { keys: 'g w', says: ['去承办情况', 'To the work in hand'], go: '/desk/workload' },
  { keys: 'g f', says: ['去数字', 'To the figures'], go: '/desk/figures' },
  { keys: 'Ctrl Enter', says: ['提交正在填的表单', 'Send the form being filled in'], do: 'send' },
  { keys: '?', says: ['看这张表', 'This list'], do: 'help' },
]

/** The list as people read it and as the script finds it. */
export const keyTable = (v: View): Html => html`<ul class="keys">${keys.map(k => html`<li data-key="${k.keys}"${'go' in k ? html` data-go="${k.go}"` : html` data-do="${k.do}"`}><span>${k.keys.split(' ').map((one, i) => html`${i ? raw(' ') : ''}<kbd><code>${one}</code></kbd>`)}</span><span>${'go' in k ? html`<a href="${k.go}">${v.say(k.says)}</a>` : v.say(k.says)}</span></li>`)}</ul>`

/** The window behind the question mark; without scripts it stays shut and /desk/keys shows the same. */
export const keysDialog = (v: View): Html => html`<dialog id="keys-help" aria-labelledby="keys-title"><h2 id="keys-title">${v.t('快捷键', 'Keys')}</h2>${keyTable(v)}<form method="dialog"><button class="btn">${v.t('关上', 'Close')}</button></form></dialog>`
