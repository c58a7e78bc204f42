import { describe, expect, it } from 'vitest'
import { inWordsOf, saying, usualWords } from '#loop/local.ts'
import { checkAll } from '#loop/check.ts'
import { procedures } from '#procedures/index.ts'

const county = { place: ['乡镇', 'township'], area: ['县', 'county'], slips: 4, publish: ['晒单', 'Show'] } as const

describe('a county’s own words', () => {
  it('usual words change nothing', () => {
    expect(inWordsOf(usualWords, procedures)).toBe(procedures)
    expect(saying(usualWords)('街道（镇）')).toBe('街道（镇）')
  })
  it('say places, county and slips as they are called there, and leave compounds and districts alone', () => {
    const say = saying(county)
    expect(['街道（镇）', '本街镇的人大代表', '提请区级派单', '已请区里派单', '由区人大代工委办', '五单', '小区里', '社区人大', '选区级', '区'].map(say)).toEqual(['乡镇', '本乡镇的人大代表', '提请县级派单', '已请县里派单', '由县人大代工委办', '四单', '小区里', '社区人大', '选区级', '县'])
    expect(['Street or town', 'a deputy of this street or town', 'With the district for dispatch', 'the five slips'].map(say)).toEqual(['Township', 'a deputy of this township', 'With the county for dispatch', 'the four slips'])
  })
  it('reach the labels of every procedure and touch no id, rule or law', () => {
    const local = inWordsOf(county, procedures), p = local.get('request')
    expect(p.stages.atDistrict!.label).toEqual(['待县级派单', 'With the county for dispatch'])
    expect(p.acts.publish!.label).toEqual(['晒单·公开', 'Show: Publish'])
    expect(p.acts.place!.form.place!.label[0]).toBe('乡镇')
    expect(Object.keys(p.stages)).toEqual(Object.keys(procedures.get('request').stages))
    expect(local.get('register').acts.enter!.form.level!.options.map(o => o.id)).toContain('district')
    expect(checkAll(local)).toEqual([])
    expect(inWordsOf({ ...county }, procedures)).toBe(local)
    expect(JSON.stringify(local.list)).not.toMatch(/街道（镇）|街镇|区级|区里|区人大|五单/)
  })
})
