/** Matters that stand behind a wall of named persons or organs. */
import type { Day, Id } from '#loop/words.ts'
import { StoreError } from './errors.ts'
import type { Tx } from './shapes.ts'

export type PartyWall = { readonly procedure: string; /** Who stands in this party made the wall. */ readonly party: string; /** Whoever is named in one of these sees past it. */ readonly past: readonly string[]; /** It is gone for whoever asks once none of the persons who made it holds a post. */ readonly falls: boolean; /** The kinds of post that count for that; any when left out. */ readonly holding?: readonly string[] | undefined }

/**
 * The matters hidden from whoever `mine` stands for. A wall of persons that falls stands while one of them holds a post that day.
 * The names stand in the text, not in a parameter: only so is the small index of walls used.
 */
export async function walledOff(tx: Tx, walls: readonly PartyWall[], mine: readonly Id[], day: Day): Promise<Id[]> {
  const names = [...new Set(walls.map(w => w.party))]
  if (names.some(n => !/^\w+$/.test(n))) throw new StoreError('options', '当事方名称不对', 'not the name of a party')
  const rows = await tx.rows<{ id: Id }>(`select distinct m.id from party w join matter m on m.congress = $1 and m.id = w.matter
    join unnest($2::text[], $3::text[], $4::text[], $7::boolean[], $8::text[]) x(procedure, party, past, falls, holding) on x.procedure = m.procedure and x.party = w.party
    where w.congress = $1 and w.party in (${names.map(n => `'${n}'`).join(', ')})
      and (not x.falls or exists (select from post o where o.congress = $1 and o.person = w.who and (x.holding = '' or o.kind = any(string_to_array(x.holding, ','))) and o.valid_from <= $6::date and (o.valid_to is null or o.valid_to >= $6::date)) or exists (select from organ o where o.congress = $1 and o.id = w.who))
      and not exists (select from party p where p.congress = $1 and p.matter = m.id and p.who = any($5::uuid[]) and p.party = any(string_to_array(x.past, ',')))`,
  [tx.congress, walls.map(w => w.procedure), walls.map(w => w.party), walls.map(w => w.past.join(',')), [...mine], day, walls.map(w => w.falls), walls.map(w => (w.holding ?? []).join(','))])
  return rows.map(r => r.id)
}
