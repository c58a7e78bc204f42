/** What stands above every table that is taken away. */
import type { C } from '#http/env.ts'

/** The lines above a table that is taken away: what is invented, and who took it, for which organ, when. */
export function markLines(c: C, rows: number): string[] {
  const v = c.get('view'), who = c.get('who')
  return [
    ...(v.congress?.sample ? [v.t('示例数据：人物、事情、数字都是虚构的', 'SAMPLE DATA: people, matters and numbers are invented')] : []),
    ...(who ? [v.t(`导出人：${v.say(who.name)}（${v.say(who.organName)}） ${stamp(v.now)} 共${rows}行 仅限工作使用`, `Exported by ${v.say(who.name)} (${v.say(who.organName)}), ${stamp(v.now)}, ${rows} rows; for official use`)] : []),
  ]
}
const stamp = (now: string | undefined): string => (now ? new Date(Date.parse(now) + 8 * 3_600_000).toISOString().slice(0, 16).replace('T', ' ') : '')
