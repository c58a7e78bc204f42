/** Everything secret hangs on one master key: sealed particulars, receipt codes, ids that replay the same. */
import { createCipheriv, createDecipheriv, createHmac, createSecretKey, hash, type KeyObject, randomBytes, randomFillSync, timingSafeEqual } from 'node:crypto'
import type { Hash, Id } from '#loop/words.ts'

const alphabet = 'ABCDEFGHJKMNPQRSTVWXYZ23456789'
export const sha256 = (data: string | Uint8Array): Hash => hash('sha256', data, 'hex')

/** A code as typed by an old hand: without its dashes and spaces, in capitals. The alphabet has no letters that look like digits. */
export const normalCode = (code: string): string => code.toUpperCase().replace(/[^A-Z0-9]/g, '')
export const codeLength = 17

/** Random bytes drawn in one large measure and handed out once each: a call to the generator costs more than the bytes. */
const drawn = Buffer.alloc(4096)
let used = drawn.length
function fresh(bytes: number): Buffer {
  if (used + bytes > drawn.length) { randomFillSync(drawn); used = 0 }
  const taken = Buffer.from(drawn.subarray(used, used + bytes))
  drawn.fill(0, used, used + bytes)
  used += bytes
  return taken
}

export type Keys = ReturnType<typeof makeKeys>

/** The uses of the master key (32 bytes), each under a purpose of its own. */
export function makeKeys(master: Uint8Array) {
  if (master.length !== 32) throw new RangeError('the master key has 32 bytes')
  const derive = (purpose: string): Buffer => createHmac('sha256', master).update(`huiyin/${purpose}`).digest()
  // Kept as key objects: one made from bytes at every use costs more than what it is used for.
  const [wrapping, ids, receipts, tails, limits] = [createSecretKey(derive('wrap')), createSecretKey(derive('id')), createSecretKey(derive('receipt')), createSecretKey(derive('tail')), createSecretKey(derive('limit'))], forms = createSecretKey(derive('form'))
  const mac = (key: KeyObject, text: string): Buffer => createHmac('sha256', key).update(text).digest()

  const gcm = (key: KeyObject, aad: string, data: Uint8Array): Buffer => {
    const iv = fresh(12)
    const c = createCipheriv('aes-256-gcm', key, iv)
    c.setAAD(Buffer.from(aad))
    return Buffer.concat([iv, c.update(data), c.final(), c.getAuthTag()])
  }
  const ungcm = (key: KeyObject, aad: string, sealed: Uint8Array): Buffer => {
    const d = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, 12))
    d.setAAD(Buffer.from(aad))
    d.setAuthTag(sealed.subarray(sealed.length - 16))
    return Buffer.concat([d.update(sealed.subarray(12, sealed.length - 16)), d.final()])
  }

  return {
    /** What is kept beside the records to tell this key from another one. */
    checkMark: (): string => derive('check').toString('base64url'),
    /** A password for the serving role of the database, the same in every process that holds the key. */
    databasePassword: (): string => derive('database').toString('base64url'),
    /** Ids that are the same each time the same act is decided: a replay opens nothing new. */
    ids(congress: number, key: string): () => Id {
      let n = 0
      return () => {
        const h = mac(ids, `${congress}|${key}|${n++}`)
        h[6] = (h[6]! & 0x0f) | 0x40
        h[8] = (h[8]! & 0x3f) | 0x80
        const x = h.toString('hex')
        return `${x.slice(0, 8)}-${x.slice(8, 12)}-${x.slice(12, 16)}-${x.slice(16, 20)}-${x.slice(20, 32)}`
      }
    },
    /** Seals a value under a data key of its own, wrapped by the master key, all in one row; erasing the row destroys both. */
    seal(aad: string, value: Uint8Array): { sealed: Buffer; commitment: Hash } {
      const data = Buffer.concat([fresh(16), value])
      const key = fresh(32)
      return { sealed: Buffer.concat([Buffer.from([1]), gcm(wrapping, aad, key), gcm(createSecretKey(key), aad, data)]), commitment: sha256(data) }
    },
    /** The value, and what its commitment must be; throws when the row was moved or changed. */
    open(aad: string, sealed: Uint8Array): { value: Buffer; commitment: Hash } {
      if (sealed[0] !== 1) throw new Error('sealed by an unknown version')
      const key = ungcm(wrapping, aad, sealed.subarray(1, 61))
      const data = ungcm(createSecretKey(key), aad, sealed.subarray(61))
      return { value: data.subarray(16), commitment: sha256(data) }
    },
    /** The code on a receipt: the congress's short id, then 17 letters (83 bits) that follow from the idempotency key. */
    receiptCode(short: string, congress: number, key: string): string {
      let n = BigInt(`0x${mac(receipts, `${congress}|${key}`).toString('hex')}`)
      let out = ''
      for (let i = 0; i < codeLength; i++) { out += alphabet[Number(n % 30n)]; n /= 30n }
      return `${short}-${out.slice(0, 4)}-${out.slice(4, 8)}-${out.slice(8, 12)}-${out.slice(12)}`
    },
    /** The six digits said aloud; not unique, and worth nothing without the phone's last four. */
    shortNumber: (congress: number, key: string): string => String(100000 + (mac(receipts, `short|${congress}|${key}`).readUInt32BE() % 900000)),
    /** What is kept of a phone's last four digits, to compare with. */
    tailMark: (congress: number, matter: Id, tail: string): string => mac(tails, `${congress}|${matter}|${tail}`).toString('hex'),
    /** What a limit is counted by, without saying whose address or name it is. */
    limitMark: (congress: number, bucket: string, key: string): string => mac(limits, `${congress}|${bucket}|${key}`).toString('base64url'),
    /** What a form drawn for this session, or for this guest, must bring back. */
    formMark: (whose: string): string => mac(forms, whose).toString('base64url').slice(0, 32),
    /** Mixed into every password's hash: without this key the hashes cannot even be guessed at. */
    pepper: (): Buffer => derive('password'),
    /** The link that opens an install which has no administrator yet: the same at each start, so nothing of it is kept. */
    setupToken: (congress: number): string => mac(limits, `setup|${congress}`).toString('base64url'),
    newToken: (short: string): string => `${short}.${randomBytes(24).toString('base64url')}`,
  }
}
export const sameText = (a: string, b: string): boolean => { const [x, y] = [Buffer.from(sha256(a)), Buffer.from(sha256(b))]; return timingSafeEqual(x, y) }
