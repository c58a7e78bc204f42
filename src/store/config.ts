/** The congress itself and what it is configured with: register, settings, calendar. */
import type { Day, Id, Instant, Json, NamingRow, OrganRow, PersonRow, PlaceRow, PostRow, TermRow } from '#loop/words.ts'
import { withoutNulls } from './query.ts'
import type { ConfigRows, Tx } from './shapes.ts'

export type NewCongress = { readonly short: string; readonly name: string; readonly nameEn: string; readonly host?: string; readonly sample?: boolean; readonly profile?: Json; readonly coveredUntil?: Day }
export type CalendarDayRow = { readonly day: Day; readonly kind: string; readonly zh: string; readonly en: string }

/** Creates the congress the transaction is scoped to. Its mark as a sample is set here and never again. */
export async function createCongress(tx: Tx, c: NewCongress): Promise<void> {
  await tx.rows('insert into congress (id, short, name, name_en, host, sample, profile, covered_until) values ($1, $2, $3, $4, $5, $6, $7::jsonb, $8)',
    [tx.congress, c.short, c.name, c.nameEn, c.host ?? null, c.sample ?? false, JSON.stringify(c.profile ?? {}), c.coveredUntil ?? null])
}

type Registers = 'places' | 'organs' | 'persons' | 'posts' | 'namings' | 'terms'
/** The register's tables as our shapes; `of` is the congress, `own` narrows each to the entry it belongs to. */
export const registers = (of: string, own?: string): string => {
  const rows = (key: Registers, table: string, entry: string, order: string, ...fields: string[]): string =>
    `'${key}', (select coalesce(jsonb_agg(jsonb_build_object(${fields.map(f => `'${f}', ${f.replace(/[A-Z]/g, x => `_${x.toLowerCase()}`)}`).join(', ')}) order by ${order}), '[]') from ${table} where congress = ${of}${own ? ` and ${entry} = ${own}` : ''})`
  const dated = ['validFrom', 'validTo']
  return [
    rows('places', 'place', 'id', 'id', 'id', 'kind', 'name', 'nameEn', 'parent', 'number', 'seats', 'aliases', ...dated),
    rows('organs', 'organ', 'id', 'id', 'id', 'kind', 'name', 'nameEn', 'short', 'parent', 'place', 'outside', 'phone', 'successor', 'follows', '"order"', ...dated),
    rows('persons', 'person', 'id', 'id', 'id', 'name', 'nameEn', 'sortKey', 'gender', 'nation', 'born', 'party', 'works', '"order"', ...dated),
    rows('posts', 'post', 'person', 'id', 'id', 'person', 'organ', 'kind', 'level', 'place', 'constituency', 'unit', 'suspensions', 'endedWhy', ...dated),
    rows('namings', 'naming', '"of"', '"of", valid_from', '"of"', 'name', 'nameEn', 'short', ...dated),
    rows('terms', 'term', 'id', 'id', 'id', 'organ', 'kind', 'number', 'parent', 'name', 'nameEn', ...dated),
  ].join(',\n      ').replaceAll(`'"order"'`, `'order'`).replaceAll(`'"of"'`, `'of'`)
}
/** Rows as SQL gave them, without the nulls that stand for nothing. */
export const registersOf = (v: Record<Registers, object[]>): Pick<ConfigRows, Registers> => ({
  places: v.places.map(r => withoutNulls<PlaceRow>(r)), organs: v.organs.map(r => withoutNulls<OrganRow>(r)), persons: v.persons.map(r => withoutNulls<PersonRow>(r)),
  posts: v.posts.map(r => withoutNulls<PostRow>(r)), namings: v.namings.map(r => withoutNulls<NamingRow>(r)), terms: v.terms.map(r => withoutNulls<TermRow>(r)),
})

/** Everything decisions of this congress depend on, at one version, in one statement. */
export async function readConfig(tx: Tx): Promise<ConfigRows> {
  const [row] = await tx.rows<{ v: Omit<ConfigRows, Registers> & Record<Registers, object[]> }>(`
    select jsonb_build_object('config', c.config, 'coveredUntil', c.covered_until,
      ${registers('c.id')},
      'settings', (select coalesce(jsonb_agg(jsonb_build_object('name', name, 'version', version, 'value', value, 'validFrom', valid_from)
        order by name, version), '[]') from setting where congress = c.id),
      'days', (select coalesce(jsonb_agg(jsonb_build_object('day', day, 'kind', kind, 'zh', zh, 'en', en) order by day), '[]') from calendar_day where congress = c.id)) v
    from congress c where c.id = $1`, [tx.congress])
  if (!row) throw new Error(`no congress ${tx.congress}`)
  const { places, organs, persons, posts, namings, terms, ...rest } = row.v
  return { ...withoutNulls<typeof rest>(rest), ...registersOf({ places, organs, persons, posts, namings, terms }) }
}

const raiseConfig = async (tx: Tx): Promise<number> =>
  (await tx.rows<{ config: number }>('update congress set config = config + 1 where id = $1 returning config', [tx.congress]))[0]!.config

/** Adds the next version of a setting and returns its number. */
export async function addSetting(tx: Tx, s: { name: string; value: Json; validFrom: Day; at: Instant; by?: Id }): Promise<number> {
  // Raised first: the congress row then serialises two people who set the same thing.
  await raiseConfig(tx)
  const [row] = await tx.rows<{ version: number }>(`insert into setting (congress, name, version, value, valid_from, recorded_at, by)
    select $1, $2, coalesce(max(version), 0) + 1, $3::jsonb, $4::date, $5::timestamptz, $6::uuid from setting where congress = $1 and name = $2 returning version`,
  [tx.congress, s.name, JSON.stringify(s.value), s.validFrom, s.at, s.by ?? null])
  return row!.version
}

/** Adds announced days, or corrects them, and moves the day the calendar reaches to. */
export async function addCalendarDays(tx: Tx, days: readonly CalendarDayRow[], coveredUntil?: Day): Promise<void> {
  await raiseConfig(tx)
  await tx.rows(`insert into calendar_day (congress, day, kind, zh, en)
    select $1, (d->>'day')::date, d->>'kind', d->>'zh', d->>'en' from jsonb_array_elements($2::jsonb) d
    on conflict (congress, day) do update set kind = excluded.kind, zh = excluded.zh, en = excluded.en`, [tx.congress, JSON.stringify(days)])
  if (coveredUntil) await tx.rows('update congress set covered_until = greatest(covered_until, $2::date) where id = $1', [tx.congress, coveredUntil])
}

/** The sample year has been told to its end. */
export async function markSampleDone(tx: Tx): Promise<void> {
  await tx.rows('update congress set sample_done = true where id = $1 and sample', [tx.congress])
}

/** The next number of a series (1 when none was given yet); append takes it only from this value. */
export async function nextNumber(tx: Tx, series: string): Promise<number> {
  const [row] = await tx.rows<{ next: number }>('select next from number_series where congress = $1 and series = $2', [tx.congress, series])
  return row?.next ?? 1
}
