/**
 * 五单接待办理: a constituent's request from the first word to the rating. The machine is fixed; the five slip names are a setting.
 * 跟单 is a band under all steps: a deputy follows, urges, visits, verifies and never closes (代表法 31).
 */
import { procedure, theClock, theLoop } from '#loop/every.ts'
import { choice, date, files, optionsOf, organ, person, personal, place, telephone, text, yesNo } from '#loop/fields.ts'
import { type ActSpec, type Ctx, type Effect, fork } from '#loop/procedure.ts'
import type { Label } from '#loop/words.ts'
import { actorPerson, again, backTo, conflict, contactNo, deputiesHere, dispatchable, dispatched, district, entrustable, followable, followerIn, followerOf, handlersOf, isAnonymous, isNarrow, keeperOwes, liaisonOf, twoPersons, one, openHandlings, organOwes, ownConflict, ownPlaces, redoAt, stationOf, waitedFor, wantsFollower, wantsTelling } from './rules.ts'
import { momentOf } from '#procedures/terms.ts'
import { letters } from './letters.ts'
import { settings } from './settings.ts'
import { takeOver } from './takingOver.ts'
import { anybody, askedDeputy, disciplineLiaison, districtOfficer, entrusted, follower, localDeputy, requester, source, stationClerk } from '#procedures/roles.ts'
import { category, channels, declineReasons, grades, guideTo, handlingRoles, informWays, outcomes, settleWays, solvedWords, ways } from '#procedures/words.ts'

const keepers = [stationClerk, districtOfficer]
const needs = (label: Label, more = {}) => text(label, { required: true, min: 2, max: 300, ...more })
const gist = (more = {}) => text(['办理摘要', 'Gist'], { long: true, open: true, max: 300, hint: ['用第三人称改写，不写姓名、电话、门牌', 'Rewritten in the third person: no names, numbers or house numbers'], ...more })
/** Which street office it may go to, or which organ; asked when the buttons are drawn and again when decided. */
const choosing = (c: Ctx, field: string) => (field === 'organ' || field === 'also' ? dispatchable(c) : field === 'deputy' ? followable(c) : field === 'place' ? ownPlaces(c) : field === 'entrusted' ? entrustable(c) : undefined)
/** Is somebody already owed the asking of a deputy? One duty for one thing. */
const asking = (c: Ctx): boolean => c.state.duties.some(d => d.closedSeq === undefined && (d.act === 'assignDeputy' || d.act === 'claim'))
const set = (outcome: keyof typeof outcomes): Effect => ({ to: 'closed', marks: () => ({ outcome }), establishes: () => [{ name: 'request.triaged', kind: outcome }] })
const before: readonly string[] = ['placed', 'atDistrict']
/** What each thing a requester gives is asked for (个人信息保护法 17). */
const toUnderstand: Label = ['弄清是什么事、在哪里，好派人去办', 'To understand what and where it is, and have it handled']
const toTell: Label = ['把办理结果告诉您、核实情况，凭后四位查进度', 'To tell you the result, to check facts, and to find your request by its last four digits']
const nameField = personal(text(['称呼', 'Name'], { max: 40 }), toTell)
const phoneField = personal(telephone(['电话', 'Telephone'], { hint: ['可不填；留下电话才能回您', 'Optional; needed if we are to call you'] }), toTell)
/** Of whoever might be hurt if many read it: two persons and no more (个人信息保护法 28). */
const two = person(['只让哪两位经办（未成年人、病情、受暴力等情形）', 'Entrusted to these two only (a minor, illness, violence)'], { many: true, hint: ['选两位。别的人都看不到这件事；承办单位仍只看到摘要。', 'Choose two. Nobody else will see it; the handling organ still reads the gist only.'] })
const narrowRule = { rule: 'request.narrow', says: ['这件事指定了专人经办，不并入、不公开', 'It is entrusted to two persons: neither joined nor published'] as Label }
/** Taken at a reception it counts on that day, whenever the day is written down. */
const raised = (c: Ctx) => (c.input.raisedOn ? { at: momentOf(String(c.input.raisedOn)) } : {})
/** Photos sent after the first words: so many times at most. */
const mostAdded = 5
const triage = { from: before, by: keepers } as const
/** The street or town as told; a requester who does not know it leaves that to the district. */
const streetOf = (c: Ctx): string | undefined => (c.input.place === undefined ? undefined : String(c.input.place))

const place_: ActSpec = {
  label: ['登记', 'Place'], portal: input => (input.answer ? ['您反映的事已收到，当场答复：{answer}', 'Your request was received and answered at once: {answer}'] : ['您反映的事已收到', 'Your request has been received']), from: 'new', by: [anybody, stationClerk, districtOfficer, localDeputy], mayBeTold: true,
  form: {
    what: personal(text(['反映的事', 'What it is about'], { required: true, long: true, min: 4, max: 2000, hint: ['是什么事、在哪里、什么时候开始的', 'What, where, since when'] }), toUnderstand),
    // Whoever raises a thing at the portal names the compound or the village; whose street that is may be for the district to say.
    place: place(['街道（镇）', 'Street or town']),
    spot: personal(text(['在哪里', 'Where'], { max: 100, hint: ['小区、村、社区或路口，不用写街道（镇）', 'A compound, village, community or crossing; no need to know the street or town'] }), toUnderstand),
    category,
    channel: choice(['渠道', 'Channel'], optionsOf(channels)),
    name: nameField, phone: phoneField,
    photos: personal(files(['照片', 'Photos']), toUnderstand),
    gist: gist(), deputy: person(['接待（走访）的代表', 'Deputy present']),
    anonymous: yesNo(['反映人不留姓名电话', 'The requester stays anonymous']),
    direct: yesNo(['请区里直接受理，不经本站', 'Straight to the district, not through this station']),
    entrusted: two,
    session: text(['接待日或活动', 'Reception day or activity'], { max: 36, unseen: true }), raisedOn: date(['反映的那天', 'The day it was raised'], { unseen: true }),
    settled: choice(['当场怎么办的', 'Dealt with at once'], optionsOf({ onSpot: settleWays.onSpot, noted: settleWays.noted })), answer: text(['怎么答复的', 'The answer'], { long: true, open: true, max: 500 }),
  },
  fields: c => (c.actor.kind === 'portal' ? ['what', 'place', 'spot', 'phone', 'photos', 'direct', 'name', 'category'] : ['what', 'place', 'spot', 'category', 'channel', 'name', 'phone', 'photos', 'gist', 'deputy', 'anonymous', 'entrusted', 'session', 'raisedOn', 'settled', 'answer']),
  needs: c => (c.actor.kind === 'portal' ? [] : ['place', 'channel']),
  options: (c, field) => (field === 'deputy' ? deputiesHere(c) : choosing(c, field)),
  refuse: c => {
    if (c.input.place === undefined && c.input.spot === undefined) return { rule: 'request.where', field: 'spot', says: ['请写在哪里（小区、村、社区或路口）', 'Say where it is: a compound, village, community or crossing'] }
    if (c.actor.kind !== 'portal' && c.input.channel === 'portal') return { rule: 'request.channel', field: 'channel', says: ['“网上”由群众自己提交', '"Online" is for requesters themselves'] }
    if (c.input.raisedOn !== undefined && !c.byLoop) return { rule: 'request.raisedOn', field: 'raisedOn', says: ['哪天反映的由接待日登记给出；单独补登请用补记时间', 'The day is given by the record of a reception day; otherwise say when it happened'] }
    if (c.input.entrusted !== undefined) { const no = twoPersons(c); if (no) return no }
    if (c.input.settled === 'onSpot' && c.input.answer === undefined) return { rule: 'input.invalid', field: c.byLoop ? 'reply' : 'answer', says: ['当场答复的，请写怎么答复的', 'Say what was answered'] }
    return undefined
  },
  to: fork(['placed', 'atDistrict', 'closed'], c => (c.input.settled ? 'closed' : c.input.direct === true || c.input.place === undefined || (c.actor.kind === 'person' && c.actor.posts.some(p => p.kind === 'deputyAffairsOfficer')) ? 'atDistrict' : 'placed')),
  parties: c => {
    const street = streetOf(c), station = street && stationOf(c, street), me = actorPerson(c), d = district(c)
    const deputy = c.input.deputy ? String(c.input.deputy) : c.actor.kind === 'person' && c.actor.posts.some(p => p.kind === 'deputy') ? me : undefined
    return { ...(street ? { place: [street] } : {}), ...(c.input.direct !== true && station ? { station: [station] } : {}), ...(d ? { district: [d] } : {}), ...(deputy ? { source: [deputy] } : {}), ...(deputy === me && me ? { follower: [me] } : {}), ...(Array.isArray(c.input.entrusted) ? { entrusted: c.input.entrusted.map(String) } : {}) }
  },
  marks: c => ({
    channel: c.actor.kind === 'portal' ? 'portal' : String(c.input.channel), ...(c.input.category ? { category: String(c.input.category) } : {}), ...(c.input.gist ? { gist: String(c.input.gist) } : {}),
    ...(c.input.anonymous === true ? { anonymous: '1' } : {}), ...(c.input.direct === true ? { restricted: '1', direct: '1' } : {}), ...(c.input.entrusted ? { restricted: '1' } : {}), ...(c.input.settled ? { outcome: String(c.input.settled) } : {}), ...(c.receipt ? { receipt: c.receipt.hash, short: c.receipt.short } : {}),
  }),
  establishes: c => [{ name: 'request.collected', place: streetOf(c), organ: streetOf(c) && stationOf(c, streetOf(c)!), kind: c.actor.kind === 'portal' ? 'portal' : String(c.input.channel), ...raised(c) }, ...(c.input.settled ? [{ name: 'request.triaged', kind: String(c.input.settled), ...raised(c) }] : [])],
  // A reception's own record opens the request and knows of it; one entered singly tells the reception.
  links: c => (c.input.session ? [{ from: c.state.id, kind: 'raisedAt', to: String(c.input.session) }] : []),
  echoes: c => (c.input.session && !c.byLoop ? [{ matter: String(c.input.session), act: 'take', input: { request: c.state.id }, field: 'session' }] : []),
  tells: c => { const to = keeperOwes(c); return to ? [{ to, matter: c.state.id, what: 'placed' }] : [] },
  sentence: input => (input.answer ? ['反映人反映一件事（{channel}，{by}登记），当场答复：{answer}', 'Raised by the requester ({channel}, entered by {by}) and answered at once: {answer}'] : ['反映人反映一件事（{channel}，{by}登记）', 'Raised by the requester ({channel}, entered by {by})']),
}

const resulted: Effect = {
  to: 'resulted', marks: c => ({ result: c.child?.marks.result ?? null, viaUpward: null }), owes: wantsTelling, discharges: ['inform'],
  establishes: c => [{ name: 'request.handled', place: one(c, 'place'), organ: c.child?.parties.handler?.[0], once: true }],
}

export const requestProcedure = procedure('request', 1, {
  label: ['五单接待办理', 'Constituent request (five slips)'], portal: ['我反映的问题', 'My request'], receipt: true,
  letters, settings, sight: [stationClerk, districtOfficer, follower, askedDeputy, localDeputy, source, entrusted, disciplineLiaison], stewards: keepers,
  readers: [stationClerk, districtOfficer, source, entrusted, disciplineLiaison],
  walls: [
    // 〈不经本站〉 and whatever is kept from the station: the district, and the deputies named on it.
    { when: { mark: 'restricted' }, past: [districtOfficer, follower, askedDeputy, source, entrusted, disciplineLiaison] },
    // A vulnerable requester: the two; whoever must act besides sees the gist alone.
    { when: { party: 'entrusted' }, past: [entrusted, follower, askedDeputy, disciplineLiaison], reads: [entrusted, disciplineLiaison] },
    // An accusation that was kept: never the station, the street, the handler or the deputy.
    { when: { party: 'liaison' }, past: [disciplineLiaison] },
  ],
  ratingActs: ['rate', 'verify', 'claim'],
  parties: { place: ['街道（镇）', 'Street or town'], station: ['联络站', 'Station'], district: ['区人大代工委', 'District'], source: ['接待代表', 'Deputy present'], asked: ['已商请', 'Asked'], follower: ['跟单代表', 'Following deputy'], tracker: ['跟踪单位', 'Tracked by'], writer: ['拟稿人', 'Writer'], entrusted: ['指定的专人', 'Entrusted to'], liaison: ['纪检监察机关', 'Discipline inspection organ'] },
  outcomes, words: { channel: channels, outcome: outcomes, grade: grades, solved: solvedWords, way: ways },
  facts: {
    'request.collected': ['收集意见', 'Opinion collected'], 'request.triaged': ['研判处理', 'Triaged'], 'request.referred': ['转办问题', 'Problem referred'], 'request.handled': ['承办单位已报结果', 'Result reported'],
    'request.verified': ['代表核实', 'Verified by a deputy'], 'request.solved': ['解决问题', 'Problem solved'], 'request.solvedFully': ['解决问题（反映人未说只解决一部分）', 'Solved, and not said to be solved in part'],
    'request.informed': ['已告知反映人', 'Requester told'], 'request.rated': ['反映人评价', 'Rated'], 'request.saidSolved': ['反映人说是否解决', 'Requester on whether it is solved'], 'request.noAnswer': ['未评价', 'No answer'], 'request.cannotRate': ['无法评价（匿名）', 'Cannot be rated (anonymous)'],
    'request.rehandled': ['退回重办', 'Sent for re-handling'], 'request.toChairs': ['提请主任会议研究', 'Put to the chairpersons’ meeting'], 'deputy.followed': ['代表跟单', 'Followed by a deputy'],
  },
  lapses: { rate: 'closeSilent', claim: 'claimLapsed' },
  correctable: { category, gist: gist(), place: place(['街道（镇）', 'Street or town']) },
  recast: (c, f) => (c.input.place && (f.place || f.name === 'request.collected') ? { place: String(c.input.place), ...(f.name === 'request.collected' ? { organ: stationOf(c, String(c.input.place)) } : {}) } : undefined),
  stages: {
    placed: { label: ['待研判', 'Placed, to be triaged'], portal: ['已收到，正在看由谁来办', 'Received; being looked at'], slip: 1, awaits: [{ act: 'dispatch', owes: keeperOwes, within: 'request.dispatchDays' }] },
    atDistrict: { label: ['待区级派单', 'With the district for dispatch'], standsFor: 'placed', portal: ['已请区里派单', 'With the district'], slip: 2, awaits: [{ act: 'dispatch', owes: c => organOwes(district(c)), within: 'request.dispatchDays' }] },
    dispatched: { label: ['待接单', 'Dispatched, to be accepted'], portal: ['已转给承办单位，等它接单', 'Sent to the handling organ'], slip: 2, awaits: 'children' },
    handling: { label: ['办理中', 'Being handled'], portal: ['承办单位正在办', 'Being handled'], slip: 3, awaits: 'children' },
    resulted: {
      label: ['待核实', 'Result in, to be checked'], portal: ['承办单位说办好了，代表正在核实', 'The organ says it is done; a deputy is checking'], slip: 4,
      awaits: [{ act: 'verify', owes: c => { const f = followerOf(c); return f && !conflict(c, f) ? `person:${f}` : undefined }, within: 'request.verifyDays' }, { act: 'assignDeputy', owes: c => { const f = followerOf(c); return (f && !conflict(c, f)) || asking(c) ? undefined : keeperOwes(c) }, within: 'request.assignDays' }],
    },
    verified: { label: ['待评单', 'Checked, to be rated'], portal: ['请您评一评：解决了没有', 'Please say: is it solved?'], slip: 5, awaits: [{ act: 'rate', owes: () => 'requester', within: 'request.ratingDays' }] },
    rehandling: { label: ['重新办理中', 'Being handled again'], standsFor: 'handling', portal: ['没解决，已退回重办', 'Not solved; sent back'], slip: 3, awaits: 'children' },
    upward: { label: ['已报上级', 'Reported upward, being tracked'], standsFor: 'handling', portal: ['不归区里管，已报上级单位，站里继续跟', 'Not the district’s; reported upward, the station goes on tracking'], slip: 2, awaits: [{ act: 'noteUpward', owes: c => organOwes(one(c, 'tracker')), within: 'request.upwardDays' }] },
    toChairs: { label: ['待主任会议研究', 'For the chairpersons’ meeting'], standsFor: 'verified', portal: ['您两次说没解决，已提请主任会议研究', 'You said twice it is not solved; the chairpersons’ meeting will consider it'], slip: 5, awaits: [{ act: 'conclude', owes: c => organOwes(district(c)), within: 'request.chairsDays' }] },
    split: { label: ['已分拆办理', 'Split, parts under way'], standsFor: 'dispatched', portal: ['您说了几件事，已分开办', 'Several matters, each on its own way'], slip: 2, awaits: 'children' },
    closed: { label: ['已办结', 'Closed'], portal: ['已办结', 'Closed'], ends: true, awaits: 'nothing' },
    withdrawn: { label: ['已撤回', 'Withdrawn'], portal: ['您已撤回', 'Withdrawn by you'], ends: true, awaits: 'nothing' },
  },
  on: {
    'handling.accept': { when: c => c.state.stage === 'dispatched', to: 'handling' },
    'handling.submit': { ...resulted, when: c => waitedFor(c).length === 0 && ['dispatched', 'handling', 'rehandling'].includes(c.state.stage) },
    'handling.agreeReturn': {
      to: fork(['placed', 'atDistrict'], c => (openHandlings(c).length ? undefined : backTo(c))), marks: c => ({ returns: String(Number(c.state.marks.returns ?? 0) + 1) }),
      tells: c => { const to = organOwes(district(c)); return to && Number(c.state.marks.returns) >= Number(c.settings.look('handling.coordinateAt', c.today).value) ? [{ to, matter: c.state.id, what: 'thirdReturn' }] : [] },
    },
    'handling.reassign': { parties: c => (followerIn(c, [String(c.input.organ)]) ? { follower: [] } : {}), owes: wantsFollower, to: fork(['dispatched'], c => (c.state.stage === 'handling' ? 'dispatched' : undefined)), children: c => [{ procedure: 'handling', act: 'assign', input: { organ: String(c.input.organ), role: 'lead', ...(c.child?.marks.gist ? { gist: c.child.marks.gist } : {}), ...(c.child?.marks.complex ? { complex: true } : {}) }, parties: { dispatcher: c.child?.parties.dispatcher ?? [] } }] },
    'handling.stop': { when: c => openHandlings(c).length === 0 && ['dispatched', 'handling', 'rehandling'].includes(c.state.stage), to: fork(['placed', 'atDistrict'], backTo) },
    'request:ended': { when: c => c.state.stage === 'split' && c.state.children.every(id => c.family.matters.get(id)!.ended), to: 'closed', marks: () => ({ outcome: 'split' }) },
  },
  acts: {
    place: place_,
    takeOver: takeOver({ gist: gist(), name: nameField, phone: phoneField }),
    part: { label: ['分拆件', 'Part'], from: 'new', by: [theLoop], hidden: true, form: { gist: gist({ required: true }) }, to: 'placed', marks: c => ({ gist: String(c.input.gist) }), sentence: ['分出一件：{gist}', 'A part of its own: {gist}'] },
    dispatch: {
      label: ['派单', 'Dispatch'], main: true, ...triage, portal: ['已转给{organ}办理', 'Sent to {organ}'],
      help: ['联络站派给本街道（镇）的机关；其他单位的事请“提请区级派单”。承办单位只看到办理摘要。', 'A station sends to its own street office; anything else goes to the district. The handler sees the gist only.'],
      form: { organ: organ(['承办单位', 'Handling organ'], { required: true }), how: choice(['承办方式', 'Role'], optionsOf({ lead: handlingRoles.lead, helper: handlingRoles.helper })), also: organ(['分办单位', 'Separate handlers'], { many: true }), gist: gist({ required: true, min: 4 }), category, complex: yesNo(['复杂事项（期限较长）', 'Complex, longer time']) },
      options: choosing, to: 'dispatched', parties: c => ({ ...(c.actor.kind === 'person' ? { dispatcher: [c.actor.organ] } : {}), ...(followerIn(c, [String(c.input.organ), ...(Array.isArray(c.input.also) ? c.input.also.map(String) : [])]) ? { follower: [] } : {}) }),
      refuse: c => (c.input.how === 'helper' && c.directory.organ(String(c.input.organ))?.outside !== true ? { rule: 'request.helper', field: 'how', says: ['自愿帮办只用于企业等外部单位', 'Voluntary help is for outside units only'] } : undefined),
      marks: c => ({ gist: String(c.input.gist), ...(c.input.category ? { category: String(c.input.category) } : {}) }),
      establishes: c => [{ name: 'request.referred', place: one(c, 'place'), organ: String(c.input.organ), once: true }],
      children: dispatched, owes: wantsFollower, sentence: ['{by}派给{organ}办理', '{by} dispatched it to {organ}'],
    },
    askDistrict: { label: ['提请区级派单', 'Ask the district to dispatch'], from: ['placed'], by: [stationClerk], portal: ['站里办不了，已请区里派单', 'Beyond the station; the district was asked'], form: { gist: gist({ required: true, min: 4 }), category, why: needs(['理由', 'Why'], { open: true }) }, to: 'atDistrict', marks: c => ({ gist: String(c.input.gist), ...(c.input.category ? { category: String(c.input.category) } : {}) }), sentence: ['超出街道（镇）职责，已提请区人大代工委派单：{why}', 'Beyond the duties of the street or town; the district was asked to dispatch: {why}'] },
    answer: { label: ['当场答复', 'Answer on the spot'], ...triage, mayBeTold: true, ...set('onSpot'), form: { answer: needs(['怎么答复的', 'The answer'], { open: true, long: true, max: 500 }), gist: gist(), category }, marks: c => ({ outcome: 'onSpot', ...(c.input.gist ? { gist: String(c.input.gist) } : {}), ...(c.input.category ? { category: String(c.input.category) } : {}) }), portal: ['已答复：{answer}', 'Answered: {answer}'], sentence: ['当场答复：{answer}', 'Answered on the spot: {answer}'] },
    guide: {
      label: ['引导告知', 'Guide to the proper channel'], ...triage, mayBeTold: true, ...set('guided'), help: ['检举控告类：原话、地点、照片、摘要随本次引导一并清除；县里设了纪检监察联络员的，改为封存，只有联络员能打开。以前的办理动作里写过的文字还在记录里，所以一看是举报就先引导，不要先写别的。', 'For accusations words, spot, photos and gist are erased by this act, or sealed for the discipline liaison alone where the county has chosen so. What earlier acts said stays in the record, so guide first and write nothing else.'],
      form: { channel: choice(['应走的渠道', 'Channel'], optionsOf(guideTo), { required: true }), unit: needs(['应找的单位', 'Whom to turn to'], { max: 60 }), phone: text(['电话', 'Telephone'], { max: 20, mode: 'tel' }) },
      marks: c => ({ outcome: 'guided', guided: String(c.input.channel), ...(c.input.channel === 'accusation' ? { gist: null, restricted: '1' } : {}) }),
      parties: c => { const to = liaisonOf(c); return to ? { liaison: [to] } : {} }, tells: c => { const to = liaisonOf(c); return to ? [{ to: `organ:${to}`, matter: c.state.id, what: 'accusation' }] : [] },
      erases: c => (c.input.channel === 'accusation' && !liaisonOf(c) ? ['what', 'spot', 'photos', 'added'] : []), portal: ['这件事请找{unit}，电话{phone}', 'Please turn to {unit}, telephone {phone}'], sentence: ['已引导：请找{unit}', 'Guided: please turn to {unit}'],
    },
    decline: { label: ['不予受理', 'Decline as outside scope'], ...triage, mayBeTold: true, ...set('declined'), form: { reason: choice(['理由', 'Reason'], optionsOf(declineReasons), { required: true }), note: text(['说明', 'Explanation'], { open: true, max: 300 }) }, portal: ['不在受理范围：{reason}', 'Outside scope: {reason}'], sentence: ['不予受理：{reason}', 'Declined: {reason}'] },
    note: { label: ['留作参考', 'Note'], ...triage, mayBeTold: true, ...set('noted'), form: { note: text(['说明', 'Note'], { open: true, max: 300 }), gist: gist() }, marks: c => ({ outcome: 'noted', ...(c.input.gist ? { gist: String(c.input.gist) } : {}) }), portal: ['已记下，留作参考', 'Noted, thank you'], sentence: ['留作参考', 'Noted'] },
    toSuggestion: { label: ['转为代表建议', 'Take up as a deputy’s suggestion'], ...triage, ...set('toSuggestion'), form: { deputy: person(['由哪位代表提出', 'Which deputy'], { required: true }), note: text(['说明', 'Note'], { open: true, max: 300 }) }, options: choosing, parties: c => ({ source: [String(c.input.deputy)] }), portal: ['已由代表写成建议提出', 'Taken up by a deputy as a suggestion'], sentence: ['转为代表建议，由{deputy}提出', 'Became a suggestion by {deputy}'] },
    join: {
      label: ['并入', 'Join'], ...triage, ...set('joined'), form: { into: text(['并入哪一件（编号或事项号）', 'Into which matter'], { required: true, max: 40 }) },
      ready: c => (isNarrow(c) ? narrowRule : undefined),
      refuse: c => (!/^[0-9a-f-]{36}$/.test(String(c.input.into)) ? { rule: 'request.into', field: 'into', says: ['没有找到要并入的事项，请核对六位编号', 'No such matter; check the six digits'] } : String(c.input.into) === c.state.root ? { rule: 'request.itself', field: 'into', says: ['不能并入自己', 'It cannot join itself'] } : undefined),
      marks: c => ({ outcome: 'joined', into: String(c.input.into) }), links: c => [{ from: c.state.id, kind: 'joined', to: String(c.input.into) }], echoes: c => [{ matter: String(c.input.into), act: 'gain', input: { from: c.state.id } }],
      portal: ['与您邻居反映的是同一件事，一并办', 'The same as a neighbour’s; handled together'], sentence: ['并入同类事项', 'Joined to a matter already open'],
    },
    grew: { label: ['代表据此提出建议', 'A deputy took it up in a suggestion'], from: 'any', by: [theLoop], hidden: true, form: { suggestion: text(['建议', 'Suggestion'], { required: true, max: 36 }) }, ready: c => (isNarrow(c) ? { ...narrowRule, field: 'grewFrom' } : undefined), links: c => [{ from: String(c.input.suggestion), kind: 'grewFrom', to: c.state.id }], portal: ['代表据此提出了建议', 'A deputy took it up in a suggestion'], sentence: ['代表据此提出建议', 'A deputy took it up in a suggestion'] },
    gain: { label: ['并入一件同类事项', 'Gained a joined matter'], from: 'any', ready: c => (isNarrow(c) ? { ...narrowRule, field: 'into' } : c.state.marks.outcome === 'joined' || c.state.stage === 'void' || c.state.stage === 'withdrawn' || c.state.parent ? { rule: 'request.into', field: 'into', says: ['那一件已经并入别的事项、撤回或作废，不能再并入它', 'That one was itself joined, withdrawn or voided; it cannot be joined to'] } : undefined), by: [theLoop], hidden: true, form: { from: text(['来自', 'From'], { required: true, max: 40 }) }, marks: c => ({ also: String(Number(c.state.marks.also ?? 0) + 1) }), links: c => [{ from: String(c.input.from), kind: 'joined', to: c.state.id }], sentence: ['又有一位居民反映同一件事，已并入', 'One more resident raised the same; joined'] },
    split: { label: ['分拆', 'Split'], ...triage, form: { parts: text(['分成哪几件（一行一件）', 'The parts, one a line'], { required: true, open: true, many: true, long: true, min: 4, max: 300 }) }, ready: c => (c.state.parent ? { rule: 'request.part', says: ['已经是分拆出来的一件，不能再拆', 'It is a part already'] } : undefined), refuse: c => (Array.isArray(c.input.parts) && c.input.parts.length >= 2 && c.input.parts.length <= 6 ? undefined : { rule: 'request.parts', field: 'parts', says: ['分成2到6件，一行写一件', 'Two to six parts, one a line'] }), to: 'split', children: c => (c.input.parts as string[]).map(g => ({ procedure: 'request', act: 'part', input: { gist: g } })), portal: ['您说了几件事，已分开办', 'Several matters, each on its own way'], sentence: ['分拆：{parts}', 'Split: {parts}'] },
    reportUp: {
      label: ['报请上级办理', 'Report upward'], from: ['placed', 'atDistrict', 'dispatched', 'handling'], by: keepers, help: ['供暖、供水、供电、公交、交警等属市里管的事。报上级不算解决，站里继续跟。', 'Heating, water, power, buses, traffic police belong to the city. Reporting is never solving.'],
      form: { unit: needs(['上级单位', 'Higher unit'], { max: 60 }), letter: needs(['文号或方式', 'Letter number or way'], { max: 100 }), gist: gist(), look: date(['何时回看', 'When to look again']) },
      to: 'upward', stopsChildren: true, parties: c => (c.actor.kind === 'person' ? { tracker: [c.actor.organ] } : {}), marks: c => ({ higher: String(c.input.unit), ...(c.input.gist ? { gist: String(c.input.gist) } : {}) }),
      establishes: c => [{ name: 'request.referred', place: one(c, 'place'), kind: 'upward', once: true }], owes: wantsFollower, portal: ['不归区里管，已报{unit}，站里继续跟', 'Not the district’s; reported to {unit}'], sentence: ['已报请{unit}办理（{letter}），由{by}跟踪', 'Reported to {unit} ({letter}); {by} tracks it'],
    },
    noteUpward: { label: ['记录上级答复', 'Note what the higher unit says'], main: true, from: ['upward'], by: keepers, mayBeTold: true, form: { text: needs(['来函或来电内容', 'What the letter or call said'], { open: true, long: true, max: 500 }), done: yesNo(['上级单位称已办好', 'The unit says it is done']) }, to: fork(['resulted'], c => (c.input.done === true ? 'resulted' : undefined)), marks: c => (c.input.done === true ? { result: String(c.input.text), viaUpward: '1' } : {}), discharges: ['inform'], establishes: c => (c.input.done === true ? [{ name: 'request.handled', place: one(c, 'place'), once: true }] : []), owes: c => (c.input.done === true ? wantsTelling(c) : [{ act: 'noteUpward', owes: organOwes(one(c, 'tracker')), within: 'request.upwardDays' }]), sentence: ['上级单位：{text}', 'The higher unit: {text}'] },
    assignDeputy: { label: ['商请代表跟单', 'Ask a deputy to follow'], inBulk: true, from: 'open', by: keepers, ready: c => (followerOf(c) && !conflict(c, followerOf(c)) ? { rule: 'request.followed', says: ['已有代表跟单；要换人，请那位代表先“回避”', 'A deputy follows already; to change, that deputy steps aside first'] } : one(c, 'place') ? undefined : { rule: 'request.placeless', says: ['还没写明是哪个街道（镇），请先用“更正”补上', 'Its street or town is not said yet; please correct the entry first'] }), form: { deputy: person(['代表', 'Deputy'], { required: true }) }, options: choosing, parties: c => ({ asked: [String(c.input.deputy)] }), discharges: ['claim'], owes: c => [{ act: 'claim', owes: `person:${String(c.input.deputy)}`, within: 'request.claimDays' }], tells: c => [{ to: `person:${String(c.input.deputy)}`, matter: c.state.id, what: 'asked' }], sentence: ['商请代表{deputy}跟单', 'Asked deputy {deputy} to follow'] },
    claim: {
      label: ['认领跟单', 'Take on following'], main: true, from: 'open', by: [askedDeputy, localDeputy], form: {}, ready: c => ownConflict(c) ?? (followerOf(c) ? { rule: 'request.followed', says: ['已有代表跟单', 'A deputy follows already'] } : one(c, 'asked') && one(c, 'asked') !== actorPerson(c) ? { rule: 'request.askedOther', says: ['已商请另一位代表，正等回应', 'Another deputy was asked'] } : undefined),
      parties: c => ({ follower: [actorPerson(c)!], asked: [] }), discharges: ['assignDeputy'], establishes: c => [{ name: 'deputy.followed', person: actorPerson(c), kind: 'claim' }], owes: c => (c.state.stage === 'resulted' ? [{ act: 'verify', owes: `person:${actorPerson(c)!}`, within: 'request.verifyDays' }] : []),
      portal: ['代表{actor}跟进您的事', 'Deputy {actor} follows your request'], sentence: ['代表{actor}认领跟单', 'Deputy {actor} follows'],
    },
    recuse: { label: ['回避（不便跟单）', 'Step aside'], from: 'open', by: [askedDeputy, follower], form: { why: needs(['原因', 'Why'], { open: true, max: 100 }) }, parties: () => ({ asked: [], follower: [] }), discharges: ['claim', 'verify'], owes: c => [{ act: 'assignDeputy', owes: keeperOwes(c), within: 'request.assignDays' }], sentence: ['代表{actor}回避', 'Deputy {actor} stepped aside'] },
    claimLapsed: { label: ['商请到期未回应', 'No answer to the asking'], from: 'open', by: [theClock], hidden: true, mayBeTold: true, form: {}, parties: () => ({ asked: [] }), discharges: ['claim'], owes: wantsFollower, sentence: ['商请到期未回应，请站长另请代表', 'No answer in time; another deputy is to be asked'] },
    urge: { label: ['催办', 'Urge'], inBulk: true, from: ['dispatched', 'handling', 'rehandling', 'upward'], by: [follower, ...keepers], ready: ownConflict, form: { text: needs(['催办内容', 'What was urged'], { open: true }) }, establishes: c => (followerOf(c) === actorPerson(c) ? [{ name: 'deputy.followed', person: actorPerson(c), kind: 'urge' }] : []), tells: c => handlersOf(c).map(o => ({ to: `organ:${o}` as const, matter: c.state.id, what: 'urged' })), portal: ['代表已催办', 'The deputy urged'], sentence: ['{actor}催办：{text}', '{actor} urged: {text}'] },
    visit: { label: ['到场查看', 'Visit'], from: 'open', by: [follower], mayBeTold: true, ready: ownConflict, form: { text: needs(['看到什么', 'What was seen'], { open: true, long: true, max: 500 }), photos: personal(files(['照片（可不传）', 'Photos, optional']), toUnderstand) }, establishes: c => [{ name: 'deputy.followed', person: actorPerson(c), kind: 'visit' }], portal: ['代表到现场看过', 'The deputy came and looked'], sentence: ['代表{actor}到场查看：{text}', 'Deputy {actor} visited: {text}'] },
    coordinate: { label: ['协调', 'Coordinate'], from: 'open', by: [follower, ...keepers], mayBeTold: true, ready: ownConflict, form: { text: needs(['协调了什么', 'What was coordinated'], { open: true, long: true, max: 500 }) }, establishes: c => (followerOf(c) === actorPerson(c) ? [{ name: 'deputy.followed', person: actorPerson(c), kind: 'coordinate' }] : []), sentence: ['{actor}协调：{text}', '{actor} coordinated: {text}'] },
    verify: {
      label: ['核实', 'Verify'], main: true, from: ['resulted'], by: [follower], mayBeTold: true, ready: ownConflict, form: { degree: choice(['解决程度', 'Degree'], optionsOf({ solved: outcomes.solved, partly: outcomes.partly }), { required: true }), finding: text(['核实情况', 'Finding'], { open: true, long: true, max: 500 }), differs: yesNo(['办成的事与反映的事不一致', 'What was done is not what was asked']) },
      to: fork(['closed', 'verified'], c => (isAnonymous(c) ? 'closed' : 'verified')), marks: c => ({ outcome: String(c.input.degree), ...(c.input.differs === true ? { differs: '1' } : {}) }),
      establishes: c => [{ name: 'request.verified', person: actorPerson(c), place: one(c, 'place'), kind: String(c.input.degree) }, { name: 'deputy.followed', person: actorPerson(c), kind: 'verify' }, ...(c.input.degree === 'solved' ? [{ name: 'request.solved', place: one(c, 'place') }, { name: 'request.solvedFully', place: one(c, 'place') }] : []), ...(isAnonymous(c) ? [{ name: 'request.cannotRate' }] : [])],
      portal: ['代表核实：{degree}', 'The deputy verified: {degree}'], sentence: ['代表{actor}核实：{degree}', 'Deputy {actor} verified: {degree}'],
    },
    sendBack: { label: ['核实未通过', 'Send back after check'], from: ['resulted'], by: [follower], mayBeTold: true, ready: ownConflict, form: { why: needs(['哪里没办好', 'What is not done'], { open: true }) }, to: fork(['rehandling', 'upward'], redoAt), children: again, establishes: c => [{ name: 'request.rehandled', kind: 'verification' }, { name: 'deputy.followed', person: actorPerson(c), kind: 'sendBack' }], portal: ['代表核实没办好，已退回重办', 'The deputy found it not done; sent back'], sentence: ['代表{actor}核实未通过：{why}', 'Deputy {actor} sent it back: {why}'] },
    rehandle: { label: ['退回重办', 'Send for re-handling'], from: ['resulted', 'verified'], by: keepers, form: { why: needs(['原因', 'Why'], { open: true }) }, ready: c => (c.state.times.rehandle || c.state.marks.denied || c.state.marks.again ? { rule: 'request.once', says: ['只能退回重办一次；再不满意的提请主任会议', 'Re-handled once only; after that it goes to the chairpersons’ meeting'] } : undefined), to: fork(['rehandling', 'upward'], redoAt), children: again, retracts: () => ['request.solved', 'request.solvedFully'], establishes: () => [{ name: 'request.rehandled', kind: 'station' }], sentence: ['{by}退回重办：{why}', '{by} sent it for re-handling: {why}'] },
    inform: { label: ['告知反映人', 'Tell the requester'], from: 'any', by: keepers, mayBeTold: true, form: { way: choice(['方式', 'Way'], optionsOf(informWays), { required: true }), text: needs(['告知了什么', 'What was told'], { open: true }) }, establishes: () => [{ name: 'request.informed', once: true }], portal: ['站里{day}告知过您', 'The station told you on {day}'], sentence: ['{by}{way}告知反映人：{text}', '{by} told the requester ({way}): {text}'] },
    callBack: { label: ['回访', 'Call back'], from: ['verified', 'closed'], by: keepers, mayBeTold: true, form: { way: choice(['方式', 'Way'], optionsOf(informWays), { required: true }), text: needs(['回访情况', 'What was said'], { open: true }) }, portal: ['站里{day}回访过您', 'The station called you back on {day}'], sentence: ['{by}回访：{text}', '{by} called back: {text}'] },
    rate: {
      label: ['评单', 'Rate'], portal: ['您评价了：{solved}', 'You rated: {solved}'], main: c => c.actor.kind === 'receipt', from: ['verified'], by: [requester, ...keepers], mayBeTold: true, ready: ownConflict, needs: c => (c.actor.kind === 'person' ? ['way'] : []),
      form: { solved: choice(['解决了没有', 'Is it solved?'], optionsOf(solvedWords), { required: true }), grade: choice(['满意程度', 'Grade'], optionsOf(grades), { required: true }), comment: personal(text(['想说的话', 'Comment'], { long: true, max: 500 }), ['知道哪里没办好', 'To learn what was not done well']), way: choice(['评价方式', 'Way'], optionsOf(ways)) },
      fields: c => (c.actor.kind === 'receipt' ? ['solved', 'grade', 'comment'] : ['solved', 'grade', 'comment', 'way']),
      refuse: c => (c.actor.kind === 'person' && c.input.way !== 'paper' && c.input.way !== 'phone' ? { rule: 'request.way', field: 'way', says: ['代记评价要写明是纸质还是电话', 'A recorded rating is on paper or by phone'] } : undefined),
      onBehalf: c => (c.actor.kind === 'person' ? { kind: 'receipt', matter: c.state.root } : undefined),
      to: fork(['closed', 'toChairs', 'rehandling', 'upward'], c => (c.input.solved !== 'no' ? 'closed' : c.state.marks.denied || c.state.marks.again || c.state.times.rehandle ? 'toChairs' : redoAt(c))),
      marks: c => ({ outcome: c.input.solved === 'no' ? null : c.input.solved === 'partly' ? 'partly' : String(c.state.marks.outcome ?? 'solved'), ...(c.input.solved === 'no' ? { denied: '1' } : {}) }),
      retracts: c => (c.input.solved === 'no' ? ['request.solved', 'request.solvedFully'] : c.input.solved === 'partly' ? ['request.solvedFully'] : []),
      children: again,
      establishes: c => [{ name: 'request.rated', kind: String(c.input.grade) }, { name: 'request.saidSolved', kind: String(c.input.solved) }, ...(['rehandling', 'upward'].includes(c.state.stage) ? [{ name: 'request.rehandled', kind: 'requester' }] : c.state.stage === 'toChairs' ? [{ name: 'request.toChairs' }] : [])],
      tells: c => (c.input.solved === 'no' && keeperOwes(c) ? [{ to: keeperOwes(c)!, matter: c.state.id, what: 'denied' }] : []), sentence: ['反映人评价：{grade}，{solved}（{recorder}）', 'Rated: {grade}, {solved} ({recorder})'],
    },
    conclude: { label: ['记录主任会议研究意见', 'Record what the chairpersons’ meeting held'], main: true, from: ['toChairs'], by: [districtOfficer], mayBeTold: true, form: { text: needs(['研究意见', 'What was held'], { open: true, long: true, max: 500 }), outcome: choice(['结果', 'Outcome'], optionsOf({ solved: outcomes.solved, partly: outcomes.partly, notSolved: outcomes.notSolved }), { required: true }) }, to: 'closed', marks: c => ({ outcome: String(c.input.outcome) }), portal: ['主任会议研究了您的事：{text}', 'The chairpersons’ meeting considered it: {text}'], sentence: ['主任会议研究：{text}', 'The chairpersons’ meeting: {text}'] },
    addPhotos: {
      label: ['补充照片', 'Add photos'], from: 'open', by: [requester], form: { added: personal(files(['补充的照片', 'More photos'], { required: true }), toUnderstand) },
      ready: c => (c.state.parent ? { rule: 'request.part', says: ['请在原件上补充', 'Add them to the whole, not to a part'] } : (c.state.times.addPhotos ?? 0) >= mostAdded ? { rule: 'request.added', says: [`已补充过${mostAdded}次，再有照片请送到站里`, `Added ${mostAdded} times already; please bring more to the station`] } : undefined),
      tells: c => { const to = keeperOwes(c); return to ? [{ to, matter: c.state.id, what: 'photos' }] : [] }, portal: ['您补充了照片', 'You added photos'], sentence: ['反映人补充了照片', 'The requester added photos'],
    },
    correctContact: {
      label: ['更正联系方式', 'Correct the contact'], from: 'any', by: [requester, ...keepers], mayBeTold: true, ready: contactNo, help: ['反映人自己凭回执更正；来电来人要求更正的，由站里代记。', 'Requesters correct it by receipt; for one who rings or comes the station records it.'],
      form: { name: nameField, phone: phoneField, way: choice(['反映人怎么说的', 'How the requester said so'], optionsOf({ phone: informWays.phone, visit: ['当面', 'In person'], letter: informWays.letter })) },
      fields: c => (c.actor.kind === 'receipt' ? ['name', 'phone'] : ['name', 'phone', 'way']), needs: c => (c.actor.kind === 'receipt' ? [] : ['way']), onBehalf: c => (c.actor.kind === 'person' ? { kind: 'receipt', matter: c.state.root } : undefined),
      refuse: c => (c.input.name === undefined && c.input.phone === undefined ? { rule: 'correct.nothing', field: 'phone', says: ['请至少更正一项', 'Give at least one thing to correct'] } : undefined),
      marks: () => ({ anonymous: null }), portal: ['您更正了联系方式', 'You corrected your contact particulars'], sentence: ['反映人更正了联系方式（{recorder}）', 'The requester corrected the contact ({recorder})'],
    },
    entrust: {
      label: ['指定两位专人经办', 'Entrust to two persons'], from: 'open', by: keepers, form: { entrusted: { ...two, required: true }, ground: personal(choice(['为什么指定专人', 'Why two persons'], optionsOf({ minor: ['未成年人', 'A minor'], illness: ['病情', 'Illness'], violence: ['受到暴力或威胁', 'Violence or threats'], other: ['其他容易受伤害的情形', 'Another danger to the requester'] })), ['决定只让哪两位经办', 'To decide who alone shall see it']) },
      options: choosing, refuse: twoPersons, ready: c => (c.state.parent ? { rule: 'request.part', says: ['请在原件上指定', 'Entrust the whole, not a part'] } : undefined),
      help: ['指定以后，其他人（包括站里、区里别的同志和本街镇的代表）都看不到这件事；不并入别的事，不公开。承办单位只看到摘要。', 'From then on nobody else sees it, neither others of the station or the district nor the deputies of the street. It is neither joined nor published; the handling organ reads the gist only.'],
      parties: c => ({ entrusted: (c.input.entrusted as string[]).map(String) }), marks: () => ({ restricted: '1', publicTitle: null, publicText: null, published: null }), sentence: ['指定专人经办：{entrusted}', 'Entrusted to {entrusted}'],
    },
    widen: { label: ['不再指定专人', 'No longer entrusted'], from: 'any', by: keepers, form: { why: needs(['原因', 'Why'], { open: true }) }, ready: c => (c.state.parties.entrusted?.length ? undefined : { rule: 'request.notNarrow', says: ['没有指定专人', 'It is not entrusted to anybody'] }), parties: () => ({ entrusted: [] }), marks: c => ({ restricted: c.state.marks.direct ? '1' : null }), sentence: ['不再指定专人：{why}', 'No longer entrusted: {why}'] },
    stop: { label: ['随原件终止', 'Ended with the whole'], from: 'open', by: [theLoop], hidden: true, form: {}, to: 'withdrawn', sentence: ['随原件终止', 'Ended with the whole'] },
    closeSilent: { label: ['到期未评价', 'Closed without a rating'], from: ['verified'], by: [theClock], hidden: true, mayBeTold: true, form: {}, to: 'closed', establishes: () => [{ name: 'request.noAnswer' }], portal: ['到期没有收到您的评价', 'No rating came in time'], sentence: ['到期未评价，按核实结果办结', 'No rating in time; closed on the deputy’s finding'] },
    withdraw: { label: ['撤回', 'Withdraw'], from: 'open', by: [requester, ...keepers], mayBeTold: true, help: ['反映人自己凭回执撤回；来电来信要撤回的，由站里代记，写明方式和原因。登记错了请用“作废”。', 'Requesters withdraw by receipt; for one who rings or writes the station records it, saying how and why. Mistaken entries are voided instead.'],
      form: { why: text(['原因', 'Why'], { open: true, max: 200, min: 2 }), way: choice(['反映人怎么说的', 'How the requester said so'], optionsOf({ phone: informWays.phone, visit: ['当面', 'In person'], letter: informWays.letter })) },
      fields: c => (c.actor.kind === 'receipt' ? ['why'] : ['why', 'way']), needs: c => (c.actor.kind === 'receipt' ? [] : ['why', 'way']), onBehalf: c => (c.actor.kind === 'person' ? { kind: 'receipt', matter: c.state.root } : undefined), ready: c => (c.state.parent ? { rule: 'request.part', says: ['请在原件上撤回', 'Withdraw the whole, not a part'] } : undefined), to: 'withdrawn', portal: ['已按您的要求撤回（{recorder}）', 'Withdrawn at your request ({recorder})'], sentence: ['反映人撤回：{why}（{recorder}记）', 'Withdrawn by the requester: {why} (written down by {recorder})'] },
    proposePublic: { label: ['拟公开稿', 'Draft for publication'], from: ['closed'], by: keepers, form: { title: needs(['公开标题', 'Title'], { max: 60, open: true }), text: needs(['公开内容', 'Text'], { long: true, max: 500, open: true }) }, ready: c => (c.state.marks.restricted || isNarrow(c) ? { rule: 'request.restricted', says: ['限制可见的事项不公开', 'A restricted matter is not published'] } : undefined), parties: c => ({ writer: [actorPerson(c)!] }), marks: c => ({ publicTitle: String(c.input.title), publicText: String(c.input.text), published: null }), help: ['不写姓名、门牌、病情、未成年人；另一人审核后才公开。', 'No names, addresses, health or minors; another person must approve it.'], sentence: ['拟公开稿：{title}', 'Drafted for publication: {title}'] },
    publish: { label: ['公开', 'Publish'], slip: true, from: ['closed'], by: keepers, form: {}, ready: c => (!c.state.marks.publicText ? { rule: 'request.noDraft', says: ['先由一人拟公开稿', 'Somebody must draft it first'] } : c.state.marks.published ? { rule: 'request.published', says: ['已经公开', 'It is public already'] } : one(c, 'writer') === actorPerson(c) ? { rule: 'request.secondPerson', says: ['拟稿人不能自己审核公开，请另一人办', 'The writer cannot approve; another person must'] } : c.state.marks.restricted || isNarrow(c) ? { rule: 'request.restricted', says: ['限制可见的事项不公开', 'A restricted matter is not published'] } : undefined), marks: () => ({ published: '1' }), sentence: ['已公开', 'Published'] },
    unpublish: { label: ['撤下', 'Take down'], from: 'any', by: keepers, form: { why: needs(['原因', 'Why'], { open: true }) }, ready: c => (c.state.marks.published ? undefined : { rule: 'request.notPublished', says: ['没有公开过', 'It is not public'] }), marks: () => ({ published: null }), sentence: ['已撤下：{why}', 'Taken down: {why}'] },
  },
})
