/** config → store → service → http. The only file that wires. Arguments are judged before anything heavy is loaded. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Command, help, readArguments } from '#cli/arguments.ts'
import { readConfig } from '#cli/config.ts'
import { explain } from '#cli/explain.ts'

const version = (JSON.parse(readFileSync(join(import.meta.dirname, '..', 'package.json'), 'utf8')) as { version: string }).version

async function run(command: Command): Promise<number | undefined> {
  if (command.name === 'help') { process.stdout.write(help); return 0 }
  if (command.name === 'version') { process.stdout.write(`${version}\n`); return 0 }
  const config = readConfig(process.env, process.cwd())
  const { wired } = await import('./wiring.ts')
  return wired(command, config, version)
}

try {
  const code = await run(readArguments(process.argv.slice(2)))
  if (code !== undefined) process.exitCode = code
} catch (e) {
  process.exitCode = explain(e)
  setTimeout(() => process.exit(), 500).unref()
}
