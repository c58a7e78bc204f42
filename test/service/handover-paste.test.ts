import { describe, expect, it } from 'vitest'
import { makeDirectory } from '#loop/directory.ts'
import type { OrganRow } from '#loop/words.ts'
import { cellsOf, readPaste } from '#service/handover-paste.ts'
import { likeness, namesIn, organNames } from '#service/organ-names.ts'

const organ = (id: string, name: string, short: string): OrganRow => ({ id, kind: 'handlingOrgan', name, nameEn: id, short, validFrom: '2020-01-01' })
const rows = [organ('a', '示例区住房和城乡建设局', '区住建局'), organ('b', '示例区交通运输局', '区交通运输局'), organ('c', '示例区教育局', '区教育局'), organ('d', '示例区教育督导中心', '教育督导中心'), organ('e', '示例区水利局', '区水利局')]
const names = organNames(rows, makeDirectory({ version: 1, places: [], organs: rows, persons: [], posts: [], namings: [{ of: 'b', name: '示例区公路局', nameEn: 'x', short: '区公路局', validFrom: '2010-01-01', validTo: '2019-12-31' }] }))
const id = (typed: string): string => { const f = names.find(typed); return f.ok ? f.id : `${f.several ? 'several' : 'none'}: ${f.near.map(n => n.id).join('')}` }

describe('an organ is found by what people call it', () => {
  it('by its full, short and former names, whatever the width, spaces and brackets', () => {
    expect(['示例区住房和城乡建设局', '区住建局', ' 区 住建局', '（区住建局）', '区公路局', '示例区公路局'].map(id)).toEqual(['a', 'a', 'a', 'a', 'b', 'b'])
  })
  it('by a part that only one has; a part of several is asked back', () => {
    expect(['住建', '交通', '督导', '水利'].map(id)).toEqual(['a', 'b', 'd', 'e'])
    expect(id('教育')).toMatch(/^several: (cd|dc)$/)
  })
  it('else the nearest are offered, three at most, the likeliest first', () => {
    expect(id('区住建据')).toMatch(/^none: a/)
    expect(id('住房局')).toMatch(/^none: a/)
    expect(id('区交通局').slice(0, 7)).toBe('none: b')
    for (const typed of ['区住建据', '某某单位局', '局']) { const f = names.find(typed); expect(!f.ok && f.near.length <= 3, typed).toBe(true) }
    expect(likeness('住建局', '住房和城乡建设局')).toBeGreaterThan(0.5)
  })
  it('takes several names out of one cell', () => { expect(namesIn('区住建局、区教育局，区水利局; 交通')).toEqual(['区住建局', '区教育局', '区水利局', '交通']); expect(namesIn('')).toEqual([]) })
})

describe('what is pasted from a spreadsheet', () => {
  it('is read by tabs, with line ends and quotation marks inside a cell', () => { expect(cellsOf('1\t"甲\n乙"\t"丙""丁"\r\n2\t戊')).toEqual([['1', '甲\n乙', '丙"丁'], ['2', '戊']]) })
  it('knows a number however it is written, and says when it cannot', () => {
    const of = (s: string) => readPaste(s, 400)[0]!.number
    expect([of('12\t甲'), of('第12号\t甲'), of('第０１２号\t甲'), of('闭会第3号\t甲'), of('12.0\t甲'), of('没有\t甲')]).toEqual([{ n: '12', between: false }, { n: '12', between: false }, { n: '12', between: false }, { n: '3', between: true }, { n: '12', between: false }, undefined])
  })
  it('takes columns in the usual order, or as the first line names them', () => {
    expect(readPaste('1\t住建\t交通、教育\t六个月\n\n2\t教育', 400)).toMatchObject([{ line: 1, organ: '住建', co: '交通、教育', complex: true }, { line: 3, organ: '教育', co: '', complex: false }])
    expect(readPaste('编号\t标题\t承办单位\t协办单位\t分办\n7\t关于道路的建议\t交通\t住建\t水利', 400)).toMatchObject([{ line: 2, number: { n: '7' }, organ: '交通', co: '住建', separate: '水利', complex: false }])
    // A list as offices keep it counts its rows beside the suggestions' own numbers, and says where each deputy works.
    expect(readPaste('序号\t建议编号\t建议题目\t领衔代表\t代表单位\t主办单位\t会办单位\t办理期限\n1\t37\t关于道路的建议\t王示甲\t示例小学\t交通\t住建\t三个月', 400)).toMatchObject([{ number: { n: '37' }, organ: '交通', co: '住建', complex: false }])
    expect(readPaste('序号\t题目\t承办部门\n7\t关于道路的建议\t交通', 400)).toMatchObject([{ number: { n: '7' }, organ: '交通' }])
    expect(readPaste('1\t甲\t\t看着办', 400)[0]!.complex).toBeUndefined()
  })
})
