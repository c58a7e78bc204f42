/** The rules of 承办 and 五单 that turn on days and persons. */
import { describe, expect, it } from 'vitest'
import { openDuties } from '#loop/fold.ts'
import type { Actor, Input } from '#loop/words.ts'
import { actors, id, organs, place, Told } from '#test/support/pure.ts'

const at = (day: string, hour = '02') => `${day}T${hour}:00:00.000Z`
function person(n: number, t: Told, organ?: string): Actor { return actors(t.root).find(a => a.kind === 'person' && a.person === id(n) && (!organ || a.organ === organ))! }
function must(t: Told, act: string, input: Input, actor: Actor, when: string, more = {}): void {
  const d = t.ask(act, input, actor, when, more)
  if (!d.ok) throw new Error(`${act}: ${d.rule} ${d.says[0]}`)
  t.take(d, actor, when)
}
/** A request dispatched by the district to the roads bureau on 2025-03-03 (Monday). */
function dispatched(complex = false): { t: Told; child: string } {
  const t = new Told()
  must(t, 'place', { what: '示例：路面坑洼积水', place, channel: 'phone' }, person(30, t), at('2025-03-03'), { procedure: 'request' })
  must(t, 'askDistrict', { gist: '路面坑洼积水', why: '不属街道' }, person(30, t), at('2025-03-03', '03'))
  must(t, 'dispatch', { organ: organs.roads, gist: '路面坑洼积水', ...(complex ? { complex: true } : {}) }, person(31, t), at('2025-03-03', '04'))
  return { t, child: [...t.family.matters.keys()].find(k => t.family.matters.get(k)!.procedure === 'handling')! }
}
const rule = (t: Told, act: string, input: Input, actor: Actor, when: string, matter: string) => { const d = t.ask(act, input, actor, when, { matter }); return d.ok ? 'ok' : d.rule }
const back = { reason: 'notOurs', why: '不属本单位职责' }

describe('returns', () => {
  it('are asked for within five working days, not on the sixth', () => {
    const { t, child } = dispatched()
    expect(rule(t, 'askReturn', back, person(33, t), at('2025-03-10', '15'), child)).toBe('ok')
    expect(rule(t, 'askReturn', back, person(33, t), at('2025-03-11'), child)).toBe('handling.returnLate')
  })
  it('go back to whoever dispatched, and the third one calls for coordination', () => {
    const { t } = dispatched()
    for (let i = 0; i < 3; i++) {
      const child = [...t.family.matters.values()].filter(s => s.procedure === 'handling').at(-1)!.id
      must(t, 'askReturn', back, person(33, t), at(`2025-03-0${4 + i}`), { matter: child })
      must(t, 'agreeReturn', {}, person(31, t), at(`2025-03-0${4 + i}`, '03'), { matter: child })
      expect(t.family.matters.get(t.root)!.stage).toBe('atDistrict')
      if (i < 2) must(t, 'dispatch', { organ: organs.roads, gist: '路面坑洼积水' }, person(31, t), at(`2025-03-0${4 + i}`, '04'))
    }
    expect(t.family.matters.get(t.root)!.marks.returns).toBe('3')
    expect(t.family.matters.get(t.root)!.facts.filter(f => f.name === 'request.referred')).toHaveLength(1)
  })
  it('refused, the organ goes on with the clock it had', () => {
    const { t, child } = dispatched()
    const due = openDuties(t.family.matters.get(child)!).find(d => d.act === 'submit')!.due
    must(t, 'askReturn', back, person(33, t), at('2025-03-04'), { matter: child })
    must(t, 'refuseReturn', { why: '职责清楚' }, person(31, t), at('2025-03-05'), { matter: child })
    expect(openDuties(t.family.matters.get(child)!).find(d => d.act === 'submit')!.due).toBe(due)
  })
})

describe('extensions', () => {
  it('are asked for before the due date, and the first date stays visible', () => {
    const { t, child } = dispatched()
    must(t, 'accept', {}, person(33, t), at('2025-03-04'), { matter: child })
    // 30 days from 3 March is 2 April.
    expect(rule(t, 'askExtension', { until: '2025-04-20', why: '需协调管线' }, person(33, t), at('2025-04-03'), child)).toBe('handling.extensionLate')
    expect(rule(t, 'askExtension', { until: '2025-04-02', why: '需协调管线' }, person(33, t), at('2025-04-01'), child)).toBe('handling.extensionShort')
    expect(rule(t, 'askExtension', { until: '2025-07-20', why: '需协调管线' }, person(33, t), at('2025-04-01'), child)).toBe('handling.extensionLong')
    must(t, 'askExtension', { until: '2025-04-20', why: '需协调管线' }, person(33, t), at('2025-04-01'), { matter: child })
    must(t, 'grantExtension', {}, person(31, t), at('2025-04-02'), { matter: child })
    const duties = t.family.matters.get(child)!.duties.filter(d => d.act === 'submit')
    expect(duties.map(d => d.due.slice(0, 10))).toEqual(['2025-04-02', '2025-04-20'])
    expect(duties[1]!.replaces).toBe(duties[0]!.no)
    expect(duties[1]!.why[0]![0]).toContain('由2025年4月2日延至2025年4月20日')
    must(t, 'submit', { result: '已修补路面' }, person(33, t), at('2025-04-10'), { matter: child })
    expect(t.family.matters.get(child)!.facts.find(f => f.name === 'handling.handled')!.kind).toBe('extended')
  })
})

describe('who may not', () => {
  it('somebody with a post in the handling organ does not follow, although a deputy of the street', () => {
    const { t } = dispatched()
    expect(rule(t, 'claim', {}, person(37, t, organs.assembly), at('2025-03-04'), t.root)).toBe('conflict')
    expect(rule(t, 'claim', {}, person(34, t), at('2025-03-04'), t.root)).toBe('ok')
  })
  it('the station does not choose an organ beyond its own street office', () => {
    const t = new Told()
    must(t, 'place', { what: '示例：路面坑洼积水', place, channel: 'phone' }, person(30, t), at('2025-03-03'), { procedure: 'request' })
    expect(rule(t, 'dispatch', { organ: organs.roads, gist: '路面坑洼积水' }, person(30, t), at('2025-03-03'), t.root)).toBe('input.choice')
    expect(rule(t, 'dispatch', { organ: organs.office, gist: '路面坑洼积水' }, person(30, t), at('2025-03-03'), t.root)).toBe('ok')
  })
  it('a helper has no clock and is never overdue', () => {
    const t = new Told()
    must(t, 'place', { what: '示例：院墙歪了', place, channel: 'phone' }, person(30, t), at('2025-03-03'), { procedure: 'request' })
    must(t, 'askDistrict', { gist: '院墙歪斜', why: '不属街道' }, person(30, t), at('2025-03-03'))
    expect(rule(t, 'dispatch', { organ: organs.roads, how: 'helper', gist: '院墙歪斜' }, person(31, t), at('2025-03-03', '03'), t.root)).toBe('request.helper')
    must(t, 'dispatch', { organ: organs.firm, how: 'helper', gist: '院墙歪斜' }, person(31, t), at('2025-03-03', '03'))
    const child = [...t.family.matters.values()].find(s => s.procedure === 'handling')!
    expect(child.stage).toBe('helping')
    expect(openDuties(child)).toEqual([])
  })
  it('the writer of a public version does not approve it', () => {
    const t = new Told()
    must(t, 'place', { what: '示例：问办证时间', place, channel: 'phone' }, person(30, t), at('2025-03-03'), { procedure: 'request' })
    must(t, 'answer', { answer: '工作日上午九点到下午五点' }, person(30, t), at('2025-03-03'))
    must(t, 'proposePublic', { title: '办证时间', text: '已答复办证时间。' }, person(30, t), at('2025-03-04'))
    expect(rule(t, 'publish', {}, person(30, t), at('2025-03-04'), t.root)).toBe('request.secondPerson')
    expect(rule(t, 'publish', {}, person(31, t), at('2025-03-04'), t.root)).toBe('ok')
  })
})

describe('times', () => {
  it('are not in the future, and earlier only where an act may be told', () => {
    const { t, child } = dispatched()
    const late = (act: string, input: Input, n: number, when: string, recorded: string, matter: string) => { const d = t.ask(act, input, person(n, t), when, { matter, recordedAt: recorded }); return d.ok ? 'ok' : d.rule }
    expect(late('accept', {}, 33, at('2025-03-05'), at('2025-03-04'), child)).toBe('time.future')
    expect(late('accept', {}, 33, at('2025-03-04'), at('2025-03-05'), child)).toBe('time.told')
    must(t, 'accept', {}, person(33, t), at('2025-03-05'), { matter: child })
    expect(late('submit', { result: '已修补路面' }, 33, at('2025-03-04'), at('2025-03-06'), child)).toBe('time.order')
    expect(late('submit', { result: '已修补路面' }, 33, at('2025-03-05', '05'), at('2025-03-06'), child)).toBe('ok')
  })
})

describe('mistakes', () => {
  it('void takes every fact back, here and below; correct moves them to the right place', () => {
    const { t } = dispatched()
    must(t, 'correct', { category: '2', why: '类别选错' }, person(30, t), at('2025-03-04'))
    expect(t.family.matters.get(t.root)!.marks.category).toBe('2')
    must(t, 'void', { why: '重复登记' }, person(30, t), at('2025-03-05'))
    for (const m of t.family.matters.values()) {
      expect(m.stage).toBe('void')
      expect(m.facts.every(f => f.retractedSeq !== undefined)).toBe(true)
      expect(openDuties(m)).toEqual([])
    }
  })
})
