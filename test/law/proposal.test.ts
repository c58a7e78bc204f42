import { describe, expect, it } from 'vitest'
import { accuracy, type Case, fewest, learn, propose } from '#law/proposal.ts'
import { earlier } from '#sample/words/earlier.ts'

const cases: Case[] = earlier.map(([organ, theme, title, text]) => ({ organ, theme, title, text }))
/** Of another year, in other words. */
const unseen: Case[] = [
  { title: '关于修补乡道路面的建议', text: '乡道坑多，货车一压就碎，村民出行难。', theme: 'T1', organ: '区交通运输局' }, { title: '关于扩建小学的建议', text: '班额超过五十五人，教室不够用，盼新建教学楼。', theme: 'T3', organ: '区教育局' },
  { title: '关于办好老年助餐的建议', text: '高龄独居老人吃饭难，社区食堂价格偏高。', theme: 'T5', organ: '区民政局' }, { title: '关于检查餐馆后厨的建议', text: '外卖餐馆卫生差，许可证过期。', theme: 'T9', organ: '区市场监管局' },
  { title: '关于治理河道的建议', text: '汛期河堤垮塌，淤积严重，影响行洪。', theme: 'T2', organ: '区水利局' }, { title: '关于电动车充电起火隐患的建议', text: '楼道停放电动车充电，消防通道堵塞。', theme: 'T10', organ: '区消防救援大队' },
]

describe('a proposal of an organ', () => {
  const l = learn(cases)
  it('names the organ that was handed such things, the words that say so and earlier ones like it', () => {
    const [first] = propose(l, { title: '关于消火栓缺水的建议', text: '片区消火栓没有水，火灾时用不上。', theme: 'T10' })
    expect(first!.organ).toBe('区消防救援大队')
    expect(first!.words.join()).toContain('消火栓')
    expect(cases[first!.like[0]!]!.title).toBe('关于补装消火栓的建议')
    expect(first!.earlier).toBe(4)
  })
  it('proposes three at most, each once, none without a word for it, and always the same', () => {
    for (const c of unseen) {
      const said = propose(l, c)
      expect(said.length).toBeLessThanOrEqual(3)
      expect(new Set(said.map(p => p.organ)).size).toBe(said.length)
      for (const p of said) { expect(p.words.length).toBeGreaterThan(0); for (const w of p.words) expect(`${c.title}\n${c.text}`).toContain(w); for (const i of p.like) expect(cases[i]!.organ).toBe(p.organ) }
      expect(propose(l, c)).toEqual(said)
    }
  })
  it('says whole words, where it knows them', () => {
    const others = ['增设座椅', '疏通下水', '检查餐馆', '清理河道', '治理噪声'].map((gist, n) => ({ title: `关于${gist}的建议`, text: `${gist}，居民盼望已久。`, organ: `示例${n}局` }))
    const taught: Case[] = Array.from({ length: 6 }, () => [...others, { title: '关于井盖的建议', text: '板锈了。', organ: '区城管局' }]).flat()
    const [first] = propose(learn(taught), { title: '关于路口安全的建议', text: '小区盖板锈蚀破损。' })
    expect([first!.organ, first!.words], 'what was learned is 板锈; what is read is the words it stands in').toEqual(['区城管局', ['盖板锈蚀']])
  })
  it('says nothing where it knows too little, or nothing in the text is known', () => {
    expect(propose(learn(cases.slice(0, fewest - 1)), unseen[0]!)).toEqual([])
    expect(propose(learn(cases.filter(c => c.organ === '区住建局').flatMap(c => [c, c, c, c])), unseen[0]!), 'one organ only').toEqual([])
    expect(propose(l, { title: 'qxz vvk', text: '12345' })).toEqual([])
    expect(propose(learn([]), unseen[0]!)).toEqual([])
  })
  it('is measured on what it has not seen, beside the commonest organ', () => {
    const m = accuracy(cases, unseen)
    expect(m).toMatchObject({ learned: cases.length, tried: unseen.length, unknown: 0 })
    expect(m.first).toBeGreaterThan(m.base)
    expect(m.three).toBeGreaterThanOrEqual(m.first)
    expect(accuracy(cases, [{ title: '关于示例的建议', organ: '没有学过的局' }])).toMatchObject({ first: 0, three: 0, base: 0, unknown: 1 })
    expect(accuracy([], unseen)).toMatchObject({ first: 0, base: 0, silent: unseen.length })
  })
  it('learns three thousand and proposes for a session within the time of a page', () => {
    const many = Array.from({ length: 3000 }, (_, i): Case => ({ ...cases[i % cases.length]!, title: `${cases[i % cases.length]!.title}${i}` })), began = performance.now()
    const big = learn(many)
    for (let i = 0; i < 189; i++) propose(big, unseen[i % unseen.length]!)
    expect(performance.now() - began, 'a generous bound: this is a check of growth, not of speed').toBeLessThan(20_000)
  })
})
