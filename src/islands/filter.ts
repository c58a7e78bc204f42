/** Type to narrow: puts a box above long lists marked with data-filter or data-filter-box. Without it the lists work as they are. */
const zh = document.documentElement.lang.startsWith('zh')

/** Enter takes the one that is meant: the only one left, or the one of exactly that name. */
const meant = <T extends { readonly text: string }>(left: readonly T[], words: string): T | undefined => (left.length === 1 ? left[0] : left.filter(x => x.text.trim().toLowerCase() === words).length === 1 ? left.find(x => x.text.trim().toLowerCase() === words) : undefined)

function box(before: HTMLElement, narrow: (words: string) => void, take: (words: string) => boolean): void {
  const input = document.createElement('input')
  input.type = 'search'
  input.className = 'form-control short'
  input.autocomplete = 'off'
  input.placeholder = zh ? '输入几个字筛选' : 'Type to narrow'
  input.setAttribute('aria-label', input.placeholder)
  input.addEventListener('input', () => narrow(input.value.trim().toLowerCase()))
  input.addEventListener('keydown', e => {
    if (e.key !== 'Enter' || e.isComposing) return
    e.preventDefault()
    if (input.value.trim() && take(input.value.trim().toLowerCase())) { input.value = ''; narrow('') }
  })
  before.before(input)
}

for (const select of document.querySelectorAll<HTMLSelectElement>('select[data-filter]')) {
  const all = [...select.options]
  box(select, words => {
    const chosen = select.value
    select.replaceChildren(...all.filter(o => o.value === '' || o.value === chosen || o.text.toLowerCase().includes(words)))
    select.value = chosen
  }, words => {
    const one = meant(all.filter(o => o.value !== '' && o.text.toLowerCase().includes(words)), words)
    if (one) { select.replaceChildren(...all); select.value = one.value; select.dispatchEvent(new Event('change', { bubbles: true })) }
    return one !== undefined
  })
}
for (const list of document.querySelectorAll<HTMLElement>('[data-filter-box]')) {
  const all = [...list.querySelectorAll<HTMLLabelElement>('label')]
  box(list, words => {
    for (const l of all) l.hidden = words !== '' && !(l.textContent ?? '').toLowerCase().includes(words) && !l.querySelector('input')?.checked
  }, words => {
    const one = meant(all.map(l => ({ text: l.textContent ?? '', tick: l.querySelector('input') })).filter(x => x.text.toLowerCase().includes(words)), words)
    if (one?.tick && !one.tick.checked) one.tick.click()
    return one !== undefined
  })
}
