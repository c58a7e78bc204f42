/** What `county` and `doctor` print: Chinese first, English beside. */
import type { CountyResult, PackFault, PackFile, PackReport } from '#service/pack.ts'
import type { Finding } from '#service/doctor.ts'
import type { Label } from '#loop/words.ts'

export type CountyAsk = { readonly name: 'county'; readonly files: readonly PackFile[]; readonly faults: readonly PackFault[]; readonly check: boolean; readonly sample: boolean }

const where = (f: PackFault): Label => [`${f.file}${f.line ? ` 第${f.line}行` : ''}${f.column ? `“${f.column}”` : ''}`, `${f.file}${f.line ? ` line ${f.line}` : ''}`]
/** All faults at once, in the order of files and lines. */
export function faultLines(faults: readonly PackFault[]): string {
  const sorted = [...faults].sort((a, b) => (a.file < b.file ? -1 : a.file > b.file ? 1 : a.line - b.line))
  return [`有${faults.length}处要改，什么也没有存 / ${faults.length} faults; nothing was stored`, ...sorted.map(f => `  ${where(f)[0]}：${f.says[0]} / ${f.says[1]}`)].join('\n')
}

/** So many lines of one kind; a folder of another county would otherwise fill the screen. */
const most = 30
function reportLines(r: PackReport): string {
  const { places, organs, persons, posts } = r.entered
  const list = (zh: string, en: string, all: readonly Label[]): string[] => (all.length ? [`${zh} / ${en}`, ...all.slice(0, most).map(l => `  ${l[0]} / ${l[1]}`), ...(all.length > most ? [`  ……共${all.length}项 / ${all.length} in all`] : [])] : [])
  const fresh = places + organs + persons + posts + r.changed.length + r.settings.length + r.days + r.left.length
  return [
    `${r.congress}：${r.check ? (r.created ? '将新建' : '已在库中') : r.created ? '已新建' : '已更新'}${r.check ? '（只核对，什么也没有存）' : ''} / ${r.check ? (r.created ? 'would be created' : 'exists') : r.created ? 'created' : 'updated'}${r.check ? '; checked only, nothing stored' : ''}`,
    fresh ? `乡镇（街道）${places}个，单位${organs}个，人员${persons}名，任职${posts}项，日历${r.days}天 / places ${places}, organs ${organs}, persons ${persons}, posts ${posts}, days ${r.days}` : '与库中一致，没有要改的 / nothing differs',
    ...list('更改：', 'changed:', r.changed), ...list('设置：', 'settings:', r.settings), ...list('退出：', 'left:', r.left),
    ...list('文件里没有了、名册里还在（没有删除；确要退出的，在“退出原因”里写明）：', 'no longer in the folder, still in the register, not removed:', r.gone), ...list('没有动的：', 'left as it is:', r.kept),
  ].join('\n')
}
export const countyText = (result: CountyResult): { out: string; error?: string; code: 0 | 1 } => (result.ok ? { out: `${reportLines(result.report)}\n`, code: 0 } : { out: '', error: faultLines(result.faults), code: 1 })

const marks = { block: '✗', warn: '!', note: '·', ok: '✓' } as const
const heads = { block: '办不了事，先改 / blocks work', warn: '请尽快改 / should be mended', note: '供参考 / for your information', ok: '正常 / in order' } as const
export function doctorText(findings: readonly Finding[]): string {
  const lines = (level: Finding['level']): string[] => {
    const of = findings.filter(f => f.level === level)
    return of.length ? ['', heads[level], ...of.flatMap(f => {
      const at = f.congress ? `[${f.congress}] ` : ''
      return [`${marks[level]} ${at}${f.says[0]}`, ...(f.remedy ? [`    怎么办：${f.remedy[0]}`] : []), `    ${f.says[1]}${f.remedy ? ` — ${f.remedy[1]}` : ''}`]
    })] : []
  }
  const n = findings.filter(f => f.level === 'block').length, m = findings.filter(f => f.level === 'warn').length
  return [n ? `有${n}处办不了事，${m}处请尽快改 / ${n} block work, ${m} should be mended` : m ? `可以用，${m}处请尽快改 / usable; ${m} should be mended` : '都设好了 / all is set', ...(['block', 'warn', 'note', 'ok'] as const).flatMap(lines)].join('\n') + '\n'
}
export const doctorJson = (findings: readonly Finding[]) => findings.map(f => ({ level: f.level, id: f.id, congress: f.congress, says: f.says[0], saysEn: f.says[1], remedy: f.remedy?.[0] ?? null, remedyEn: f.remedy?.[1] ?? null }))
