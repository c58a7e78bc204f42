/** Pages of suggestions with a form on them, for their own routes and for a form put back after signing in again. */
import { boardOrganPage, type OrganForm } from '#pages/desk/board-organ.ts'
import { draftNotice } from '#pages/desk/draft.ts'
import { type HandoverForm, handoverPage, handoverPath } from '#pages/desk/handover.ts'
import { type KeyForm, keyPage } from '#pages/desk/key.ts'
import { html, type Html, type Kept } from '#pages/view.ts'
import type { Label } from '#loop/words.ts'
import type { Who } from '#service/views.ts'
import { notHere, show } from '#http/answer.ts'
import { draftOf } from '#http/desk-drafts.ts'
import type { C } from '#http/env.ts'
import { first } from '#http/form.ts'
import { tableProposals } from '#http/proposals.ts'
import { isId } from '#http/query.ts'

type Status = 200 | 403 | 404 | 409 | 422
/** The table, with what each row might be. */
export const showHandover = async (c: C, who: Who, f: HandoverForm, status: Status = 200): Promise<Response> => show(c, handoverPage(c.get('view'), { ...f, proposals: await tableProposals(c, who, f.table.rows.map(r => r.id)) }), status)
/** The table as it waits, or with what was typed into it: then matched anew, for others may have gone on meanwhile. */
export async function drawHandover(c: C, who: Who, typed: { readonly kept?: Kept; readonly fault?: Label; readonly notice?: Html | '' } = {}, status: Status = 200): Promise<Response> {
  const { suggestions } = c.get('shop').service, v = c.get('view'), table = await suggestions.handoverTable(who)
  if (!table) return notHere(c)
  const draft = typed.kept ? undefined : await draftOf(c, who, handoverPath), kept = typed.kept ?? draft?.kept
  const look = kept && (await suggestions.handoverLook(who, kept))
  return showHandover(c, who, { table, look: look && { ...look, faults: [] }, paste: kept && first(kept, 'paste'), meeting: kept && first(kept, 'meeting'), fault: typed.fault, notice: typed.notice ?? draftNotice(v, draft, handoverPath) }, status)
}

export async function drawHearing(c: C, who: Who, organ: string, form: OrganForm = {}): Promise<Response> {
  const v = c.get('view'), path = `/desk/board/${organ}`, from = (name: string): string | undefined => c.req.query(name) || (form.kept ? first(form.kept, `_${name}`) || undefined : undefined)
  const found = isId(organ) ? await c.get('shop').service.suggestions.boardOrgan(who, organ, { session: from('session'), role: from('role'), show: from('show'), page: Number(c.req.query('page')) || 1 }) : undefined
  if (!found) return notHere(c)
  const draft = form.kept || !found.hold ? undefined : await draftOf(c, who, path), heard = Number(c.req.query('heard'))
  return show(c, boardOrganPage(v, found, { ...(draft ? { kept: draft.kept, notice: draftNotice(v, draft, path) } : {}), ...(heard > 0 && heard <= 400 ? { heard } : {}), ...form }))
}

export async function drawKey(c: C, who: Who, session: string | undefined, form?: KeyForm, status: Status = 200): Promise<Response> {
  const found = await c.get('shop').service.suggestions.keyList(who, session || undefined), visit = c.req.query('visit') ?? ''
  return found ? show(c, keyPage(c.get('view'), found, form ?? (isId(visit) ? { matter: visit } : undefined)), status) : notHere(c)
}

const putBack: Label = ['您刚才写的内容放回来了，请核对后再提交。', 'What you wrote is back. Check it and send it again.']
/** A sending that was kept over a sign-out, back in its page; undefined where it is none of these pages. */
export function resumeSuggestions(c: C, who: Who, path: string, kept: Kept): Promise<Response> | undefined {
  const notice = html`<div class="alert alert-warning" role="status" tabindex="-1" autofocus><p>${c.get('view').say(putBack)}</p></div>`
  if (path === handoverPath || path === `${handoverPath}/make`) return drawHandover(c, who, { kept, notice })
  const organ = /^\/desk\/board\/([0-9a-f-]{36})$/.exec(path)?.[1], key = /^\/desk\/key\/([0-9a-f-]{36})$/.exec(path)?.[1]
  if (organ) return drawHearing(c, who, organ, { kept, notice })
  return key ? drawKey(c, who, first(kept, '_session'), { matter: key, kept, notice }) : undefined
}
