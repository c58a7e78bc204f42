/** 补打回执: at the counter, for whoever lost theirs. A reason is asked; it stands on the receipt. */
import { Hono } from 'hono'
import { reprint, type ReprintPage } from '#pages/portal/reprint.ts'
import type { Label } from '#loop/words.ts'
import { ServiceError } from '#service/errors.ts'
import type { Who } from '#service/views.ts'
import { notHere, show, tooOften } from '#http/answer.ts'
import { signedIn } from '#http/signed-in.ts'
import type { C, Env } from '#http/env.ts'
import { first, readForm } from '#http/form.ts'
import { isId } from '#http/query.ts'
import { keepSlip } from '#http/slip.ts'

const draw = (c: C, more: ReprintPage = {}, status: 200 | 403 | 422 = 200) => show(c, reprint(c.get('view'), more), status)

async function search(c: C, who: Who): Promise<Response> {
  const { service } = c.get('shop'), said = first((await readForm(c)).kept, 'said').replace(/\s/g, '')
  const none: Label = ['没有查到本站的事项。请核对编号或手机号后四位；当时没留手机号的，请在事项清单里按日期找。', 'Nothing of this station was found. Check the digits; if no phone was left, look in the list by day.']
  if (/^\d{6}$/.test(said)) {
    const id = await service.findMatter(who, said), m = id && (await service.matter(who, id))
    return draw(c, m ? { said, found: [{ id: m.line.id, short: m.line.short, title: m.line.title[0], openedDay: m.line.openedDay }] } : { said, fault: none })
  }
  if (!/^\d{4}$/.test(said)) return draw(c, { said, fault: ['请输入六位编号，或手机号后四位', 'Give the six digits, or the phone’s last four'] }, 422)
  const found = await service.receiptsByTail(who, said)
  if (found === 'limited') return tooOften(c, 3600)
  return draw(c, found.length ? { said, found } : { said, fault: none })
}

async function print(c: C, who: Who): Promise<Response> {
  const id = c.req.param('id')!, { service } = c.get('shop')
  const m = isId(id) ? await service.matter(who, id) : undefined
  if (!m) return notHere(c)
  const { kept } = await readForm(c), matter = { id: m.line.id, short: m.line.short, title: m.line.title[0], openedDay: m.line.openedDay }
  try {
    const again = await service.reprint(who, id, first(kept, 'reason'))
    if (!again) return draw(c, { matter, fault: ['您的职务不能补打这件事的回执。', 'Your post may not print the receipt of this matter.'] }, 403)
    keepSlip(c, id, again.code)
    return c.redirect(`/r/${again.code}`, 303)
  } catch (e) {
    if (e instanceof ServiceError && e.field === 'reason') return draw(c, { matter, reason: first(kept, 'reason'), fault: e.says }, 422)
    throw e
  }
}

export const reprinting = new Hono<Env>()
  .get('/receipt', signedIn(c => draw(c)))
  .post('/receipt', signedIn(search))
  .get('/receipt/:id', signedIn(async (c, who) => {
    const id = c.req.param('id')!, m = isId(id) ? await c.get('shop').service.matter(who, id) : undefined
    return m ? draw(c, { matter: { id: m.line.id, short: m.line.short, title: m.line.title[0], openedDay: m.line.openedDay } }) : notHere(c)
  }))
  .post('/receipt/:id', signedIn(print))
