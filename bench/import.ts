/** Twenty thousand deputies out of one file: read, tried, carried out; and how long others wait meanwhile. */
import writeExcelFile from 'write-excel-file/node'
import type { Bench } from './bench.ts'
import { newHome, within } from './home.ts'

const head = ['姓名', '性别', '民族', '出生年月', '党派', '工作单位及职务', '代表级别', '选区', '代表团', '代表小组', '联络站', '当选日期', '手机']
const everyMs = 20
const characters = [...'甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥天地人和']

export async function imports(bench: Bench): Promise<void> {
  const rows = bench.sizes.imported, home = await newHome(bench.kind, bench.server)
  await within(home, async ({ service }) => {
    await service.createCongress({ id: 1, short: 'B1', name: '示例', nameEn: 'Sample', sample: true })
    let n = 0
    const enter = async (input: Record<string, unknown>): Promise<string> => { const o = await service.act({ congress: 1, procedure: 'register', act: 'enter', actor: { kind: 'clock' }, key: `b${n++}`, input: { since: '2020-01-01', ...input } }); if (!o.ok) throw new Error(o.refusal.says[1]); return o.matter }
    const street = await enter({ table: 'place', kind: 'street', name: '示例街道' }), affairs = await enter({ table: 'organ', kind: 'deputyAffairs', name: '示例代工委' })
    await enter({ table: 'organ', kind: 'assembly', name: '示例人大' })
    for (let i = 0; i < 20; i++) { await enter({ table: 'place', kind: 'constituency', name: `第${i}选区`, parent: street }); await enter({ table: 'organ', kind: 'delegation', name: `第${i}代表团` }); await enter({ table: 'organ', kind: 'deputyGroup', name: `第${i}小组` }); await enter({ table: 'organ', kind: 'station', name: `第${i}联络站`, place: street }) }
    const person = await enter({ table: 'person', name: '吴示', postOrgan: affairs, postKind: 'deputyAffairsOfficer' })
    const who = (await service.who((await service.signIn(1, person))!))!
    const nameOf = (i: number): string => `示${[i, Math.floor(i / 26), Math.floor(i / 676)].map(x => characters[x % 26]).join('')}`
    const text = (value: string) => ({ value, type: String })
    const bytes = new Uint8Array(await writeExcelFile([head.map(text), ...Array.from({ length: rows }, (_, i) => [nameOf(i), i % 3 ? '男' : '女', '汉族', `19${60 + (i % 30)}-0${1 + (i % 9)}`, '群众', `示例单位${i}`, '区', `第${i % 20}选区`, `第${i % 20}代表团`, `第${i % 20}小组`, `第${i % 20}联络站`, '2021年6月3日', `139${String(10_000_000 + i)}`].map(text))], {}).toBuffer())
    const seconds = async (work: () => Promise<unknown>): Promise<number> => { const b = performance.now(); await work(); return Number(((performance.now() - b) / 1000).toFixed(2)) }
    let id = '', faults = -1
    const read = await seconds(async () => { const t = await service.imports.take(who, 'deputies', bytes, '名单.xlsx', false); if (!t.ok) throw new Error(t.says[1]); id = t.id })
    const tried = await seconds(async () => { faults = (await service.imports.view(who, id))!.open!.faultCount })
    if (faults) throw new Error(`the dry run found ${faults} faults`)
    const waits: number[] = []
    let going = true
    const others = (async () => { // From the moment somebody wants to ask: a thread held up keeps them waiting as well as a busy engine.
      for (let b = performance.now(); going; b = performance.now()) { await new Promise(done => setTimeout(done, everyMs)); await service.inbox(who); waits.push(performance.now() - b - everyMs) } })()
    const carried = await seconds(async () => { const no = await service.imports.commit(who, id); if (no) throw new Error(no[1]); await service.imports.idle() })
    going = false
    await others
    const v = (await service.imports.view(who, id))!
    if (v.line.state !== 'done') throw new Error(`the import ended as ${v.line.state}: ${v.why?.[1] ?? ''}`)
    waits.sort((a, b) => a - b)
    const at = (p: number): number => Math.round(waits[Math.min(waits.length - 1, Math.floor(waits.length * p))]!)
    bench.results.put(`${bench.kind}.import`, { value: Number((read + carried).toFixed(2)), unit: 's', ...(bench.sizes.name === 'full' ? { goal: { most: 20 } } : {}), more: { rows, read, tried, carried } })
    bench.results.put(`${bench.kind}.import.others`, { value: at(1), unit: 'ms at most', goal: { most: 1000 }, more: { median: at(0.5), p95: at(0.95), asked: waits.length } })
  })
  home.gone()
}
