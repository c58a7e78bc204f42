/** Signing in and out of a sample congress. Real accounts will replace the first two routes and nothing else. */
import { Hono } from 'hono'
import { missing } from '#pages/portal/home.ts'
import { signIn } from '#pages/signin.ts'
import type { Label } from '#loop/words.ts'
import { refuse, show } from '#http/answer.ts'
import type { C, Env } from '#http/env.ts'
import { first, readForm } from '#http/form.ts'
import { resumeForm } from '#http/matters.ts'
import { isId } from '#http/query.ts'
import { endSession, keepSession, onThisMachine } from '#http/session.ts'
import { viewOf } from '#http/visit.ts'

const notHereRule: Label = ['示例人员只能在本机进入：请在运行本系统的电脑上用 http://localhost 打开，中间不要经过代理。', 'Sample people may be entered on this machine only: open it as http://localhost on the computer that runs it, with no proxy between.']
const noSample: Label = ['这不是示例人大，没有可以直接进入的示例人员。', 'This is no sample congress; there are no ready people to enter as.']

/** Why ready people may not be entered from here, if they may not. */
export function signInRefusal(c: C): { rule: string; says: Label } | undefined {
  if (!onThisMachine(c)) return { rule: 'signIn.machine', says: notHereRule }
  return c.get('congress')?.sample ? undefined : { rule: 'signIn.sample', says: noSample }
}

/** A path of our own faces, or the face's home: never somebody else's address. */
const ownPath = (next: string): string | undefined => (/^\/(desk|deputy)(?:[/?][\w\-./?=&%,:+]*)?$/.test(next) && !/\/\/|\.\./.test(next) ? next : undefined)

export const signing = new Hono<Env>()
  .get('/signin', async c => {
    if (!c.get('congress')) return show(c, missing(c.get('view')))
    const no = signInRefusal(c)
    if (no) return refuse(c, 403, no.rule, no.says)
    const people = await c.get('shop').service.readyPeople(c.get('congress')!.id)
    return show(c, signIn(c.get('view'), people, { q: (c.req.query('q') ?? '').trim().slice(0, 40), next: ownPath(c.req.query('next') ?? '') ?? '' }))
  })
  .post('/signin', async c => {
    const no = signInRefusal(c)
    if (no) return refuse(c, 403, no.rule, no.says)
    const { service } = c.get('shop'), congress = c.get('congress')!
    const { kept } = await readForm(c)
    const person = first(kept, 'person'), path = first(kept, 'resume_path')
    // The finder of a page that keeps somebody's text sends it along and gets it back.
    if (!person && 'q' in kept) return show(c, signIn(c.get('view'), await service.readyPeople(congress.id), { q: first(kept, 'q').trim().slice(0, 40), next: ownPath(first(kept, 'next')) ?? '', resume: path ? { path, body: first(kept, 'resume_body') } : undefined }))
    const token = isId(person) ? await service.signIn(congress.id, person) : undefined
    const who = token && (await service.who(token))
    if (!token || !who) return refuse(c, 422, 'signIn.person', ['没有这位示例人员，请重新选择。', 'There is no such sample person; please choose again.'], { back: '/signin' })
    keepSession(c, token)
    c.set('who', who)
    if (path) {
      c.set('view', viewOf(c, { path: `/${who.face}` }))
      const body: Record<string, string[]> = {}
      for (const [k, v] of new URLSearchParams(first(kept, 'resume_body'))) (body[k] ??= []).push(v)
      const back = await resumeForm(c, who, path, body)
      if (back && back.status === 200) return back
    }
    return c.redirect(ownPath(first(kept, 'next')) ?? `/${who.face}`, 303)
  })
  .post('/signout', async c => { await endSession(c); return c.redirect('/', 303) })
