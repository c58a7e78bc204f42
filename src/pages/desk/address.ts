/** The address of a list: a filter written as it is read. */
import type { ListFilters } from '#service/views.ts'

export const listAddress = (f: ListFilters): string => {
  const q = new URLSearchParams()
  for (const [name, value] of Object.entries(f)) if (value !== undefined && value !== '') q.set(name, typeof value === 'boolean' ? (value ? '1' : '0') : String(value))
  const text = q.toString()
  return text ? `/desk/list?${text}` : '/desk/list'
}
