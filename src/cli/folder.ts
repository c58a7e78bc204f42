/** A county's folder from the disk: its tables as text, whatever a spreadsheet saved them as. */
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { PackFault, PackFile } from '#service/pack.ts'

const largest = 2 * 1024 * 1024

/** UTF-8 with or without its mark, or GB18030 as Excel saves it; anything else is named. */
function textOf(bytes: Uint8Array): string | undefined {
  for (const encoding of ['utf-8', 'gb18030']) {
    try { return new TextDecoder(encoding, { fatal: true }).decode(bytes) } catch { /* the next one */ }
  }
  return undefined
}
const isUtf16 = (b: Uint8Array): boolean => (b[0] === 0xff && b[1] === 0xfe) || (b[0] === 0xfe && b[1] === 0xff)

export type Folder = { readonly files: readonly PackFile[]; readonly faults: readonly PackFault[] }
/** Every .csv of the folder; what else lies there is nobody's business. */
export function readFolder(folder: string): Folder | string {
  if (!existsSync(folder) || !statSync(folder).isDirectory()) return `没有这个文件夹：${folder} / there is no such folder`
  const names = readdirSync(folder).filter(n => n.toLowerCase().endsWith('.csv') && !n.startsWith('.') && !n.startsWith('~'))
  if (!names.length) return `${folder} 里没有 .csv 文件，做法见 docs/county-pack.md / there is no .csv file in it; see docs/county-pack.md`
  const files: PackFile[] = [], faults: PackFault[] = []
  const fault = (file: string, zh: string, en: string): void => void faults.push({ file, line: 0, column: '', says: [zh, en] })
  for (const name of names.sort()) {
    const path = join(folder, name)
    if (statSync(path).size > largest) { fault(name, '超过2兆，不像是设置表', 'is larger than 2 MB'); continue }
    const bytes = readFileSync(path), text = isUtf16(bytes) || bytes.includes(0) ? undefined : textOf(bytes)
    if (text === undefined) fault(name, '读不出文字：请另存为“CSV UTF-8（逗号分隔）”', 'cannot be read; save it as CSV UTF-8')
    else files.push({ name: name.normalize('NFC'), text })
  }
  return { files, faults }
}
