/** The command line as it is typed, checked: exit code 2 for what cannot be understood. */
import { parseArgs } from 'node:util'
import { parseDay } from '#law/time.ts'

export class UsageError extends Error { override readonly name = 'UsageError' }
export type Command =
  | { readonly name: 'help' } | { readonly name: 'version' } | { readonly name: 'serve' } | { readonly name: 'migrate' } | { readonly name: 'rebuild'; readonly congress?: string }
  | { readonly name: 'report'; readonly year: number; readonly format: 'json' | 'csv' | 'text'; readonly asOf?: string; readonly known?: string; readonly congress?: string }
  | { readonly name: 'figure'; readonly id: string; readonly records: boolean; readonly year?: number; readonly asOf?: string; readonly known?: string; readonly reading?: string; readonly congress?: string; readonly format: 'json' | 'csv' | 'text' }
  | { readonly name: 'backup'; readonly file: string }
  | { readonly name: 'county'; readonly folder: string; readonly check: boolean; readonly sample: boolean }
  | { readonly name: 'rescue'; readonly login?: string; readonly yes: boolean; readonly congress?: string }
  | { readonly name: 'proposals'; readonly year: number; readonly learned?: number; readonly format: 'json' | 'text'; readonly congress?: string }
  | { readonly name: 'doctor'; readonly format: 'json' | 'text'; readonly congress?: string }

export const help = `回音 huiyin：县级人大的事项闭环系统

用法  npm run -s huiyin -- <命令> [选项]

  serve                     启动服务（默认 http://127.0.0.1:3000）
  report 2025               打印年度报告的数字，每个数字带着它的记录
      --format json|csv|text   格式，默认 text
      --as-of 日期              截至某日（那一天已经知道的）
      --known 日期              按某日已知的记录计，期间不变
  figure S26                打印一个数字；--records 打印它背后的记录
      --year 年份  --reading 编号  --format …  --as-of …  --known …
  proposals 2025            建议由谁办，机器提得准不准：用以前各年的交办学，拿这一年的试
      --learned 年份            只用某一年的学  --format json|text
  county 文件夹              按“本地设置”文件夹建立或更新一个人大（做法见 docs/county-pack.md）
      --check                  只核对，列出全部错处和将要改的，什么也不存
      --sample                 试装：标为示例数据，可以选人登录
  doctor                    说出还有什么没设好、怎么办；有办不了事的退出码为 1
      --format json|text
  rescue [登录名]            最后一位安全管理员进不来了：重置他的密码和动态验证码，印出一次性链接
      --yes                    确定要做（不写只说会怎样）；记入管理日志，并通知其他管理员
  rebuild                   由日志重建全部投影，并说出哪里不同（要先停服务）
  migrate                   升级数据库结构
  backup 文件                备份到一个文件（服务中也可以）
  --congress 简称            有多个人大时指明是哪一个
  --help  --version

环境  PORT HOST DATA_DIR DATABASE_URL SAMPLE=none HUIYIN_KEY HUIYIN_LOG HUIYIN_TRUST_PROXY HUIYIN_LIMIT HUIYIN_PUBLIC_URL FONT_DIR
退出  0 成功  1 失败  2 用法不对。标准输出只有答案，进度在标准错误。

huiyin: the matters of a county-level people's congress, each closed by somebody other than its handler.
serve | report YEAR [--format json|csv|text] [--as-of DATE] [--known DATE] | figure ID [--records] | proposals YEAR [--learned YEAR] [--format json|text] | county FOLDER [--check] [--sample] | doctor | rescue LOGIN [--yes] | rebuild | migrate | backup FILE
`

const day = (name: string, text: string | undefined): string | undefined => {
  if (text === undefined) return undefined
  try { return parseDay(text) } catch { throw new UsageError(`--${name} 应是 2025-06-30 这样的日期，现为“${text}” / --${name} must be a date like 2025-06-30`) }
}
const year = (text: string | undefined): number => {
  if (text === undefined || !/^20\d\d$/.test(text)) throw new UsageError(`年份应是 2025 这样的四位数${text ? `，现为“${text}”` : ''} / the year must be like 2025`)
  return Number(text)
}

/** Reads the arguments; throws a UsageError that names what is wrong. */
export function readArguments(argv: readonly string[]): Command {
  let parsed
  try {
    parsed = parseArgs({ args: [...argv], allowPositionals: true, options: { help: { type: 'boolean', short: 'h' }, version: { type: 'boolean' }, format: { type: 'string' }, learned: { type: 'string' }, 'as-of': { type: 'string' }, known: { type: 'string' }, records: { type: 'boolean' }, year: { type: 'string' }, reading: { type: 'string' }, congress: { type: 'string' }, check: { type: 'boolean' }, yes: { type: 'boolean' }, sample: { type: 'boolean' } } })
  } catch (e) { throw new UsageError(`${(e as Error).message.split('\n')[0]}（--help 看用法）`) }
  const { values: v, positionals: [name, first, ...more] } = parsed
  if (v.help || name === 'help') return { name: 'help' }
  if (v.version) return { name: 'version' }
  if (!name) throw new UsageError('要做什么？ --help 看用法 / which command? see --help')
  const allowed: Record<string, readonly string[]> = { serve: [], migrate: [], rebuild: ['congress'], report: ['format', 'as-of', 'known', 'congress'], figure: ['format', 'as-of', 'known', 'records', 'year', 'reading', 'congress'], backup: [], county: ['check', 'sample'], doctor: ['format', 'congress'], proposals: ['learned', 'format', 'congress'], rescue: ['yes', 'congress'] }
  if (!allowed[name]) throw new UsageError(`没有“${name}”这个命令，--help 看用法 / there is no command "${name}"`)
  for (const o of Object.keys(v)) if (!allowed[name].includes(o)) throw new UsageError(`${name} 没有 --${o} 这个选项 / ${name} takes no --${o}`)
  const takes = name === 'report' || name === 'figure' || name === 'backup' || name === 'county' || name === 'rescue' || name === 'proposals' ? 1 : 0
  if (more.length || (first !== undefined && takes === 0)) throw new UsageError(`多余的参数“${takes === 0 ? first : more[0]}” / one argument too many`)
  const format = v.format ?? 'text'
  if (format !== 'json' && format !== 'csv' && format !== 'text') throw new UsageError(`--format 只能是 json、csv、text，现为“${format}” / --format is json, csv or text`)
  const [asOf, known] = [day('as-of', v['as-of']), day('known', v.known)]
  const when = { ...(asOf ? { asOf } : {}), ...(known ? { known } : {}), ...(v.congress ? { congress: v.congress } : {}) }
  switch (name) {
    case 'serve': return { name }
    case 'migrate': return { name }
    case 'rebuild': return { name, ...(v.congress ? { congress: v.congress } : {}) }
    case 'report': return { name, year: year(first), format, ...when }
    case 'figure':
      if (!first) throw new UsageError('哪个数字？如 figure S26 / which figure? e.g. figure S26')
      return { name, id: first, records: v.records === true, ...(v.year === undefined ? {} : { year: year(v.year) }), format, ...(v.reading ? { reading: v.reading } : {}), ...when }
    case 'county':
      if (!first) throw new UsageError('哪个文件夹？如 county 本地设置 / which folder?')
      return { name, folder: first, check: v.check === true, sample: v.sample === true }
    case 'proposals':
      if (format === 'csv') throw new UsageError('proposals 的 --format 只能是 json、text / proposals prints json or text')
      return { name, year: year(first), ...(v.learned === undefined ? {} : { learned: year(v.learned) }), format, ...(v.congress ? { congress: v.congress } : {}) }
    case 'rescue':
      if (v.yes && !first) throw new UsageError('要救哪个账号？先用 rescue 看有谁 / which account?')
      return { name, yes: v.yes === true, ...(first ? { login: first } : {}), ...(v.congress ? { congress: v.congress } : {}) }
    case 'doctor':
      if (format === 'csv') throw new UsageError('doctor 的 --format 只能是 json、text / doctor prints json or text')
      return { name, format, ...(v.congress ? { congress: v.congress } : {}) }
    default:
      if (!first) throw new UsageError('备份到哪个文件？如 backup huiyin.backup / which file?')
      return { name: 'backup', file: first }
  }
}
