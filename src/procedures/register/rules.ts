/** What the register refuses: posts that do not fit, days that cannot be, and posts not this actor's to give. */
import { isVoid } from '#loop/directory.ts'
import type { Ctx, No } from '#loop/procedure.ts'
import type { Day, Label, PostRow } from '#loop/words.ts'
import { isAdminPost, isGuarded, isScPost, mandateOf, organKinds, posts, postLabel, stateOrgans } from '#procedures/posts.ts'
import { tableOf } from './forms.ts'
import { dayIn, expiring, namedSince, own, posted, postRows, s, theMandates } from './rows.ts'

const no = (rule: string, field: string, says: Label, article?: No['article']): No => ({ rule: `register.${rule}`, field, says, ...(article ? { article } : {}) })
const overlap = (a: PostRow, b: { validFrom: Day; validTo?: Day }): boolean => a.validFrom <= (b.validTo ?? '9999') && b.validFrom <= (a.validTo ?? '9999')
const isOfficer = (c: Ctx): boolean => c.actor.kind === 'person' && c.actor.posts.some(p => p.kind === 'deputyAffairsOfficer' || p.kind === 'systemAdmin')
const isSecurity = (c: Ctx): boolean => c.actor.kind === 'person' && c.actor.posts.some(p => p.kind === 'securityAdmin')

/** The three administrators and the auditor are named by the security administrator alone, who names nobody else. */
function mine(c: Ctx, kinds: readonly string[], field: string): No | undefined {
  if (c.actor.kind !== 'person') return undefined
  const guarded = kinds.find(isGuarded), open = kinds.find(k => !isGuarded(k))
  if (guarded && !isSecurity(c)) return no('guarded', field, [`“${postLabel(guarded)[0]}”只能由安全管理员任免`, `"${postLabel(guarded)[1]}" is given and ended by the security administrator only`])
  if (open && !isOfficer(c)) return no('guarded', field, ['安全管理员只任免三员和监督检查人员，其他职务由代工委或系统管理员登记', 'The security administrator gives the administrators’ and the auditor’s posts only'])
  return undefined
}

/** May this person hold this post in this organ from that day? */
export function unfit(c: Ctx): No | undefined {
  const organ = s(c, 'postOrgan'), kind = s(c, 'postKind')
  if (!organ && !kind) return undefined
  if (!organ) return no('post', 'postOrgan', ['请选择任职单位', 'Choose the organ'])
  if (!kind) return no('post', 'postKind', ['请选择职务', 'Choose the post'])
  const not = mine(c, [kind], 'postKind')
  if (not) return not
  const o = c.directory.organ(organ), spec = posts[kind]
  if (!o || !spec) return no('post', 'postKind', ['没有这种职务', 'There is no such post'])
  if (!spec.organs.includes(o.kind)) return no('kind', 'postKind', [`“${spec.label[0]}”不能设在“${o.short}”（${organKinds[o.kind]?.[0] ?? o.kind}）`, `"${spec.label[1]}" is no post of a ${organKinds[o.kind]?.[1] ?? o.kind}`])
  const from = dayIn(c, 'since')
  if (from < o.validFrom) return no('since', 'since', [`“${o.short}”${o.validFrom}才设立，起始日不能更早`, `${o.nameEn} stands since ${o.validFrom}; the post cannot begin earlier`])
  if (o.validTo !== undefined && from > o.validTo) return no('since', 'since', [`“${o.short}”${o.validTo}已撤并，请选承接单位`, `${o.nameEn} ended on ${o.validTo}; choose the one that carries on`])
  return seatFault(c, kind) ?? besides(c, kind)
}

/** A deputy has a level; whoever is elected by a unit has no constituency. */
function seatFault(c: Ctx, kind: string): No | undefined {
  const level = s(c, 'level')
  if (kind === 'deputy' && !level) return no('level', 'level', ['人大代表要选代表级别', 'Choose the level of the deputy'])
  if (s(c, 'constituency') && level && level !== 'district' && level !== 'town') return no('seat', 'constituency', ['市级以上人大代表由选举单位选出，请填选举单位，不填选区', 'A deputy of the city or above is elected by a unit, not in a constituency'], { law: '选举法', article: '第三条' })
  if (kind !== 'deputy') for (const f of ['constituency', 'unit', 'delegation', 'group', 'station']) if (s(c, f)) return no('seat', f, ['这一项只有人大代表才填', 'This is for deputies only'])
  return undefined
}

/** Posts that may not stand beside one another. */
function besides(c: Ctx, kind: string): No | undefined {
  const fresh = postRows(c)[0]!
  const others = c.directory.careerOf(c.state.id).filter(p => overlap(p, fresh))
  const same = others.find(p => p.kind === kind && p.organ === fresh.organ && p.level === fresh.level)
  if (same) return no('twice', 'postKind', ['已经登记了同样的任职', 'The same post is entered already'])
  const admin = others.find(p => isAdminPost(p.kind))
  if (isAdminPost(kind) && others.length) return no('admin', 'postKind', [admin ? '系统、安全、审计三个管理员不能由一人兼任' : '管理员不能兼任其他职务，请先结束其他任职', admin ? 'The three administrators are three people' : 'An administrator holds no other post; end the others first'])
  if (admin) return no('admin', 'postKind', ['管理员不能兼任其他职务', 'An administrator holds no other post'])
  const law = { law: '地方组织法', article: '第四十七条' }, kindOf = (p: PostRow): string => c.directory.organ(p.organ)?.kind ?? ''
  const state = (p: PostRow): boolean => stateOrgans.includes(kindOf(p)) && posts[p.kind]?.works === true
  if (isScPost(kind) && others.some(state)) return no('sc', 'postKind', ['常委会组成人员不得担任行政、监察、审判、检察机关的职务', 'Members of the standing committee hold no post in government, supervision, courts or procuratorate'], law)
  if (state(fresh) && others.some(p => isScPost(p.kind))) return no('sc', 'postKind', ['此人是常委会组成人员，不得担任行政、监察、审判、检察机关的职务', 'A member of the standing committee holds no post in government, supervision, courts or procuratorate'], law)
  return mandateFault(c, kind, kindOf(fresh), others)
}
function mandateFault(c: Ctx, kind: string, organKind: string, others: readonly PostRow[]): No | undefined {
  const on = mandateOf(kind, organKind)
  if (!on || others.some(p => p.kind === 'deputy' && (on === 'any' || p.level === (on === 'own' ? 'district' : 'town')))) return undefined
  return no('mandate', 'postKind', on === 'any' ? ['先登记人大代表，再登记这一职务', 'Enter the mandate as a deputy first'] : [`“${postLabel(kind)[0]}”从${on === 'own' ? '区' : '镇'}级人大代表中产生，请先登记代表`, `"${postLabel(kind)[1]}" is held by a deputy of that congress; enter the mandate first`])
}

const future = (c: Ctx, field: string): No | undefined => (dayIn(c, field) > c.today ? no('future', field, ['日期不能晚于今天', 'The day cannot lie in the future']) : undefined)

export function entryFault(c: Ctx): No | undefined {
  const table = tableOf(c)
  if (s(c, 'until') && s(c, 'until')! < s(c, 'since')!) return no('until', 'until', ['截止日早于起始日', 'It would end before it begins'])
  if (table === 'term' && !s(c, 'assembly')) return no('assembly', 'assembly', ['请选择哪一级人民代表大会', 'Choose the congress'])
  if (table === 'term' && c.input.number === undefined) return no('number', 'number', ['请填写第几届（次）', 'Give the number'])
  if (table === 'term' && s(c, 'kind') === 'session' && !s(c, 'parent')) return no('parent', 'parent', ['请选择属于哪一届', 'Choose the term it belongs to'])
  return table === 'person' ? bornFault(c) ?? unfit(c) : undefined
}
export const bornFault = (c: Ctx): No | undefined => (s(c, 'born') && !/^(?:19|20)\d{2}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?$/.test(s(c, 'born')!) ? no('born', 'born', ['出生年月应写成 1975-03 这样', 'Write the birth like 1975-03']) : undefined)

export function changeFault(c: Ctx): No | undefined {
  if (!s(c, 'name') && !s(c, 'nameEn') && !s(c, 'short') && !s(c, 'phone')) return no('nothing', 'name', ['请至少改一项', 'Change at least one thing'])
  if (s(c, 'since') === undefined) return undefined
  if (dayIn(c, 'since') <= namedSince(c)) return no('since', 'since', [`现在的名称自${namedSince(c)}起用，新名称要晚于这一天；当初就登记错了，请用“更正登记”`, `The present name counts from ${namedSince(c)}; a wrong entry is mended by "Correct"`])
  return future(c, 'since')
}
export function correctFault(c: Ctx): No | undefined {
  const row = own(c)?.row, since = s(c, 'since') ?? row?.validFrom ?? c.today, until = s(c, 'until') ?? row?.validTo
  if (Object.keys(c.input).every(k => k === 'why')) return no('nothing', 'name', ['请至少更正一项', 'Correct at least one thing'])
  if (until !== undefined && until < since) return no('until', s(c, 'until') ? 'until' : 'since', ['截止日早于起始日', 'It would end before it begins'])
  const former = c.directory.formerNames(c.state.id)[0]
  if (former && s(c, 'since') && since > former.validTo) return no('since', 'since', [`起始日不能晚于曾用名的最后一天（${former.validTo}）`, `It cannot begin after its former name ended (${former.validTo})`])
  return bornFault(c)
}

/** Nothing ends before it began, nor in days to come. */
export function endFault(c: Ctx): No | undefined {
  const list = posted(c)
  const not = mine(c, list.map(p => p.kind), 'post')
  if (not) return not
  const late = list.find(p => dayIn(c) < p.validFrom)
  if (late) return no('before', 'day', [`这一任职${late.validFrom}才开始，不能更早结束；登记错了请用“更正任职”`, `The post began on ${late.validFrom} and cannot end earlier`])
  return future(c, 'day')
}
/** A term 届 ends on the eve of the next one's first session; so do its mandates (代表法 2). */
export function expireFault(c: Ctx): No | undefined {
  const many = expiring(c).length
  return leaveFault(c) ?? (many > mostExpired ? no('many', 'day', [`一次最多终止${mostExpired}名代表的资格`, `At most ${mostExpired} mandates end at once`]) : undefined)
}
export const isTerm = (c: Ctx): boolean => c.directory.term(c.state.id)?.kind === 'term'
export function suspendFault(c: Ctx): No | undefined {
  const list = theMandates(c)
  if (!list.length) return no('mandate', 'mandates', ['此人现在没有代表职务', 'There is no mandate to suspend'])
  if (list.some(p => p.suspensions?.some(x => x.to === undefined))) return no('suspended', 'mandates', ['已经暂停执行代表职务', 'It is suspended already'])
  if (list.some(p => dayIn(c) < p.validFrom)) return no('before', 'day', ['不能早于任职的起始日', 'It cannot begin before the mandate'])
  return future(c, 'day')
}
export const openSuspension = (c: Ctx): PostRow | undefined => c.directory.careerOf(c.state.id).find(p => p.suspensions?.some(x => x.to === undefined))
export function resumeFault(c: Ctx): No | undefined {
  const from = openSuspension(c)?.suspensions?.find(x => x.to === undefined)?.from
  return from && dayIn(c) <= from ? no('before', 'day', [`${from}起暂停，恢复要晚于这一天`, `Suspended since ${from}; it resumes later than that`]) : future(c, 'day')
}
export function mendFault(c: Ctx): No | undefined {
  const p = c.directory.post(s(c, 'anyPost') ?? '')
  if (!p) return undefined
  const since = s(c, 'since') ?? p.validFrom, until = s(c, 'until') ?? (c.input.goesOn === true ? undefined : p.validTo)
  if (until !== undefined && until < since) return no('until', s(c, 'until') ? 'until' : 'since', ['截止日早于起始日', 'It would end before it begins'])
  if (c.input.never === true ? false : Object.keys(c.input).every(k => ['why', 'anyPost'].includes(k))) return no('nothing', 'since', ['请至少更正一项', 'Correct at least one thing'])
  return mine(c, [p.kind], 'anyPost') ?? seatFault({ ...c, input: { ...(p.level ? { level: p.level } : {}), ...c.input } }, p.kind)
}
export function leaveFault(c: Ctx): No | undefined {
  const row = own(c)?.row
  if (row && dayIn(c) < row.validFrom) return no('before', 'day', [`${row.validFrom}才列入，不能更早退出；登记错了请用“作废”`, `It stands since ${row.validFrom}; if entered by mistake, use "Void"`])
  const kinds = tableOf(c) === 'person' ? c.directory.postsOf(c.state.id, c.today).map(p => p.kind).filter(isGuarded) : []
  return (kinds.length ? mine(c, kinds, 'why') : undefined) ?? future(c, 'day')
}
export function mergeFault(c: Ctx): No | undefined {
  const heir = c.directory.organ(s(c, 'successor') ?? ''), row = own(c)?.row
  if (!heir || !row) return undefined
  if (c.directory.heirOf(heir.id, dayIn(c)) !== heir.id) return no('successor', 'successor', ['承接单位那一天不在册', 'The successor does not stand on that day'])
  if (dayIn(c) <= row.validFrom || dayIn(c) < heir.validFrom) return no('before', 'day', ['不能早于两个单位的设立日', 'Neither may have begun later'])
  if (c.input.move === true) {
    const posts_ = c.directory.all.posts.filter(p => p.organ === row.id && !isVoid(p) && (p.validTo === undefined || p.validTo >= dayIn(c)))
    const odd = posts_.find(p => !posts[p.kind]?.organs.includes(heir.kind))
    if (odd) return no('kind', 'move', [`“${postLabel(odd.kind)[0]}”不能设在“${heir.short}”，请不勾选这一项，另行登记任职`, `"${postLabel(odd.kind)[1]}" is no post of the successor; give the posts one by one`])
    if (new Set(posts_.map(p => p.person)).size > mostMoved) return no('many', 'move', [`一次最多转入${mostMoved}人，请不勾选这一项，另行登记任职`, `At most ${mostMoved} people move at once`])
  }
  return future(c, 'day')
}
const mostMoved = 40
/** More deputies than any congress below the national one has (选举法 12). */
const mostExpired = 1200
/** Somebody still works in it, or something stands below it: those first. */
export function inUse(c: Ctx): No | undefined {
  const { directory: d, state: { id } } = c
  const guarded = d.careerOf(id).map(p => p.kind).filter(isGuarded)
  if (guarded.length) { const not = mine(c, guarded, 'why'); if (not) return not }
  const { post, entry: below } = d.hangingOn(id)
  if (post) return no('inUse', 'why', [`还有人的任职登记在它名下（${d.name(post.person)?.[0] ?? ''}等），请先更正这些任职`, `Posts are entered under it (${d.name(post.person)?.[1] ?? ''} …); correct those first`])
  return below ? no('inUse', 'why', [`“${below.name}”登记在它名下，请先更正`, `${below.nameEn} is entered under it; correct that first`]) : undefined
}
