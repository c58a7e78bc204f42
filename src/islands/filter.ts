/** Type to narrow: puts a box above long lists marked with data-filter or data-filter-box. Without it the lists work as they are. */
const zh = document.documentElement.lang.startsWith('zh')

function box(before: HTMLElement, narrow: (words: string) => void): void {
  const input = document.createElement('input')
  input.type = 'search'
  input.className = 'form-control short'
  input.autocomplete = 'off'
  input.placeholder = zh ? '输入几个字筛选' : 'Type to narrow'
  input.setAttribute('aria-label', input.placeholder)
  input.addEventListener('input', () => narrow(input.value.trim().toLowerCase()))
  input.addEventListener('keydown', e => { if (e.key === 'Enter') e.preventDefault() })
  before.before(input)
}

for (const select of document.querySelectorAll<HTMLSelectElement>('select[data-filter]')) {
  const all = [...select.options]
  box(select, words => {
    const chosen = select.value
    select.replaceChildren(...all.filter(o => o.value === '' || o.value === chosen || o.text.toLowerCase().includes(words)))
    select.value = chosen
  })
}
for (const list of document.querySelectorAll<HTMLElement>('[data-filter-box]')) {
  const all = [...list.querySelectorAll<HTMLLabelElement>('label')]
  box(list, words => {
    for (const l of all) l.hidden = words !== '' && !(l.textContent ?? '').toLowerCase().includes(words) && !l.querySelector('input')?.checked
  })
}
