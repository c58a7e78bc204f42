/** Shows what was proposed before while a suggestion is being written. Without it there is the button below the title. */
const waitMs = 700, least = 4
for (const box of document.querySelectorAll<HTMLElement>('[data-alike]')) {
  const form = box.closest('form'), title = form?.querySelector<HTMLInputElement>('input[name=title]')
  if (!form || !title) continue
  let timer: ReturnType<typeof setTimeout> | undefined, asked = title.value.trim()
  const ask = async (): Promise<void> => {
    const words = title.value.trim()
    if (words === asked || words.length < least) return
    asked = words
    try {
      const answer = await fetch(`${box.dataset.alike!}?q=${encodeURIComponent(words.slice(0, 100))}`, { headers: { 'X-Part': '1' }, credentials: 'same-origin' })
      // A later question may have been answered first.
      if (answer.ok && asked === words) box.innerHTML = await answer.text()
    } catch { asked = '' }
  }
  title.addEventListener('input', () => { clearTimeout(timer); timer = setTimeout(() => void ask(), waitMs) })
}
