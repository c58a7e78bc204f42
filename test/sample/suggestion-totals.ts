/** The totals of the sample's suggestions, counted from the facts in the store; and what they must be. */
import { startOfDay } from '#law/time.ts'
import type { Store } from '#store/shapes.ts'

/** What came of the papers of the session, the same whichever month the session was in. */
export const suggestionYear = {
  received: 198, declined: 4, 'declined/own': 1, 'declined/letter': 1, 'declined/bid': 1, 'declined/elsewhere': 1, converted: 6, 'converted/request': 3, 'converted/letter': 3, withdrawn: 3, 'withdrawn/before': 2, 'withdrawn/after': 1, amended: 11, split: 3,
  accepted: 189, 'accepted/single': 121, 'accepted/joint': 61, 'accepted/delegation': 7, coSigned: 214, merged: 11,
  handedOver: 189, 'handedOver/normal': 166, 'handedOver/complex': 23, assigned: 193, coAssigned: 74,
  // Sixteen asked for a return; the two who asked after the window were refused by rule, and nothing was stored.
  returnAsked: 14, returnAgreed: 12, returnRefused: 2, reassigned: 12,
  supervised: 189, key: 8, extended: 15, replied: 188, 'replied/onTime': 167, 'replied/extended': 15, 'replied/late': 6, contacted: 188, 'contacted/faceToFace': 176, 'contacted/phone': 10, 'contacted/failed': 2,
  firstClass: 188, 'firstClass/solved': 104, 'firstClass/promised': 67, 'firstClass/later': 17, class: 188, 'class/solved': 115, 'class/promised': 58, 'class/later': 15, promised: 69, kept: 11,
  process: 183, 'process/satisfied': 169, 'process/basically': 12, 'process/dissatisfied': 2, firstResult: 183, 'firstResult/satisfied': 158, 'firstResult/basically': 19, 'firstResult/dissatisfied': 6,
  result: 183, 'result/satisfied': 161, 'result/basically': 21, 'result/dissatisfied': 1, noAnswer: 5, rehandled: 6, toChairs: 1,
}
/** Three more promises are kept in December. */
export const untilChristmas = { 'class/solved': 118, 'class/promised': 55, 'class/later': 15, kept: 14 }
/** The class a suggestion stands at by its last rating; 未评 is none. */
export const classByRating: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  solved: { satisfied: 109, basically: 7, none: 2 }, promised: { satisfied: 44, basically: 9, none: 2 }, later: { satisfied: 8, basically: 5, dissatisfied: 1, none: 1 },
}
/** Final lead and separate organs, and the suggestions of each. */
export const byOrgan: Readonly<Record<string, number>> = {
  区住建局: 24, 区城管局: 19, 区教育局: 17, 区交通运输局: 15, 区卫健体局: 13, 区农业农村局: 12, 区民政局: 11, 区文旅局: 9, 区市场监管局: 9, 区水利局: 7, 区商务局: 6, 区发改局: 5, 区人社局: 5, 市公安局潞州分局: 5, 市规自局潞州分局: 4, 市生态环境局潞州分局: 4, 区应急局: 4,
  区财政局: 3, 区工信科技局: 3, 区医保局: 3, 区房产服务中心: 3, 区行政审批局: 2, 区司法局: 2, 区环卫中心: 2, 区退役军人局: 2, 区消防救援大队: 2, 区委社会工作部: 1, 区法院: 1,
}
export const byDelegation: Readonly<Record<string, number>> = { s1: 12, s2: 14, s3: 10, s4: 11, s5: 9, s6: 13, s7: 16, s8: 12, s9: 13, s10: 9, s11: 13, s12: 10, s13: 16, t1: 13, t2: 10, t3: 8 }

const live = `congress = 1 and retracted_seq is null`
/** Live facts of the session's suggestions (the session before was over in summer) by name, and by name and kind: the names of `suggestionYear` only. */
export async function factTotals(store: Store): Promise<Record<string, number>> {
  const rows = await store.tx(1, tx => tx.rows<{ name: string; kind: string | null; n: number }>(`select substr(name, 12) as name, kind, count(*)::int as n from fact where ${live} and at >= '2024-12-01' and name like 'suggestion.%' group by 1, 2`))
  const found: Record<string, number> = {}
  for (const { name, kind, n } of rows) {
    found[name] = (found[name] ?? 0) + n
    if (kind) found[`${name}/${kind}`] = n
  }
  return Object.fromEntries(Object.keys(suggestionYear).map(k => [k, found[k] ?? 0]))
}
/** Accepted suggestions by the session they belong to. */
export const bySession = (store: Store): Promise<{ name: string; n: number }[]> =>
  store.tx(1, tx => tx.rows(`select t.name, count(distinct f.root)::int as n from fact f join party p on p.congress = 1 and p.matter = f.matter and p.party = 'session' join term t on t.congress = 1 and t.id = p.who where f.congress = 1 and f.retracted_seq is null and f.name = 'suggestion.accepted' group by 1 order by 2 desc`))
/** How many facts of a name fall into these days. */
export const within = async (store: Store, name: string, from: string, before: string): Promise<number> =>
  (await store.tx(1, tx => tx.rows<{ n: number }>(`select count(*)::int as n from fact where ${live} and name = $1 and at >= $2 and at < $3`, [name, startOfDay(from), startOfDay(before)])))[0]!.n
export async function ratings(store: Store): Promise<Record<string, Record<string, number>>> {
  const rows = await store.tx(1, tx => tx.rows<{ kind: string; grade: string; n: number }>(`select c.kind, coalesce(r.kind, 'none') as grade, count(*)::int as n from fact c left join fact r on r.congress = 1 and r.root = c.root and r.name = 'suggestion.result' and r.retracted_seq is null where c.congress = 1 and c.retracted_seq is null and c.name = 'suggestion.class' group by 1, 2`))
  const table: Record<string, Record<string, number>> = {}
  for (const { kind, grade, n } of rows) (table[kind] ??= {})[grade] = n
  return table
}
export async function organs(store: Store): Promise<Record<string, number>> {
  const rows = await store.tx(1, tx => tx.rows<{ short: string; n: number }>(`select o.short, count(*)::int as n from fact f join organ o on o.congress = 1 and o.id = f.organ where f.congress = 1 and f.retracted_seq is null and f.name = 'suggestion.assigned' group by 1`))
  return Object.fromEntries(rows.map(r => [r.short, r.n]))
}
/** Promises that are still owed, and those of them whose day was over by then. */
export async function promisesOwed(store: Store, day: string): Promise<[owed: number, over: number]> {
  const rows = await store.tx(1, tx => tx.rows<{ due: string }>(`select min(d.due) due from duty d join matter m on m.congress = 1 and m.id = d.matter where d.congress = 1 and d.act = 'replyAgain' and d.closed_seq is null and m.procedure = 'suggestion' group by m.id`))
  return [rows.length, rows.filter(r => new Date(r.due).toISOString() < startOfDay(day)).length]
}
