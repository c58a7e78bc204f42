/** 快捷键, for whoever would rather read a page. */
import { keyTable } from '#pages/desk/key-list.ts'
import { html, type Html, type View } from '#pages/view.ts'
import { page } from '#pages/page.ts'

export const keysPage = (v: View): Html => page(v, {
  title: v.t('快捷键', 'Keys'), face: 'desk', narrow: true,
  body: html`<h1>${v.t('快捷键', 'Keys')}</h1><p class="lead">${v.t('不用鼠标也能办完一天的事。正在打字的时候，这些键只当字用。', 'A day’s work without the mouse. While you type, these keys are letters only.')}</p><section class="card pad">${keyTable(v)}</section>`,
})
