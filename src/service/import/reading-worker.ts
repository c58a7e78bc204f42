/** Reads an uploaded table beside the server's own thread, under limits of memory and time that end it and nobody else. */
import { parentPort, workerData } from 'node:worker_threads'
import { readCsv } from '#service/import/csv.ts'
import { readWorkbook } from '#service/import/workbook.ts'

const { bytes, name, kind } = workerData as { bytes: Uint8Array; name: string; kind: 'xlsx' | 'csv' }
parentPort!.postMessage(kind === 'xlsx' ? await readWorkbook(bytes) : readCsv(bytes, name))
