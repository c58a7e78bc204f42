/** The bench runs and leaves nothing out. How fast anything is depends on the machine and is no test's business. */
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { expect, it } from 'vitest'

const main = join(import.meta.dirname, '..', '..', 'bench', 'main.ts')
const ratios = ['intake.many.ratio', 'intake.one.ratio', 'intake.decay.ratio', 'acts.ratio', 'pages.portal.ratio']
const values = ['intake.many.http', 'intake.one.reference', 'acts.http', 'pages.matter', 'pages.list.plain.24', 'pages.list.plain.60', 'figures.all.24']

it('says every ratio, on the embedded engine, as one JSON document', { timeout: 300_000 }, async () => {
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', main, '--json', '--tiny', '--engine', 'embedded', '--only', 'intake,desk'], { stdio: ['ignore', 'pipe', 'pipe'] })
  let out = '', err = ''
  child.stdout.on('data', (d: Buffer) => { out += d.toString() })
  child.stderr.on('data', (d: Buffer) => { err += d.toString() })
  const code = await new Promise<number | null>(done => child.once('exit', done))
  expect(code, err).toBe(0)
  const said = JSON.parse(out) as { machine: { cores: number; syncMs: number }; values: Record<string, { value: number } | undefined> }
  expect(said.machine.cores).toBeGreaterThan(0)
  expect(said.machine.syncMs).toBeGreaterThanOrEqual(0)
  for (const name of [...ratios, ...values]) {
    const value = said.values[`embedded.${name}`]?.value
    expect(Number.isFinite(value), `embedded.${name}: ${value}`).toBe(true)
    expect(value, name).toBeGreaterThan(0)
  }
})
