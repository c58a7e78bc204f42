/** What is not set or looks wrong, said in both languages with its remedy; `block` is what nobody can work with. */
import { daysBetween, dayOf, formatDay } from '#law/time.ts'
import { optionsIn, type SettingSpec } from '#loop/settings.ts'
import type { Day, Label, OrganRow } from '#loop/words.ts'
import { leastSlips, mostSlips, slipsIn } from '#procedures/slips.ts'
import { worksIn } from '#procedures/posts.ts'
import { readConfig } from '#store/config.ts'
import { orphans } from '#store/duties.ts'
import { messagesIn } from '#store/messages.ts'
import { waitingNotices } from '#store/outbox.ts'
import type { CongressRow } from '#store/shapes.ts'
import { styleNames } from '#letters/fonts.ts'
import type { PressState } from '#letters/press.ts'
import type { House } from '#service/house.ts'
import { postLabel } from '#procedures/posts.ts'
import { accounts } from '#store/accounts.ts'

/** What the process knows of the machine it runs on. */
export type HostFacts = {
  /** Permission bits of the key file; null when the key came from the environment. */
  readonly keyMode: number | null
  readonly publicUrl?: string
  readonly trustProxy: boolean
  /** Listens on this machine alone. */
  readonly loopback: boolean
  /** The last backup made by the command, as it noted it itself. */
  readonly backup?: { readonly at: string; readonly file: string }
}
export type Finding = { readonly level: 'block' | 'warn' | 'note' | 'ok'; readonly id: string; readonly congress: string | null; readonly says: Label; readonly remedy: Label | null }

const weight = { block: 0, warn: 1, note: 2, ok: 3 } as const
const soonDays = 60, staleBackupDays = 7, shown = 5
const pack: Label = ['在本地设置文件夹里补上，再运行 huiyin county 文件夹', 'add it to the county’s folder and run huiyin county FOLDER again']
/** The first few by name, and how many more. */
const some = (names: readonly string[]): string => `${names.slice(0, shown).join('、')}${names.length > shown ? `等${names.length}个` : ''}`
const someEn = (names: readonly string[]): string => `${names.slice(0, shown).join(', ')}${names.length > shown ? ` and ${names.length - shown} more` : ''}`

export async function doctor(house: House, specs: Readonly<Record<string, SettingSpec>>, host: HostFacts, short?: string, press?: PressState): Promise<readonly Finding[]> {
  const all = await house.worlds.congresses()
  const list: Finding[] = []
  const say = (level: Finding['level'], id: string, says: Label, remedy: Label | null = null, congress: string | null = null): void => void list.push({ level, id, congress, says, remedy })
  if (!all.length) say('block', 'congress', ['还没有建立任何一个人大', 'no congress has been created'], ['按 docs/county-pack.md 做一个本地设置文件夹，运行 huiyin county 文件夹；只想看示例就运行 npm start', 'make a folder as docs/county-pack.md says and run huiyin county FOLDER; npm start shows a sample'])
  machine(house, host, all, say)
  if (press) letters(press, say)
  for (const c of all.filter(x => short === undefined || x.short === short)) await ofCongress(house, specs, c, (level, id, says, remedy = null) => say(level, id, says, remedy, c.short))
  return list.map((f, i) => ({ f, i })).sort((a, b) => weight[a.f.level] - weight[b.f.level] || a.i - b.i).map(x => x.f)
}

type Say = (level: Finding['level'], id: string, says: Label, remedy?: Label | null) => void

function machine(house: House, host: HostFacts, all: readonly CongressRow[], say: Say): void {
  if (host.keyMode !== null && host.keyMode & 0o077) say('block', 'key.mode', [`密钥文件 key 的权限是 ${(host.keyMode & 0o777).toString(8)}，别的账户也读得到`, `the key file has mode ${(host.keyMode & 0o777).toString(8)}: other accounts can read it`], ['运行 chmod 600 数据目录/key，并想一想是否已经泄露', 'run chmod 600 on it, and consider whether it has leaked'])
  else say('ok', 'key', host.keyMode === null ? ['密钥由 HUIYIN_KEY 给出，请另存一份在安全的地方', 'the key comes from HUIYIN_KEY; keep a copy in a safe place'] : ['密钥文件只有本账户能读，请另存一份在安全的地方', 'the key file is readable by its owner alone; keep a copy in a safe place'])
  if (!host.publicUrl) say(host.loopback && !host.trustProxy ? 'note' : 'warn', 'publicUrl', ['没有设公开网址：回执上的二维码印的是收到请求的地址，在代理后面可能打不开', 'no public address: QR codes on receipts carry the address the request came to, which may not work behind a proxy'], ['启动时加环境变量 HUIYIN_PUBLIC_URL=https://你们的网址', 'start with HUIYIN_PUBLIC_URL=https://your.address'])
  else if (!host.publicUrl.startsWith('https:')) say('warn', 'publicUrl.http', [`公开网址 ${host.publicUrl} 不是 https，群众写的话会明文经过网络`, `the public address ${host.publicUrl} is not https: what people write travels in the clear`], ['在代理上配好证书，改成 https://', 'put a certificate on the proxy and use https://'])
  else say('ok', 'publicUrl', [`公开网址：${host.publicUrl}`, `public address: ${host.publicUrl}`])
  const age = host.backup ? daysBetween(dayOf(host.backup.at), dayOf(new Date(house.realNow()).toISOString())) : undefined
  const backup: Label = ['定期运行 huiyin backup 文件，并抄到另一台机器上；密钥要另外保存', 'run huiyin backup FILE regularly and copy it to another machine; keep the key apart']
  if (age === undefined) say('warn', 'backup', house.store.kind === 'embedded' ? ['不知道上次什么时候备份过：没有用 huiyin backup 备份的记录', 'nobody knows when the last backup was made: huiyin backup has left no note'] : ['不知道上次什么时候备份过：请看数据库服务器自己的备份', 'nobody knows when the last backup was made: see the database server’s own'], backup)
  else say(age > staleBackupDays ? 'warn' : 'ok', 'backup', [`上次备份在${age}天前（${host.backup!.file}）`, `the last backup was ${age} days ago (${host.backup!.file})`], age > staleBackupDays ? backup : null)
  say('ok', 'store', house.store.kind === 'embedded' ? ['嵌入式数据库：每次打开都核对过写得到磁盘', 'embedded store: checked at each opening that a sync reaches the disk'] : ['PostgreSQL：启动时核对过，服务角色对日志只能追加', 'PostgreSQL: checked at start that the serving role may only add to the log'])
  if (all.length > 1) {
    const hidden = all.filter(c => c.host === null).slice(1)
    if (hidden.length) say('warn', 'hosts', [`有${all.length}个人大，${some(hidden.map(c => c.short))}没有写网址主机名，网页上打不开`, `${all.length} congresses; ${someEn(hidden.map(c => c.short))} has no host name and cannot be opened`], ['建立时在 人大.csv 写“网址主机名”；示例和正式的最好分开放在两个数据目录', 'give the host name in 人大.csv when creating it; keep a sample in a data directory of its own'])
    if (all.some(c => c.sample) && all.some(c => !c.sample)) say('warn', 'sample.beside', ['示例人大和正式人大放在同一个数据目录里', 'a sample and a real congress share one data directory'], ['正式使用另用一个 DATA_DIR，启动时加 SAMPLE=none', 'use another DATA_DIR for real work and start with SAMPLE=none'])
  }
}

/** Can letters be printed, and in which hands? */
function letters(press: PressState, say: Say): void {
  if (press.fault) return say('warn', 'press', [`公文生成不了PDF，排版程序在这台机器上运行不了（${press.fault}）；Word文件和打印页不受影响`, `no PDF can be made of letters: the typesetter does not run on this machine (${press.fault}); Word files and print pages do work`], ['重新运行 npm ci；仍不行，多半是这种系统或处理器没有现成的排版程序', 'run npm ci again; if that does not help, there is no ready typesetter for this system or processor'])
  const remedy: Label = ['把单位有授权的字体（仿宋_GB2312、方正小标宋等）或免费字体放进一个文件夹，启动时用 FONT_DIR=文件夹 指明；见 docs/operating.md', 'put fonts the office has a licence for, or free ones, into a folder and start with FONT_DIR=folder; see docs/operating.md']
  const named = (list: readonly PressState['fonts'][number][], lang: 0 | 1): string => list.map(f => styleNames[f.style][lang]).join(lang ? ', ' : '、')
  const none = press.fonts.filter(f => f.kind === 'none'), stands = press.fonts.filter(f => f.kind === 'stands'), lacks = press.fonts.filter(f => f.kind !== 'none' && f.lacks)
  if (none.length) say('warn', 'fonts.none', [`没有字体可用，公文生成不了PDF：${named(none, 0)}`, `no font for: ${named(none, 1)}; letters cannot be made into PDF`], remedy)
  if (stands.length) say('note', 'fonts.stands', [`没有这几种字体，公文里用${[...new Set(stands.map(f => f.first))].join('、')}代替：${named(stands, 0)}`, `${[...new Set(stands.map(f => f.first))].join(', ')} stands in for: ${named(stands, 1)}`], remedy)
  if (lacks.length) say('warn', 'fonts.rare', [`人名里的这些字没有字体能印：${[...new Set(lacks.flatMap(f => [...f.lacks]))].join('')}（${named(lacks, 0)}）`, `no font prints these characters of names: ${[...new Set(lacks.flatMap(f => [...f.lacks]))].join('')} (${named(lacks, 1)})`], remedy)
  if (!none.length && !stands.length && !lacks.length) say('ok', 'fonts', [`公文字体齐全：${press.fonts.map(f => `${styleNames[f.style][0]}用${f.first}`).join('，')}`, `fonts for letters: ${press.fonts.map(f => `${styleNames[f.style][1]}: ${f.first}`).join('; ')}`])
}

async function ofCongress(house: House, specs: Readonly<Record<string, SettingSpec>>, c: CongressRow, say: Say): Promise<void> {
  const { world } = await house.worlds.get(c.id)
  const today = dayOf(house.worlds.now(c.id)), { directory: d, settings, calendar } = world
  if (c.sample) say('note', 'sample', ['这是示例数据，不要登记真事', 'this is sample data; enter nothing real'])
  else await accountsOf(house, c, say)
  people(d, today, say)
  if (!c.sample) {
    const left = [...d.people(today), ...d.organs({}, today), ...d.places({}, today)].filter(r => /示例|sample/i.test(`${r.name}${r.nameEn}`)).map(r => r.name)
    if (left.length) say('warn', 'sample.names', [`名册里有示例的名字：${some(left)}`, `the register holds sample names: ${someEn(left)}`], ['换成真名，或在“退出原因”里写明退出', 'replace them, or give a reason for leaving in the folder'])
  }
  const config = await house.store.tx(c.id, readConfig)
  const initial = Object.entries(specs).filter(([name]) => !config.settings.some(s => s.name === name)).map(([, s]) => s.label)
  if (initial.length) say('note', 'settings', [`沿用默认值（${initial.length}项）：${initial.map(l => l[0]).join('、')}`, `still at the initial value (${initial.length}): ${initial.map(l => l[1]).join(', ')}`], ['与本地规定不同的，写进 期限.csv', 'write those that differ here into 期限.csv'])
  const slips = slipsIn(settings.look('request.slips', today).value), categories = optionsIn(settings.look('request.categories', today).value)
  if (slips.length < leastSlips || slips.length > mostSlips) say('warn', 'slips', [`单名有${slips.length}个，应有4到6个`, `${slips.length} slip names; there should be four to six`], pack)
  else say('ok', 'slips', [`单名：${slips.map(s => s.label[0]).join('、')}`, `slips: ${slips.map(s => s.label[1]).join(', ')}`])
  if (!categories.length) say('block', 'categories', ['一个类别也没有', 'there is no category'], pack)
  else say('ok', 'categories', [`类别${categories.length}个`, `${categories.length} categories`])
  const ahead = daysBetween(today, calendar.coveredUntil), until = formatDay(calendar.coveredUntil)
  if (ahead < soonDays) say('warn', 'calendar', [`放假安排只知道到${until[0]}，之后的期限是暂定的`, `holidays are known until ${until[1]} only; later dates are provisional`], ['国务院办公厅通知公布后，写进 节假日.csv（最后一行写“截至”），再运行 huiyin county', 'once the yearly notice is out, write it into 节假日.csv with the line 截至 and run huiyin county again'])
  else say('ok', 'calendar', [`放假安排已知到${until[0]}`, `holidays are known until ${until[1]}`])
  await work(house, c, say)
}

/** Can anybody sign in, and are the three administrators three? */
async function accountsOf(house: House, c: CongressRow, say: Say): Promise<void> {
  const { world } = await house.worlds.get(c.id), today = dayOf(house.worlds.now(c.id)), rows = await house.store.tx(c.id, accounts)
  const holders = (kind: string): number => rows.filter(a => a.state === 'active' && world.directory.postsOf(a.person, today).some(p => p.kind === kind)).length
  const lacking = (['systemAdmin', 'securityAdmin', 'auditAdmin'] as const).filter(k => !holders(k)).map(k => postLabel(k))
  if (!rows.length) return say('block', 'setup', ['还没有管理员：谁也不能登录', 'there is no administrator yet: nobody can sign in'], ['启动服务（npm start），打开命令行里印出的“首次设置”链接', 'start the server and open the setup link it prints'])
  if (lacking.length) say('warn', 'admins', [`还没有在用的${lacking.map(l => l[0]).join('、')}`, `nobody signs in as ${lacking.map(l => l[1].toLowerCase()).join(', ')} yet`], ['把邀请链接交给本人；丢了的，由系统管理员重新发', 'hand over their invitations; the system administrator can issue them again'])
  else say('ok', 'admins', [`三位管理员都在用，账号共${rows.filter(a => a.state === 'active').length}个`, `the three administrators sign in; ${rows.filter(a => a.state === 'active').length} accounts are in use`])
  const waits = rows.filter(a => a.state === 'prepared').length
  if (waits) say('note', 'approvals', [`有${waits}个账号待安全管理员批准`, `${waits} accounts wait for the security administrator`])
  const idle = rows.filter(a => a.state === 'active' && !world.directory.postsOf(a.person, today).length).map(a => a.login)
  if (idle.length) say('warn', 'accounts.postless', [`已经没有职务、账号还开着：${some(idle)}`, `accounts of people without a post: ${someEn(idle)}`], ['由系统管理员停用', 'the system administrator closes them'])
}

function people(d: Awaited<ReturnType<House['worlds']['get']>>['world']['directory'], today: Day, say: Say): void {
  const places = d.places({ kind: 'street' }, today), staffed = (o: OrganRow): boolean => d.holders(o.id, today).some(p => worksIn(p.kind))
  const short = (list: readonly { name: string; short?: string }[]): string[] => list.map(o => o.short ?? o.name)
  const tell = (level: Finding['level'], id: string, list: readonly { name: string; nameEn: string; short?: string }[], zh: string, en: string, remedy: Label = pack): void => { if (list.length) say(level, id, [`${zh}：${some(short(list))}`, `${en}: ${someEn(list.map(o => o.nameEn))}`], remedy) }
  if (!places.length) say('block', 'places', ['名册里一个乡镇（街道）也没有，群众没法反映', 'there is no place in the register; nobody can raise anything'], pack)
  const district = d.organs({ kind: 'deputyAffairs' }, today)
  if (!district.length) say('block', 'district', ['名册里没有代工委：站里办不了的事没有去处', 'there is no deputy affairs committee: what a station cannot dispatch has nowhere to go'], pack)
  else if (!district.some(staffed)) say('block', 'district.officer', ['代工委没有任何干部在册：没有人能派单', 'nobody is in post at the deputy affairs committee: nobody can dispatch'], pack)
  if (!d.organs({ kind: 'assembly' }, today).length) say('block', 'assembly', ['名册里没有“人大”这个单位，代表没有任职的地方', 'there is no assembly for deputies to belong to'], pack)
  const stations = d.organs({ kind: 'station' }, today), offices = d.organs({ kind: 'streetOffice' }, today)
  tell('warn', 'station', places.filter(p => !stations.some(s => s.place === p.id)), '没有联络站的乡镇（街道），群众反映的事直接到代工委', 'places without a station; what is raised there goes to the district')
  tell('warn', 'station.nobody', stations.filter(s => !staffed(s)), '没有人在册的联络站', 'stations with nobody in post')
  tell('warn', 'station.phone', stations.filter(s => !s.phone), '没有电话的联络站，回执上印不出来', 'stations without a telephone for their receipts')
  tell('warn', 'office', places.filter(p => !offices.some(o => o.place === p.id)), '没有乡镇街道机关的地方，联络站没有可派的单位', 'places without an office of their own to dispatch to')
  tell('warn', 'organ.nobody', [...offices, ...d.organs({ kind: 'handlingOrgan' }, today)].filter(o => o.outside !== true && !staffed(o)), '没有人在册的承办单位，派给它的件会到代工委的待办里', 'organs with nobody in post; their work lies in the district’s inbox')
  tell('warn', 'deputies', places.filter(p => d.deputiesOf(p.id, today).length === 0), '没有人大代表的乡镇（街道），没有人跟单、核实', 'places without deputies to follow and verify')
}

async function work(house: House, c: CongressRow, say: Say): Promise<void> {
  const parked = house.procedures.list.flatMap(p => Object.entries(p.stages).filter(([, s]) => typeof s.awaits === 'object' && 'parked' in s.awaits).map(([stage]) => ({ procedure: p.id, stage })))
  const { lost, waiting, unsent } = await house.store.tx(c.id, async tx => ({ lost: await orphans(tx, 100, parked), waiting: await waitingNotices(tx), unsent: (await messagesIn(tx, ['failed'], 1000)).length }))
  if (lost.length) say('block', 'orphans', [`有${lost.length}件没办完的事项不在任何人的待办里`, `${lost.length} open matters are in nobody’s inbox`], ['先备份，再运行 huiyin rebuild；仍有就把编号告诉维护人员', 'back up, then run huiyin rebuild; report the ids if any are left'])
  if (waiting.count) say('note', 'outbox', [`有${waiting.count}条通知没有送出（收件人没有留联系方式，或没有要收；待办里看得到）`, `${waiting.count} notices have not been delivered (their receivers left no contact, or wish none; they stand in the inboxes)`])
  if (unsent) say('warn', 'messages', [`有${unsent}条登录码、邀请或提醒没有送出`, `${unsent} codes, invitations or notices could not be sent`], ['系统管理员打开“通知发送”看原因，改好设置后再发一次', 'the system administrator opens "Messages", mends what it says, and sends them again'])
}
