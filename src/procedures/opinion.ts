/** One opinion as a row of a reception's or an activity's record: what the clerk writes, and the request it becomes. */
import { choice, optionsOf, personal, telephone, text } from '#loop/fields.ts'
import type { Form } from '#loop/fields.ts'
import type { Day, Id, Input } from '#loop/words.ts'
import { category, settleWays } from '#procedures/words.ts'

const toUnderstand = ['弄清是什么事、在哪里', 'To understand what and where it is'] as const, toTell = ['把结果告诉反映人', 'To tell the requester the result'] as const
export const opinionForm: Form = {
  what: personal(text(['事由', 'Matter'], { required: true, long: true, min: 4, max: 2000 }), toUnderstand),
  spot: personal(text(['地点', 'Place'], { max: 100 }), toUnderstand),
  category,
  how: choice(['怎么办', 'What was done'], optionsOf(settleWays), { required: true }),
  reply: text(['怎么答复的', 'The answer given'], { long: true, open: true, max: 500 }),
  name: personal(text(['称呼', 'Name'], { max: 40 }), toTell),
  phone: personal(telephone(['电话', 'Telephone']), toTell),
}

/** The row as the input of the request's opening act. Whoever left neither name nor telephone is anonymous. */
export function opinionInput(row: Input, at: { place: Id; channel: string; session: Id; day: Day }): Input {
  const { how, reply, ...rest } = row
  const nameless = rest.name === undefined && rest.phone === undefined
  return { ...rest, place: at.place, channel: at.channel, session: at.session, raisedOn: at.day, ...(nameless ? { anonymous: true } : {}), ...(how === 'referred' ? {} : { settled: how!, ...(reply === undefined ? {} : { answer: reply }) }) }
}
