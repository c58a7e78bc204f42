/** One process per data directory: two would silently lose each other's rows. */
import { chmodSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { StoreError } from './errors.ts'

/**
 * Takes the directory for this process and returns how to give it back. An SQLite exclusive
 * transaction is a lock that the kernel drops when the process dies, on every platform,
 * without a native add-on; no process id is left behind to go stale.
 */
export function lockFolder(dir: string): () => void {
  const file = join(dir, 'lock')
  const db = new DatabaseSync(file)
  try {
    db.exec('begin exclusive')
    chmodSync(file, 0o600)
  } catch (error) {
    db.close()
    if (/locked|busy/i.test(String((error as Error).message))) {
      throw new StoreError('locked', `数据目录正被另一个进程使用：${dir}`, `another process is using the data directory ${dir}`, error)
    }
    throw error
  }
  return () => { if (db.isOpen) db.close() }
}
