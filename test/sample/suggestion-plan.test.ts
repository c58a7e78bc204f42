/** The plan of the sample's suggestions, before anybody performs it: numbers of acts, words, days. */
import { describe, expect, it } from 'vitest'
import { dayOf } from '#law/time.ts'
import { isWorking, workingDaysFrom } from '#sample/moments.ts'
import { planYear } from '#sample/planned.ts'
import { convertedTo } from '#sample/suggestions/papers.ts'
import { firstClass, leadOf, organsOf } from '#sample/suggestions/table.ts'
import { signersOf } from '#sample/suggestions/who.ts'
import { readTables } from '#sample/tables.ts'
import { byDelegation, byOrgan } from '#test/sample/suggestion-totals.ts'

const t = readTables(), list = t.suggestions
const plan = planYear(t)
const acts = plan.families.flatMap(f => f.acts).filter(a => /^sample:(suggestion|paper|handover|sitting)/.test(a.key))
const named = (act: string) => acts.filter(a => a.act === act)
const tally = (of: readonly string[]): Record<string, number> => of.reduce<Record<string, number>>((n, x) => ({ ...n, [x]: (n[x] ?? 0) + 1 }), {})

describe('the table', () => {
  it('has 189, proposed and classed as told', () => {
    expect(list.map(s => s.no)).toEqual(Array.from({ length: 189 }, (_, i) => i + 1))
    expect(tally(list.map(s => s.how))).toEqual({ single: 121, joint: 61, delegation: 7 })
    expect(list.reduce((n, s) => n + s.signers, 0)).toBe(214)
    expect(tally(list.flatMap(s => firstClass(s) ?? []))).toEqual({ solved: 104, promised: 67, later: 17 })
    expect(tally(list.map(s => s.place))).toEqual(byDelegation)
  })
  it('ends with 28 organs, after eleven chains of returns', () => {
    expect(tally(list.flatMap(s => [leadOf(s), ...(s.separate ? [s.separate] : [])]))).toEqual(byOrgan)
    expect(list.map(s => s.leads.length - 1).filter(n => n > 0).sort()).toEqual([1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 2])
    const known = new Set(t.organs.map(o => o.short))
    for (const o of list.flatMap(organsOf)) expect(known.has(o), o).toBe(true)
  })
})

describe('the acts', () => {
  it('enter 198 papers, of which eleven come back amended and three are split', () => {
    expect([named('enterPaper').length, named('returnToAmend').length, named('takeBackAmended').length + named('amend').length, named('splitUp').length]).toEqual([198, 11, 11, 3])
    expect([named('decline').length, named('convert').length, named('withdraw').length, named('accept').filter(a => a.crosses).length]).toEqual([4, 6, 3, 189])
  })
  it('ask sixteen times for a return', () => expect([named('askReturn').length, named('askReturn').filter(a => a.refused === 'handling.returnLate').length, named('refuseReturn').length, named('agreeReturn').length]).toEqual([16, 2, 2, 12]))
  it('hand over in one act and hear 28 organs', () => expect([named('make').length, named('hold').length]).toEqual([1, 28]))
  it('give each co-handler a view or a silence that is seen', () => {
    const co = list.reduce((n, s) => n + s.co.length, 0), views = named('coView').length
    expect(co).toBe(74)
    expect(views).toBeGreaterThan(60)
    expect(views).toBeLessThan(74)
  })
  it('stand on the days of the table', () => {
    for (const s of list) {
      const of = (act: string) => acts.filter(a => a.act === act && a.key.startsWith(`sample:suggestion:${s.no}:`)).map(a => dayOf(a.at)).sort()
      const letters = [...of('reply'), ...of('signOff')].sort()
      if (s.replied) expect(letters, `suggestion ${s.no}`).toContain(s.replied)
      expect(of('evaluate').length, `suggestion ${s.no}`).toBe(s.second ? 2 : s.result && s.result !== 'none' ? 1 : 0)
      if (s.second) expect(of('evaluate').at(-1)).toBe(s.second.day)
      if (s.replied && of('evaluate')[0]) expect(workingDaysFrom(s.replied, of('evaluate')[0]!), `suggestion ${s.no}`).toBeLessThanOrEqual(20)
    }
    for (const a of acts) if (a.by.kind === 'person' && !a.by.person.startsWith('deputy')) expect(isWorking(dayOf(a.at)), `${a.key} ${dayOf(a.at)}`).toBe(true)
  })
  it('tie what was passed on to a request of the same street', () => {
    for (const c of convertedTo) expect(t.opinions.find(o => o.no === c.opinion)?.place).toBe(c.place)
  })
})

describe('the words', () => {
  const papers = named('enterPaper')
  const texts = [...papers, ...named('splitUp')]
  it('are titles of their own, short enough, with no open template', () => {
    const titles = [...papers.map(a => String(a.input.title)), ...named('splitUp').flatMap(a => [String(a.input.title), String(a.input.otherTitle)])]
    expect(new Set(titles).size).toBe(titles.length)
    for (const x of titles) expect(x, x).toMatch(/^关于.{4,52}的建议$/)
    for (const a of acts) expect(JSON.stringify(a.input), a.key).not.toMatch(/\{at\}|undefined/)
  })
  it('are not one sentence over and over', () => {
    const bodies = texts.map(a => String(a.input.text))
    expect(new Set(bodies).size).toBe(bodies.length)
    const letters = acts.filter(a => a.act === 'reply' || a.act === 'draft').map(a => String(a.input.result))
    expect(new Set(letters).size / letters.length).toBeGreaterThan(0.98)
  })
  it('are signed by deputies of one delegation, nobody twice', () => {
    const places = new Map(t.places.map(p => [p.code, p]))
    for (const s of list) {
      const { lead, coSigners } = signersOf(s, places.get(s.place)!)
      expect([coSigners.length, new Set([lead, ...coSigners]).size], `suggestion ${s.no}`).toEqual([s.signers, s.signers + 1])
      for (const d of [lead, ...coSigners]) expect(d.startsWith(`deputy:${s.place}/`), `suggestion ${s.no}`).toBe(true)
    }
  })
})

describe('the same with a session in December', () => {
  it('moves the papers and nothing else', () => {
    const other = planYear(t, { sessionOpens: '2024-12-17', suggestionsOnly: true })
    const days = (p: typeof plan, act: string) => p.families.flatMap(f => f.acts).filter(a => a.act === act && a.key.startsWith('sample:suggestion:')).map(a => a.at)
    expect(days(other, 'enterPaper').every(d => d < '2024-12-31')).toBe(true)
    for (const act of ['evaluate', 'replyAgain', 'coView']) expect(days(other, act)).toEqual(days(plan, act))
    expect(other.later).toEqual(plan.later)
  })
})
