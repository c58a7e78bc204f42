/** An Atom feed (RFC 4287) of what was made public. */
import type { FeedEntry } from '#service/openness-views.ts'
import type { View } from '#pages/view.ts'

const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }
/** XML takes no control characters, even escaped. */
const x = (s: string): string => s.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/gu, '').replace(/[&<>"]/g, c => escapes[c]!)
const el = (name: string, text: string, attributes = ''): string => `<${name}${attributes}>${x(text)}</${name}>`
const second = (instant: string): string => `${new Date(instant).toISOString().slice(0, 19)}Z`

/** `site` makes a whole address of a path. */
export function atom(v: View, entries: readonly FeedEntry[], site: (path: string) => string, empty: string): string {
  const congress = v.congress ? v.say(v.congress.name) : ''
  const one = (e: FeedEntry): string => {
    const where = [e.session ? v.say(e.session) : '', e.number ? v.say(e.number) : ''].join(v.t('', ' ')), said = [where, e.outcome ? v.say(e.outcome) : ''].filter(Boolean).join(v.t('，', ', '))
    return ['<entry>', el('id', e.id), el('title', e.title), `<link rel="alternate" type="text/html" href="${x(site(`/suggestions/${e.no}`))}"/>`, el('published', `${e.publishedOn}T00:00:00+08:00`), el('updated', second(e.at)),
      ...(e.organs.length ? e.organs.map(o => `<author>${el('name', v.say(o))}</author>`) : [`<author>${el('name', congress)}</author>`]), `<category term="${x(v.say(e.theme))}"/>`, el('summary', `${said ? `${said}${v.t('。', '. ')}` : ''}${e.begins}`), '</entry>'].join('\n')
  }
  return `${['<?xml version="1.0" encoding="utf-8"?>', `<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="${v.lang === 'zh' ? 'zh-CN' : 'en'}">`, el('id', site('/suggestions/feed.atom')), el('title', `${congress} · ${v.t('代表建议和答复', 'Suggestions and replies')}${v.congress?.sample ? v.t('（示例数据）', ' (sample data)') : ''}`),
    el('updated', second(entries[0]?.at ?? empty)), `<link rel="self" type="application/atom+xml" href="${x(site('/suggestions/feed.atom'))}"/>`, `<link rel="alternate" type="text/html" href="${x(site('/suggestions'))}"/>`, `<author>${el('name', congress)}</author>`, el('generator', v.t('回音', 'Huiyin')), ...entries.map(one), '</feed>'].join('\n')}\n`
}
