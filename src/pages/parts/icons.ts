/** Small drawings: the mark, and the shapes that tell a state apart without colour. */
import { html, raw, type Html } from '#pages/view.ts'
import type { Light } from '#service/views.ts'

/** 回: one square within another, the sound that comes back. Also served as /assets/mark.svg. */
export const markSvg = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32" width="32" height="32" aria-hidden="true" focusable="false"><rect width="32" height="32" rx="7" fill="#9b1c1f"/><rect x="7" y="7" width="18" height="18" rx="1.5" fill="none" stroke="#fff" stroke-width="2.5"/><rect x="12.5" y="12.5" width="7" height="7" fill="none" stroke="#fff" stroke-width="2.5"/></svg>'
export const mark = (): Html => html`${raw(markSvg)}`

const shapes: Readonly<Record<Light | 'done' | 'paused', string>> = {
  ok: '<circle cx="8" cy="8" r="6"/>',
  near: '<path d="M8 1.5 15 14H1z"/>',
  overdue: '<path d="M8 .8 15.2 8 8 15.2.8 8z"/>',
  none: '<circle cx="8" cy="8" r="5.2" fill="none" stroke="currentColor" stroke-width="1.8"/>',
  done: '<path d="M2 8.6 6.2 13 14 3.6" fill="none" stroke="currentColor" stroke-width="2.4"/>',
  paused: '<path d="M3 2h3.5v12H3zM9.5 2H13v12H9.5z"/>',
}
/** A shape drawn in the colour of its text. */
export const shape = (name: keyof typeof shapes): Html => html`${raw(`<svg class="shape" viewBox="0 0 16 16" width="16" height="16" fill="currentColor" aria-hidden="true" focusable="false">${shapes[name]}</svg>`)}`
