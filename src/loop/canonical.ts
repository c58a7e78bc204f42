/**
 * RFC 8785 canonical JSON, the bytes that are hashed: keys sorted by UTF-16 code units, no white space,
 * numbers and strings as ECMAScript prints them. Undefined members are left out; a number JSON
 * cannot hold is refused rather than printed as null.
 */
export function canonical(value: unknown): string {
  if (typeof value === 'number' && !Number.isFinite(value)) throw new RangeError(`canonical JSON cannot hold ${value}`)
  if (value === null || typeof value !== 'object') {
    const text = JSON.stringify(value)
    if (text === undefined) throw new TypeError(`canonical JSON cannot hold ${typeof value}`)
    return text
  }
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  const members = value as Readonly<Record<string, unknown>>
  let text = ''
  // Without a comparison of one's own, sorting is by UTF-16 code units.
  for (const k of Object.keys(members).sort()) if (members[k] !== undefined) text += `${text ? ',' : ''}${JSON.stringify(k)}:${canonical(members[k])}`
  return `{${text}}`
}
