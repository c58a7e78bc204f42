/** Histories worth keeping: each walks a different way to its end. */
import type { Actor, Input } from '#loop/words.ts'
import { actors, id, organs, place, Told } from '#test/support/pure.ts'

type Step = [act: string, input: Input, who: number | 'portal' | 'receipt' | 'clock', when: string, on?: 'child' | 'last']
function tell(steps: readonly Step[]): Told {
  const t = new Told()
  for (const [act, input, who, when, on] of steps) {
    const at = `2025-${when}:00.000Z`
    const actor: Actor = typeof who === 'number' ? actors(t.root).find(a => a.kind === 'person' && a.person === id(who))! : actors(t.root).find(a => a.kind === who)!
    const children = [...t.family.matters.keys()].filter(k => k !== t.root)
    const matter = on === 'child' ? children[0]! : on === 'last' ? children.at(-1)! : t.root
    const d = t.ask(act, input, actor, at, { matter, ...(act === 'place' ? { procedure: 'request', receipt: { hash: 'ab'.repeat(32), short: '482915' } } : {}) })
    if (!d.ok) throw new Error(`${act} ${when}: ${d.rule} ${d.says[0]}`)
    t.take(d, actor, at)
  }
  return t
}
const what = { what: '示例：小区门口路灯不亮', place, phone: '00000000123' }
const opened: Step[] = [['place', what, 'portal', '03-03T02:00']]
const street: Step[] = [...opened, ['dispatch', { organ: organs.office, gist: '路灯不亮，夜间不便', category: '1' }, 30, '03-04T02:00'], ['accept', {}, 32, '03-05T02:00', 'child'], ['claim', {}, 34, '03-05T03:00'], ['submit', { result: '已更换灯具' }, 32, '03-10T02:00', 'last'], ['inform', { way: 'phone', text: '已告知结果' }, 30, '03-11T02:00']]

export const histories: Readonly<Record<string, () => Told>> = {
  'solved-and-rated': () => tell([...street, ['verify', { degree: 'solved' }, 34, '03-12T02:00'], ['rate', { solved: 'yes', grade: 'satisfied' }, 'receipt', '03-13T02:00']]),
  'silence': () => tell([...street, ['verify', { degree: 'partly' }, 34, '03-12T02:00'], ['closeSilent', {}, 'clock', '03-26T15:59']]),
  'denied-twice': () => tell([...street, ['verify', { degree: 'solved' }, 34, '03-12T02:00'], ['rate', { solved: 'no', grade: 'dissatisfied' }, 'receipt', '03-13T02:00'], ['accept', {}, 32, '03-14T02:00', 'last'], ['submit', { result: '又检修一次' }, 32, '03-20T02:00', 'last'], ['verify', { degree: 'solved' }, 34, '03-21T02:00'], ['rate', { solved: 'no', grade: 'dissatisfied' }, 'receipt', '03-24T02:00'], ['conclude', { text: '列入年度改造计划', outcome: 'notSolved' }, 31, '04-10T02:00']]),
  'returned-extended-upward': () => tell([...opened, ['askDistrict', { gist: '路灯不亮', why: '不属街道' }, 30, '03-04T02:00'], ['dispatch', { organ: organs.roads, gist: '路灯不亮', complex: true }, 31, '03-05T02:00'], ['askReturn', { reason: 'notOurs', why: '不属本单位' }, 33, '03-06T02:00', 'last'], ['refuseReturn', { why: '职责清楚' }, 31, '03-07T02:00', 'last'], ['accept', {}, 33, '03-07T03:00', 'last'], ['askExtension', { until: '2025-06-20', why: '需协调管线迁改' }, 33, '05-28T02:00', 'last'], ['grantExtension', {}, 31, '05-29T02:00', 'last'], ['reportUp', { unit: '市属单位', letter: '电话' }, 31, '06-03T02:00'], ['noteUpward', { text: '已派人检修完毕', done: true }, 31, '06-20T02:00'], ['assignDeputy', { deputy: id(35) }, 30, '06-20T03:00'], ['claim', {}, 35, '06-21T02:00'], ['sendBack', { why: '仍有两盏不亮' }, 35, '06-23T02:00']]),
  'split-and-void': () => tell([...opened, ['split', { parts: ['路灯不亮', '人行道破损'] }, 30, '03-04T02:00'], ['note', {}, 30, '03-04T03:00', 'child'], ['dispatch', { organ: organs.office, gist: '人行道破损' }, 30, '03-04T04:00', 'last'], ['correct', { category: '2', why: '类别选错' }, 30, '03-05T02:00'], ['void', { why: '重复登记' }, 30, '03-06T02:00']]),
  'accusation': () => tell([...opened, ['guide', { channel: 'accusation', unit: '区纪委监委' }, 30, '03-04T02:00']]),
}
