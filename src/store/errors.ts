/** The store's own failures, each with one line for the operator in Chinese and English. */
export type StoreErrorCode =
  | 'locked' // another process holds the data directory
  | 'newer' // the schema was made by a newer program
  | 'server' // the database server cannot be used as it is (too old, wrong encoding, wrong role)
  | 'connection' // the database server cannot be reached or refuses us
  | 'engine' // the embedded engine does not do what we rely on
  | 'full' // too little room on the disk for what was asked
  | 'nested' // a transaction inside a transaction
  | 'closed' // used after close
  | 'broken' // an act that cannot be stored as given
  | 'backup'
  | 'options'

export class StoreError extends Error {
  override readonly name = 'StoreError'
  readonly code: StoreErrorCode
  readonly zh: string
  readonly en: string
  constructor(code: StoreErrorCode, zh: string, en: string, cause?: unknown) {
    super(`${zh} / ${en}`, cause === undefined ? undefined : { cause })
    this.code = code
    this.zh = zh
    this.en = en
  }
}

/** A fault of reaching the server, said in one line without the password; anything else is returned as it is. */
export function connectionError(error: unknown, where: string): unknown {
  if (error instanceof StoreError) return error
  const e = error as { code?: string; message?: string; errors?: { code?: string; message?: string }[] }
  const inner = e.errors?.[0] ?? e
  const code = inner.code ?? ''
  const network = ['ECONNREFUSED', 'ENOTFOUND', 'ETIMEDOUT', 'ECONNRESET', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENOENT', 'EACCES'].includes(code)
  const refused = /^(08|28|53|57P|3D)/.test(code) || /timeout|terminated/i.test(inner.message ?? '')
  if (!network && !refused) return error
  const why = (inner.message || code).split('\n')[0]
  return new StoreError('connection', `连接不上数据库 ${where}：${why}`, `cannot use the database at ${where}: ${why}`, error)
}
