import { expect, test } from 'vitest'
import { besides, ownWords, printOf, repeated } from '#law/likeness.ts'

const opening = (name: string, title: string): string => `尊敬的${name}代表：\n您好！您提出的《${title}》（第12号）收悉，经认真研究，现答复如下：\n`
const closing = '衷心感谢您对我区城市建设工作的关心和支持，欢迎继续提出宝贵意见。如您对答复有不同意见，请及时与我们联系。\n特此答复。\n联系人：某某　联系电话：0000-1234567\n区住建局\n2025年6月18日'
const road = '一、关于路面破损。经现场踏勘，该路段全长四百二十米，沥青面层老化开裂，雨季积水严重。我局已将其列入下半年养护计划，九月底前完成铣刨重铺，同步清掏雨水口十六座。二、关于照明。已更换损坏灯具二十三盏，并与街道办事处建立巡查机制，每周夜间巡查一次，发现问题二十四小时内修复。'
const school = '一、关于校门口拥堵。交警大队在上下学时段增派两名民警，设置临时接送区和单向通行标志。二、关于过街安全。已施划黄色网格线，增设行人过街按钮信号灯一处，开学前投入使用。今后学校每学期召开一次家长会，就错峰接送征求意见并公示结果。'
const letter = (body: string, name = '王示甲', title = '关于改造背街小巷的建议'): string => opening(name, title) + body + '\n' + closing
const bandsShared = (a: string, b: string): number => { const y = new Set(printOf(b)!.split(' ')); return printOf(a)!.split(' ').filter(x => y.has(x)).length }

test('the phrases in which every letter opens and closes are nobody’s own', () => {
  const own = ownWords(letter(road))
  for (const s of ['尊敬的', '收悉', '感谢', '特此答复', '联系人', '区住建局', '2025年']) expect(own).not.toContain(s)
  expect(own).toContain('该路段全长四百二十米')
  expect(ownWords(opening('某', '关于示例的建议') + closing)).toBe('')
  expect(printOf(opening('某', '关于示例的建议') + closing)).toBeUndefined()
})

test('two honest letters that share those phrases are not alike: neither found nor counted', () => {
  const a = letter(road), b = letter(school)
  expect(repeated(a, b)).toBe(0)
  expect(bandsShared(a, b)).toBe(0)
  // The phrases alone are much of both: were they counted, the shorter letter would be a copy of the longer.
  expect((opening('王示甲', '关于改造背街小巷的建议') + closing).length).toBeGreaterThan(b.length / 2)
})

test('a true near-copy is found and counted: names, places and numbers changed', () => {
  const copy = letter(road.replace('四百二十', '三百六十').replace('十六座', '九座').replace('二十三盏', '八盏').replace('九月底', '十月底'), '李示乙', '关于修补乡道的建议')
  expect(bandsShared(letter(road), copy)).toBeGreaterThan(0)
  expect(repeated(copy, letter(road))).toBeGreaterThanOrEqual(85)
  expect(repeated(copy, letter(road))).toBeLessThan(100)
  expect(repeated(letter(road), letter(road))).toBe(100)
})

test('copies are found among many honest letters, and honest ones find each other hardly ever', () => {
  const streets = ['东', '西', '南', '北', '中', '新', '老', '河', '山', '花'], works = ['路灯', '下水', '停车', '绿化', '消防', '供暖', '燃气', '公厕', '公交', '学位'], ways = ['列入计划', '已经完工', '正在招标', '论证可行性', '协调产权单位', '拆除违建', '增设标志', '调整班次', '开展宣传', '委托检测']
  const honest = Array.from({ length: 200 }, (_, i) => { const a = streets[i % 10]!, b = works[Math.floor(i / 10) % 10]!, d = ways[(i * 7) % 10]!; return letter(`经查，${a}街${i}号周边${b}设施${i * 3 + 7}处，${d}；其中第${i}批由${a}${b}中心牵头，${d}的时间为第${i % 4 + 1}季度，资金来源是${b}专项${i * 11 + 5}万元，${a}片区居民代表${i % 17 + 3}人参加验收，${b}台账编号${i * 101}已移交管护单位并在${a}街公示${i % 9 + 5}天。`) })
  const prints = honest.map(h => new Set(printOf(h)!.split(' ')))
  const copies = honest.slice(0, 40).map(h => h.replace(/第\d+批/u, '第七批').replace(/\d+万元/u, '三十万元'))
  copies.forEach((c, i) => { expect(printOf(c)!.split(' ').some(x => prints[i]!.has(x)), String(i)).toBe(true); expect(repeated(c, honest[i]!), String(i)).toBeGreaterThan(75) })
})

test('print and count are the same for ever, and quick', () => {
  const long = Array.from({ length: 60 }, (_, i) => `${road}第${i}段，编号${i * 7919}。`).join('').slice(0, 5000), began = performance.now()
  for (let i = 0; i < 20; i++) printOf(long)
  expect(printOf(long)).toBe(printOf(long))
  expect((performance.now() - began) / 20).toBeLessThan(200)
  expect(printOf(long)!.length).toBeLessThan(260)
})

test('a text is cut where it differs, and nothing of it is lost', () => {
  const a = letter(road), b = letter(road.replace('四百二十米', '三百六十米'))
  const left = besides(a, b), right = besides(b, a)
  expect(left.map(p => p.text).join('')).toBe(a)
  expect(right.map(p => p.text).join('')).toBe(b)
  expect(left.filter(p => !p.same).map(p => p.text).join('')).toContain('四百二')
  expect(right.filter(p => !p.same).map(p => p.text).join('')).toContain('三百六')
  expect(left.some(p => p.same && p.text.includes('雨季积水严重'))).toBe(true)
  expect(besides('', '')).toEqual([])
  expect(besides('①②㎡', '①②㎡').map(p => p.text).join('')).toBe('①②㎡')
})
