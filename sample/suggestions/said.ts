/** What each suggestion says, and what came of it; the same each time the year is told. */
import { leadOf, type Suggestion } from '#sample/suggestions/table.ts'
import type { Place } from '#sample/tables.ts'
import type { Topic } from '#sample/words/kinds.ts'
import * as phrases from '#sample/words/suggestion-phrases.ts'
import { toldSuggestions } from '#sample/words/told-suggestions.ts'
import { lifeTopics } from '#sample/words/topics-life.ts'
import { townTopics } from '#sample/words/topics-town.ts'

export type Said = {
  /** As in 关于……的建议. */
  readonly what: string; readonly title: string; readonly why: string; readonly text: string; readonly done: string
}
const topics: readonly Topic[] = [...townTopics, ...lifeTopics]
export const titleOf = (what: string): string => `关于${what}的建议`

/** The words of all of them, by number: their own, or a topic of their theme for the organ they go to, told of their street. */
export function sayings(list: readonly Suggestion[], placeOf: (code: string) => Place): Map<number, Said> {
  const turns = new Map<string, number>()
  return new Map(list.map(s => {
    const own = toldSuggestions[s.no], organ = s.leads[0], kind = `${s.theme}/${organ}`, turn = turns.get(kind) ?? 0
    const fitting = topics.filter(t => t[0] === s.theme && t[1] === organ)
    const topic = own ? undefined : fitting[turn % fitting.length]
    if (!own && !topic) throw new Error(`no topic of ${s.theme} for ${organ}, suggestion ${s.no}`)
    if (!own) turns.set(kind, turn + 1)
    const fill = (text: string): string => text.replaceAll('{at}', placeOf(s.place).name)
    const [what, why, want, done] = (own ?? topic!.slice(2)).map(fill) as [string, string, string, string]
    return [s.no, { what, title: titleOf(what), why: `${why}${phrases.motive(s.no)}`, text: `${why}${phrases.motive(s.no)}建议：${want}${phrases.hope(s.no)}`, done }]
  }))
}

/** The body of a letter of reply of this class. */
export function replyText(s: Suggestion, said: Said, klass: string, promisedBy: string | undefined, organ = leadOf(s)): string {
  const n = s.no + organ.length
  const core = klass === 'solved' ? `关于${said.what}，${said.done || '有关措施已经落实'}。`
    : klass === 'promised' ? `关于${said.what}，${phrases.planned(n)}，${Number(promisedBy!.slice(0, 4))}年${Number(promisedBy!.slice(5, 7))}月${Number(promisedBy!.slice(8))}日前完成。`
      : `关于${said.what}，${phrases.notNow(n)}。`
  return `${phrases.opening(n)}${core}${phrases.closing(n)}`
}
