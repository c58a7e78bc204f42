/** Everybody at their pages, and a true address for every declared GET path: what axe walks and the pictures show. */
import type { Page } from 'playwright-core'
import { routeTable } from '#http/app.ts'
import { act, button, card, go, open, openCard, type Seat, signIn, sit, spaced, type Table, wide } from './hands.ts'
import { raise, type Receipt } from './raising.ts'
import { accepted, send } from './suggesting.ts'

type Who = 'portal' | 'station' | 'district' | 'organ' | 'deputy' | 'auditor' | 'system' | 'security' | 'audit'
export type Room = {
  readonly seats: Readonly<Record<Who, Seat>>
  readonly receipt: Receipt
  /** A request waiting to be triaged, and the path of one that has ended. */
  readonly matter: string
  readonly done: string
  /** Whose page it is; undefined for one of no face. */
  whose(face: (typeof routeTable)[number]['face'], path: string): Page | undefined
  /** A true address for a declared path; a route with a part nobody here knows fails. */
  address(path: string): string
}
export const street = '示例一街道'
const station = `${street}联络站`
/** No pages: asked for and answered, nothing for eyes. */
export const noPages = ['/healthz', '/openapi.json', '/r/:code/qr.svg', '/desk/list.csv', '/desk/list.xlsx', '/desk/inbox.xlsx', '/desk/board.xlsx', '/desk/owed.xlsx', '/desk/workload.xlsx', '/desk/figures/:id.csv', '/desk/figures/:id.xlsx', '/desk/files/:id', '/desk/audit.xlsx', '/desk/audit/draws/:id.xlsx', '/desk/views.xlsx', '/desk/logs/log.xlsx', '/desk/logs/acts.xlsx', '/desk/import/templates/:kind.xlsx', '/desk/import/:id/faults.xlsx', '/desk/register/popolo.json', '/popolo.json', '/source.zip', '/suggestions/feed.atom', '/desk/letters.zip', '/desk/m/:id/letters/:name.pdf', '/desk/m/:id/letters/:name.docx', '/desk/m/:id/letters/:name.zip', '/deputy/m/:id/letters/:name.pdf', '/deputy/m/:id/letters/:name.docx', '/deputy/m/:id/letters/:name.zip', '/desk/numbers.xlsx', ...['deputies', 'persons', 'organs', 'places', 'terms'].flatMap(t => [`/desk/register/${t}.xlsx`, `/desk/register/${t}.csv`])]
/** Read by those who keep watch, and by nobody else. */
const auditorPages = ['/desk/audit', '/desk/audit.xlsx', '/desk/audit/draws', '/desk/audit/draws/:id', '/desk/audit/draws/:id.xlsx'], securityPages = ['/desk/views', '/desk/views.xlsx']
const systemPages = ['/desk/messages']
/** The district's work with suggestions. */
const districtPages = ['/desk/handover', '/desk/handover/:id', '/desk/board', '/desk/board.xlsx', '/desk/board/:organ', '/desk/key']
/** Pages of real accounts: a sample has none of them; accounts.ts walks them over a congress of its own. */
export const realOnly = ['/signin/second', '/signin/enrol', '/signin/password', '/signin/code', '/signin/oidc', '/signin/oidc/back', '/invite/:token', '/invite/:token/oidc', '/setup/:token', '/account/second', '/account/bind', '/desk/security/:id']
/** Pages of suggestions made public: openness.test.ts walks them over a world of its own, in which something is. */
export const ofSuggestions = ['/suggestions/:no', '/suggestions/session/:key', '/suggestions/session/:key.csv', '/desk/m/:id/public', '/desk/m/:id/alike/:other']
export const pages = routeTable.filter(r => r.method === 'GET' && r.face !== 'api' && !noPages.includes(r.path) && !realOnly.includes(r.path) && !ofSuggestions.includes(r.path))

const lastOf = (page: Page): string => new URL(page.url()).pathname.split('/').at(-1)!

export async function sitDown(t: Table): Promise<Room> {
  const seats = Object.fromEntries(await Promise.all((['portal', 'station', 'district', 'organ', 'deputy', 'auditor', 'system', 'security', 'audit'] as const).map(async who => [who, await sit(t, { scripts: true, size: wide })]))) as Record<Who, Seat>
  const clerk = seats.station.page
  await signIn(clerk, station, '联络站工作人员')
  await signIn(seats.district.page, '区人大代工委', '区人大代工委干部')
  await signIn(seats.organ.page, `${street}办事处`, '承办单位经办人')
  await signIn(seats.deputy.page, street, '人大代表')
  await signIn(seats.auditor.page, '区人大代工委', '监督检查人员（只看脱敏记录）')
  for (const [seat, post] of [['system', '系统管理员'], ['security', '安全管理员'], ['audit', '审计管理员']] as const) await signIn(seats[seat].page, '区人大代工委', post)
  const receipt = await raise(seats.portal.page, { what: '公园长椅断了两条腿', street, phone: '00000004321', photo: true })
  await openCard(clerk, spaced(receipt.six))
  const matter = lastOf(clerk)
  const file = (await clerk.getByRole('img', { name: '照片1' }).getAttribute('src'))!
  await open(clerk, '/desk/list?ended=1')
  await go(clerk, () => clerk.getByRole('table').getByRole('link').first().click())
  const done = new URL(clerk.url()).pathname
  const following = await followed(seats), suggestion = await proposed(seats.deputy.page)
  await open(clerk, '/desk/new/reception')
  await clerk.getByLabel('日期').fill('2025-12-01')
  for (const i of [0, 1, 2]) await clerk.getByRole('group', { name: /^安排的代表/ }).getByRole('checkbox').nth(i).check()
  await go(clerk, () => button(clerk, '排期').click())
  const day = lastOf(clerk)
  await open(clerk, '/stations')
  await go(clerk, () => clerk.getByRole('main').getByRole('link', { name: new RegExp(`^\\s*${street}`) }).first().click())
  const place = lastOf(clerk)
  const bulk = await bulkOf(clerk)
  await open(clerk, '/desk/register?tab=organ&kind=handlingOrgan')
  await go(clerk, () => clerk.getByRole('table').getByRole('link').first().click())
  const organ = lastOf(clerk)
  const draw = await drawOf(seats.auditor.page)
  const taken = await tableOf(seats.district.page)
  const handedOver = await handOverOne(seats, organ)
  return {
    seats, receipt, matter, done,
    whose: (face, path) => (path.startsWith('/desk/accounts') || systemPages.includes(path) ? seats.system.page : path.startsWith('/desk/security') || securityPages.includes(path) ? seats.security.page : path.startsWith('/desk/logs') ? seats.audit.page : auditorPages.includes(path) ? seats.auditor.page : path === '/account' ? seats.station.page : districtPages.includes(path) || path === '/desk/register/new/:table' || path === '/desk/register/popolo.json' || path.startsWith('/desk/import') || path.startsWith('/desk/numbers') ? seats.district.page : face === 'portal' || path === '/signin' ? seats.portal.page : face === 'deputy' ? seats.deputy.page : face === 'desk' ? seats.station.page : undefined),
    address(path) {
      const known: Record<string, string> = { '/r': `/r?code=${receipt.path.slice(3)}`, '/desk/find': `/desk/find?q=${receipt.six}`, '/desk/files/:id': file, '/desk/month/list': '/desk/month/list?figure=S24&month=2025-06', '/deputy/do/:id/:act': `/deputy/do/${following}/verify?degree=partly`, '/deputy/suggestions/:id': `/deputy/suggestions/${suggestion}`, '/deputy/suggestions/:id/:act': `/deputy/suggestions/${suggestion}/withdraw`, '/deputy/suggestions/new/:draft': '/deputy/suggestions/new/00000000-0000-4000-8000-00000000d0d0', '/deputy/suggestions/alike': `/deputy/suggestions/alike?q=${encodeURIComponent('公厕')}`, '/desk/days/new/:procedure': '/desk/days/new/reception', '/desk/month': '/desk/month?month=2025-06', '/desk/register/new/:table': '/desk/register/new/person', '/desk/import/templates/:kind.xlsx': '/desk/import/templates/deputies.xlsx', '/desk/register/:id': `/desk/register/${organ}`, '/desk/handover/:id': `/desk/handover/${handedOver}`, '/desk/board/:organ': `/desk/board/${organ}`, '/desk/m/:id/letters/:name': `/desk/m/${following}/letters/transfer`, ...Object.fromEntries(['desk', 'deputy'].flatMap(face => ['pdf', 'docx', 'zip'].map(x => [`/${face}/m/:id/letters/:name.${x}`, `/${face}/m/${following}/letters/transfer.${x}`]))), '/desk/letters.zip': `/desk/letters.zip?letter=transfer&m=${following}`, '/deputy/m/:id/letters/:name': `/deputy/m/${following}/letters/transfer` }
      const full = known[path] ?? path.replace(':code', receipt.path.slice(3)).replace(':procedure', 'request').replace(/(?<=figures\/):id/, 'S26').replace(/(?<=\/m\/|\/receipt\/):id/, matter).replace(/(?<=\/days\/):id/, day).replace(/(?<=\/stations\/):id/, place).replace(/(?<=\/bulk\/):id/, bulk).replace(/(?<=\/draws\/):id/, draw).replace(/(?<=\/import\/):id/, taken)
      if (full.includes(':')) throw new Error(`${path}: fill in its parts`)
      return full
    },
  }
}

/** A request with its result, which waits on its deputy's page for one of three answers. */
async function followed({ portal, station: { page: clerk }, organ: { page: handler }, deputy: { page: deputy } }: Room['seats']): Promise<string> {
  const gist = '巷口路灯不亮，夜里看不清路', { six } = await raise(portal.page, { what: '巷子口的灯不亮了，晚上接孩子看不清', street })
  await openCard(clerk, spaced(six))
  const id = lastOf(clerk)
  await act(clerk, '派单', { fill: async form => { await form.getByLabel('办理摘要').fill(gist); await form.getByLabel('承办单位', { exact: true }).selectOption({ label: `${street}办事处` }) }, press: '下一步：看承办单位看到的样子' })
  await go(clerk, () => button(clerk, '确认派单').click())
  await open(deputy, '/deputy')
  await go(deputy, async () => button(await card(deputy, spaced(six)), '我来跟').click())
  await openCard(handler, gist)
  await act(handler, '接单')
  await act(handler, '报送结果', { fill: form => form.getByLabel('办理结果').fill('已换灯泡两只，当晚恢复照明') })
  return id
}

/** Two suggestions: one handed over and under key supervision, so that each of their pages has something to show; one that still waits. */
async function handOverOne({ deputy: { page: deputy }, district: { page: officer } }: Room['seats'], organ: string): Promise<string> {
  await open(deputy, '/deputy')
  const [suggestion] = await accepted(deputy, officer, ['关于示例小学门口设减速带的建议', '关于示例公园增设座椅的建议'])
  const { matter } = await send(officer, '/api/handover/make', { rows: [{ suggestion, organ }] })
  await open(officer, `/desk/m/${suggestion}`)
  await act(officer, '确定重点督办', { fill: async form => { await form.getByLabel('督办主题').fill('校园周边安全'); await form.getByLabel('领衔督办领导').selectOption({ index: 1 }) } })
  return matter
}
/** A suggestion just handed in: its deputy's page. */
async function proposed(deputy: Page): Promise<string> {
  await open(deputy, '/deputy/suggestions/new')
  await deputy.getByLabel('标题').fill('关于改造示例公园公厕的建议')
  await deputy.getByLabel('存在什么问题').fill('公园里只有一处公厕，周末排长队，老人孩子不方便。')
  await deputy.getByLabel('建议怎么办').fill('增设一处公厕，配第三卫生间。')
  await deputy.getByRole('radiogroup', { name: '提出方式' }).getByLabel('单独').check()
  await go(deputy, () => button(deputy, '交上去').click())
  return lastOf(deputy)
}

/** The auditor draws five requests with a seed. */
async function drawOf(auditor: Page): Promise<string> {
  await open(auditor, '/desk/audit/draws')
  await auditor.getByLabel('抽多少件').fill('5')
  await auditor.getByLabel('种子').fill('示例种子')
  await go(auditor, () => button(auditor, '抽').click())
  return lastOf(auditor)
}

/** A table of deputies with a fault in it, uploaded: an import with its page. */
async function tableOf(officer: Page): Promise<string> {
  await open(officer, '/desk/import')
  await officer.getByLabel('表格文件').setInputFiles({ name: '代表.csv', mimeType: 'text/csv', buffer: Buffer.from('姓名,代表级别,所在街道（镇）,当选日期\n示某甲,区,没有这个街道,2021-06-03\n') })
  await go(officer, () => officer.getByRole('button', { name: '上传并试读' }).click())
  return lastOf(officer)
}

/** Urges two matters at once and takes it back: a bulk act with its page. */
async function bulkOf(clerk: Page): Promise<string> {
  await open(clerk, '/desk/list?procedure=request&stage=handling')
  const ticks = clerk.getByRole('table').getByRole('checkbox')
  for (const i of [0, 1]) await ticks.nth(i).check()
  await go(clerk, () => clerk.getByRole('button', { name: /批量办理|一起办/ }).first().click())
  await go(clerk, () => clerk.getByRole('button', { name: /催办/ }).first().click())
  await clerk.getByLabel('催办内容').fill('请尽快办理')
  await go(clerk, () => clerk.getByRole('main').getByRole('button', { name: /催办|办/ }).last().click())
  return lastOf(clerk)
}
