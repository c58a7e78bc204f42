/** Keys for the desk: read from the list on the page, never taken from somebody who is typing. */
type Act = 'next' | 'previous' | 'open' | 'tick' | 'search' | 'help' | 'send'
const known = new Map<string, { go?: string; do?: Act }>()
for (const li of document.querySelectorAll<HTMLElement>('#keys-help [data-key]')) known.set(li.dataset.key!, { ...(li.dataset.go ? { go: li.dataset.go } : {}), ...(li.dataset.do ? { do: li.dataset.do as Act } : {}) })

const typing = (t: EventTarget | null): boolean => t instanceof HTMLElement && (t.isContentEditable || /^(TEXTAREA|SELECT)$/.test(t.tagName) || (t instanceof HTMLInputElement && !/^(checkbox|radio|button|submit)$/.test(t.type)))
/** What can be walked through: rows of a list, cards of an inbox. */
const stops = (): HTMLElement[] => [...document.querySelectorAll<HTMLElement>('main [data-stop]')].filter(e => e.offsetParent !== null)
const linkOf = (e: HTMLElement): HTMLAnchorElement | null => e.querySelector<HTMLAnchorElement>('a[href]')
let at = -1
function move(by: number): void {
  const all = stops()
  if (!all.length) return
  const focused = all.findIndex(e => e.contains(document.activeElement))
  at = Math.min(all.length - 1, Math.max(0, (focused >= 0 ? focused : at) + by))
  all.forEach((e, i) => e.classList.toggle('here', i === at))
  linkOf(all[at]!)?.focus()
  all[at]!.scrollIntoView({ block: 'nearest' })
}
function perform(act: Act): boolean {
  const here = stops()[at]
  switch (act) {
    case 'next': move(1); return true
    case 'previous': move(-1); return true
    // Enter on a focused link or button is the browser's own.
    case 'open': if (!here || document.activeElement instanceof HTMLButtonElement || document.activeElement instanceof HTMLAnchorElement || document.activeElement?.tagName === 'SUMMARY') return false; linkOf(here)?.click(); return true
    case 'tick': { const box = here?.querySelector<HTMLInputElement>('input[type=checkbox]'); if (!box) return false; box.click(); return true }
    case 'search': { const box = document.querySelector<HTMLInputElement>('main [role=search] input, #find'); if (!box) return false; box.focus(); box.select(); return true }
    case 'help': { const d = document.querySelector<HTMLDialogElement>('#keys-help'); if (d?.showModal) d.showModal(); else location.href = '/desk/keys'; return true }
    case 'send': return false
  }
}

let before = ''
document.addEventListener('keydown', e => {
  if (e.isComposing || e.defaultPrevented) return
  if (e.key === 'Enter' && (e.ctrlKey || e.metaKey)) {
    const form = known.has('Ctrl Enter') && e.target instanceof HTMLElement ? e.target.closest('form') : null
    const button = form?.method === 'post' ? form.querySelector<HTMLButtonElement>('button[type=submit]:not([data-aside])') : null
    if (button) { e.preventDefault(); button.click() }
    return
  }
  if (e.ctrlKey || e.metaKey || e.altKey || typing(e.target) || document.querySelector('dialog[open]')) return
  const pair = known.get(`${before} ${e.key}`)
  const key = pair ?? known.get(e.key)
  before = e.key.length === 1 ? e.key : ''
  if (!key) return
  if (key.go) { e.preventDefault(); location.href = key.go; return }
  if (key.do && perform(key.do)) e.preventDefault()
})
