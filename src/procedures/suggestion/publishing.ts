/** Openness: the deputy's mark, the organ's mark, one who writes the public version and another who reviews it. */
import { text } from '#loop/fields.ts'
import type { ActSpec, Ctx, No } from '#loop/procedure.ts'
import { districtOfficer } from '#procedures/roles.ts'
import { actorPerson, answers } from './rules.ts'

const by = [districtOfficer]
const why = text(['理由', 'Why'], { required: true, open: true, min: 2, max: 300 })
/** Against an author's word nothing is published. */
function objected(c: Ctx): No | undefined {
  if (c.state.marks.openness === 'closed') return { rule: 'suggestion.openness', says: ['代表认为不宜公开，请办理“不公开”并写明理由', 'The deputy thinks it should not be public: withhold it and say why'] }
  return answers(c).some(h => h.marks.openness === 'closed') ? { rule: 'suggestion.openness', says: ['承办单位认为答复不宜公开，请办理“不公开”并写明理由', 'The organ thinks its reply should not be public: withhold it and say why'] } : undefined
}
export const publishing: Readonly<Record<string, ActSpec>> = {
  proposePublic: {
    label: ['拟公开稿', 'Draft for publication'], from: ['replied', 'rehandling', 'chairs', 'tracking', 'closed'], by, ready: objected, help: ['不写姓名（代表要求署名的除外）、电话、门牌、商业秘密；另一人审核后才公开。', 'No names, numbers, addresses or business secrets; another person must approve it.'],
    form: { title: text(['公开标题', 'Title'], { required: true, open: true, min: 2, max: 60 }), text: text(['建议内容', 'The suggestion'], { required: true, open: true, long: true, min: 2, max: 5000 }), reply: text(['答复内容', 'The reply'], { required: true, open: true, long: true, min: 2, max: 5000 }) },
    parties: c => ({ writer: [actorPerson(c)!] }), marks: c => ({ publicTitle: String(c.input.title), publicText: String(c.input.text), publicReply: String(c.input.reply), published: null, withheld: null }), sentence: ['拟公开稿：{title}', 'Drafted for publication: {title}'],
  },
  publish: {
    label: ['公开', 'Publish'], from: ['replied', 'rehandling', 'chairs', 'tracking', 'closed'], by, form: {},
    ready: c => objected(c) ?? (!c.state.marks.publicText ? { rule: 'suggestion.noDraft', says: ['先由一人拟公开稿', 'Somebody must draft it first'] } : c.state.marks.published ? { rule: 'suggestion.published', says: ['已经公开', 'It is public already'] } : c.state.parties.writer?.[0] === actorPerson(c) ? { rule: 'suggestion.secondPerson', says: ['拟稿人不能自己审核公开，请另一人办', 'The writer cannot approve; another person must'] } : undefined),
    marks: c => ({ published: '1', publishedOn: c.today }), establishes: () => [{ name: 'suggestion.published', once: true }], sentence: ['已公开', 'Published'],
  },
  withhold: { label: ['不公开（说明理由）', 'Withhold, with reason'], from: ['replied', 'rehandling', 'chairs', 'tracking', 'closed'], by, form: { why }, marks: c => ({ withheld: String(c.input.why), published: null, publicText: null, publicTitle: null, publicReply: null }), retracts: () => ['suggestion.published'], sentence: ['不公开：{why}', 'Withheld: {why}'] },
  unpublish: { label: ['撤下', 'Take down'], from: 'any', by, form: { why }, ready: c => (c.state.marks.published ? undefined : { rule: 'suggestion.notPublished', says: ['没有公开过', 'It is not public'] }), marks: () => ({ published: null }), retracts: () => ['suggestion.published'], sentence: ['已撤下：{why}', 'Taken down: {why}'] },
}
