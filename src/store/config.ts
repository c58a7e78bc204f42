/** The congress itself and what it is configured with: register, settings, calendar. */
import type { Day, Id, Instant, Json, OrganRow, PersonRow, PlaceRow, PostRow } from '#loop/words.ts'
import { withoutNulls } from './query.ts'
import type { ConfigRows, Tx } from './shapes.ts'

export type NewCongress = { readonly short: string; readonly name: string; readonly nameEn: string; readonly host?: string; readonly sample?: boolean; readonly profile?: Json; readonly coveredUntil?: Day }
export type CalendarDayRow = { readonly day: Day; readonly kind: string; readonly zh: string; readonly en: string }

/** Creates the congress the transaction is scoped to. Its mark as a sample is set here and never again. */
export async function createCongress(tx: Tx, c: NewCongress): Promise<void> {
  await tx.rows('insert into congress (id, short, name, name_en, host, sample, profile, covered_until) values ($1, $2, $3, $4, $5, $6, $7::jsonb, $8)',
    [tx.congress, c.short, c.name, c.nameEn, c.host ?? null, c.sample ?? false, JSON.stringify(c.profile ?? {}), c.coveredUntil ?? null])
}

/** Everything decisions of this congress depend on, at one version, in one statement. */
export async function readConfig(tx: Tx): Promise<ConfigRows> {
  const [row] = await tx.rows<{ v: Omit<ConfigRows, 'places' | 'organs' | 'persons' | 'posts'> & Record<'places' | 'organs' | 'persons' | 'posts', object[]> }>(`
    select jsonb_build_object('config', c.config, 'coveredUntil', c.covered_until,
      'places', (select coalesce(jsonb_agg(jsonb_build_object('id', id, 'kind', kind, 'name', name, 'nameEn', name_en, 'parent', parent,
        'validFrom', valid_from, 'validTo', valid_to) order by id), '[]') from place where congress = c.id),
      'organs', (select coalesce(jsonb_agg(jsonb_build_object('id', id, 'kind', kind, 'name', name, 'nameEn', name_en, 'short', short, 'parent', parent,
        'place', place, 'outside', outside, 'phone', phone, 'validFrom', valid_from, 'validTo', valid_to) order by id), '[]') from organ where congress = c.id),
      'persons', (select coalesce(jsonb_agg(jsonb_build_object('id', id, 'name', name, 'nameEn', name_en, 'sortKey', sort_key,
        'validFrom', valid_from, 'validTo', valid_to) order by id), '[]') from person where congress = c.id),
      'posts', (select coalesce(jsonb_agg(jsonb_build_object('id', id, 'person', person, 'organ', organ, 'kind', kind, 'level', level, 'place', place,
        'validFrom', valid_from, 'validTo', valid_to) order by id), '[]') from post where congress = c.id),
      'settings', (select coalesce(jsonb_agg(jsonb_build_object('name', name, 'version', version, 'value', value, 'validFrom', valid_from)
        order by name, version), '[]') from setting where congress = c.id),
      'days', (select coalesce(jsonb_agg(jsonb_build_object('day', day, 'kind', kind, 'zh', zh, 'en', en) order by day), '[]') from calendar_day where congress = c.id)) v
    from congress c where c.id = $1`, [tx.congress])
  if (!row) throw new Error(`no congress ${tx.congress}`)
  const { places, organs, persons, posts, ...rest } = row.v
  return {
    ...withoutNulls<typeof rest>(rest),
    places: places.map(r => withoutNulls<PlaceRow>(r)),
    organs: organs.map(r => withoutNulls<OrganRow>(r)),
    persons: persons.map(r => withoutNulls<PersonRow>(r)),
    posts: posts.map(r => withoutNulls<PostRow>(r)),
  }
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
