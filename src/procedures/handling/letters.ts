/** The letters of a handling: 退办说明 and what was decided on it, 会办意见, 答复函. Those that were not signed yet print as drafts, for their own organ alone. */
import { markOf, partyOf } from '#loop/fold.ts'
import type { LetterContent, LetterSpec } from '#loop/letter.ts'
import type { Ctx, No } from '#loop/procedure.ts'
import type { Day, Label } from '#loop/words.ts'
import { called, calledShort, chinese, classWord, contactNote, copiesTo, governmentOffices, inBrackets, inOrder, p, suggestionName, titleOf, typed } from '#procedures/paper.ts'
import { letterSeries, numberIn } from '#procedures/series.ts'
import { handlingRoles, returnReasons } from '#procedures/words.ts'
import { byLetter } from './replying.ts'
import { handlerNow, isOutside, organOf } from './rules.ts'

const no = (rule: string, zh: string, en: string): No => ({ rule: `letter.${rule}`, says: [zh, en] })
const isCo = (c: Ctx): boolean => c.state.marks.role === 'co'
const mark = (c: Ctx, m: string): string | undefined => c.state.marks[m]
/** The organ's own people, or for a unit outside whoever writes down what it says. */
const own = (c: Ctx): boolean => c.actor.kind === 'person' && c.actor.posts.some(x => x.organ === handlerNow(c) || (isOutside(c) && x.organ === organOf(c, 'dispatcher')))
/** Whoever answers to the deputies beside this one. */
const leading = (c: Ctx): string[] => {
  const parent = c.state.parent ? c.family.matters.get(c.state.parent) : undefined
  return (parent?.children ?? []).map(id => c.family.matters.get(id)!).filter(h => h.marks.role === 'lead' && !['returned', 'reassigned', 'stopped', 'void'].includes(h.stage)).flatMap(h => h.parties.handler ?? [])
}
const number = (c: Ctx, m: 'letterNo' | 'returnNo', party: 'handler', day: Day): string | undefined => numberIn(c, c.state.numbers, mark(c, m), `${letterSeries(organOf(c, party) ?? '', day).slice(0, -4)}`, day)
const answerNumber = (c: Ctx, day: Day): string | undefined => numberIn(c, c.state.numbers, mark(c, 'answerNo'), `letter.${organOf(c, 'dispatcher') ?? ''}.`, day)
const word = (table: Readonly<Record<string, Label>>, id: unknown): string => table[String(id)]?.[0] ?? ''
const role = (c: Ctx): string => word(handlingRoles, mark(c, 'role'))
const handed = (c: Ctx): string => `你委交由我单位${role(c) || '办理'}的${suggestionName(c, c.today)}`
const gist = (c: Ctx): string => (markOf(c.family, c.state, 'number') ? `《${titleOf(c)}》` : '')
/** Where there is a sealed paper, what was typed in is not the letter. */
const copied = (c: Ctx): Pick<LetterContent, 'status'> => (mark(c, 'sealed') ? { status: 'copy' } : {})
const withNumber = (n: string | undefined): Pick<LetterContent, 'number'> => (n ? { number: n } : {})

/** 答复函: the letter to the deputies. */
function reply(c: Ctx): LetterContent {
  const issued = c.state.stage === 'submitted', day = issued ? mark(c, 'replied') ?? c.today : c.today, organ = organOf(c, 'handler'), from = called(c, organ, day)
  const lead = partyOf(c.family, c.state, 'lead')[0], co = partyOf(c.family, c.state, 'coSigners'), delegation = markOf(c.family, c.state, 'how') === 'delegation' ? called(c, partyOf(c.family, c.state, 'delegation')[0], day) : ''
  const again = mark(c, 'again') === '1', theirs = mark(c, 'letterNumber'), ours = issued && !theirs ? number(c, 'letterNo', 'handler', day) : undefined
  const signer = issued ? called(c, mark(c, 'signer'), day) : '', klass = classWord(c, mark(c, 'class'), day), note = contactNote(c, mark(c, 'drafter'), organ, day), copies = copiesTo([called(c, organOf(c, 'dispatcher'), day), ...governmentOffices(c, organ, day)], from)
  const who = delegation ? `您所在的${delegation}` : co.length ? `您和${inOrder(c, co, day)}代表联名` : '您'
  return {
    form: 'letter', mark: from, ...withNumber(issued ? theirs ?? ours : undefined), ...(klass ? { classMark: klass } : {}), ...(signer ? { signer } : {}), ...(issued ? copied(c) : { status: 'draft' as const }),
    title: again ? `关于${suggestionName(c, day)}重新办理情况的答复` : `关于${suggestionName(c, day)}的答复`, ...(lead ? { to: `${called(c, lead, day)}代表` } : {}),
    body: [
      p(`${who}提出的《${titleOf(c)}》${inBrackets(c)}${again ? '，您对此前的办理结果不满意，我单位重新作了办理' : '收悉'}。现${again ? '再次' : ''}答复如下：`), ...typed(mark(c, 'result') ?? ''),
      ...(mark(c, 'promisedBy') ? [p(`以上事项，我单位承诺在${chinese(mark(c, 'promisedBy')!)}前办成，办成后再向您报告。`)] : []), p(`感谢您对我们工作的关心和支持。对本答复的意见，请填写《代表建议办理情况征询意见表》。`),
    ],
    organ: from, date: day, ...(note ? { note } : {}), ...(copies ? { copies } : {}),
  }
}

/** 会办意见: what a co-handler tells the lead. */
function view(c: Ctx): LetterContent {
  const day = mark(c, 'replied') ?? c.today, organ = organOf(c, 'handler'), from = called(c, organ, day), theirs = mark(c, 'letterNumber'), to = leading(c).map(o => called(c, o, day)).join('，') || called(c, organOf(c, 'dispatcher'), day)
  const note = contactNote(c, mark(c, 'drafter'), organ, day), copies = copiesTo([called(c, organOf(c, 'dispatcher'), day)], to)
  return {
    form: 'letter', mark: from, ...withNumber(theirs ?? number(c, 'letterNo', 'handler', day)), ...copied(c), title: `关于${suggestionName(c, day)}的会办意见`, to,
    body: [p(`${suggestionName(c, day)}${gist(c)}，由你单位主办、我单位会办。结合我单位职责，提出会办意见如下：`), ...typed(mark(c, 'result') ?? ''), p('以上意见，供你单位答复代表时采纳。')],
    organ: from, date: day, ...(note ? { note } : {}), ...(copies ? { copies } : {}),
  }
}

/** 退办说明: why the organ hands it back. */
function handedBack(c: Ctx): LetterContent {
  const said = c.state.inputs.askReturn ?? {}, day = mark(c, 'returnAsked') ?? c.today, organ = organOf(c, 'handler'), from = called(c, organ, day), note = contactNote(c, mark(c, 'returnBy'), organ, day), suggests = said.suggests ? calledShort(c, String(said.suggests), day) : ''
  return {
    form: 'letter', mark: from, ...withNumber(number(c, 'returnNo', 'handler', day)), title: `关于退办${suggestionName(c, day)}的说明`, to: called(c, organOf(c, 'dispatcher'), day),
    body: [p(`${handed(c)}${gist(c)}收悉。经研究，该件不宜由我单位办理，现说明如下：`), p(`退办理由：${word(returnReasons, said.reason)}。`), ...typed(String(said.why ?? '')), ...(suggests ? [p(`建议改由${suggests}办理。`)] : []), p('请予审定。')],
    organ: from, date: day, ...(note ? { note } : {}),
  }
}

/** What the district answers to it. */
function decided(c: Ctx): LetterContent {
  const day = mark(c, 'returnAnswered') ?? c.today, agreed = mark(c, 'returnAnswer') === 'agreed', from = called(c, organOf(c, 'dispatcher'), day), to = called(c, organOf(c, 'handler'), day), note = contactNote(c, mark(c, 'answerBy'), organOf(c, 'dispatcher'), day)
  const us = c.directory.organ(organOf(c, 'dispatcher') ?? '')?.kind === 'station' ? '我站' : '我委'
  const words = agreed ? String(c.state.inputs.agreeReturn?.note ?? '') : String(c.state.inputs.refuseReturn?.why ?? ''), asked = mark(c, 'returnAsked')
  return {
    form: 'letter', mark: from, ...withNumber(answerNumber(c, day)), title: `关于${agreed ? '同意' : '不同意'}退办${suggestionName(c, day)}的复函`, to,
    body: [p(`你单位${asked ? `${chinese(asked)}` : ''}关于退办${suggestionName(c, day)}${gist(c)}的说明收悉。经研究，${agreed ? `同意退办，该件由${us}另行确定承办单位` : '不同意退办，请你单位继续办理，按原定期限答复代表'}。`), ...typed(words), p('特此函复。')],
    organ: from, date: day, ...(note ? { note } : {}),
  }
}

export const letters: Readonly<Record<string, LetterSpec>> = {
  reply: {
    label: ['答复函', 'Letter of reply'], scan: 'scan', when: c => byLetter(c) && !isCo(c), of: reply,
    ready: c => (c.state.stage === 'void' ? no('void', '已作废', 'It is void') : mark(c, 'result') === undefined ? no('noDraft', '还没有拟答复稿', 'No reply has been drafted') : c.state.stage === 'submitted' || own(c) ? undefined : no('unsigned', '还没有审签发出', 'It has not been signed')),
  },
  coView: { label: ['会办意见', 'Co-handler’s view'], scan: 'scan', when: isCo, of: view, ready: c => (c.state.stage === 'submitted' ? undefined : no('noView', '还没有提出会办意见', 'No view has been given')) },
  handedBack: { label: ['退办说明', 'Statement of return'], when: c => byLetter(c) && mark(c, 'returnAsked') !== undefined, of: handedBack, ready: () => undefined },
  decided: { label: ['退办复函', 'Answer to the return'], when: c => byLetter(c) && mark(c, 'returnAnswer') !== undefined, of: decided, ready: () => undefined },
}
