/**
 * A process that takes a table in and will be killed in the middle. `go N` enters what the table needs, commits the import the
 * first time, goes on with it every other time, and says on stdout how far it is; `check` says what came of it.
 * N moves the clock: whoever held the import has been gone for longer than anybody waits.
 */
import { makeService } from '#service/make.ts'
import { openStore, type StoreOptions } from '#store/open.ts'
import { table } from '#test/import/files.ts'

const [mode, options, round] = process.argv.slice(2) as [string, string, string]
const congress = 1, minutes = Number(round)
const store = await openStore(JSON.parse(options) as StoreOptions)
// As many as take each engine a second or more: a quick machine must not be done before it is killed.
const rows = store.kind === 'embedded' ? 1200 : 3000
const service = makeService(store, { key: new Uint8Array(32).fill(9), version: 'kill', realNow: () => Date.now() + minutes * 60_000 })
const enter = async (key: string, input: Record<string, unknown>): Promise<string> => {
  const out = await service.act({ congress, procedure: 'register', act: 'enter', actor: { kind: 'clock' }, input: { since: '2021-01-01', ...input }, key })
  if (!out.ok) throw new Error(out.refusal.says[1])
  return out.matter
}
if (!(await service.congresses()).length) await service.createCongress({ id: congress, short: 'K', name: '示例', nameEn: 'Sample', sample: true })
await enter('place', { table: 'place', kind: 'street', name: '示例街道' })
await enter('assembly', { table: 'organ', kind: 'assembly', name: '示例人大' })
await enter('group', { table: 'organ', kind: 'deputyGroup', name: '第一小组' })
const affairs = await enter('affairs', { table: 'organ', kind: 'deputyAffairs', name: '代工委' })
const officer = await enter('officer', { table: 'person', name: '吴示', postOrgan: affairs, postKind: 'deputyAffairsOfficer' })
const who = (await service.who((await service.signIn(congress, officer))!))!
const digits = '零一二三四五六七八九'
const nameOf = (n: number): string => `示${[...String(n).padStart(4, '0')].map(d => digits[Number(d)]).join('')}`

const there = (await service.imports.list(who))!
if (mode === 'check') {
  const line = there[0]!, people = (await store.tx(congress, tx => tx.rows<{ name: string; posts: number }>('select p.name, (select count(*)::int from post t where t.congress = p.congress and t.person = p.id) posts from person p where congress = $1 and id <> $2', [congress, officer])))
  const wrong = Array.from({ length: rows }, (_, n) => nameOf(n)).filter(n => { const all = people.filter(p => p.name === n); return all.length !== 1 || all[0]!.posts !== 2 })
  const r = await service.rebuild(congress)
  const phones = await store.tx(congress, tx => tx.rows<{ n: number }>('select count(*)::int n from import_contact where congress = $1', [congress]))
  process.stdout.write(JSON.stringify({ state: line.state, imports: there.length, people: people.length, rows, wrong, phones: phones[0]!.n, differed: r.differed, brokenHashes: r.brokenHashes }))
  await service.close()
} else {
  let id = there[0]?.id
  if (!id) {
    const head = ['姓名', '代表级别', '所在街道（镇）', '代表小组', '当选日期', '手机']
    const t = await service.imports.take(who, 'deputies', await table(head, ...Array.from({ length: rows }, (_, n) => [nameOf(n), '区', '示例街道', '第一小组', '2021-06-03', `139${String(10_000_000 + n)}`])), '名单.xlsx', false)
    if (!t.ok) throw new Error(t.says[1])
    id = t.id
    const no = await service.imports.commit(who, id)
    if (no) throw new Error(no[1])
  } else void service.imports.carryOn(congress)
  for (;;) {
    const v = (await service.imports.view(who, id))!
    process.stdout.write(`${v.line.state} ${v.percent}\n`)
    if (v.line.state !== 'going') break
    await new Promise(done => setTimeout(done, 20))
  }
  await service.imports.idle()
  await service.close()
}
