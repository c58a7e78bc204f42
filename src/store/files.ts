/**
 * Attachments, sealed like particulars. A file waits without a matter until its act is appended. What is in it is kept once
 * for all the files that have the same (`content`, by its hash) and goes with the last of them; a file from before that
 * keeps its own.
 */
import type { Hash, Id, Instant } from '#loop/words.ts'
import type { Tx } from './shapes.ts'

export type FileInfo = { readonly id: Id; readonly matter: Id | null; readonly field: string | null; readonly name: string; readonly mime: string; readonly bytes: number; readonly sha256: Hash; readonly created: Instant }
export type FileRow = FileInfo & { readonly sealed: Uint8Array }
/** `shared`: sealed as the content of all files with this hash; otherwise as this file's own. */
export type FoundFile = FileRow & { readonly shared: boolean }

const info = 'id, matter, field, name, mime, bytes, sha256, created'

/** Keeps a file, its content sealed under its hash; the same id again changes nothing. */
export async function addFile(tx: Tx, f: FileRow): Promise<void> {
  const added = await tx.rows(`insert into file (congress, id, matter, field, name, mime, bytes, sha256, created) values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
    on conflict do nothing returning id`, [tx.congress, f.id, f.matter, f.field, f.name, f.mime, f.bytes, f.sha256, f.created])
  if (added.length) await tx.rows('insert into content as c (congress, sha256, sealed, uses) values ($1, $2, $3, 1) on conflict (congress, sha256) do update set uses = c.uses + 1', [tx.congress, f.sha256, f.sealed])
}

/** Gives waiting files their matter and field; one that has a matter already is left alone. Answers how many were taken. */
export async function attachFiles(tx: Tx, ids: readonly Id[], matter: Id, field: string): Promise<number> {
  return (await tx.rows('update file set matter = $3, field = $4 where congress = $1 and id = any($2::uuid[]) and matter is null returning id', [tx.congress, [...ids], matter, field])).length
}

/** The file with its sealed content. */
export async function findFile(tx: Tx, id: Id): Promise<FoundFile | undefined> {
  return (await tx.rows<FoundFile>(`select ${info}, coalesce(sealed, (select c.sealed from content c where c.congress = $1 and c.sha256 = f.sha256)) sealed, sealed is null shared from file f where congress = $1 and id = $2`, [tx.congress, id]))[0]
}

/** The files of a matter, without their content. */
export async function filesOf(tx: Tx, matter: Id): Promise<FileInfo[]> {
  return tx.rows<FileInfo>(`select ${info} from file where congress = $1 and matter = $2 order by created, id`, [tx.congress, matter])
}

/** The files of these matters under these fields, the oldest first. */
export async function filesUnder(tx: Tx, matters: readonly Id[], fields: readonly string[]): Promise<FileInfo[]> {
  return tx.rows<FileInfo>(`select ${info} from file where congress = $1 and matter = any($2::uuid[]) and field = any($3::text[]) order by created, id`, [tx.congress, [...matters], [...fields]])
}

/** Throws away files nobody has attached by then. */
export async function dropWaitingFiles(tx: Tx, createdBefore: Instant): Promise<number> {
  const gone = await tx.rows<{ sha256: Hash; own: boolean }>('delete from file where congress = $1 and matter is null and created < $2::timestamptz returning sha256, sealed is not null own', [tx.congress, createdBefore])
  const shared = gone.filter(g => !g.own).map(g => g.sha256)
  if (shared.length) await tx.rows('select let_go($1, $2::text[])', [tx.congress, shared])
  return gone.length
}

/** How many of these files may be given to the matter: waiting ones, and those it has already. */
export async function usableFiles(tx: Tx, ids: readonly Id[], matter: Id): Promise<number> {
  return (await tx.rows<{ n: number }>('select count(*) n from file where congress = $1 and id = any($2::uuid[]) and (matter is null or matter = $3)', [tx.congress, [...ids], matter]))[0]!.n
}
