import { expect, test } from 'vitest'
import { addView } from '#store/views.ts'
import { addSetting, markSampleDone } from '#store/config.ts'
import { at, id, organ, person, told } from './acts.ts'
import { onEngines } from './engines.ts'

onEngines('walls', (bench, kind) => {
  const store = () => bench().store
  const inOne = (sql: string, params: unknown[] = []) => store().tx(1, tx => tx.rows<Record<string, unknown>>(sql, params))
  const tenant = `select c.relname t from pg_class c join pg_namespace n on n.oid = c.relnamespace where n.nspname = 'public' and c.relkind = 'r' and c.relname not in ('congress', 'schema_version')`

  test('the serving role is no superuser and owns nothing', async () => {
    const [is] = await inOne(`select current_user name, (select rolsuper or rolbypassrls from pg_roles where rolname = current_user) strong, (select count(*) from pg_class where pg_get_userbyid(relowner) = current_user) owns`)
    expect(is).toMatchObject({ strong: false, owns: 0 })
    expect(is!['name']).toMatch(kind === 'embedded' ? /^huiyin_app$/ : /^huiyin_app_[0-9a-f]{8}$/)
  })

  test('a congress sees nothing of another, and cannot write into it', async () => {
    const a = told({ congress: 2, opens: [{}], facts: [{}], row: { title: '路灯不亮' } })
    await store().append([a])
    for (const { t } of await inOne(tenant)) {
      expect([t, (await inOne(`select count(*) n from ${String(t)} where congress <> 1`))[0]!['n']]).toEqual([t, 0])
    }
    expect((await store().tx(2, tx => tx.rows('select from event where congress = 2'))).length).toBeGreaterThan(0)
    expect(await store().readFamily(1, a.root)).toBeUndefined()
    expect((await store().append([told({ congress: 1, root: a.root, expect: 1, prev: a.events[0]!.hash })]))[0]!.verdict).toBe('stale')
    await expect(inOne(`insert into lease values (2, 'x', 'y', now())`)).rejects.toThrow(/row-level security/)
    await expect(inOne(`insert into congress (id, short, name, name_en) values (9, 'x', 'x', 'x')`)).rejects.toThrow(/row-level security/)
    expect(await inOne('update congress set config = 99 where id = 2 returning id')).toEqual([])
    expect(await store().tx(2, tx => tx.rows('select search_matters(2, $1, 10) id', ['路灯']))).toEqual([{ id: a.root }])
    expect(await inOne('select search_matters(2, $1, 10) id', ['路灯'])).toEqual([])
  })

  test('the log, the settings and the log of views are added to and read, nothing else', async () => {
    await store().tx(1, async tx => {
      await addSetting(tx, { name: 'term', value: 3, validFrom: '2025-01-01', at: at(0) })
      await addView(tx, { matter: id(), field: 'phone', person, organ, reason: 'call', at: at(0) })
    })
    for (const table of ['event', 'setting', 'view_log']) {
      for (const sql of [`update ${table} set congress = congress`, `delete from ${table}`, `truncate ${table}`, `alter table ${table} disable row level security`, `drop table ${table}`]) {
        await expect(inOne(sql), sql).rejects.toThrow(/permission denied|must be owner/)
      }
    }
    await expect(inOne(`insert into event select * from event limit 1 on conflict (congress, root, seq) do update set act = 'x'`)).rejects.toThrow(/permission denied/)
    await expect(inOne(`create table mine (x int)`)).rejects.toThrow(/permission denied/)
  })

  test('the mark of a sample congress stays; the end of its telling can be marked', async () => {
    await expect(store().tx(3, tx => tx.rows('update congress set sample = false where id = 3'))).rejects.toThrow(/permission denied/)
    await store().tx(1, markSampleDone)
    await store().tx(3, markSampleDone)
    expect((await store().congresses()).map(c => [c.id, c.sample, c.sampleDone])).toEqual([[1, false, false], [2, false, false], [3, true, true]])
  })

  test('every key leads with the congress, row-level security is on everywhere, and there are no triggers', async () => {
    const keys = await inOne(`select c.relname t, i.relname k, (select attname from pg_attribute where attrelid = c.oid and attnum = x.indkey[0]) lead
      from pg_index x join pg_class c on c.oid = x.indrelid join pg_class i on i.oid = x.indexrelid where c.relname in (${tenant}) and x.indisunique`)
    expect(keys.length).toBeGreaterThanOrEqual(20)
    expect(keys.filter(k => k['lead'] !== 'congress')).toEqual([])
    const plain = await inOne(`select i.relname k from pg_index x join pg_class c on c.oid = x.indrelid join pg_class i on i.oid = x.indexrelid
      where c.relname in (${tenant}) and (select attname from pg_attribute where attrelid = c.oid and attnum = x.indkey[0]) <> 'congress'`)
    expect(plain).toEqual([{ k: 'matter_grams' }, { k: 'matter_suggestions' }])
    expect(await inOne(`${tenant} and (not relrowsecurity or not exists (select from pg_policy p where p.polrelid = c.oid) or not exists (select from pg_index x where x.indrelid = c.oid and x.indisprimary))`)).toEqual([])
    expect(await inOne(`select tgname from pg_trigger where not tgisinternal`)).toEqual([])
    expect(await inOne(`select conname from pg_constraint f where f.contype = 'f' and (select attname from pg_attribute where attrelid = f.conrelid and attnum = f.conkey[1]) <> 'congress'`)).toEqual([])
  })

  test('nobody but the serving role may call our functions', async () => {
    expect(await inOne(`select p.proname from pg_proc p join pg_namespace n on n.oid = p.pronamespace
      where n.nspname = 'public' and (p.proacl is null or exists (select from aclexplode(p.proacl) a where a.grantee = 0))`)).toEqual([])
    expect(await inOne(`select p.proname from pg_proc p join pg_namespace n on n.oid = p.pronamespace where n.nspname = 'public' and p.prosecdef and not coalesce(p.proconfig::text, '') like '%search_path=pg_catalog, public%'`)).toEqual([])
  })

  test('a transaction inside a transaction is refused at once, and one used after its end too', async () => {
    await expect(store().tx(1, () => store().tx(1, async () => 1))).rejects.toMatchObject({ code: 'nested' })
    await expect(store().tx(1, () => store().append([told()]))).rejects.toMatchObject({ code: 'nested' })
    await expect(store().tx(1, () => store().readFamily(1, id()))).rejects.toMatchObject({ code: 'nested' })
    const kept = await store().tx(1, async tx => tx)
    await expect(kept.rows('select 1')).rejects.toMatchObject({ code: 'closed' })
    await expect(store().tx(1.5, async () => 1)).rejects.toMatchObject({ code: 'options' })
    expect(await Promise.all([1, 2, 3].map(n => store().tx(n, async tx => (await tx.rows<{ s: string }>(`select current_setting('app.congress') s`))[0]!.s)))).toEqual(['1', '2', '3'])
  })

  test('a failed transaction leaves nothing, and the next one works', async () => {
    await expect(store().tx(1, async tx => {
      await tx.rows(`insert into lease values (1, 'gone', 'y', now())`)
      await tx.rows('select 1 / 0')
    })).rejects.toThrow(/zero/)
    expect(await inOne(`select from lease where name = 'gone'`)).toEqual([])
  })
})
