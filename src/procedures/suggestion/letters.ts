/** The letters of one suggestion: 交办函 where it was handed over alone, 征询意见表, 续报. */
import { reckon } from '#law/clock.ts'
import { dayOf } from '#law/time.ts'
import { childrenOf } from '#loop/fold.ts'
import type { Block, LetterContent, LetterSpec } from '#loop/letter.ts'
import type { Ctx, No } from '#loop/procedure.ts'
import { termOf } from '#loop/settings.ts'
import type { Id } from '#loop/words.ts'
import { called, calledShort, chinese, classText, classWord, contactNote, copiesTo, governmentOffices, inBrackets, inOrder, p, suggestionName, typed } from '#procedures/paper.ts'
import { letterSeries, numberIn, numberText } from '#procedures/series.ts'
import { districtOf } from '#procedures/stations.ts'
import { contactWays, grades, handlingRoles, machineOf } from '#procedures/words.ts'
import { handOverLetter, type OrderRole } from './handover-letters.ts'
import { numberedOrgans, numberFor } from './numbering.ts'
import { answers, bound, proposers } from './rules.ts'

const mark = (c: Ctx, m: string): string | undefined => c.state.marks[m]
const no = (rule: string, zh: string, en: string): No => ({ rule: `letter.${rule}`, says: [zh, en] })
/** The order as it went out to an organ: how, on which day, by when. */
const orderTo = (c: Ctx, organ: Id) => childrenOf(c.family, c.state, 'handling').findLast(h => h.parties.handler?.[0] === organ && h.marks.again !== '1')

function handOver(c: Ctx, organ: Id): LetterContent {
  const h = orderTo(c, organ)!, day = dayOf(h.openedAt), found = numberFor(c, organ), lead = c.state.parties.lead?.[0], n = proposers(c).length, d = districtOf(c)
  const due = h.duties.find(x => x.act === 'reply' || x.act === 'coView'), back = reckon(c.calendar, day, termOf(c.settings.look('suggestion.returnDays', day))).day
  return handOverLetter(c, {
    organ, district: d, day, number: found && numberText(c, found.series, found.n, day), by: h.openedBy.kind === 'person' ? h.openedBy.person : undefined, back, single: true, what: suggestionName(c, day),
    rows: [{ number: mark(c, 'number') ?? '', title: mark(c, 'gist') ?? '', who: `${called(c, lead, day)}${n > 1 ? `等${n}人` : ''}`, role: (h.marks.role ?? 'lead') as OrderRole, due: dayOf(due?.due ?? h.openedAt), asked: mark(c, 'note') }],
  })
}

/** Filled where the deputy has answered to the latest reply; empty to be filled by hand otherwise. */
function answered(c: Ctx): boolean {
  const rounds = bound(c).some(h => h.marks.again === '1' && h.stage === 'submitted') ? 2 : 1
  return c.state.stage !== 'replied' && (c.state.times.evaluate ?? 0) >= rounds
}
function opinionForm(c: Ctx): LetterContent {
  const day = mark(c, 'replied') ?? c.today, all = answers(c), filled = answered(c), said = c.state.inputs.evaluate ?? {}, evaluated = mark(c, 'evaluated') ?? c.today
  const organs = bound(c).filter(h => h.marks.again !== '1' || h.stage === 'submitted').map(h => `${calledShort(c, h.parties.handler?.[0], day)}（${handlingRoles[(h.marks.role ?? 'lead') as OrderRole]?.[0] ?? ''}）`)
  const helpers = childrenOf(c.family, c.state, 'handling').filter(h => h.marks.role === 'co' && h.stage === 'submitted').map(h => `${calledShort(c, h.parties.handler?.[0], day)}（会办）`)
  const contact = contactWays[(mark(c, 'contact') ?? '') as keyof typeof contactWays]?.[0] ?? '未能联系上', co = c.state.parties.coSigners ?? [], options = Object.values(grades).map(g => g[0])
  const ticked = (field: 'process' | 'result'): Block => ({ kind: 'choices', label: field === 'process' ? '对办理过程（态度、沟通）' : '对办理结果', options, ...(filled && said[field] ? { chosen: grades[String(said[field]) as keyof typeof grades]?.[0] ?? '' } : {}) })
  return {
    form: 'form', mark: '', title: '代表建议办理情况征询意见表', ...(mark(c, 'number') ? { number: `${suggestionName(c, day).replace(/建议$/, '')}` } : {}), organ: '', date: filled ? evaluated : c.today,
    body: [
      { kind: 'table', head: [], widths: [1, 4], rows: [
        ['建议标题', mark(c, 'gist') ?? ''], ['领衔代表', called(c, c.state.parties.lead?.[0], day)], ...(co.length ? [['联名代表', inOrder(c, co, day)]] : []), ['承办单位', [...new Set([...organs, ...helpers])].join('、')],
        ['交办日期', mark(c, 'handedOver') ? chinese(mark(c, 'handedOver')!) : ''], ['答复日期', `${chinese(day)}${all.some(h => h.marks.again === '1') ? '（重新办理后的答复）' : ''}`], ['结果类别', classText(c, mark(c, 'class'), day)], ...(mark(c, 'promisedBy') ? [['承诺期限', `${chinese(mark(c, 'promisedBy')!)}前`]] : []), ['沟通方式', contact],
      ] },
      ticked('process'), ticked('result'),
      ...(filled ? [...(said.comment ? [p(`意见和建议：${String(said.comment)}`)] : []), { kind: 'table' as const, head: [], widths: [1, 4], rows: [['评价代表', called(c, mark(c, 'evaluator'), evaluated)], ['评价日期', chinese(evaluated)]] }] : [{ kind: 'lines' as const, label: '意见和建议', count: 4 }, { kind: 'lines' as const, label: '代表签名、日期', count: 1 }]),
      p('注：由领衔代表征求联名代表意见后填写，交区人大代工委；也可以登录后直接评价。承办单位不得代填。'.replace('区人大代工委', calledShort(c, districtOf(c), day))),
    ],
  }
}

/** 续报: a promise kept, or a class that changed. */
function followUp(c: Ctx): LetterContent {
  const day = mark(c, 'followUpOn') ?? c.today, organ = mark(c, 'followUpBy'), from = called(c, organ, day), said = c.state.inputs.replyAgain ?? {}, lead = c.state.parties.lead?.[0], co = c.state.parties.coSigners ?? []
  const now = String(said.class ?? mark(c, 'class') ?? ''), before = mark(c, 'before'), number = numberIn(c, c.state.numbers, mark(c, 'followUpNo'), letterSeries(organ ?? '', day).slice(0, -4), day), klass = classWord(c, now, day)
  const copies = copiesTo([called(c, districtOf(c), day), ...governmentOffices(c, organ, day)], from), note = contactNote(c, undefined, organ, day)
  return {
    form: 'letter', mark: from, ...(number ? { number } : {}), ...(klass ? { classMark: klass } : {}), title: `关于${suggestionName(c, day)}办理情况的续报`, ...(lead ? { to: `${called(c, lead, day)}代表` } : {}),
    body: [
      p(`${co.length ? `您和${inOrder(c, co, day)}代表联名` : '您'}提出的《${mark(c, 'gist') ?? ''}》${inBrackets(c)}，我单位已于${chinese(mark(c, 'replied') ?? day)}答复。现将此后的办理情况续报如下：`), ...typed(String(said.text ?? '')), ...(said.proof ? [p(`凭据：${String(said.proof)}。`)] : []),
      p(before && before !== now ? `办理结果由“${classText(c, before, day)}”变更为“${classText(c, now, day)}”。` : `办理结果仍为“${classText(c, now, day)}”。`), ...(machineOf(now) === 'promised' && said.promisedBy ? [p(`我单位承诺在${chinese(String(said.promisedBy))}前办成。`)] : []),
    ],
    organ: from, date: day, ...(note ? { note } : {}), ...(copies ? { copies } : {}),
  }
}

export const letters: Readonly<Record<string, LetterSpec>> = {
  // Of a table it is the table that has the letters.
  handOver: { label: ['交办函', 'Letter of hand-over'], when: c => handedTo(c).length > 0, ready: () => undefined, each: c => handedTo(c).map(one => ({ one, label: c.directory.nameOn(one, c.today, true) ?? ['', ''] })), of: (c, { one }) => handOver(c, one!) },
  opinionForm: { label: ['征询意见表', 'Form for the deputy’s opinion'], when: c => mark(c, 'handedOver') !== undefined, ready: c => (mark(c, 'replied') ? undefined : no('notReplied', '答复以后才能出', 'Once it was replied to')), of: opinionForm },
  followUp: { label: ['续报', 'Follow-up reply'], when: c => mark(c, 'followUpOn') !== undefined, ready: () => undefined, of: followUp },
}
const handedTo = (c: Ctx): Id[] => numberedOrgans(c).filter(o => orderTo(c, o))
