/**
 * Many matters quickly: families told by real acts are copied in SQL under new ids, their times spread back over the year.
 * A copy has its events, its matter, parties, duties and facts as the family it comes from, so lists, pages, figures and further
 * acts read the same shapes in the same proportions. It has no sealed particulars, and its hashes are those of its model.
 */
import type { Store, Tx } from '#store/shapes.ts'

const tables = ['event', 'matter', 'party', 'duty', 'fact'] as const
type Table = typeof tables[number]
const id = (column: string): string => `md5(${column}::text || ':' || i)::uuid`

/** How each column of a copy is made from its model's; a column not named is taken as it is. */
const made: Readonly<Record<Table, Readonly<Record<string, string>>>> = {
  event: { root: id('x.root'), matter: id('x.matter'), at: 'x.at - back', recorded_at: 'x.recorded_at - back', key: `x.key || ':' || i`, body: 'JSON(x.body)' },
  matter: { id: id('x.id'), root: id('x.root'), parent: id('x.parent'), opened_at: 'x.opened_at - back', moved_at: 'x.moved_at - back', receipt: `md5(x.receipt || i) || md5(i || x.receipt)`, short: `lpad((abs(hashint4(i)) % 1000000)::text, 6, '0')` },
  party: { matter: id('x.matter'), root: id('x.root'), opened_at: 'x.opened_at - back' },
  duty: { matter: id('x.matter'), root: id('x.root'), opened_at: 'x.opened_at - back', closed_at: 'x.closed_at - back' },
  fact: { root: id('x.root'), matter: id('x.matter'), at: 'x.at - back', recorded_at: 'x.recorded_at - back', retracted_at: 'x.retracted_at - back' },
}
/** All but what the engine makes itself. */
async function columnsOf(tx: Tx, table: Table): Promise<string[]> {
  return (await tx.rows<{ name: string }>(`select attname::text as name from pg_attribute where attrelid = '${table}'::regclass and attnum > 0 and not attisdropped and attgenerated = '' order by attnum`)).map(r => r.name)
}

/** Copies the families `many` times altogether, in turn, their times going back over `days`; answers the copies' roots. */
export async function copy(store: Store, congress: number, models: readonly string[], many: number, days: number, only: readonly Table[] = tables, say: (done: number) => void = () => undefined, /** How many were copied before. */ from = 0): Promise<string[]> {
  const columns = await store.tx(congress, async tx => { const found: Partial<Record<Table, string[]>> = {}; for (const t of only) found[t] = await columnsOf(tx, t); return found })
  const roots: string[] = []
  for (const [n, model] of models.entries()) {
    // In turn, so that at every time of the year all models stand side by side.
    const turns = `generate_series(${from + n + 1}::int, ${from + many}::int, ${models.length}) i`
    await store.tx(congress, async tx => {
      const family = (await tx.rows<{ id: string }>('select id from matter where congress = $1 and root = $2', [congress, model])).map(r => r.id)
      const json = (column: string): string => family.reduce((text, m) => `replace(${text}, '${m}', md5('${m}:' || i)::uuid::text)`, `${column}::text`)
      for (const table of only) {
        const names = columns[table]!
        const values = names.map(c => (made[table][c] ?? `x.${c}`).replace(/JSON\((.*)\)/, (_, column: string) => `(${json(column)})::jsonb`))
        await tx.rows(`insert into ${table} (${names.join(', ')}) select ${values.join(', ')} from ${table} x, ${turns},
          lateral (select interval '1 second' * floor(i * ${(days * 86_400) / (from + many)}) as back) t where x.congress = ${congress} and x.root = '${model}'`)
      }
      for (const r of await tx.rows<{ id: string }>(`select md5('${model}:' || i)::uuid as id from ${turns}`)) roots.push(r.id)
    })
    say(roots.length)
  }
  return roots
}
