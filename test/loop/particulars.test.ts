/** What staff type about a constituent's matter is looked through for telephone and identity numbers, or sealed and erased with the rest. */
import { expect, it } from 'vitest'
import { handlingProcedure } from '#procedures/handling/handling.ts'
import { requestProcedure } from '#procedures/request/request.ts'

/** No words about anybody: an office and its telephone, another matter's number, the number of a letter, what the program itself fills in from a text that was looked through. */
const none = ['request.place.session', 'request.guide.unit', 'request.guide.phone', 'request.join.into', 'request.gain.from', 'request.reportUp.unit', 'request.reportUp.letter', 'handling.assign.gist',
  'request.grew.suggestion', 'handling.assign.within', 'handling.assign.returnWithin', 'handling.assign.longest', 'handling.coView.ownNumber', 'handling.signOff.ownNumber', 'handling.reply.ownNumber', 'handling.uploadSigned.ownNumber',
  'request.takeOver.imported', ...['gist', 'class', 'imported', 'within', 'returnWithin', 'longest'].map(f => `handling.takeOver.${f}`)]

it('every text of a request and its handling is for other eyes, or personal, or one of a few that say nothing of people', () => {
  const left = [requestProcedure, handlingProcedure].flatMap(p => Object.entries(p.acts).flatMap(([act, a]) => Object.entries(a.form ?? {}).flatMap(([id, f]) => (f.kind === 'text' && !f.open && !f.personal ? [`${p.id}.${act}.${id}`] : []))))
  expect(left.sort()).toEqual([...none].sort())
})
