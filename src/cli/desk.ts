/** How a command finds the server that holds the embedded store, and asks it over loopback (one process holds the store). */
import { chmodSync, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { Answer, Reading } from '#cli/answer.ts'

type Address = { readonly url: string; readonly token: string }
const fileIn = (dataDir: string): string => join(dataDir, 'server.json')

/** Leaves the address and a token for commands of the same user; the file is 0600. */
export function announce(dataDir: string, a: Address): void {
  writeFileSync(fileIn(dataDir), JSON.stringify(a), { mode: 0o600 })
  chmodSync(fileIn(dataDir), 0o600)
}
export const withdraw = (dataDir: string): void => rmSync(fileIn(dataDir), { force: true })

/** Asks a running server; undefined when none answers. */
export async function askServer(dataDir: string, command: Reading, cwd: string): Promise<Answer | undefined> {
  if (!existsSync(fileIn(dataDir))) return undefined
  const { url, token } = JSON.parse(readFileSync(fileIn(dataDir), 'utf8')) as Address
  const asked = command.name === 'backup' ? { ...command, file: resolve(cwd, command.file) } : command
  try {
    const r = await fetch(`${url}/_operator`, { method: 'POST', headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' }, body: JSON.stringify(asked), signal: AbortSignal.timeout(300_000) })
    return r.ok ? ((await r.json()) as Answer) : undefined
  } catch { return undefined }
}
