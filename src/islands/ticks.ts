/** Ticks all rows at once and says how many are ticked; keeps the way on shut while none is. Without it the boxes work as they are. */
const zh = document.documentElement.lang.startsWith('zh')
for (const form of document.querySelectorAll<HTMLFormElement>('form[data-ticks]')) {
  const boxes = [...form.querySelectorAll<HTMLInputElement>('input[type=checkbox][name=m]')]
  const button = form.querySelector<HTMLButtonElement>('button[data-ticked]')
  if (!boxes.length || !button) continue
  const word = button.textContent ?? ''
  const all = document.createElement('label')
  all.className = 'check check-all no-print'
  const box = document.createElement('input')
  box.type = 'checkbox'
  box.className = 'form-check-input'
  const says = document.createElement('span')
  says.textContent = zh ? '全选本页' : 'All on this page'
  all.append(box, says)
  button.before(all)
  const tell = (): void => {
    const n = boxes.filter(b => b.checked).length
    button.textContent = n ? (zh ? `${word}（${n}件）` : `${word} (${n})`) : word
    button.disabled = n === 0
    box.checked = n === boxes.length
    box.indeterminate = n > 0 && n < boxes.length
  }
  box.addEventListener('change', () => { for (const b of boxes) b.checked = box.checked; tell() })
  form.addEventListener('change', tell)
  addEventListener('pageshow', tell)
  tell()
}
