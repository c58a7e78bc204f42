/** Run in the copy that followed the page: one room loan through every door there is. Prints what it saw. */
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { makeApp } from '#http/app.ts'
import { checkAll } from '#loop/check.ts'
import { procedures } from '#procedures/index.ts'
import { makeWorld } from '#test/support/world.ts'

const w = await makeWorld({ now: '2025-06-18T02:00:00.000Z' })
const app = await makeApp(w.service, { cacheDir: mkdtempSync(join(tmpdir(), 'huiyin-loan-')) })
const ask = (path: string, headers: Record<string, string>, body?: unknown) => app.request(`http://localhost${path}`, body === undefined ? { headers } : { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify(body) })
const token = async (person: string): Promise<string> => (await w.service.signIn(1, person))!
const program = async (person: string) => ({ authorization: `Bearer ${await token(person)}` })
const browser = { cookie: `hy=${await token(w.people.clerk)}` }
const page = async (path: string): Promise<string> => (await ask(path, browser)).text()

const entry = await page('/desk/new')
const opened = await ask('/api/loan', { ...(await program(w.people.wang)), 'idempotency-key': 'loan-1' }, { input: { place: w.places.street, on: '2025-06-25', use: '示例：选民座谈会' } })
const { matter } = (await opened.json()) as { matter: string }
const [list, itself, inbox] = [await page('/desk/list?procedure=loan'), await page(`/desk/m/${matter}`), await page('/desk')]
const lent = await ask(`/api/matters/${matter}/lend`, { ...(await program(w.people.clerk)), 'idempotency-key': 'loan-2' }, { input: {} })
const after = await page(`/desk/m/${matter}`)
const api = (await (await ask('/openapi.json', {})).json()) as { paths: Record<string, unknown> }
const figure = await w.service.figure(1, 'L1', 2025), records = await w.service.figureRecords(1, 'L1', 2025), figurePage = await page('/desk/figures/L1')

process.stdout.write(JSON.stringify({
  laws: checkAll(procedures), opened: opened.status, lent: lent.status,
  entry: entry.includes('借用会议室'), list: list.includes(`/desk/m/${matter}`), inbox: inbox.includes('选民座谈会'),
  page: ['选民座谈会', '借出', '不借', '6月20日'].filter(word => !itself.includes(word)), after: after.includes('同意借用') && after.includes('已借出'),
  api: Object.keys(api.paths).filter(p => p.includes('loan')).length > 0, figure: figure?.value, records: records?.map(r => r.matter === matter), figurePage: figurePage.includes('借出会议室'),
  rebuilt: await w.service.rebuild(1).then(r => [r.differed.length, r.brokenHashes.length]),
}))
await w.close()
