/** 交办函: one for each organ of a table, with the list of what is handed to it. And 办理情况报告, of the whole table or of one organ. */
import { reckon } from '#law/clock.ts'
import type { Listed, LetterContent, LetterSpec, LetterWith } from '#loop/letter.ts'
import type { Ctx } from '#loop/procedure.ts'
import { termOf } from '#loop/settings.ts'
import type { Id, Input } from '#loop/words.ts'
import { called, calledShort, chinese, contactNote, copiesTo, governmentOffices, heading, p } from '#procedures/paper.ts'
import { addressee } from '#procedures/roles.ts'
import { numberText } from '#procedures/series.ts'
import { handlingRoles } from '#procedures/words.ts'
import { numberedOrgans, numberFor } from './numbering.ts'
import { reportContent } from './report.ts'
import { ids } from './rules.ts'

export type OrderRole = 'lead' | 'separate' | 'co'
/** What one organ is handed: the place of each suggestion in the table, and how. */
export type Order = { readonly at: number; readonly role: OrderRole; readonly complex: boolean }
const roleIn = (r: Input, o: Id): OrderRole | undefined => (r.office === true || String(r.organ) === o ? 'lead' : ids(r.separate).includes(o) ? 'separate' : ids(r.co).includes(o) ? 'co' : undefined)
/** As the event keeps it: `0.lead 3.co 5.lead.complex`. */
export const ordersFor = (rows: readonly Input[], o: Id): string => rows.flatMap((r, at) => { const role = roleIn(r, o); return role ? [`${at}.${role}${r.complex === true ? '.complex' : ''}`] : [] }).join(' ')
const ordersOf = (c: Ctx, o: Id): Order[] => (c.state.marks[`to.${o}`] ?? '').split(' ').filter(Boolean).map(x => { const [at, role, complex] = x.split('.'); return { at: Number(at), role: role as OrderRole, complex: complex === 'complex' } })
const terms = { lead: 'suggestion.replyMonths', complex: 'suggestion.complexMonths', co: 'suggestion.coDays', back: 'suggestion.returnDays' } as const
/** The days the letters name, as they were reckoned on the day of the act. */
export const datesOf = (c: Ctx): Record<string, string> => Object.fromEntries(Object.entries(terms).map(([k, name]) => [`due.${k}`, reckon(c.calendar, c.today, termOf(c.settings.look(name, c.today))).day]))
const due = (c: Ctx, o: Order): string => c.state.marks[`due.${o.role === 'co' ? 'co' : o.complex ? 'complex' : 'lead'}`] ?? ''

/** What the government's office hands on is due from the first hand-over (代表法 51), unless the county says otherwise. */
const firstDue = (c: Ctx, o: Order, from: string | undefined): string | undefined => (c.state.parties.via?.length && from && o.role !== 'co' && c.settings.look('suggestion.officeClockRestarts', c.today).value !== true ? reckon(c.calendar, from, termOf(c.settings.look(terms[o.complex ? 'complex' : 'lead'], from))).day : undefined)

const suggestions = (c: Ctx): readonly Id[] => c.state.parties.suggestions ?? []
const organs = (c: Ctx): readonly Id[] => c.state.parties.organs ?? []
const byNumber = (a: Listed | undefined, b: Listed | undefined): number => Number(a?.marks.number ?? 0) - Number(b?.marks.number ?? 0)
/** 示例区第二届人民代表大会第五次会议代表建议, where they are all of one; between sessions, or of several, simply 代表建议. */
export function whose(c: Ctx, all: readonly (Listed | undefined)[], day: string): string {
  const sessions = new Set(all.map(l => (l && !l.marks.between ? l.parties.session?.[0] : undefined)))
  const [only] = sessions
  return sessions.size === 1 && only ? `${called(c, only, day)}代表建议` : '代表建议'
}
/** 您、李等3人: the first who proposed, and how many. */
export const proposersOf = (c: Ctx, l: Listed, day: string): string => { const n = 1 + (l.parties.coSigners ?? []).length, lead = called(c, l.parties.lead?.[0], day); return n > 1 ? `${lead}等${n}人` : lead }

/** How many of each kind, as a sentence has it: 主办3件、会办1件. */
export const counted = (orders: readonly { readonly role: OrderRole }[]): string => (['lead', 'separate', 'co'] as const).map(r => [handlingRoles[r][0], orders.filter(o => o.role === r).length] as const).filter(([, n]) => n > 0).map(([word, n]) => `${word}${n}件`).join('、')
export type HandOver = { readonly organ: Id; readonly district: Id | undefined; readonly day: string; readonly number: string | undefined; readonly by: Id | undefined; readonly back: string; readonly what: string; readonly meeting?: string | undefined; /** One suggestion, named in the text instead of in a list. */ readonly single?: true; readonly rows: readonly { readonly number: string; readonly title: string; readonly who: string; readonly role: OrderRole; readonly due: string; /** What the committee asks of this one in particular. */ readonly asked?: string | undefined }[] }
/** The letter itself, whether it hands over a table's share or a single suggestion. */
export function handOverLetter(c: Ctx, h: HandOver): LetterContent {
  const from = called(c, h.district, h.day), note = contactNote(c, h.by, h.district, h.day), copies = copiesTo(governmentOffices(c, h.organ, h.day), called(c, h.organ, h.day))
  const dues = (roles: readonly OrderRole[]): string => [...new Set(h.rows.filter(r => roles.includes(r.role)).map(r => r.due))].sort().map(chinese).join('、')
  const replies = dues(['lead', 'separate']), views = dues(['co']), many = new Set(h.rows.filter(r => r.role !== 'co').map(r => r.due)).size > 1
  return {
    form: 'letter', mark: from, ...(h.number ? { number: h.number } : {}), title: `关于交办${h.what}的函`, to: called(c, h.organ, h.day),
    body: [
      p(`根据代表法等有关规定${h.meeting ? `，经${h.meeting}` : ''}，现将${h.what}${h.single ? `《${h.rows[0]!.title}》（领衔代表${h.rows[0]!.who}）交你单位${handlingRoles[h.rows[0]!.role][0]}` : `${h.rows.length}件（${counted(h.rows)}）交你单位办理，清单附后`}。有关事项函告如下：`),
      heading('一、办理期限'),
      ...(replies ? [p(`自${chinese(h.day)}交办之日起计算，${h.single ? '' : '主办、分办的建议'}${many ? `按清单所列期限（${replies}）` : `请于${replies}前`}书面答复代表；不能按期答复的，请在期限届满前说明理由、申请延期。`)] : []),
      ...(views ? [p(`${h.single ? '' : '会办的建议，'}请于${views}前向主办单位书面提出会办意见。`)] : []),
      heading('二、退办'), p(`认为不属本单位职责的，请于${chinese(h.back)}前书面说明理由，并提出建议承办单位；逾期不再调整。`),
      heading('三、办理要求'), p('请明确分管负责人和承办人，答复前当面或者用其他方式听取代表意见。答复函由本单位负责人审签，在首页右上角注明结果类别，附《代表建议办理情况征询意见表》，同时抄送我委；政府部门的答复函并抄送政府办公室。'),
      ...h.rows.filter(r => r.asked).map(r => p(h.single ? `对这件建议，另请注意：${r.asked}` : `第${r.number}号建议，另请注意：${r.asked}`)),
      p('特此函告。'),
    ],
    ...(h.single ? {} : { annexes: [{ title: '交办建议清单', body: [{ kind: 'table', head: ['序号', '编号', '建议标题', '领衔代表', '承办方式', '答复期限'], widths: [8.5, 9, 38, 16, 14, 24], rows: h.rows.map((r, i) => [String(i + 1), r.number, r.title, r.who, handlingRoles[r.role][0], chinese(r.due)]) }] }] }),
    organ: from, date: h.day, ...(note ? { note } : {}), ...(copies ? { copies } : {}),
  }
}

function handOver(c: Ctx, { one, listed }: LetterWith): LetterContent {
  const day = c.state.marks.day ?? c.today, organ = one!, found = numberFor(c, organ)
  const orders = ordersOf(c, organ).map(o => ({ ...o, l: listed.get(suggestions(c)[o.at]!) })).sort((a, b) => byNumber(a.l, b.l))
  return handOverLetter(c, {
    organ, district: c.state.parties.via?.[0] ?? c.state.parties.district?.[0], day, number: found && numberText(c, found.series, found.n, day), by: c.state.marks.by, back: c.state.marks['due.back'] ?? day, what: whose(c, orders.map(o => o.l), day), meeting: c.state.marks.meeting,
    rows: orders.map(o => ({ number: o.l?.marks.number ?? '', title: o.l?.title ?? '（略）', who: o.l ? proposersOf(c, o.l, day) : '', role: o.role, due: firstDue(c, o, o.l?.marks.handedOver) ?? due(c, o), asked: o.l?.marks.note })),
  })
}

const whole = 'all'
const ofOrgan = (c: Ctx, one: string | undefined): readonly Id[] => (one === undefined || one === whole ? suggestions(c) : ordersOf(c, one).map(o => suggestions(c)[o.at]!))
/** Whose work each is: the lead, as it was handed over. */
const leads = (c: Ctx): ReadonlyMap<Id, Id> => new Map(organs(c).flatMap(o => ordersOf(c, o).filter(x => x.role === 'lead').map(x => [suggestions(c)[x.at]!, o] as const)))

export const letters: Readonly<Record<string, LetterSpec>> = {
  handOver: {
    label: ['交办函', 'Letter of hand-over'], to: { role: addressee, about: 'suggestions' }, ready: c => (c.state.stage === 'made' ? undefined : { rule: 'letter.undone', says: ['这批交办已经撤回', 'This hand-over was undone'] }),
    each: c => numberedOrgans(c).map(one => ({ one, label: c.directory.nameOn(one, c.state.marks.day ?? c.today, true) ?? ['', ''] })), lists: ofOrgan, of: handOver,
  },
  report: {
    label: ['办理情况报告', 'Report on the handling'], ready: c => (c.state.stage === 'made' ? undefined : { rule: 'letter.undone', says: ['这批交办已经撤回', 'This hand-over was undone'] }),
    each: c => [{ one: whole, label: ['全部', 'The whole'] as const }, ...organs(c).filter(o => ordersOf(c, o).some(x => x.role !== 'co')).map(one => ({ one, label: c.directory.nameOn(one, c.state.marks.day ?? c.today, true) ?? (['', ''] as const) }))],
    lists: (c, one) => (one === undefined || one === whole ? suggestions(c) : ordersOf(c, one).filter(o => o.role !== 'co').map(o => suggestions(c)[o.at]!)),
    of: (c, { one, listed, congress }) => {
      const led = leads(c), organ = one === whole ? undefined : one, found = [...listed.values()].sort(byNumber)
      return reportContent(c, { organ, congress, district: c.state.parties.district?.[0], handedOver: c.state.marks.day ?? c.today, organs: organs(c).length, of: (organ ? ordersOf(c, organ).filter(o => o.role !== 'co') : suggestions(c)).length, what: whose(c, found, c.today), rows: found.map(l => ({ l, lead: calledShort(c, led.get(l.id), c.today) })) })
    },
  },
}
