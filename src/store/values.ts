/** How database values read in JavaScript, the same on both engines: instants and days as text, whole numbers as numbers. */
const int8 = 20, numeric = 1700, bytea = 17, day = 1082, timestamptz = 1184, json = 114, jsonb = 3802

const instant = (text: string): string => {
  // PostgreSQL prints `2025-06-18 01:00:00.5+00`; a zone may stand without its minutes.
  const iso = text.replace(' ', 'T').replace(/([+-]\d\d)$/, '$1:00')
  return new Date(iso).toISOString()
}
const bytes = (text: string): Uint8Array => new Uint8Array(Buffer.from(text.slice(2), 'hex'))

/** Parsers by type number, for the text the server sends. */
export const parsers: Record<number, (text: string) => unknown> = {
  [int8]: Number, [numeric]: Number, [bytea]: bytes, [day]: text => text, [timestamptz]: instant, [json]: JSON.parse, [jsonb]: JSON.parse,
}
