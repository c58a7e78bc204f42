/**
 * A dear reading that several ask for at the same moment is made once for all of them. Whoever comes while it is being made
 * waits for the next, which begins when they have come: so everybody reads at least what stood when they asked, their own
 * last act among it.
 *
 * Where it was shared a moment ago the next is put off by half of its own length, at most 30 ms: those who are just being
 * answered and ask again come within it. Begun at once for the first of them, it would keep the others waiting for two.
 *
 * Where the asker can say by a stamp that nothing has changed since a reading began, that reading's answer is given again.
 */
type Run<T> = { readonly answer: Promise<T>; sharers: number }
type State<T> = { current: Run<T> | undefined; /** Not begun yet: whoever comes shares it. */ next: Run<T> | undefined; tookMs: number; shared: boolean; forget: NodeJS.Timeout | undefined }

const mostMs = 30, leastMs = 3, rememberedMs = 200, mostKept = 20
const pause = (ms: number): Promise<void> => new Promise(done => setTimeout(done, ms))

/**
 * Answers for equal keys share a reading. Without a stamp, or where it says undefined, no answer is kept once it is given. A
 * fault is everybody's who shared it, and is never kept.
 */
export function makeSharing<T>(): (key: string, read: () => Promise<T>, stamp?: () => string | undefined) => Promise<T> {
  const kept = new Map<string, { readonly stamp: string; readonly answer: Promise<T> }>()
  const keeping = (key: string, read: () => Promise<T>, stamp: () => string | undefined) => (): Promise<T> => {
    const began = stamp(), answer = read()
    if (began === undefined) return answer
    void answer.then(() => {
      kept.delete(key)
      kept.set(key, { stamp: began, answer })
      if (kept.size > mostKept) kept.delete(kept.keys().next().value!)
    }, () => undefined)
    return answer
  }
  const states = new Map<string, State<T>>()
  const over = (key: string, s: State<T>, began: number): void => {
    s.tookMs = performance.now() - began
    s.shared = (s.current?.sharers ?? 1) > 1
    s.current = undefined
    s.forget = setTimeout(() => { if (!s.current && !s.next && states.get(key) === s) states.delete(key) }, rememberedMs)
    s.forget.unref()
  }
  const begin = (key: string, s: State<T>, read: () => Promise<T>, sharers = 1): Run<T> => {
    clearTimeout(s.forget)
    const began = performance.now(), answer = read().finally(() => over(key, s, began))
    return (s.current = { answer, sharers })
  }
  const later = (key: string, s: State<T>, read: () => Promise<T>): Run<T> => {
    const before = s.current, run = { sharers: 1, answer: turn() }
    async function turn(): Promise<T> {
      await before?.answer.catch(() => undefined)
      const wait = Math.min(mostMs, s.tookMs / 2)
      if (wait >= leastMs) await pause(wait)
      s.next = undefined
      return begin(key, s, read, run.sharers).answer
    }
    return (s.next = run)
  }
  return (key, bare, stamp) => {
    const found = stamp && kept.get(key)
    if (found && found.stamp === stamp()) return found.answer
    const read = stamp ? keeping(key, bare, stamp) : bare
    const s = states.get(key) ?? { current: undefined, next: undefined, tookMs: 0, shared: false, forget: undefined }
    states.set(key, s)
    if (s.next) s.next.sharers++
    return (s.next ?? (s.current || s.shared ? later(key, s, read) : begin(key, s, read))).answer
  }
}
