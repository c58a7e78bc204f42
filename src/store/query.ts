/**
 * Kysely as a builder of text only: it compiles, and the transaction runs. So no SQL
 * reaches the database outside a transaction scoped to its congress.
 */
import { DummyDriver, Kysely, PostgresAdapter, PostgresIntrospector, PostgresQueryCompiler, type Compilable, type RawBuilder } from 'kysely'
import type { Instant, Json } from '#loop/words.ts'
import type { Tx } from './shapes.ts'

type MatterTable = {
  congress: number; id: string; root: string; parent: string | null; procedure: string; version: number; stage: string; ended: boolean
  opened_at: Instant; moved_at: Instant; title: string; place: string | null; category: string | null; channel: string | null; outcome: string | null
  short: string | null; receipt: string | null; restricted: boolean; published: boolean; marks: Record<string, string>; parties: Record<string, string[]>
}
type DutyTable = {
  congress: number; matter: string; no: string; root: string; owes: string; act: string; due: Instant
  opened_seq: number; opened_at: Instant; closed_seq: number | null; closed_at: Instant | null; body: Record<string, Json>
}
type FactTable = {
  congress: number; root: string; seq: number; n: number; matter: string; name: string; person: string | null; organ: string | null; place: string | null
  level: string | null; kind: string | null; quantity: number; at: Instant; recorded_at: Instant; retracted_at: Instant | null; retracted_seq: number | null
}
type PartyTable = { congress: number; who: string; party: string; matter: string; root: string }
export type Tables = { matter: MatterTable; duty: DutyTable; fact: FactTable; party: PartyTable }
export type MatterSql = MatterTable
export type DutySql = DutyTable
export type FactSql = FactTable

export const build = new Kysely<Tables>({
  dialect: {
    createAdapter: () => new PostgresAdapter(),
    createDriver: () => new DummyDriver(),
    createIntrospector: db => new PostgresIntrospector(db),
    createQueryCompiler: () => new PostgresQueryCompiler(),
  },
})

/** Runs a built statement in the transaction. */
export function run<R>(tx: Tx, statement: Compilable<R>): Promise<R[]> {
  const { sql, parameters } = statement.compile()
  return tx.rows<R>(sql, parameters)
}

/** The same for a statement written out. */
export const said = <R>(tx: Tx, statement: RawBuilder<R>): Promise<R[]> => run(tx, { compile: () => statement.compile(build) })

/** The object without its null members: SQL has null where our shapes have nothing. */
export function withoutNulls<T>(row: object): T {
  return Object.fromEntries(Object.entries(row).filter(([, v]) => v !== null && v !== undefined)) as T
}
