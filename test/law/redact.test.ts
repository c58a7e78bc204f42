import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { proposeRedaction } from '../../src/law/redact.ts'

// Numbers are put together here: no range is reserved for fiction, so none stands written out.
const mobile = '1' + '3' + '0'.repeat(9)
const landline = '0355' + '-' + '2' + '0'.repeat(6)
const id18 = '110105' + '19491231' + '002' + 'X'
const id15 = '110105' + '491231' + '002'
const plate = '晋' + 'D' + '0A'.repeat(2) + '0'

const hidden = (text: string) =>
  proposeRedaction(text).spans.map(({ from, to, kind }) => [kind, text.slice(from, to)])

describe('a text full of particulars', () => {
  const text =
    `暖气冬天只有十四度。我叫王示甲，家在安和苑3号楼2单元501，手机${mobile}，我上夜班时找我爱人李示乙也行。`

  it('loses name, home and number, and keeps the matter', () => {
    expect(proposeRedaction(text).redacted).toBe(
      '暖气冬天只有十四度。我叫某某，家在安和苑某号楼，手机（电话略），我上夜班时找我爱人某某也行。',
    )
  })

  it('tells the clerk what and where', () => {
    expect(hidden(text)).toEqual([
      ['name', '王示甲'],
      ['address', '3号楼2单元501'],
      ['mobile', mobile],
      ['name', '李示乙'],
    ])
  })
})

describe('numbers', () => {
  it.each([
    ['mobile', mobile],
    ['mobile', `+86 ${mobile}`],
    ['mobile', `${mobile.slice(0, 3)}-${mobile.slice(3, 7)}-${mobile.slice(7)}`],
    ['mobile', `${mobile.slice(0, 3)} ${mobile.slice(3, 7)} ${mobile.slice(7)}`],
    ['mobile', [...mobile].map((digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0)).join('')],
    ['mobile', `幺三${'零'.repeat(9)}`],
    ['landline', landline],
    ['landline', landline.replace('-', '')],
    ['landline', landline.replace('-', '－')],
    ['id', id18],
    ['id', id18.toLowerCase()],
    ['id', `${id18.slice(0, 6)} ${id18.slice(6, 14)} ${id18.slice(14)}`],
    ['id', id15],
    ['plate', plate],
    ['plate', `晋D·${plate.slice(2)}`],
    ['plate', `晋D${'0'.repeat(5)}F`],
  ])('hides a %s: %s', (kind, number) => {
    expect(hidden(`请联系${number}，谢谢`)).toEqual([[kind, number]])
  })

  it('takes a short number for a telephone only where the text says so', () => {
    const short = landline.slice(5)
    expect(hidden(`家里电话：${short}`)).toEqual([['landline', short]])
    expect(hidden(`投资${short}元`)).toEqual([])
  })

  it.each([
    '拨打12345热线，打了119和12345没人管',
    '2025年3月12日反映过，2025-03-12又来',
    '面积1300平方米，造价13000000元',
    '订单号' + '9'.repeat(18),
    '坐18路到英雄中路站',
    '占地120亩，涉及3000户',
  ])('leaves alone: %s', (text) => {
    expect(hidden(text)).toEqual([])
  })
})

describe('homes', () => {
  it.each([
    ['住槐荫里12栋3单元1202室。', '12栋3单元1202室', '某号楼'],
    ['住三号楼二单元五楼西户。', '三号楼二单元五楼西户', '某号楼'],
    ['北望家园3-2-501没水。', '3-2-501', '某号楼'],
    ['住Ａ座1803。', 'Ａ座1803', '某号楼'],
    ['5号楼顶漏雨。', '5号楼', '某号楼'],
    ['我们2单元402夜里吵。', '2单元402', '某单元'],
    ['住东单元三楼。', '东单元三楼', '某单元'],
    ['锦程花园501室漏水。', '501室', '某室'],
    ['北巷23号门前积水。', '23号', '某号'],
  ])('hides the home in %s', (text, home, put) => {
    expect(hidden(text)).toEqual([['address', home]])
    expect(proposeRedaction(text).redacted).toBe(text.replace(home, put))
  })

  it.each([
    '小区北门那条路积水，我家三楼没暖气',
    '两栋楼中间的路灯坏了',
    '盖了三座公厕都锁着',
    '地铁路18号线施工',
    '单元门坏了，每个单元都一样',
    '室内只有16度',
  ])('leaves alone: %s', (text) => {
    expect(hidden(text)).toEqual([])
  })
})

describe('names people give', () => {
  it.each([
    ['本人张示丙，反映路灯不亮', ['张示丙']],
    ['我是赵示丁，住在东街', ['赵示丁']],
    ['姓名：欧阳示戊 反映噪声', ['欧阳示戊']],
    ['打给我妈孙示己就行', ['孙示己']],
    ['我儿子叫周庚，今年上学', ['周庚']],
    ['我叫吴示辛。吴示辛去年也反映过', ['吴示辛', '吴示辛']],
  ])('%s', (text, names) => {
    expect(hidden(text)).toEqual(names.map((each) => ['name', each]))
  })

  it.each([
    '我叫了三次物业，没人来',
    '我叫车去医院，救护车进不来',
    '我是小区居民，反映噪声',
    '我是高中老师，放学路堵',
    '我是高中生，放学路堵',
    '我妈高兴，说路修好了',
    '我爱人方便的时候去领',
    '给环卫工人说声好，今年扫得干净',
    '我孩子马上上学',
  ])('leaves alone: %s', (text) => {
    expect(hidden(text)).toEqual([])
  })
})

describe('any text', () => {
  const scrap = fc.constantFrom(
    mobile, landline, id18, id15, plate, '我叫王示甲，', '3号楼2单元501', '路灯不亮。', '1', '号', ' ', '𠮷', '3-2-501',
  )
  const run = (between: string) => fc.array(scrap, { maxLength: 12 }).map((parts) => parts.join(between))

  it('has spans in order, apart, inside the text; the rest stays as it was', () => {
    fc.assert(fc.property(fc.oneof(run(''), fc.string()), (text) => {
      const { spans, redacted } = proposeRedaction(text)
      let at = 0
      let rest = redacted
      for (const { from, to } of spans) {
        expect(from).toBeGreaterThanOrEqual(at)
        expect(to).toBeGreaterThan(from)
        const between = text.slice(at, from)
        const found = rest.indexOf(between)
        expect(found).toBeGreaterThanOrEqual(0)
        rest = rest.slice(found + between.length)
        at = to
      }
      expect(rest.endsWith(text.slice(at))).toBe(true)
    }))
  })

  it('proposes nothing more on its own result', () => {
    fc.assert(fc.property(run('，'), (text) => {
      const { redacted } = proposeRedaction(text)
      expect(proposeRedaction(redacted).spans).toEqual([])
    }))
  })
})
