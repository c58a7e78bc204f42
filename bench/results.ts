/** What a run has found: named values with their unit and limit, and the ratios that goals are set for. */
export type Kind = 'embedded' | 'postgresql'
export type Value = {
  readonly value: number
  readonly unit: string
  /** What the value must at least, or at most, be. */
  readonly goal?: { readonly least?: number; readonly most?: number }
  readonly more?: Readonly<Record<string, number | string>>
}
export type Results = { readonly values: Record<string, Value>; put(name: string, value: Value): void }

/** Every ratio a run has on each engine; a run that lacks one is broken. */
export const ratios = ['intake.many.ratio', 'intake.one.ratio', 'intake.decay.ratio', 'acts.ratio', 'pages.portal.ratio'] as const

export function makeResults(say: (line: string) => void): Results {
  const values: Record<string, Value> = {}
  return {
    values,
    put(name, value) {
      values[name] = value
      const { least, most } = value.goal ?? {}
      const met = (least === undefined || value.value >= least) && (most === undefined || value.value <= most)
      say(`${name.padEnd(44)} ${String(value.value).padStart(9)} ${value.unit}${value.goal ? `  ${met ? 'met' : 'SHORT of'} ${least !== undefined ? `≥ ${least}` : `≤ ${most}`}` : ''}${value.more ? `  ${JSON.stringify(value.more)}` : ''}`)
    },
  }
}

export const median = (of: readonly number[]): number => { const s = [...of].sort((a, b) => a - b); return s.length % 2 ? s[s.length >> 1]! : (s[s.length / 2 - 1]! + s[s.length / 2]!) / 2 }
export const round = (n: number, digits = 0): number => Number(n.toFixed(digits))
