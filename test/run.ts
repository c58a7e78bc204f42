/** `npm test`: types, one boot of the real program under plain Node, then every test; a closing line says how many. Nothing is skipped silently. */
import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const home = join(import.meta.dirname, '..')
const bin = (name: string, file: string): string => join(home, 'node_modules', name, file)
const only = process.argv.slice(2)

function step(what: string, args: readonly string[]): number {
  process.stdout.write(`\n— ${what}\n`)
  return spawnSync(process.execPath, args, { cwd: home, stdio: 'inherit' }).status ?? 1
}
function must(what: string, args: readonly string[]): void {
  const code = step(what, args)
  if (code !== 0) { process.stdout.write(`\n${what}: failed\n`); process.exit(code) }
}

const tsc = ['bin/tsc', 'bin/tsc.js', 'lib/tsc.js'].map(f => bin('typescript', f)).find(f => existsSync(f))
if (!tsc) throw new Error('the type checker is not installed')
if (!only.length) {
  must('types', [tsc, '-p', '.'])
  must('lint', [bin('oxlint', 'bin/oxlint'), '--deny-warnings', 'src', 'sample', 'test', 'bin'])
  must('boot under plain Node', ['--disable-warning=ExperimentalWarning', 'src/main.ts', '--help'])
}
const folder = mkdtempSync(join(tmpdir(), 'huiyin-tests-')), file = join(folder, 'result.json')
const code = step('tests', [bin('vitest', 'vitest.mjs'), 'run', '--reporter=default', '--reporter=json', `--outputFile.json=${file}`, ...only])
if (existsSync(file)) {
  const r = JSON.parse(readFileSync(file, 'utf8')) as { numPassedTests: number; numFailedTests: number; numPendingTests: number }
  process.stdout.write(`\n${r.numPassedTests} passed, ${r.numFailedTests} failed${r.numPendingTests ? `, ${r.numPendingTests} skipped` : ''}\n`)
}
rmSync(folder, { recursive: true, force: true })
process.exit(code)
