/** `npm test`: types, one boot of the real program under plain Node, then every test. Nothing is skipped silently. */
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'

const home = join(import.meta.dirname, '..')
const bin = (name: string, file: string): string => join(home, 'node_modules', name, file)
const only = process.argv.slice(2)

function step(what: string, args: readonly string[]): void {
  process.stdout.write(`\n— ${what}\n`)
  const ran = spawnSync(process.execPath, args, { cwd: home, stdio: 'inherit' })
  if (ran.status !== 0) { process.stdout.write(`\n${what}: failed\n`); process.exit(ran.status ?? 1) }
}

const tsc = ['bin/tsc', 'bin/tsc.js', 'lib/tsc.js'].map(f => bin('typescript', f)).find(f => existsSync(f))
if (!tsc) throw new Error('the type checker is not installed')
if (!only.length) {
  step('types', [tsc, '-p', '.'])
  step('boot under plain Node', ['--disable-warning=ExperimentalWarning', 'src/main.ts', '--help'])
}
step('tests', [bin('vitest', 'vitest.mjs'), 'run', ...only])
