/** A form under way says so and is not sent a second time. Without it the server takes a second sending for the first. */
const zh = document.documentElement.lang.startsWith('zh')
const patienceMs = 10_000
const under = new Map<HTMLFormElement, () => void>()

document.addEventListener('submit', e => {
  const form = e.target as HTMLFormElement
  if (under.has(form)) { e.preventDefault(); return }
  if (e.defaultPrevented || form.method !== 'post' || form.target) return
  const button = form.contains(document.activeElement) && document.activeElement instanceof HTMLButtonElement ? document.activeElement : form.querySelector<HTMLButtonElement>('button[type=submit]')
  const words = button?.textContent ?? ''
  const again = (): void => { under.delete(form); form.removeAttribute('aria-busy'); if (button) { button.classList.remove('sending'); button.textContent = words } }
  under.set(form, again)
  // After the form has been read: a button's own name and value travel with it.
  setTimeout(() => { form.setAttribute('aria-busy', 'true'); if (button && button.children.length === 0) { button.classList.add('sending'); button.textContent = zh ? '正在提交…' : 'Sending…' } }, 0)
  setTimeout(again, patienceMs)
})
addEventListener('pageshow', () => under.forEach(again => again()))
