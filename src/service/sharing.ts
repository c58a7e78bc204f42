/**
 * A dear reading that several ask for at the same moment is made once for all of them. Whoever comes while it is being made
 * waits for the next, which begins when they have come: so everybody reads at least what stood when they asked, their own
 * last act among it.
 */
type Run<T> = { readonly running: Promise<T>; next: Promise<T> | undefined }

/** Answers for equal keys share a reading; nothing is kept once it is answered. A fault is everybody's who shared it. */
export function makeSharing<T>(): (key: string, read: () => Promise<T>) => Promise<T> {
  const runs = new Map<string, Run<T>>()
  const start = (key: string, read: () => Promise<T>): Promise<T> => {
    const running = read(), run: Run<T> = { running, next: undefined }
    runs.set(key, run)
    const over = (): void => { if (runs.get(key) === run && !run.next) runs.delete(key) }
    running.then(over, over)
    return running
  }
  return (key, read) => {
    const run = runs.get(key)
    if (!run) return start(key, read)
    // The one that waits for this one: begun by whoever came first, shared by the rest.
    run.next ??= run.running.then(() => start(key, read), () => start(key, read))
    return run.next
  }
}
