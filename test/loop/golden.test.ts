/** Histories told once and kept: they must fold to the same for ever, whatever becomes of procedures, settings or calendar. */
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { fold } from '#loop/fold.ts'
import type { Event } from '#loop/words.ts'
import { projectAll } from '#service/projection.ts'
import { hashOf } from '#service/seal.ts'
import { histories } from '#test/loop/histories.ts'

const folder = join(import.meta.dirname, 'golden')
type Golden = { events: Event[]; matters: unknown; projection: unknown }
const plain = (v: unknown): unknown => JSON.parse(JSON.stringify(v))

// A new history is written once, by the person who adds it; an existing file is never rewritten by a test.
if (process.env.HUIYIN_TEST_GOLDEN === 'write') for (const [name, tell] of Object.entries(histories)) {
  const file = join(folder, `${name}.json`)
  if (existsSync(file)) continue
  const t = tell()
  writeFileSync(file, `${JSON.stringify({ events: t.events, matters: [...fold(t.root, t.events).matters.values()], projection: projectAll(t.root, t.events) } satisfies Golden)}\n`)
}

describe('golden histories', () => {
  const files = readdirSync(folder)
  it('are kept', () => expect(files.length).toBeGreaterThanOrEqual(Object.keys(histories).length))
  it.each(files)('%s folds as it always did', file => {
    const golden = JSON.parse(readFileSync(join(folder, file), 'utf8')) as Golden
    const root = golden.events[0]!.root
    let prev: string | null = null
    for (const e of golden.events) { expect(e.prev).toBe(prev); expect(hashOf(e)).toBe(e.hash); prev = e.hash }
    expect(plain([...fold(root, golden.events).matters.values()])).toEqual(golden.matters)
    expect(plain(projectAll(root, golden.events))).toEqual(golden.projection)
  })
})
