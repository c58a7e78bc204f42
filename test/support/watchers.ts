/** Those who keep watch in the small world: an auditor, a security administrator, a discipline liaison in a supervision commission. */
import type { Id } from '#loop/words.ts'
import type { World } from '#test/support/world.ts'

export type Watchers = Record<'auditor' | 'security' | 'system' | 'liaison' | 'supervision', Id>
export async function watchers(w: World): Promise<Watchers> {
  const enter = async (input: Record<string, unknown>): Promise<Id> => (await w.must({ procedure: 'register', act: 'enter', actor: { kind: 'clock' }, input: { since: '2021-01-01', ...input } })).matter
  const supervision = await enter({ table: 'organ', kind: 'supervision', name: '示例区监委', short: '示例区监委', nameEn: 'Supervision' })
  const person = (name: string, postOrgan: Id, postKind: string): Promise<Id> => enter({ table: 'person', name, nameEn: name, postOrgan, postKind })
  return { supervision, auditor: await person('陈示甲', w.organs.district, 'auditor'), security: await person('陈示乙', w.organs.district, 'securityAdmin'), system: await person('陈示丙', w.organs.district, 'systemAdmin'), liaison: await person('陈示丁', supervision, 'disciplineLiaison') }
}
