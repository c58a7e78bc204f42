/** docs/permissions.md, drawn from the declarations: who may do what, where, in which relation, and who sees which field. */
import type { Procedure, Procedures, Wall } from '#loop/procedure.ts'
import type { Role, RoleTest } from '#loop/roles.ts'
import type { Label } from '#loop/words.ts'
import { organKinds, postLabel } from '#procedures/posts.ts'

const both = (l: Label): string => `${l[0]} ${l[1]}`
const list = (all: readonly Label[]): string => `${all.map(l => l[0]).join('、')} / ${all.map(l => l[1]).join(', ')}`
const posts = (kinds: readonly string[]): Label => [kinds.map(k => postLabel(k)[0]).join('、'), kinds.map(k => postLabel(k)[1]).join(', ')]
const row = (cells: readonly string[]): string => `| ${cells.map(c => c.replaceAll('|', '\\|').replaceAll('\n', ' ')).join(' | ')} |`
const table = (head: readonly string[], rows: readonly (readonly string[])[]): string => [row(head), row(head.map(() => '---')), ...rows.map(row)].join('\n')
const tick = '●', none = ''

/** What makes somebody one, in the words of the field. */
function relation(t: RoleTest, partyName: (p: string) => Label): Label {
  switch (t.kind) {
    case 'post': { const [p, at] = [posts(t.posts), partyName(t.at)]; return [`在本件的“${at[0]}”任${p[0]}`, `holds (${p[1]}) in the matter’s ${at[1].toLowerCase()}`] }
    case 'office': { const p = posts(t.posts), o = organKinds[t.organKind] ?? [t.organKind, t.organKind]; return [`在${o[0]}任${p[0]}，不论哪件`, `holds (${p[1]}) in the ${o[1].toLowerCase()}, for every matter`] }
    case 'anyPost': { const p = posts(t.posts); return [`任${p[0]}，不论哪件`, `holds (${p[1]}), for every matter`] }
    case 'placePost': { const [p, at] = [posts(t.posts), partyName(t.at)]; return [`是本件“${at[0]}”的${p[0]}`, `(${p[1]}) of the matter’s ${at[1].toLowerCase()}`] }
    case 'party': { const n = partyName(t.party); return [`本件写明的“${n[0]}”`, `named on the matter as ${n[1].toLowerCase()}`] }
    case 'receipt': return ['拿着本件的回执', 'holds the matter’s receipt']
    case 'portal': return ['不用登录', 'without signing in']
    case 'clock': return ['系统到时候自动办', 'the system, when the time has come']
    case 'loop': return ['由别的动作带出来', 'brought about by another act']
  }
}
const partyIn = (book: Procedures) => (party: string): Label => book.list.map(p => p.parties[party]).find(l => l) ?? [party, party]

function stagesOf(p: Procedure, from: Procedure['acts'][string]['from']): Label {
  const of = (id: string): Label => p.stages[id]?.label ?? [id, id]
  if (from === 'new') return ['（开一件新的）', '(opens one)']
  if (from === 'any') return ['任何环节', 'any stage']
  if (from === 'open') return ['结束以前', 'any before the end']
  return [from.map(s => of(s)[0]).join('、'), from.map(s => of(s)[1]).join(', ')]
}

/** Every role a procedure names anywhere, each once, in the order of first mention. */
export function rolesOf(p: Procedure): Role[] {
  const all = [...p.sight, ...p.stewards, ...Object.values(p.acts).flatMap(a => a.by), ...(p.walls ?? []).flatMap(w => [...w.past, ...(w.otherwise ?? [])]), ...(p.readers ?? []), ...Object.values(p.letters ?? {}).flatMap(l => (l.to ? [l.to.role] : []))]
  return [...new Map(all.map(r => [r.id, r])).values()].filter(r => r.test.kind !== 'loop')
}

function acts(p: Procedure): string {
  const roles = rolesOf(p).filter(r => Object.values(p.acts).some(a => a.by.some(b => b.id === r.id)))
  const rows = Object.values(p.acts).map(a => {
    const more = [...(a.ready || a.refuse ? ['另有条件 conditions'] : []), ...(a.mayBeTold ? ['可补记 may be told later'] : []), ...(a.inBulk ? ['可批量 many at once'] : []), ...(a.hidden ? ['不是按钮 no button'] : []), ...(a.by.some(r => r.test.kind === 'loop') ? ['随别的动作 by another act'] : [])]
    return [`**${a.label[0]}** ${a.label[1]}`, both(stagesOf(p, a.from)), ...roles.map(r => (a.by.some(b => b.id === r.id) ? tick : none)), more.join('；')]
  })
  return table(['动作 Act', '环节 Stages', ...roles.map(r => both(r.label)), '说明 Notes'], rows)
}

/** Field by field: gist, each sealed field, contact, course; a column for whoever sees the matter at all. */
const contact = ['name', 'phone']
function fields(p: Procedure): string {
  const over = new Set((p.overseers ?? []).map(r => r.id)), viewers = p.sight
  const reads = (r: Role): boolean => (p.readers ?? (p.childOnly ? p.sight : [])).some(x => x.id === r.id) && !over.has(r.id)
  const mark = (yes: boolean, how = tick): string => (yes ? how : none)
  const sealed = new Map(Object.values(p.acts).flatMap(a => Object.entries(a.form)).filter(([, f]) => f.personal).map(([id, f]) => [id, f.label]))
  const rows = [
    ['摘要、环节、期限 gist, stage, dates', ...viewers.map(() => tick), mark(p.receipt === true)],
    ['办理过程 the course', ...viewers.map(r => (over.has(r.id) ? '◐ 只有动作，没有文字 acts without words' : tick)), mark(p.receipt === true, '◐ 白话 in plain words')],
    ...[...sealed].map(([id, label]) => [both(label), ...viewers.map(r => (contact.includes(id) ? mark(reads(r) || r.id === 'follower', '◔') : mark(reads(r)))), mark(p.receipt === true && id !== 'ground', '◑')]),
    ['谁看过联系方式 who looked', ...viewers.map(() => (p.childOnly ? none : tick)), mark(p.receipt === true)],
  ]
  return table(['内容 Content', ...viewers.map(r => both(r.label)), '反映人（凭回执） the requester'], rows)
}

const wallWhen = (w: Wall, p: Procedure, book: Procedures): Label => ('mark' in w.when ? ['标了“限制可见”的（如〈不经本站〉）', 'marked restricted (past the station, for one)'] : [`写明了“${partyIn(book)(w.when.party)[0]}”的`, `that names somebody as ${partyIn(book)(w.when.party)[1].toLowerCase()}`])

/** The whole document. */
export function permissionsDocument(book: Procedures): string {
  const name = partyIn(book), roles = [...new Map(book.list.flatMap(rolesOf).map(r => [r.id, r])).values()]
  const out = [
    '# 谁能办什么、谁看得到什么 · Who may do what, and who sees what', '',
    '本页由办理规程的声明生成，不要手改；改了声明，跑 `HUIYIN_TEST_PERMISSIONS=write npm test -- test/permissions/document.test.ts` 重写。程序里只有一处回答“这个人能不能办、能不能看”（`src/service/may.ts`），页面、接口、导出、搜索都问它；看不到的事项，答复和不存在的一模一样。',
    '', 'This page is made from the declarations; do not edit it. When they change, the command above writes it anew. One place answers whether somebody may (`src/service/may.ts`); pages, API, exports and search all ask it, and a matter one may not see answers exactly as one that does not exist.', '',
    '## 角色 · Roles', '', '职务从名册来，只算那一天在任的；停职的不算。Posts come from the register as held on the day; suspended ones do not count.', '',
    table(['角色 Role', '怎样才算 What makes one'], roles.map(r => [both(r.label), relation(r.test, name).join(' / ')])), '',
  ]
  for (const p of book.list) {
    out.push(`## ${p.label[0]} · ${p.label[1]}`, '', `看得到事项的 Sees it: ${list(p.sight.map(r => r.label))}。`, '')
    if (p.known) out.push(`看不到事项、但知道标题、编号、承办单位和结果的 Know the title, number, handler and outcome of others: ${list(p.known.to.map(r => r.label))}。`, '')
    for (const l of Object.values(p.letters ?? {})) if (l.to) out.push(`看不到事项、但可以取发给本单位的《${l.label[0]}》的（别的单位的取不到）Do not see it and take of its “${l.label[1]}” the one addressed to their own organ alone: ${list([l.to.role.label])}。`, '')
    if (p.walls) {
      out.push('其中有些事项再收窄 Some are narrowed further:', '', table(['哪些 Which', '只有这些人看得到 Seen by these alone', '其中读得到原话的 Of these, who reads the words'], p.walls.map(w => [wallWhen(w, p, book).join(' / '), `${list(w.past.map(r => r.label))}${w.otherwise ? `；他们都不在任时 when none of them is in post: ${list(w.otherwise.map(r => r.label))}` : ''}`, list((w.reads ?? w.past.filter(r => (p.readers ?? []).some(x => x.id === r.id))).map(r => r.label)) ])), '')
    }
    out.push(`### 谁能办 · Who may do what`, '', acts(p), '')
    if (!p.register) out.push(`### 谁看得到哪一项 · Who sees which field`, '', `${tick} 看得到 seen；◔ 写明理由才打开，反映人看得到谁为什么看 opened for a reason the requester reads；◑ 凭编号或手机号后四位 with the receipt’s proof；空白 看不到 not seen。`, '', fields(p), '')
  }
  return `${out.join('\n').trimEnd()}\n`
}
