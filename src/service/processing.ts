/** 个人信息处理登记: which personal fields there are, what for, who sees them, how long; read from the declarations (个人信息保护法 17, 51, 55). */
import { dayOf } from '#law/time.ts'
import type { Field } from '#loop/fields.ts'
import type { Procedure } from '#loop/procedure.ts'
import type { Label } from '#loop/words.ts'
import type { House } from '#service/house.ts'
import { inWords } from '#service/lines.ts'
import type { Held } from '#service/world.ts'

export type Processed = {
  /** The field or the set of data. */
  readonly what: Label
  /** Where it is collected. */
  readonly where: Label
  readonly purpose: Label
  readonly sees: readonly Label[]
  readonly keeps: Label
  /** Given by constituents, not kept about staff. */
  readonly constituent: boolean
}

/** What is opened only for a reason that the requester reads. */
const contact = new Set(['name', 'phone'])
const forReason: Label = ['跟单代表（写明理由）', 'the following deputy (for a reason)']
const reasonLine: Label = ['以上都要写明理由，反映人看得到', 'all of them for a reason the requester reads']
/** Who sees some matters only. */
const only: Readonly<Record<string, Label>> = { entrusted: ['（只限指定专人的）', '(where two persons were named)'], disciplineLiaison: ['（只限检举控告）', '(accusations only)'] }

const readersOf = (p: Procedure): readonly Label[] => (p.readers ?? (p.childOnly ? p.sight : [])).filter(r => !(p.overseers ?? []).some(o => o.id === r.id)).map(r => { const o = only[r.id]; return o ? [`${r.label[0]}${o[0]}`, `${r.label[1]} ${o[1]}`] as const : r.label })
function keepsOf(held: Held, p: Procedure, day: string): Label {
  const name = `${p.id}.retentionDays`
  if (p.childOnly) return ['随所属事项一并清除', 'Erased with the matter it belongs to']
  if (!p.settings?.[name]) return ['随它开出的事项', 'As the matter it opens']
  const days = Number(held.world.settings.look(name, day).value)
  return [`办结满${days}天后清除`, `Erased ${days} days after the end`]
}

function fieldsOf(held: Held, p: Procedure, day: string): Processed[] {
  const found = new Map<string, Processed>()
  const put = (id: string, f: Field, act: Label): void => {
    if (!f.personal || !f.purpose) return
    const before = found.get(id), where: Label = before ? [`${before.where[0]}、${act[0]}`, `${before.where[1]}, ${act[1]}`] : [`${p.label[0]}：${act[0]}`, `${p.label[1]}: ${act[1]}`]
    found.set(id, { what: f.label, where, purpose: f.purpose, sees: contact.has(id) ? [...readersOf(p), ...(p.readers ? [forReason, reasonLine] : [])] : readersOf(p), keeps: keepsOf(held, p, day), constituent: !p.childOnly })
  }
  for (const spec of Object.values(p.acts)) for (const [id, f] of Object.entries(spec.form)) put(id, f, spec.label)
  // A row of a day's record becomes a matter of its own: what stands in it is that matter's.
  if (p.receipt) for (const other of held.world.procedures.list) for (const spec of Object.values(other.acts)) for (const f of Object.values(spec.form)) for (const [cell, x] of Object.entries(f.row ?? {})) {
    const before = found.get(cell)
    if (before && x.personal && !before.where[0].includes(other.label[0])) found.set(cell, { ...before, where: [`${before.where[0]}；${other.label[0]}`, `${before.where[1]}; ${other.label[1]}`] })
  }
  return [...found.values()]
}

/** What is kept beside the matters; the words are the field's, the tables are in docs. */
const beside: readonly Omit<Processed, 'constituent'>[] = [
  { what: ['代表和工作人员的姓名、单位职务、任期', 'Names, posts and terms of deputies and staff'], where: ['名册', 'The register'], purpose: ['依法公布代表名单和履职信息，确定谁能办什么（代表法58）', 'To publish deputies as the law asks, and to know who may do what'], sees: [['姓名和职务公开；其余限登记人员', 'Names and posts are public; the rest is for those who keep the register']], keeps: ['作为档案长期保存', 'Kept as a permanent archive'] },
  { what: ['账号、登录时间', 'Accounts and times of signing in'], where: ['登录', 'Signing in'], purpose: ['确认是本人，发现冒用（网络安全法21）', 'To know who acts and to notice misuse'], sees: [['本人、安全管理员', 'The person and the security administrator']], keeps: ['登录状态到期即删', 'Sessions are deleted when they expire'] },
  { what: ['没写完的表单', 'Half-filled forms'], where: ['工作台', 'The desk'], purpose: ['防止写到一半丢失', 'So that nothing half-written is lost'], sees: [['写的人', 'Whoever wrote it']], keeps: ['加密保存，七天后删除；代表建议的草稿留九十天', 'Sealed, deleted after seven days; drafts of suggestions after ninety'] },
  { what: ['等待批量办理的内容', 'What waits to be done to many matters'], where: ['批量办理', 'Acts on many'], purpose: ['留出撤销的时间', 'To leave time to take it back'], sees: [['办理的人', 'Whoever asked for it']], keeps: ['办完三十天后删除', 'Deleted thirty days after it ended'] },
  { what: ['谁在什么时候、为什么看了联系方式，谁导出了什么', 'Who looked at a contact and why; who exported what'], where: ['查看、补打、导出', 'Looking, printing again, exporting'], purpose: ['让反映人知道，供监督检查（个人信息保护法51）', 'So that the requester knows, and for audit'], sees: [['反映人（凭回执）、安全管理员、监督检查人员', 'The requester by receipt, the security administrator, auditors']], keeps: ['只增不删，保存不少于三年（个人信息保护法56）', 'Only added to; kept at least three years'] },
]

/** Every line of the register of processing, constituents' first. */
export async function processing(house: House, congress: number): Promise<Processed[]> {
  const held = await house.worlds.get(congress), day = dayOf(house.worlds.now(congress))
  const words = (l: Label): Label => inWords(held, l)
  const own = held.world.procedures.list.filter(p => !p.register).flatMap(p => fieldsOf(held, p, day))
  return [...own, ...beside.map(b => ({ ...b, constituent: false }))].map(x => ({ ...x, what: words(x.what), where: words(x.where), purpose: words(x.purpose), sees: x.sees.map(words), keeps: words(x.keeps) }))
}
