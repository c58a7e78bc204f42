/** The closed set of errors a use case may throw; http maps each once. A refusal by a rule is a value, not one of these. */
import type { Label } from '#loop/words.ts'

export type ErrorCode = 'badRequest' | 'notFound' | 'keyReused' | 'busy' | 'unavailable'
export class ServiceError extends Error {
  override readonly name = 'ServiceError'
  readonly code: ErrorCode
  readonly says: Label
  readonly field?: string
  constructor(code: ErrorCode, says: Label, field?: string) {
    super(says[1])
    this.code = code
    this.says = says
    if (field) this.field = field
  }
}
