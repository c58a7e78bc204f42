/** Work for somebody signed in; anybody else is asked to sign in, with what they sent kept. */
import type { Who } from '#service/views.ts'
import type { C } from '#http/env.ts'
import { askSignIn } from '#http/matters.ts'

export const signedIn = (work: (c: C, who: Who) => Response | Promise<Response>) => (c: C): Response | Promise<Response> => {
  const who = c.get('who')
  return who ? work(c, who) : askSignIn(c)
}
