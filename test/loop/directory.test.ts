/** The register asked for a day: heirs through several mergers, names that were, posts that count and posts one may act by. */
import { describe, expect, it } from 'vitest'
import { makeDirectory, type Register } from '#loop/directory.ts'
import type { OrganRow, PostRow } from '#loop/words.ts'

const organ = (id: string, more: Partial<OrganRow> = {}): OrganRow => ({ id, kind: 'handlingOrgan', name: id, nameEn: id, short: id, validFrom: '2021-01-01', ...more })
const post = (id: string, organ_: string, more: Partial<PostRow> = {}): PostRow => ({ id, person: 'p', organ: organ_, kind: 'handlerClerk', validFrom: '2021-01-01', ...more })
const directory = (more: Partial<Register>) => makeDirectory({ version: 1, places: [], organs: [], persons: [], posts: [], ...more })

describe('heirs', () => {
  const d = directory({ organs: [organ('a', { validTo: '2022-12-31', successor: 'b' }), organ('b', { validTo: '2023-12-31', successor: 'c' }), organ('c'), organ('lost', { validTo: '2022-12-31' }), organ('split', { follows: 'a' }), organ('ring1', { validTo: '2022-12-31', successor: 'ring2' }), organ('ring2', { validTo: '2022-12-31', successor: 'ring1' }), organ('wrong', { validTo: '2020-12-31' })] })
  it('are looked for day by day', () => {
    expect(['2022-12-31', '2023-01-01', '2023-12-31', '2024-01-01'].map(day => d.heirOf('a', day))).toEqual(['a', 'b', 'b', 'c'])
    expect([d.heirOf('c', '2030-01-01'), d.heirOf('lost', '2023-01-01'), d.heirOf('ring1', '2023-01-01'), d.heirOf('wrong', '2020-12-31'), d.heirOf('unknown', '2023-01-01')]).toEqual(['c', undefined, undefined, undefined, 'unknown'])
  })
  it('carry on the work of all before them, and of nobody whose work another carries on', () => {
    expect([d.forebearsOf('c', '2024-01-01').sort(), d.forebearsOf('c', '2023-06-01'), d.forebearsOf('b', '2023-06-01').sort(), d.forebearsOf('split', '2024-01-01')]).toEqual([['a', 'b', 'c'], ['c'], ['a', 'b'], ['split']])
  })
})

describe('names', () => {
  const d = directory({ organs: [organ('a', { name: '新名', short: '新' })], namings: [{ of: 'a', name: '旧名', nameEn: 'Old', short: '旧', validFrom: '2021-01-01', validTo: '2022-12-31' }, { of: 'a', name: '写错', nameEn: 'Wrong', validFrom: '2023-01-01', validTo: '2022-12-31' }] })
  it('are those of the day; a renaming taken back leaves none', () => {
    expect(['2021-01-01', '2022-12-31', '2023-01-01'].map(day => d.nameOn('a', day)![0])).toEqual(['旧名', '旧名', '新名'])
    expect([d.nameOn('a', '2022-01-01', true)![0], d.nameOn('a', '2024-01-01', true)![0], d.name('a')![0], d.formerNames('a').length, d.nameOn('x', '2022-01-01')]).toEqual(['旧', '新', '新名', 1, undefined])
  })
})

describe('posts', () => {
  const d = directory({
    organs: [organ('a', { validTo: '2022-12-31', successor: 'b' }), organ('b'), organ('assembly', { kind: 'assembly' })],
    posts: [post('1', 'a'), post('2', 'b', { validFrom: '2023-01-01' }), post('3', 'assembly', { kind: 'deputy', place: 's', suspensions: [{ from: '2023-03-01', to: '2023-03-31', ground: 'detained' }, { from: '2023-06-01', ground: 'serving' }] }), post('4', 'b', { validTo: '2020-12-31' })],
  })
  const of = (day: string) => [d.postsOf('p', day), d.actingPostsOf('p', day)].map(all => all.map(p => p.id).join(''))
  it('end with their organ, and are no ground to act while suspended', () => {
    expect(['2022-12-31', '2023-01-01', '2023-03-01', '2023-03-31', '2023-04-01', '2023-06-01', '2024-01-01'].map(of)).toEqual([['13', '13'], ['23', '23'], ['23', '2'], ['23', '2'], ['23', '23'], ['23', '2'], ['23', '2']])
    expect([d.deputiesOf('s', '2023-03-15').length, d.actingDeputiesOf('s', '2023-03-15').length]).toEqual([1, 0])
  })
  it('taken back are in no list, though their row is kept', () => expect([d.careerOf('p').map(p => p.id), d.post('4'), d.all.posts.length]).toEqual([['2', '1', '3'], undefined, 4]))
})

describe('what hangs on an entry', () => {
  const d = directory({ organs: [organ('a'), organ('b', { parent: 'a' }), organ('gone', { parent: 'b', validTo: '2020-12-31' })], posts: [post('1', 'b'), post('2', 'x', { kind: 'deputy', constituency: 'c' }), post('3', 'a', { validTo: '2020-12-31' })] })
  it('is a post or an entry under it, never one taken back, and follows what is put in', () => {
    expect(['a', 'b', 'c', 'gone'].map(id => [d.hangingOn(id).post?.id, d.hangingOn(id).entry?.id])).toEqual([[undefined, 'b'], ['1', undefined], ['2', undefined], [undefined, undefined]])
    const next = d.grown([{ table: 'post', row: post('1', 'a') }, { table: 'organ', row: organ('b', { parent: 'c' }) }], 2)!
    expect(['a', 'b', 'c'].map(id => [next.hangingOn(id).post?.id, next.hangingOn(id).entry?.id])).toEqual([['1', undefined], [undefined, undefined], ['2', 'b']])
    expect([next.holders('a', '2024-01-01').map(p => p.id), next.holders('b', '2024-01-01'), next.careerOf('p').map(p => p.id)]).toEqual([['1'], [], ['1', '2']])
  })
})

describe('organs in order', () => {
  const rows = { places: [{ id: 'p2', kind: 'street', name: '示例二街道', nameEn: '', validFrom: '2021-01-01' }, { id: 'p1', kind: 'street', name: '示例一街道', nameEn: '', validFrom: '2021-01-01' }] as Register['places'], organs: [organ('firm', { short: '某公司', outside: true }), organ('two', { short: '甲办', place: 'p2' }), organ('one', { short: '乙办', place: 'p1' }), organ('water', { short: '水务局' }), organ('edu', { short: '教育局' })] }
  it('stand as in the register: by name, then by place, units outside last; what it does not know at the end', () => {
    expect(directory(rows).organsInOrder(['nobody', 'firm', 'two', 'one', 'water', 'edu'], '2025-01-01')).toEqual(['edu', 'water', 'one', 'two', 'firm', 'nobody'])
  })
  it('a new one is in its place as soon as the register has it', () => {
    const d = directory(rows)
    d.organsInOrder(['edu'], '2025-01-01')
    const grown = d.grown([{ table: 'organ', row: organ('health', { short: '卫健局' }) }], 2)!
    expect(grown.organsInOrder(['water', 'health', 'edu'], '2025-01-01')).toEqual(['edu', 'water', 'health'])
  })
})
