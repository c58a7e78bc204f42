/** The deputy's face: what waits, and the same matter page, narrower and acts first. */
import { Hono } from 'hono'
import { deputyHome } from '#pages/deputy/home.ts'
import { show } from '#http/answer.ts'
import { signedIn } from '#http/desk.ts'
import type { Env } from '#http/env.ts'
import { drawMatter, postAct, postContact } from '#http/matters.ts'

export const deputy = new Hono<Env>()
  .get('/', signedIn(async (c, who) => show(c, deputyHome(c.get('view'), await c.get('shop').service.deputy(who)))))
  .get('/m/:id', signedIn((c, who) => drawMatter(c, 'deputy', who, c.req.param('id')!)))
  .post('/m/:id/contact', signedIn(postContact))
  .post('/m/:id/:act', signedIn((c, who) => postAct(c, 'deputy', who)))
