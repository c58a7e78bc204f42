/** Keeps what is typed into a marked form at the desk, a moment after the last key; without it there is the button. */
const waitMs = 1500
const zh = document.documentElement.lang.startsWith('zh')

for (const form of document.querySelectorAll<HTMLFormElement>('form[data-draft]')) {
  const note = document.createElement('p')
  note.className = 'hint draft-note'
  note.setAttribute('aria-live', 'polite')
  form.append(note)
  let timer: ReturnType<typeof setTimeout> | undefined, changed = false
  const body = (): URLSearchParams => {
    const out = new URLSearchParams({ _form: form.dataset.draft! })
    new FormData(form).forEach((value, name) => { if (typeof value === 'string' && (!name.startsWith('_') || name === '_day' || name === '_time' || name === '_token')) out.append(name, value) })
    return out
  }
  const keep = async (): Promise<void> => {
    if (!changed) return
    changed = false
    try {
      const answer = await fetch('/desk/draft', { method: 'POST', body: body(), headers: { 'X-Draft': '1' }, credentials: 'same-origin' })
      note.textContent = answer.ok ? (zh ? '草稿已存，退出登录也不会丢。' : 'Kept; signing out will not lose it.') : answer.status === 401 ? (zh ? '登录已过期：直接提交就行，重新登录后内容会放回来。' : 'Signed out: just send it; what you wrote comes back after signing in.') : ''
    } catch { changed = true }
  }
  form.addEventListener('input', () => { changed = true; clearTimeout(timer); timer = setTimeout(() => void keep(), waitMs) })
  form.addEventListener('submit', () => { changed = false; clearTimeout(timer) })
  addEventListener('pagehide', () => { if (changed && navigator.sendBeacon) navigator.sendBeacon('/desk/draft', body()) })
}
