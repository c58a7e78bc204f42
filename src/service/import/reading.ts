/** From an uploaded file to its sheets. What kind of file it is is told by its content, never by its name alone. */
import { Worker } from 'node:worker_threads'
import { maxBytes, type ReadFile } from '#service/import/sheets.ts'

const patienceMs = 60_000
const memoryMB = 512

const no = (zh: string, en: string): ReadFile => ({ ok: false, says: [zh, en] })
const wrongType = no('只收 .xlsx 和 .csv 文件。请用表格软件另存为其中一种再上传。', 'Only .xlsx and .csv are taken. Save the table as one of these and upload it.')
const unreadable = no('这个文件打不开，可能损坏了，或者设了密码。请先用表格软件打开它，去掉密码，另存为 .xlsx 再上传；表格软件也打不开的，请找给您文件的人重新要一份。', 'The file cannot be opened; it may be damaged or have a password. Open it with your spreadsheet, take the password off, save it as .xlsx and upload that. If the spreadsheet cannot open it either, ask whoever gave it to you for another copy.')
const utf16 = (s: string): Buffer => Buffer.from(s, 'utf16le')

/** What the first bytes say. */
function kindOf(bytes: Uint8Array, name: string): 'xlsx' | 'csv' | ReadFile {
  const b = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (b.length === 0) return no('文件是空的，里面什么也没有。请用表格软件打开看一看，有内容的另存为 .xlsx 再上传。', 'The file is empty; nothing is in it. Open it with your spreadsheet and look; if there is something, save it as .xlsx and upload that.')
  if (b.length > maxBytes) return no(`文件超过${maxBytes / 1024 / 1024}兆。请删去图片和不用的表，或分成几个文件。`, `The file is larger than ${maxBytes / 1024 / 1024} MB. Take out pictures and other sheets, or split it.`)
  if (b.subarray(0, 4).equals(Buffer.from([0xd0, 0xcf, 0x11, 0xe0]))) return b.includes(utf16('EncryptedPackage'))
    ? no('文件有密码，打不开。请先去掉密码再上传。', 'The file has a password. Take the password off and upload it again.')
    : no('这是老格式的 .xls 文件。请用表格软件打开，另存为 .xlsx 再上传。', 'This is an old .xls file. Open it, save it as .xlsx and upload that.')
  if (b.subarray(0, 2).toString('latin1') === 'PK') return 'xlsx'
  if (/\.(csv|txt|tsv)$/i.test(name) && !/^(%PDF|\x89PNG|\xff\xd8\xff|GIF8|<\?xml|<html|<!doc)/i.test(b.subarray(0, 8).toString('latin1'))) return 'csv'
  // Named so and nothing of the kind within: to say that only .xlsx is taken would help nobody.
  return /\.xls[xm]?$/i.test(name) ? unreadable : wrongType
}

/** Reads a file; every way it can be wrong is one sentence that says what to do. */
export async function readUpload(bytes: Uint8Array, name: string): Promise<ReadFile> {
  const kind = kindOf(bytes, name)
  if (typeof kind !== 'string') return kind
  return new Promise(done => {
    const worker = new Worker(new URL('./reading-worker.ts', import.meta.url), { workerData: { bytes, name, kind }, resourceLimits: { maxOldGenerationSizeMb: memoryMB } })
    const end = (r: ReadFile): void => { clearTimeout(timer); void worker.terminate(); done(r) }
    const timer = setTimeout(() => end(no('文件太复杂，一分钟内没有读完。请把数据复制到下载的模板里再上传。', 'The file could not be read within a minute. Copy the data into the template.')), patienceMs)
    worker.once('message', end)
    worker.once('error', () => end(no('文件读不出来，可能太大或已损坏。请把数据复制到下载的模板里再上传。', 'The file could not be read; it may be too large or damaged. Copy the data into the template.')))
  })
}
