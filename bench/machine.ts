/** The machine the numbers are of: without it they say nothing. */
import { closeSync, fdatasyncSync, mkdtempSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs'
import { cpus, release, tmpdir, totalmem } from 'node:os'
import { join } from 'node:path'
import { median, round } from './results.ts'

export type Machine = { readonly cpu: string; readonly cores: number; readonly memoryGB: number; readonly system: string; readonly syncMs: number; readonly node: string; readonly postgresql: string | null; readonly busy: number }

/** What one commit costs at least: the median of writing a page and waiting for the disk. */
function syncCost(folder: string): number {
  const fd = openSync(join(folder, 'sync'), 'w'), page = Buffer.alloc(8192, 7), took: number[] = []
  for (let i = 0; i < 200; i++) {
    const t = performance.now()
    writeSync(fd, page, 0, page.length, (i % 64) * page.length)
    fdatasyncSync(fd)
    took.push(performance.now() - t)
  }
  closeSync(fd)
  return median(took)
}

export function machine(postgresql: string | null): Machine {
  const folder = mkdtempSync(join(tmpdir(), 'huiyin-sync-'))
  const syncMs = round(syncCost(folder), 3)
  rmSync(folder, { recursive: true })
  const load = process.platform === 'linux' ? Number(readFileSync('/proc/loadavg', 'utf8').split(' ')[0]) : 0
  return { cpu: cpus()[0]?.model ?? 'unknown', cores: cpus().length, memoryGB: round(totalmem() / 2 ** 30), system: `${process.platform} ${release()}`, syncMs, node: process.version, postgresql, busy: load }
}
