/**
 * Keeps one transaction from being opened inside another. On the embedded engine, which is
 * a single session, the inner one would wait for the outer for ever; on a server it would
 * see nothing of the outer's writes. So it is refused at once, on both.
 */
import { AsyncLocalStorage } from 'node:async_hooks'
import { StoreError } from './errors.ts'

export type TxGuard = {
  /** Throws when called from inside a transaction of this store. */
  refuse(what: string): void
  /** Runs `work` marked as inside a transaction. */
  inside<T>(work: () => Promise<T>): Promise<T>
}

/** A guard of one store; two stores do not disturb each other. */
export function txGuard(): TxGuard {
  const inside = new AsyncLocalStorage<{ open: boolean }>()
  return {
    refuse(what) {
      if (inside.getStore()?.open) throw new StoreError('nested', `事务之内不能再${what}`, `${what}: refused inside a transaction`)
    },
    async inside(work) {
      // Marked closed afterwards: a timer set inside the transaction keeps its context and may well open one later.
      const mark = { open: true }
      try {
        return await inside.run(mark, work)
      } finally {
        mark.open = false
      }
    },
  }
}
