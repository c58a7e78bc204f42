/** A receipt that is none. Codes have 83 bits, so guessing is hopeless; it is counted by address all the same. */
import { notHere, tooOften } from '#http/answer.ts'
import type { C } from '#http/env.ts'

export async function noReceipt(c: C): Promise<Response> {
  const wait = await c.get('shop').limits.take(c, 'guess')
  return wait ? tooOften(c, wait) : notHere(c)
}
