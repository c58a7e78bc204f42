/** What a deputy types in two boxes is kept as one text and comes back in two; the doubt about two matters is a gentle one. */
import { describe, expect, it } from 'vitest'
import { joinedText, partedText, severalMatters } from '#procedures/suggestion/wording.ts'

describe('the wording of a suggestion', () => {
  it('comes back as it was typed', () => {
    for (const p of [{ wrong: '路面破损多年', should: '一、分批改造\n二、公示计划' }, { wrong: '只有问题', should: '' }, { wrong: '第一段\n\n第二段', should: '照办' }]) expect(partedText(joinedText(p))).toEqual(p)
    expect(partedText('一份纸质建议的全文')).toEqual({ wrong: '一份纸质建议的全文', should: '' })
  })
  it('doubts where two matters are written down as two, and not at a name, a list of measures or one matter with two sides', () => {
    for (const title of ['关于修缮示例路和关于增设路灯的建议', '关于改造背街小巷以及规范校外托管的建议', '关于增设路灯的建议和改造公厕的建议']) expect(severalMatters(title, '内容'), title).toBe(true)
    expect(severalMatters('关于增设路灯的建议', '路灯不够。另外一件，公厕也该修了。')).toBe(true)
    for (const title of ['关于改造和平路路面的建议', '关于老旧小区加装电梯与适老化改造的建议', '关于加强养犬管理的建议']) expect(severalMatters(title, '一是修路面；二是补路灯；三是另外安排资金。'), title).toBe(false)
  })
})
