/** Keeps what is typed into a marked form at the desk, a moment after the last key and when the page is left; without it there is the button. */
const waitMs = 1500
const zh = document.documentElement.lang.startsWith('zh')

for (const form of document.querySelectorAll<HTMLFormElement>('form[data-draft]')) {
  const note = document.createElement('p')
  note.className = 'hint draft-note'
  note.setAttribute('aria-live', 'polite')
  form.append(note)
  let timer: ReturnType<typeof setTimeout> | undefined, changed = false, underWay = false
  // As parts: in a query's letters each Chinese character takes nine bytes, and a beacon carries 64 kilobytes at most.
  const body = (): FormData => {
    const out = new FormData()
    out.append('_form', form.dataset.draft!)
    new FormData(form).forEach((value, name) => { if (typeof value === 'string' && (!name.startsWith('_') || name === '_day' || name === '_time' || name === '_token')) out.append(name, value) })
    return out
  }
  const keep = async (): Promise<void> => {
    if (!changed) return
    changed = false
    underWay = true
    try {
      const answer = await fetch('/desk/draft', { method: 'POST', body: body(), headers: { 'X-Draft': '1' }, credentials: 'same-origin' })
      note.textContent = answer.ok ? (zh ? '草稿已存，退出登录也不会丢。' : 'Kept; signing out will not lose it.') : answer.status === 401 ? (zh ? '登录已过期：直接提交就行，重新登录后内容会放回来。' : 'Signed out: just send it; what you wrote comes back after signing in.') : ''
    } catch { changed = true }
    underWay = false
  }
  form.addEventListener('input', () => { changed = true; clearTimeout(timer); timer = setTimeout(() => void keep(), waitMs) })
  // What is sent is no draft any more. A button that only looks something up sends nothing in: the page may still be left in the middle.
  form.addEventListener('submit', e => {
    if ((e.submitter as HTMLButtonElement | null)?.name === '_do') return
    changed = underWay = false
    clearTimeout(timer)
  })
  // A page that goes takes its requests with it, even one under way; the beacon outlives it.
  addEventListener('pagehide', () => { if ((changed || underWay) && navigator.sendBeacon?.('/desk/draft', body())) changed = underWay = false })
  // A phone may end a page in the background without another word.
  document.addEventListener('visibilitychange', () => { if (document.visibilityState === 'hidden') { clearTimeout(timer); void keep() } })
}
