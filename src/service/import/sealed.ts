/** What an import keeps of its file until it has ended: packed, and sealed under a key of its own. */
import { promisify } from 'node:util'
import { gunzip, gzip } from 'node:zlib'
import type { Id } from '#loop/words.ts'
import type { House } from '#service/house.ts'

// Beside the thread that answers everybody: a list of twenty thousand takes a third of a second to pack.
const pack = promisify(gzip), unpack = promisify(gunzip)
const aad = (congress: number, id: Id): string => `${congress}|import|${id}`

export const seal = async (house: House, congress: number, id: Id, value: unknown): Promise<Uint8Array> => house.keys.seal(aad(congress, id), await pack(JSON.stringify(value), { level: 3 }) as Uint8Array).sealed
export const unseal = async <T>(house: House, congress: number, id: Id, sealed: Uint8Array): Promise<T> => JSON.parse((await unpack(house.keys.open(aad(congress, id), sealed).value) as Buffer).toString()) as T
