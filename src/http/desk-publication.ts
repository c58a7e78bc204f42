/** Publication of a suggestion on the desk: passage by passage, then the draft, then another person's review; and two replies side by side. */
import { Hono } from 'hono'
import { alikePage } from '#pages/desk/likeness.ts'
import { decide, review, write } from '#pages/desk/publication.ts'
import type { Fault, Kept } from '#pages/view.ts'
import type { Label, Refusal } from '#loop/words.ts'
import type { PublicationView } from '#service/openness-views.ts'
import type { Who } from '#service/views.ts'
import { actorOf, attempt, formOf } from '#http/acting.ts'
import { notHere, show } from '#http/answer.ts'
import type { C, Env } from '#http/env.ts'
import { first, inputOf, keyOf, readForm } from '#http/form.ts'
import { isId } from '#http/query.ts'
import { signedIn } from '#http/signed-in.ts'

const find = (c: C, who: Who): Promise<PublicationView | undefined> => { const id = c.req.param('id')!; return isId(id) ? c.get('shop').service.openness.publication(who, id) : Promise.resolve(undefined) }
const moved: Label = ['您打开这一页以后，建议或答复的文字变了，请重新看。', 'The texts have changed since you opened this page; please look again.']
const faultOf = (r: Refusal): Fault => ({ field: r.field ?? '', says: r.says })

async function draw(c: C, who: Who): Promise<Response> {
  const p = await find(c, who)
  if (!p) return notHere(c)
  return show(c, p.draft && c.req.query('again') !== '1' ? review(c.get('view'), p) : decide(c.get('view'), p))
}

/** Every passage decided by hand, or the first without a word is asked for; nothing stands decided by itself. */
function decided(p: PublicationView, kept: Kept): { readonly faults: readonly Fault[] } | { readonly texts: Readonly<Record<string, readonly string[]>> } {
  const faults: Fault[] = [], texts: Record<string, readonly string[]> = {}
  for (const s of p.sources) {
    let out = '', at = 0
    s.finds.forEach((f, i) => {
      const name = `${s.field}.${i}`, said = first(kept, name), own = first(kept, `${name}.own`).trim(), words = s.text.slice(f.from, f.to)
      if (!['hide', 'keep', 'own'].includes(said)) faults.push({ field: name, says: [`“${words}”怎么办，请选一项`, `Please decide about “${words}”`] })
      else if (said === 'own' && !own) faults.push({ field: name, says: [`“${words}”改成什么，请写上`, `Please write what stands for “${words}”`] })
      out += s.text.slice(at, f.from) + (said === 'hide' ? f.put : said === 'own' ? own : words)
      at = f.to
    })
    texts[s.field] = [out + s.text.slice(at)]
  }
  return faults.length ? { faults } : { texts }
}

async function post(c: C, who: Who): Promise<Response> {
  const p = await find(c, who)
  if (!p) return notHere(c)
  const v = c.get('view'), { kept } = await readForm(c), doing = first(kept, '_do'), { service } = c.get('shop')
  const done = async (act: 'proposePublic' | 'publish', fields: Kept) => {
    const choice = p.choices.find(x => x.act === act), seen = Number(first(kept, '_seen'))
    return attempt(() => service.act({ congress: who.congress, matter: p.line.id, act, input: inputOf(formOf(choice?.fields ?? []), fields), actor: actorOf(who), key: keyOf(first(kept, '_key')) ?? v.newKey(), ...(Number.isInteger(seen) && seen > 0 ? { seen } : {}) }))
  }
  if (doing === 'publish') {
    const outcome = await done('publish', { draft: [first(kept, 'draft') || '0'] })
    if (outcome.ok) return c.redirect(`/desk/m/${p.line.id}`, 303)
    const again = (await find(c, who)) ?? p
    return show(c, again.draft ? review(v, again, { faults: [faultOf(outcome.refusal)] }) : decide(v, again, { faults: [faultOf(outcome.refusal)] }), outcome.status)
  }
  if (first(kept, '_stamp') !== p.stamp) return show(c, decide(v, p, { notice: moved }), 409)
  if (doing === 'write') {
    const outcome = await done('proposePublic', Object.fromEntries(Object.entries(kept).filter(([k]) => !k.startsWith('_'))))
    return outcome.ok ? c.redirect(`/desk/m/${p.line.id}/public`, 303) : show(c, write(v, p, kept, { faults: [faultOf(outcome.refusal)] }), outcome.status)
  }
  const result = decided(p, kept)
  return 'faults' in result ? show(c, decide(v, p, { kept, faults: result.faults }), 422) : show(c, write(v, p, result.texts))
}

async function alike(c: C, who: Who): Promise<Response> {
  const [id, other] = [c.req.param('id')!, c.req.param('other')!], found = isId(id) && isId(other) ? await c.get('shop').service.openness.beside(who, id, other) : undefined
  return found ? show(c, alikePage(c.get('view'), found)) : notHere(c)
}

export const publication = new Hono<Env>()
  .get('/m/:id/public', signedIn(draw))
  .post('/m/:id/public', signedIn(post))
  .get('/m/:id/alike/:other', signedIn(alike))
