/** A real browser: Debian's chromium where it is installed, else the one that comes as a package and needs no download. */
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import packed from '@sparticuz/chromium'
import { type Browser, chromium } from 'playwright-core'

const debian = '/usr/bin/chromium'
// Tests often run as root in a container, where the browser's own sandbox cannot start; nothing but our own pages is opened.
const flags = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync']

export type Launched = { readonly browser: Browser; readonly close: () => Promise<void> }
type Way = { readonly name: string; readonly path: () => Promise<string>; readonly leave?: () => void }

/** Unpacks into a folder of its own: an unpacking of another process that was cut short leaves half a browser in the shared one. */
function unpackedApart(): Way {
  const shared = process.env.TMPDIR
  let own: string | undefined
  return {
    name: '@sparticuz/chromium, unpacked anew',
    path: async () => {
      process.env.TMPDIR = own = mkdtempSync(join(tmpdir(), 'huiyin-chromium-'))
      try { return await packed.executablePath() } finally { if (shared === undefined) delete process.env.TMPDIR; else process.env.TMPDIR = shared }
    },
    leave: () => { if (own) rmSync(own, { recursive: true, force: true }) },
  }
}
const ways = (): Way[] => [
  ...(existsSync(debian) ? [{ name: debian, path: () => Promise.resolve(debian) }] : []),
  { name: '@sparticuz/chromium', path: () => packed.executablePath() },
  unpackedApart(),
]

/** Starts a browser with a new, empty profile, or fails saying what was tried: browser tests are never skipped. */
export async function launch(): Promise<Launched> {
  const tried: string[] = []
  for (const way of ways()) {
    try {
      const browser = await chromium.launch({ executablePath: await way.path(), args: flags, timeout: 60_000 })
      return { browser, close: async () => { await browser.close(); way.leave?.() } }
    } catch (e) {
      way.leave?.()
      tried.push(`${way.name}: ${e instanceof Error ? e.message : String(e)}`)
    }
  }
  throw new Error(`No browser could be started, so the browser tests fail. Tried:\n${tried.join('\n')}`)
}
