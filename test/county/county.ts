/** A second county from its folder, and hands to act in it: the same journeys under other names, terms and holidays. */
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readFolder } from '#cli/folder.ts'
import { makeApp } from '#http/app.ts'
import { makeService } from '#service/make.ts'
import type { PackFile, PackReport } from '#service/pack.ts'
import type { Service } from '#service/service.ts'
import type { ActRequest, Done, ReadyPerson, Who } from '#service/views.ts'
import type { Store } from '#store/shapes.ts'
import { testKey } from '#test/support/world.ts'

export const folder = join(import.meta.dirname, 'pack')
export function packFiles(changes: Readonly<Record<string, string | ((text: string) => string) | undefined>> = {}): PackFile[] {
  const read = readFolder(folder)
  if (typeof read === 'string') throw new Error(read)
  const texts = new Map(read.files.map(f => [f.name, f.text]))
  for (const [name, change] of Object.entries(changes)) {
    if (change === undefined) texts.delete(name)
    else texts.set(name, typeof change === 'string' ? change : change(texts.get(name) ?? ''))
  }
  return [...texts].map(([name, text]) => ({ name, text }))
}

export type County = {
  readonly service: Service; readonly report: PackReport; readonly congress: number
  setNow(iso: string): void
  person(name: string): ReadyPerson
  who(name: string): Promise<Who>
  /** Does an act that must succeed, in somebody's name. */
  must(by: string | ActRequest['actor'], act: string, on: { matter: string } | { procedure: string }, input?: Record<string, unknown>): Promise<Done>
  option(by: string, on: { matter: string } | { procedure: string }, act: string, field: string, label: string): Promise<string>
  page(path: string, by?: string): Promise<string>
  close(): Promise<void>
}
let n = 0
/** Loads the folder as a trial, so that its people can be signed in as. */
export async function openCounty(store: Store, files: readonly PackFile[] = packFiles()): Promise<County> {
  let now = Date.parse('2025-06-18T01:00:00.000Z')
  const service = makeService(store, { key: testKey, version: 'test', realNow: () => now })
  const loaded = await service.county(files, { check: false, sample: true })
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.faults))
  service.setReady(true)
  const congress = loaded.report.id
  const people = await service.readyPeople(congress)
  const app = await makeApp(service, { cacheDir: mkdtempSync(join(tmpdir(), 'huiyin-county-')), limit: 10_000, log: { error: e => { throw new Error(JSON.stringify(e)) } } })
  const person = (name: string): ReadyPerson => { const p = people.find(x => x.name[0] === name); if (!p) throw new Error(`nobody is called ${name}`); return p }
  const token = async (name: string): Promise<string> => (await service.signIn(congress, person(name).id))!
  const who = async (name: string): Promise<Who> => (await service.who(await token(name)))!
  return {
    service, report: loaded.report, congress, person, who,
    setNow: iso => { now = Date.parse(iso) },
    async must(by, act, on, input = {}) {
      const actor = typeof by === 'string' ? { kind: 'person' as const, person: person(by).id } : by
      const out = await service.act({ congress, act, ...on, input, actor, key: `county-test-${++n}-${process.pid}` })
      if (!out.ok) throw new Error(`${act}: ${out.refusal.rule} ${out.refusal.says[0]}`)
      return out
    },
    async option(by, on, act, field, label) {
      const me = await who(by)
      const choice = 'matter' in on ? (await service.matter(me, on.matter))!.choices.find(c => c.act === act) : await service.opening(congress, on.procedure, me)
      const found = choice?.fields.find(f => f.id === field)?.options.find(o => o.label[0] === label)
      if (!found) throw new Error(`${act}.${field} does not offer ${label}`)
      return found.id
    },
    async page(path, by) {
      const res = await app.request(`http://localhost${path}`, by ? { headers: { cookie: `hy=${await token(by)}` } } : {})
      if (res.status >= 500) throw new Error(`${path}: ${res.status}`)
      return res.text()
    },
    close: () => service.close(),
  }
}
