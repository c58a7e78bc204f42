/** Titles that are alike, and those that only share what every title has. */
import { describe, expect, it } from 'vitest'
import { likest, stretches } from '#law/alike.ts'

const titled = (...all: string[]) => all.map(title => ({ title }))
const found = (text: string, ...all: string[]): string[] => likest(text, titled(...all)).map(x => x.one.title)

describe('alike', () => {
  it('puts the likest first and leaves out what shares only the words of every title', () => {
    const same = '关于给示例老旧小区加装电梯的建议', near = '关于推进老旧小区加装电梯工作的建议', other = '关于进一步加强食品安全工作的建议'
    expect(found('关于老旧小区加装电梯的建议', other, near, same)).toEqual([near, same])
    expect(found('关于进一步加强工作的建议', other, near, same)).toEqual([])
  })
  it('weighs a rare word more than one that all have', () => {
    expect(found('关于修缮示例学校门口道路的建议', '关于修缮示例医院外墙的建议', '关于学校门口道路停车的建议', '关于修缮示例公厕的建议')[0]).toBe('关于学校门口道路停车的建议')
  })
  it('cuts long words into stretches, keeps short ones, takes digits and letters whole, and is not led astray by any text', () => {
    expect(stretches('关于加装电梯的建议', 4)).toEqual(['加装电梯'])
    expect(stretches('关于垃圾分类收运的建议', 4)).toEqual(['垃圾分类', '圾分类收', '分类收运'])
    expect(stretches('关于增设5G基站的建议', 2)).toEqual(['5g', '基站'])
    for (const odd of ['', '的', '🙂', "' | !(", '\u0000', '建议'.repeat(500)]) { expect(likest(odd, titled('关于示例的建议', ''))).toEqual([]); expect(stretches(odd, 3).length).toBeLessThanOrEqual(40) }
  })
})
