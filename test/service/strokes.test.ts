/** The order of official lists: strokes of the surname, the kind of the first that differs, one given character before two. */
import { describe, expect, it } from 'vitest'
import { byStrokes, compareNames, strokesOf } from '#service/strokes.ts'

const shuffled = (names: readonly string[]): string[] => [...names].sort((a, b) => (a.codePointAt(a.length - 1)! * 7) % 13 - (b.codePointAt(b.length - 1)! * 7) % 13)
const inOrder = (...names: string[]): void => expect(shuffled(names).sort(compareNames)).toEqual(names)

describe('name order by strokes', () => {
  it('puts fewer strokes first, and of as many the kind of stroke 横竖撇点折', () => {
    inOrder('丁示甲', '于示甲', '马示甲', '王示甲', '方示甲', '孔示甲')
    // All of seven strokes: 李 begins 横竖, 吴 竖, 张 折.
    inOrder('李示甲', '吴示甲', '张示甲')
    inOrder('于示甲', '万示甲', '习示甲')
    expect(['李', '吴', '张', '丁', '王'].map(strokesOf)).toEqual(['071234521', '072511134', '075153154', '0212', '041121'])
  })
  it('then looks at the name: one character before two, then the strokes of each', () => {
    inOrder('王宁', '王军', '王勇', '王晨', '王毅', '王小洪', '王玉普', '王正伟', '王东明')
    inOrder('马飚', '马兴瑞', '马晓伟')
    inOrder('李军', '李勇', '李永红')
  })
  it('takes a surname of two characters as one: after the one of its first character', () => {
    inOrder('欧示甲', '欧阳甲', '欧阳示甲')
    inOrder('司示甲', '司马示甲')
    // 欧阳 with one more character is a surname and one given character, not a given name of two.
    expect(compareNames('欧阳甲', '欧阳示甲')).toBeLessThan(0)
  })
  it('counts a plain hook as 竖, a rising stroke as 横, a bent hook as 折', () => {
    expect(strokesOf('狗')).toMatch(/^08353/)
    expect(strokesOf('江')).toBe('06441121')
    expect(strokesOf('寸')).toBe('03124')
  })
  it('finds the number of strokes of a character no table has, and puts what is no character last', () => {
    expect(strokesOf('㛃').slice(0, 2)).toBe('09')
    inOrder('丁示甲', '㛃示甲', '戴示甲', 'Zhang')
  })
  it('follows a number given by hand, then a county’s own sorting key', () => {
    const row = (name: string, more: object = {}) => ({ id: name, name, nameEn: name, sortKey: name, validFrom: '2021-01-01', ...more })
    expect([row('丁示甲'), row('王示乙', { sortKey: '02' }), row('李示丙', { order: 1 }), row('于示丁'), row('张示戊', { sortKey: '01' })].sort(byStrokes).map(r => r.name)).toEqual(['李示丙', '张示戊', '王示乙', '丁示甲', '于示丁'])
  })
})
