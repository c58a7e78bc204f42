/** Passwords as they are kept: argon2id, with a key of ours beside the salt, so that the rows alone are worth nothing to whoever takes them. */
import { argon2, randomBytes, timingSafeEqual } from 'node:crypto'
import type { House } from '#service/house.ts'

const memory = 19_456, passes = 2, parallelism = 1, length = 32
const text = (b: Uint8Array): string => Buffer.from(b).toString('base64').replace(/=+$/, '')

const derive = (house: House, password: string, salt: Uint8Array, m: number, t: number, p: number, tagLength: number): Promise<Buffer> => new Promise((ok, no) => {
  argon2('argon2id', { message: password.normalize('NFKC'), nonce: salt, parallelism: p, memory: m, passes: t, tagLength, secret: house.keys.pepper() }, (e, key) => (e ? no(e) : ok(key)))
})

/** The hash of a password with its salt and cost. */
export async function hashPassword(house: House, password: string): Promise<string> {
  const salt = randomBytes(16)
  return `$argon2id$v=19$m=${memory},t=${passes},p=${parallelism}$${text(salt)}$${text(await derive(house, password, salt, memory, passes, parallelism, length))}`
}
/** Is it the password? Without a hash the same work is done for nothing, so that the time says nothing. */
export async function isPassword(house: House, password: string, hash: string | null | undefined): Promise<boolean> {
  const m = hash ? /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=(\d+)\$([A-Za-z0-9+/]+)\$([A-Za-z0-9+/]+)$/.exec(hash) : undefined
  const salt = m ? Buffer.from(m[4]!, 'base64') : Buffer.alloc(16), kept = m ? Buffer.from(m[5]!, 'base64') : Buffer.alloc(length)
  const [memoryOf, passesOf, lanesOf] = m ? [Number(m[1]), Number(m[2]), Number(m[3])] : [memory, passes, parallelism]
  const given = await derive(house, password.slice(0, 500), salt, memoryOf, passesOf, lanesOf, kept.length)
  return m !== undefined && m !== null && timingSafeEqual(given, kept)
}
