import { availableParallelism } from 'node:os'
import { BaseSequencer, type TestSpecification } from 'vitest/node'
import { defineConfig } from 'vitest/config'

/** What takes minutes begins first, so that no worker waits for it at the end. Workers are kept from file to file: modules and the embedded engine are compiled once. */
// Two that want the told year would both wait for it: one kills programs meanwhile.
const long = ['browser/pages', 'kill/', 'browser/journeys', 'browser/', 'http/attacks', 'process/', 'post.test', 'county/', 'privacy', 'opening', 'year.test', 'bench/', 'visits', 'http/quarantine', 'contributing/']
const place = (f: TestSpecification): number => { const at = long.findIndex(x => f.moduleId.includes(`/test/`) && f.moduleId.includes(x)); return at < 0 ? long.length : at }
class LongFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> { return (await super.sort(files)).sort((a, b) => place(a) - place(b)) }
}

export default defineConfig({
  test: { include: ['test/**/*.test.ts'], testTimeout: 60_000, hookTimeout: 120_000, pool: 'forks', isolate: false, maxWorkers: Math.max(2, availableParallelism() - 1), globalSetup: ['test/support/model.ts'], sequence: { sequencer: LongFirst } },
})
