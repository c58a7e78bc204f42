/** Openness: the deputy's mark, the organ's mark, one who writes the public version and another who reviews it. */
import { proposeRedaction } from '#law/redact.ts'
import { countyChoice, number, text, yesNo } from '#loop/fields.ts'
import { openDuties } from '#loop/fold.ts'
import type { ActSpec, Ctx, No } from '#loop/procedure.ts'
import { districtOfficer } from '#procedures/roles.ts'
import { publicSeries } from '#procedures/series.ts'
import { actorPerson, answers, districtOwes, proposers } from './rules.ts'
import { withholdReasons } from './words.ts'

const by = [districtOfficer], from = ['replied', 'rehandling', 'chairs', 'tracking', 'closed']
const why = text(['说明', 'Explanation'], { required: true, open: true, min: 2, max: 300 })
/** Against an author's word nothing is published. */
function objected(c: Ctx): No | undefined {
  if (c.state.marks.openness === 'closed') return { rule: 'suggestion.openness', says: ['代表认为不宜公开，请办理“不公开”并写明理由', 'The deputy thinks it should not be public: withhold it and say why'] }
  return answers(c).some(h => h.marks.openness === 'closed') ? { rule: 'suggestion.openness', says: ['承办单位认为答复不宜公开，请办理“不公开”并写明理由', 'The organ thinks its reply should not be public: withhold it and say why'] } : undefined
}
export const publicFields = ['title', 'text', 'reply', 'follow'] as const
/** Names that are to stay out, as the deputies asked. */
export const namesToHide = (c: Ctx): string[] => (c.state.marks.hideName ? proposers(c).flatMap(p => c.directory.name(p)?.[0] ?? []) : [])
/** Nothing is hidden by itself and nothing is overlooked: what the rules find in a draft has been looked at by a person. */
function unseenIn(c: Ctx): No | undefined {
  for (const field of publicFields) {
    const said = String(c.input[field] ?? ''), name = namesToHide(c).find(n => said.includes(n))
    if (name) return { rule: 'suggestion.hideName', field, says: [`代表要求公开时不署名，文中还有“${name}”`, `The deputies asked for no names; "${name}" still stands in the text`] }
  }
  const left = publicFields.flatMap(f => { const said = String(c.input[f] ?? ''); return proposeRedaction(said).spans.map(s => said.slice(s.from, s.to)) })
  return left.length && c.input.looked !== true ? { rule: 'suggestion.looked', field: 'looked', says: [`还有${left.length}处像是姓名、门牌或车牌（${left.slice(0, 3).join('、')}）：请改写；确要保留的，勾选“已逐处看过”`, `${left.length} passages look like names, addresses or plates (${left.slice(0, 3).join(', ')}): change them, or tick that you have looked at each`] } : undefined
}
const drafted = { draftTitle: null, draftText: null, draftReply: null, draftFollow: null } as const
const unreleased = { published: null, publicTitle: null, publicText: null, publicReply: null, publicFollow: null } as const

export const publishing: Readonly<Record<string, ActSpec>> = {
  proposePublic: {
    label: ['拟公开稿', 'Draft for publication'], from, by, ready: objected, help: ['不写姓名（代表愿意署名的除外）、电话、门牌、商业秘密；另一人审核后才公开。已经公开的，审核通过以前仍是原来的内容。', 'No names, numbers, addresses or business secrets; another person must approve it. What is public already stays as it is until then.'],
    form: {
      title: text(['公开标题', 'Title'], { required: true, open: true, min: 2, max: 60 }), text: text(['建议内容', 'The suggestion'], { required: true, open: true, long: true, min: 2, max: 5000 }), reply: text(['答复内容', 'The reply'], { required: true, open: true, long: true, min: 2, max: 5000 }),
      follow: text(['续报情况', 'Follow-up replies'], { open: true, long: true, max: 5000 }), looked: yesNo(['规则找出的地方已逐处看过，留下的可以公开', 'Every passage the rules found was looked at; what is left may be public']),
    },
    refuse: unseenIn, parties: c => ({ writer: [actorPerson(c)!] }),
    // What waits for a second person lies in their inbox, whether the suggestion is over or not.
    owes: c => (openDuties(c.state).some(d => d.act === 'publish') ? [] : [{ act: 'publish', owes: districtOwes(c), within: 'suggestion.publishDays', afterEnd: true }]),
    marks: c => ({ draftTitle: String(c.input.title), draftText: String(c.input.text), draftReply: String(c.input.reply), draftFollow: c.input.follow ? String(c.input.follow) : null, withheld: null, withheldReason: null }), sentence: ['拟公开稿：{title}', 'Drafted for publication: {title}'],
  },
  publish: {
    label: ['公开', 'Publish'], from, by, help: ['对照原文看过拟公开稿再办。', 'After reading the draft beside the original.'], form: { draft: number(['第几稿', 'Which draft'], { unseen: true }) },
    ready: c => objected(c) ?? (!c.state.marks.draftText ? (c.state.marks.published ? { rule: 'suggestion.published', says: ['已经公开；要更正的，先由一人重新拟稿', 'It is public already; to correct it, somebody must draft it anew'] } : { rule: 'suggestion.noDraft', says: ['先由一人拟公开稿', 'Somebody must draft it first'] }) : c.state.parties.writer?.[0] === actorPerson(c) ? { rule: 'suggestion.secondPerson', says: ['拟稿人不能自己审核公开，请另一人办', 'The writer cannot approve; another person must'] } : undefined),
    refuse: c => (c.input.draft !== undefined && Number(c.input.draft) !== (c.state.times.proposePublic ?? 0) ? { rule: 'suggestion.redrafted', says: ['您打开这一页以后稿子又改过，请对照新稿再审', 'The draft has changed since you opened it; please read the new one'] } : undefined),
    // Its number among what was made public that year: the address it keeps for ever, whatever is corrected later.
    numbers: c => (c.state.marks.publicNo ? [] : [{ series: publicSeries(c.today), mark: 'publicNo' }]),
    marks: c => ({ published: '1', publicYear: c.state.marks.publicYear ?? c.today.slice(0, 4), publishedOn: c.state.marks.publishedOn ?? c.today, publicAt: c.at, publicTitle: c.state.marks.draftTitle, publicText: c.state.marks.draftText, publicReply: c.state.marks.draftReply, publicFollow: c.state.marks.draftFollow ?? null, ...drafted }),
    establishes: () => [{ name: 'suggestion.published', once: true }], sentence: ['已公开', 'Published'],
  },
  withhold: {
    label: ['不公开（说明理由）', 'Withhold, with reason'], from, by, help: ['理由计入公开的统计，标题和内容不出现。', 'The reason is counted in public; title and text are not shown.'], form: { reason: countyChoice(['理由', 'Reason'], 'suggestion.withholdReasons', withholdReasons, { required: true }), why },
    discharges: ['publish'], marks: c => ({ withheld: String(c.input.why), withheldReason: String(c.input.reason), ...unreleased, ...drafted }), retracts: () => ['suggestion.published'], sentence: ['不公开（{reason}）：{why}', 'Withheld ({reason}): {why}'],
  },
  unpublish: { label: ['撤下', 'Take down'], from: 'any', by, help: ['网址保留，打开只说“已撤下”。', 'The address stays and says that it was taken down.'], form: { why }, ready: c => (c.state.marks.published ? undefined : { rule: 'suggestion.notPublished', says: ['没有公开过', 'It is not public'] }), marks: () => unreleased, retracts: () => ['suggestion.published'], sentence: ['已撤下：{why}', 'Taken down: {why}'] },
}
