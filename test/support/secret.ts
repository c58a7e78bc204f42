/** A suggestion and the request it grew from, carried as far as publication, with words in every place a word can stand: what is sealed in the tests of quarantine. */
import type { Id } from '#loop/words.ts'
import { suggestionsIn } from '#test/support/public-suggestions.ts'
import { watchers } from '#test/support/watchers.ts'
import type { World } from '#test/support/world.ts'

/** Each stands in one place and nowhere else. */
export const words = { title: '库区编号八一三', text: '纵深布防九二七', reply: '换防时刻五四六', spoken: '口述坐标三三一', gist: '营区北门七七二', result: '岗哨位置六六四', topic: '督办甲字二二九', check: '查看乙字一一八', note: '联系丙字四四七', publicRequest: '公开丁字八八五' } as const
export const leakedIn = (text: string): string[] => Object.entries(words).flatMap(([k, x]) => (text.includes(x) ? [k] : []))
const png = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64')

export type Secret = Awaited<ReturnType<typeof secretIn>>
export async function secretIn(w: World) {
  const s = await suggestionsIn(w), x = await watchers(w), p = w.people
  const government = await s.enter({ table: 'organ', kind: 'governmentOffice', name: '示例县人民政府办公室', short: '县政府办', nameEn: 'Government office' })
  const governmentClerk = await s.enter({ table: 'person', name: '蒋示甲', nameEn: 'Jiang', postOrgan: government, postKind: 'handlerClerk' })
  const file = async (name: string): Promise<Id> => { const put = await w.service.putFile(w.congress, Buffer.concat([png, Buffer.from(name)]), `${name}.png`); if (!put.ok) throw new Error('no file'); return put.id }
  const photo = await file('甲'), attached = await file('乙')

  const raised = await w.must({ procedure: 'request', act: 'place', actor: { kind: 'portal' }, input: { what: `示例：${words.spoken}，请处理`, spot: words.spoken, place: w.places.street, phone: '00000000123', photos: [photo] } })
  const request = raised.root
  const sent = await s.act(request, 'dispatch', p.clerk, { organ: w.organs.office, gist: `示例：${words.gist}`, category: '1' }), requestHandling = sent.opened[0]!
  await s.act(requestHandling, 'accept', p.officeClerk)
  await s.act(request, 'claim', p.wang)
  await s.act(requestHandling, 'submit', p.officeClerk, { result: `示例：${words.result}已处理` })
  await s.act(request, 'verify', p.wang, { degree: 'solved' })
  await w.must({ matter: request, act: 'rate', actor: { kind: 'receipt', matter: request }, input: { solved: 'yes', grade: 'satisfied' } })
  await s.act(request, 'proposePublic', p.clerk, { title: `示例：${words.publicRequest}`, text: `示例：${words.publicRequest}` })
  await s.act(request, 'publish', p.head)

  const title = `关于${words.title}的示例建议`
  const suggestion = (await w.must({ procedure: 'suggestion', act: 'enterPaper', actor: w.as(p.officer), input: { lead: p.wang, coSigners: [p.li], how: 'joint', title, text: `示例：${words.text}。路面破损多年，下雨积水，建议分批改造并公示计划。`, theme: 'T1', openness: 'open', attachments: [attached], grewFrom: request } })).root
  await s.act(suggestion, 'accept', p.officer, { session: s.session })
  // In a table with another that nobody seals.
  const other = await s.accepted('关于示例路灯的建议', { theme: 'T1' })
  const handover = (await w.must({ procedure: 'handover', act: 'make', actor: w.as(p.officer), input: { rows: [{ suggestion, organ: w.organs.housing }, { suggestion: other, organ: w.organs.housing }] } })).root
  const handling = await s.handling(suggestion, w.organs.housing)
  await s.act(handling, 'accept', p.housingClerk)
  await s.act(handling, 'contact', p.housingClerk, { how: 'faceToFace', day: w.service.now(w.congress).slice(0, 10), note: `示例：${words.note}` })
  await s.act(suggestion, 'setKey', p.officer, { topic: `示例：${words.topic}`, leader: p.li })
  await s.act(suggestion, 'check', p.officer, { text: `示例：${words.check}` })
  /** A second one, under way, so that dates can be seen to wait. */
  const open = (await w.must({ procedure: 'suggestion', act: 'enterPaper', actor: w.as(p.officer), input: { lead: p.wang, how: 'single', title: `关于${words.title}续的示例建议`, text: `示例：${words.text}。路面破损多年，下雨积水，建议分批改造并公示计划。`, theme: 'T1' } })).root
  await s.act(open, 'accept', p.officer, { session: s.session })
  await s.act(open, 'handOver', p.officer, { organ: w.organs.roads })
  const openHandling = await s.handling(open, w.organs.roads)
  await s.act(openHandling, 'accept', p.roadsClerk)
  await s.act(openHandling, 'contact', p.roadsClerk, { how: 'faceToFace', day: w.service.now(w.congress).slice(0, 10), note: `示例：${words.note}` })

  await s.act(handling, 'reply', p.housingClerk, { class: 'solved', result: `示例：${words.reply}，已经办理完毕，恢复通行，请代表监督。`, ownNumber: '示函〔2025〕813号' })
  await s.released(suggestion, { title, text: `示例：${words.text}`, reply: `示例：${words.reply}` })
  const seal = (matter: Id, by: Id = p.officer, custodians: readonly Id[] = [p.officer2]) => w.must({ matter, act: 'quarantine', actor: w.as(by), input: { reason: 'content', custodians } })
  return { ...s, x, government, governmentClerk, title, request, requestHandling, receipt: raised.receipt!, short: raised.short!, suggestion, handling, other, handover, open, openHandling, photo, attached, seal }
}
