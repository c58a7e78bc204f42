/** docs/permissions.md is true: drawn from the declarations, and written anew only when asked. */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { procedures } from '#procedures/index.ts'
import { permissionsDocument } from '#test/permissions/document.ts'

const file = join(import.meta.dirname, '..', '..', 'docs', 'permissions.md')
it('docs/permissions.md says what the declarations say', () => {
  const now = permissionsDocument(procedures)
  if (process.env.HUIYIN_TEST_PERMISSIONS === 'write') writeFileSync(file, now)
  expect(readFileSync(file, 'utf8'), 'HUIYIN_TEST_PERMISSIONS=write writes it anew').toBe(now)
})
it('has every procedure, every act and every stage in both languages', () => {
  const text = permissionsDocument(procedures)
  for (const p of procedures.list) {
    expect(text).toContain(`## ${p.label[0]} · ${p.label[1]}`)
    for (const a of Object.values(p.acts)) expect(text, a.label[0]).toContain(`**${a.label[0]}** ${a.label[1]}`)
  }
})
