/**
 * The patterns of a proposed redaction, one rule a row. All are matched against a copy in
 * which full-width digits and signs are plain ones, place for place, so positions agree.
 */

export type RedactionKind = 'mobile' | 'landline' | 'id' | 'address' | 'name' | 'plate'

/** `put` stands in for every match; `keep` takes a match only if it is true of it. */
export type Rule = {
  kind: RedactionKind
  pattern: RegExp
  put: string
  keep?: (match: string) => boolean
}

/** 110105 1949-12-31 002X: an identity number carries a date that exists, or it is none. */
const carriesBirthday = (match: string): boolean => {
  const digits = match.replace(/[^\dXx]/g, '')
  const born = digits.length === 15 ? `19${digits.slice(6, 12)}` : digits.slice(6, 14)
  const [year, month, day] = [born.slice(0, 4), born.slice(4, 6), born.slice(6, 8)]
  const date = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)))
  return /^(19|20)/.test(year) &&
    date.getUTCMonth() + 1 === Number(month) && date.getUTCDate() === Number(day)
}

const han = '[一二三四五六七八九十百两]+'
const number = `(?:\\d{1,4}|${han})`
const digitsOrHan = '[0-9零〇一二三四五六七八九幺]'
const provinces = '京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼'

/** 单元, 层 and room after a building, any part of it: 2单元501室, 东单元三楼西户, -2-501. */
const inside = [
  `(?:[东西南北中]|${number})单元`,
  `(?:${number}(?:层|楼(?!道|梯|顶)))?`,
  `(?:\\d{3,4}(?:室|号房?|户)?(?!\\d)|(?:[东西南北中]|${number})户|${number}[室号](?!楼))?`,
].join('')
const roomOnly = '(?:\\d{3,4}(?:室|户)?(?![\\d年月日元块户米平个人度号]))'

export const rules: readonly Rule[] = [
  {
    kind: 'id',
    pattern: /(?<!\d)[1-9]\d{5}[ -]?\d{8}[ -]?\d{3}(?:\d(?![\dXx])|[Xx])/g,
    put: '（证件号略）',
    keep: carriesBirthday,
  },
  {
    kind: 'id',
    pattern: /(?<!\d)[1-9]\d{14}(?![\dXx])/g,
    put: '（证件号略）',
    keep: carriesBirthday,
  },
  {
    kind: 'mobile',
    pattern: /(?<!\d)(?:(?:\+|00)?86[ -]?)?1[3-9]\d[ -]?\d{4}[ -]?\d{4}(?!\d)/g,
    put: '（电话略）',
  },
  {
    // said aloud and typed as heard: 幺三九……
    kind: 'mobile',
    pattern: new RegExp(`(?<!${digitsOrHan})[1一幺][3-9三四五六七八九]${digitsOrHan}{9}(?!${digitsOrHan})`, 'g'),
    put: '（电话略）',
  },
  {
    kind: 'landline',
    pattern: /(?<![\d-])\(?0\d{2,3}\)?[ -]?[2-8]\d{6,7}(?![\d-])/g,
    put: '（电话略）',
  },
  {
    // without an area code only where the text says it is a telephone
    kind: 'landline',
    pattern: /(?<=(?:电话|座机|固话|联系方式)(?:号码?)?[是为]?[: ]?)[2-8]\d{2,3}[ -]?\d{4}(?!\d)/g,
    put: '（电话略）',
  },
  {
    kind: 'plate',
    pattern: new RegExp(`[${provinces}][A-HJ-NP-Za-hj-np-z][·•. -]?(?=[A-Za-z]{0,5}\\d)[A-HJ-NP-Za-hj-np-z0-9]{4,5}[A-HJ-NP-Za-hj-np-z0-9挂学警](?![A-Za-z0-9])`, 'g'),
    put: '（车牌略）',
  },
  {
    kind: 'address',
    pattern: new RegExp(`(?:${number}(?:号楼|号院|[栋幢座])|[A-Za-z][栋幢座])(?:${inside}|${roomOnly})`, 'g'),
    put: '某号楼',
  },
  {
    kind: 'address',
    pattern: new RegExp(`${number}号楼|[A-Za-z][栋幢座]`, 'g'),
    put: '某号楼',
  },
  { kind: 'address', pattern: new RegExp(inside, 'g'), put: '某单元' },
  {
    // 3-2-501, as people write it
    kind: 'address',
    pattern: /(?<![\d-])\d{1,2}-\d{1,2}-\d{3,4}(?:室|户)?(?![\d-])/g,
    put: '某号楼',
    // 3-12-2025 is a day
    keep: (match) => !/-(?:19|20)\d{2}$/.test(match),
  },
  { kind: 'address', pattern: /(?<![\d第])\d{3,4}室(?!内|外|温)/g, put: '某室' },
  {
    // a house by its number in the street, but not 18号线, 3号口, 2号井
    kind: 'address',
    pattern: /(?<=[路街巷弄村胡同])\d{1,4}号(?:院|附\d+号)?(?![楼线路口井桩杆文令]|门(?!前|口|外))/g,
    put: '某号',
  },
]
