/** The reading commands: what they print, the same from a store of their own or from the server that holds it. */
import { existsSync } from 'node:fs'
import { dirname } from 'node:path'
import type { Command } from '#cli/arguments.ts'
import { type CountyAsk, countyText, doctorJson, doctorText, faultLines } from '#cli/county.ts'
import type { HostFacts } from '#service/doctor.ts'
import type { ProposalMeasure } from '#service/proposals.ts'
import type { FigureRecord, FigureView, ReportFigure } from '#service/views.ts'
import type { CongressInfo, Service } from '#service/service.ts'

export type Reading = Extract<Command, { name: 'report' | 'figure' | 'backup' | 'doctor' | 'rescue' | 'proposals' }> | CountyAsk
export type Answer = { readonly out: string; readonly error?: string; readonly code: 0 | 1 | 2 }

/** A cell for a spreadsheet: quoted, and never taken for a formula. */
const cell = (v: unknown): string => { const s = String(v ?? ''); const safe = /^[=+\-@\t\r]/.test(s) ? `'${s}` : s; return `"${safe.replaceAll('"', '""')}"` }
const csv = (rows: readonly (readonly unknown[])[]): string => `\ufeff${rows.map(r => r.map(cell).join(',')).join('\r\n')}\r\n`
const json = (v: unknown): string => `${JSON.stringify(v, null, 2)}\n`

/** A figure as the report prints it: bilingual labels flattened to Chinese, the English beside. */
const printed = (f: FigureView) => ({ id: f.id, label: f.label[0], labelEn: f.label[1], value: f.value, text: f.text, unit: f.unit[0], definition: f.definition[0], definitionEn: f.definition[1], period: f.period, ...(f.session === undefined ? {} : { session: f.session?.[0] ?? null }), asOf: f.asOf, known: f.known, imported: f.imported })
const readings = (f: FigureView) => f.readings.map(r => ({ id: r.id, label: r.label[0], labelEn: r.label[1], value: r.value, text: r.text }))
export const printReport = (list: readonly ReportFigure[]) => list.map(f => ({ ...printed(f), readings: readings(f), records: f.records }))

function textOf(list: readonly FigureView[]): string {
  return list.map(f => [`${f.id}  ${f.label[0]}  ${f.text}${f.unit[0]}`, `     口径：${f.definition[0]}`, `     ${f.session === undefined ? `期间：${f.period.from} 至 ${f.period.to}` : `会议：${f.session?.[0] ?? '这一年没有登记会议'}${f.session ? `（${f.period.from} 开始）` : ''}`}，截至 ${f.asOf}${f.known !== f.asOf ? `，按 ${f.known} 已知的记录` : ''}`, ...(f.imported ? [`     其中${f.imported}条由台账导入`] : []), ...f.readings.map(r => `     另一种读法：${r.label[0]} ${r.text}`)].join('\n')).join('\n\n') + '\n'
}
const recordRows = (rows: readonly FigureRecord[]) => [['事项', '数量', '日期', '摘要', '乡镇街道', '类别', '单位', '来源'], ...rows.map(r => [r.id, r.quantity, r.at.slice(0, 10), r.title, r.place?.[0] ?? '', r.kind ?? '', r.organ?.[0] ?? '', r.imported ? '台账导入' : ''])]

async function congressOf(service: Service, short: string | undefined): Promise<CongressInfo | string> {
  const all = await service.congresses()
  if (!all.length) return '还没有任何人大数据：去掉 SAMPLE=none 用 npm start 先看示例年，或用 huiyin county 建立 / there is no congress yet: start without SAMPLE=none to look at the sample year, or create one with huiyin county'
  if (short === undefined) return all.length === 1 ? all[0]! : `有多个人大，请用 --congress 指明：${all.map(c => c.short).join('、')} / several congresses: name one with --congress`
  return all.find(c => c.short === short) ?? `没有简称为“${short}”的人大 / there is no congress "${short}"`
}

export async function answer(service: Service, c: Reading, host: HostFacts): Promise<Answer> {
  if (c.name === 'county') {
    if (c.faults.length) return { out: '', error: faultLines(c.faults), code: 1 }
    // A refusal of the loading itself is one line, here as from a server.
    try { return countyText(await service.county(c.files, { check: c.check, sample: c.sample })) } catch (e) {
      const { says } = e as { says?: readonly [string, string] }
      if (!says) throw e
      return { out: '', error: `${says[0]} / ${says[1]}`, code: 1 }
    }
  }
  if (c.name === 'doctor') {
    if (c.congress !== undefined && !(await service.congresses()).some(x => x.short === c.congress)) return { out: '', error: `没有简称为“${c.congress}”的人大 / there is no congress "${c.congress}"`, code: 1 }
    const found = await service.doctor(host, c.congress)
    return { out: c.format === 'json' ? json(doctorJson(found)) : doctorText(found), code: found.some(f => f.level === 'block') ? 1 : 0 }
  }
  if (c.name === 'backup') {
    if (existsSync(c.file)) return { out: '', error: `${c.file} 已经存在，换一个文件名 / the file exists already; choose another name`, code: 1 }
    if (!existsSync(dirname(c.file))) return { out: '', error: `没有这个文件夹：${dirname(c.file)} / there is no such folder`, code: 1 }
    await service.backup(c.file)
    return { out: `${c.file}\n`, code: 0 }
  }
  const congress = await congressOf(service, c.congress)
  if (typeof congress === 'string') return { out: '', error: congress, code: 1 }
  if (c.name === 'rescue') return rescued(service, congress.id, c, host.publicUrl ?? '')
  const sample = congress.sample ? '示例数据，不是真实统计 / sample data' : undefined
  const say = (out: string): Answer => ({ out, code: 0, ...(sample ? { error: sample } : {}) })
  if (c.name === 'report') {
    const list = await service.report(congress.id, c.year, c.asOf, c.known)
    if (c.format === 'json') return say(json(printReport(list)))
    if (c.format === 'csv') return say(csv([['编号', '指标', '数值', '单位', '期间起', '期间止', '截至', '口径', '记录数'], ...list.map(f => [f.id, f.label[0], f.value, f.unit[0], f.period.from, f.period.to, f.asOf, f.definition[0], f.records.length])]))
    return say(textOf(list))
  }
  if (c.name === 'proposals') {
    const m = await service.proposals.measure(congress.id, c.year, c.learned)
    if (!m) return { out: '', error: `${c.learned ?? `${c.year}年以前`}或${c.year}年没有交办过建议，量不出来 / nothing handed over in one of the years: nothing to measure`, code: 1 }
    return say(c.format === 'json' ? json(m) : measuredText(m))
  }
  await service.congressAt('')
  const year = c.year ?? Number(service.now(congress.id).slice(0, 4))
  const f = await service.figure(congress.id, c.id, year, c.asOf, c.known)
  if (!f) return { out: '', error: `没有“${c.id}”这个指标 / there is no figure "${c.id}"`, code: 1 }
  if (!c.records) return say(c.format === 'json' ? json({ ...printed(f), readings: readings(f) }) : c.format === 'csv' ? csv([['编号', '指标', '数值', '单位'], [f.id, f.label[0], f.value, f.unit[0]]]) : textOf([f]))
  const rows = await service.figureRecords(congress.id, c.id, year, c.asOf, c.known, c.reading)
  if (!rows) return { out: '', error: `没有“${c.reading}”这种读法 / there is no reading "${c.reading}"`, code: 1 }
  return say(c.format === 'json' ? json(rows.map(r => ({ id: r.id, quantity: r.quantity, at: r.at, title: r.title, place: r.place?.[0] ?? null, kind: r.kind, organ: r.organ?.[0] ?? null }))) : c.format === 'csv' ? csv(recordRows(rows)) : `${rows.map(r => [r.id, r.quantity, r.at.slice(0, 10), r.place?.[0] ?? '', r.title].join('\t')).join('\n')}\n`)
}

const share = (n: number, of: number): string => `${n}/${of} = ${((100 * n) / of).toFixed(1)}%`
const measuredText = (m: ProposalMeasure): string => [
  `用${m.learnedFrom.join('、')}年交办的${m.learned}件学，拿${m.triedOn}年的${m.tried}件试（没有学过的）`,
  `第一个就对    ${share(m.first, m.tried)}`, `三个里有      ${share(m.three, m.tried)}`, `总猜最常见的  ${share(m.base, m.tried)}`,
  `没有学过的单位 ${m.unknown}件；说不出的 ${m.silent}件`, `learned on ${m.learned}, tried on ${m.tried} unseen: first right ${share(m.first, m.tried)}, one of three ${share(m.three, m.tried)}, always the commonest organ ${share(m.base, m.tried)}`, '',
].join('\n')

/** Says first what would happen; does it only when it was said that it should be. */
async function rescued(service: Service, congress: number, c: Extract<Command, { name: 'rescue' }>, site: string): Promise<Answer> {
  const all = await service.accounts.rescuable(congress), list = all.map(a => `${a.login}  ${a.name[0]}`).join('\n')
  if (!all.length) return { out: '', error: '没有现任的安全管理员。还没有设置的，启动服务，用印出的“首次设置”链接 / there is no security administrator; a new office is set up by the link the server prints', code: 1 }
  if (c.login === undefined) return { out: `现任安全管理员：\n${list}\n要救谁，就写 rescue 登录名。\n`, code: 0 }
  const one = all.find(a => a.login === c.login!.trim().toLowerCase())
  if (one && !c.yes) return { out: `将要：作废 ${one.login}（${one.name[0]}）的密码、动态验证码、备用码和统一身份绑定，结束其全部登录，印出一个一小时内只能用一次的链接；记入管理日志（删不掉），并通知其他管理员。\n${all.length > 1 ? `还有别的安全管理员，能找到他们就请他们处理：\n${list}\n` : ''}当面核实是本人后，再写：rescue ${one.login} --yes\n`, code: 0 }
  const r = await service.accounts.rescue(congress, c.login)
  if (!r.ok) return { out: '', error: `${r.says[0]} / ${r.says[1]}`, code: 1 }
  return { out: `${site}/invite/${r.token}\n`, error: `${r.name[0]}的登录已重置。请本人当面打开这个链接（到 ${r.expires} 为止，只能用一次），重设密码和动态验证码。已记入管理日志。${r.told ? `给${r.told}位管理员的通知已写好，服务运行时发出；没有送出的，系统管理员在“通知发送”里看得到` : '其他管理员没有留联系方式，请自己告诉他们'}。 / reset; the link is good once, for an hour`, code: 0 }
}
