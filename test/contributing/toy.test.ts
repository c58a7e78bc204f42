/** What CONTRIBUTING.md says is done to a copy of the project, literally, and works: if page and program part ways, this fails. */
import { spawn, spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { added, contributing, home, stepsOf } from '#test/contributing/page.ts'

const steps = stepsOf(contributing())
const copy = mkdtempSync(join(tmpdir(), 'huiyin-toy-'))
/** Everything but what is not the project's: packages, data, scratch, history. */
const left = new Set(['node_modules', 'data', '.tmp', '.git'])

beforeAll(() => {
  for (const name of readdirSync(home)) if (!left.has(name)) cpSync(join(home, name), join(copy, name), { recursive: true })
  symlinkSync(join(home, 'node_modules'), join(copy, 'node_modules'), 'dir')
  for (const f of steps.files) { mkdirSync(dirname(join(copy, f.file)), { recursive: true }); writeFileSync(join(copy, f.file), f.text, { flag: 'wx' }) }
  for (const a of steps.additions) writeFileSync(join(copy, a.file), added(readFileSync(join(copy, a.file), 'utf8'), a))
})
afterAll(() => rmSync(copy, { recursive: true, force: true }))

type Ran = { code: number | null; out: string }
const env = { ...process.env, NO_COLOR: '1', PATH: `${dirname(process.execPath)}:${process.env.PATH ?? ''}` }
/** A command line of the page; the tests it names run in the copy, where vitest must not think itself part of this run. */
const run = (command: string): Promise<Ran> => new Promise(done => {
  const own = Object.fromEntries(Object.entries(env).filter(([k]) => !/^(VITEST|NODE_ENV|npm_)/.test(k)))
  const child = spawn(command, { cwd: copy, env: own, shell: true, stdio: ['ignore', 'pipe', 'pipe'] })
  let out = ''
  for (const from of [child.stdout, child.stderr]) from.on('data', (d: Buffer) => { out += d.toString() })
  child.once('close', code => done({ code, out }))
})

describe('what CONTRIBUTING.md says', () => {
  it('is a whole example: files, additions, commands', () => expect([steps.files.length, steps.additions.length, steps.commands.length]).toEqual([4, 5, 2]))

  it('holds by its own commands: types, its test, the laws, random walks, the rooms', { timeout: 240_000 }, async () => {
    for (const command of steps.commands) { const r = await run(command); expect(r.code, `${command}\n${r.out.slice(-3000)}`).toBe(0) }
  })

  it('gives a matter that goes through every door: API, entry, list, inbox, page, figure, API document', { timeout: 240_000 }, () => {
    const r = spawnSync(process.execPath, ['--disable-warning=ExperimentalWarning', join(copy, 'test/contributing/drive.ts')], { cwd: copy, encoding: 'utf8' })
    expect(r.status, r.stderr).toBe(0)
    expect(JSON.parse(r.stdout)).toEqual({ laws: [], opened: 201, lent: 200, entry: true, list: true, inbox: true, page: [], after: true, api: true, figure: 1, records: [true], figurePage: true, rebuilt: [0, 0] })
  })
})
