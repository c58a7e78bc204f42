/** The report's lines of the sample's suggestions, whichever month their session was in; each number is counted from the records, and its list is as long. */
import type { Service } from '#service/service.ts'

/** At the end of November: figure, and readings after a slash. */
export const novemberLines: Readonly<Record<string, string>> = {
  S30: '189', 'S30/single': '121', 'S30/joint': '61', 'S30/delegation': '7', 'S30/coSigned': '214', 'S30/withdrawn': '1', 'S30/between': '0', 'S30/merged': '11',
  S31: '28', 'S31/withCo': '28', 'S31/first': '28', 'S31/ever': '29', 'S31/assignments': '193', 'S31/coAssignments': '74', 'S31/reassigned': '12',
  S32: '189/189', 'S32/ever': '189', N14: '1', N15: '8', 'N15/topics': '4',
  R5: '100.00', 'R5/complex': '23', R6: '100.00', R7: '88.83', 'R7/extended': '96.81', R8: '93.62', 'R8/replied': '93.62', 'R8/phone': '10', 'R8/failed': '2',
  R9: '61.17', 'R9/satisfied': '87.98', 'R9/first': '55.32', 'R9/now.solved': '115', 'R9/now.promised': '58', 'R9/now.later': '15', 'R9/first.solved': '104', 'R9/first.promised': '67', 'R9/first.later': '17',
  R10: '87.98', 'R10/solved': '61.17', 'R10/first': '86.34', 'R10/firstBasically': '96.72', 'R10/process.satisfied': '169', 'R10/process.basically': '12', 'R10/process.dissatisfied': '2',
  'R10/first.satisfied': '158', 'R10/first.basically': '19', 'R10/first.dissatisfied': '6', 'R10/final.satisfied': '161', 'R10/final.basically': '21', 'R10/final.dissatisfied': '1', 'R10/unanswered': '5',
  R11: '3.28', 'R11/chairs': '1', R12: '3.19', 'R12/unanswered': '0', R13: '15.94',
}
/** Three more promises are kept before Christmas. */
export const decemberLines: Readonly<Record<string, string>> = { ...novemberLines, R9: '62.77', 'R10/solved': '62.77', 'R9/now.solved': '118', 'R9/now.promised': '55', R13: '20.29' }
/** Both sides of the shares that are said with their numbers. */
export const sides: Readonly<Record<string, readonly [number, number]>> = { R6: [188, 188], R7: [167, 188], R8: [176, 188], R10: [161, 183], R11: [6, 183], R12: [6, 188] }

/** What the report says of them, and how many records stand behind each. */
export async function reportLines(service: Service, asOf?: string, known?: string): Promise<{ lines: Record<string, string>; sides: Record<string, readonly [number, number]>; records: Record<string, number> }> {
  const lines: Record<string, string> = {}, found: Record<string, readonly [number, number]> = {}, records: Record<string, number> = {}
  for (const f of await service.report(1, 2025, asOf, known)) {
    lines[f.id] = f.text
    for (const r of f.readings) lines[`${f.id}/${r.id}`] = r.text
    if (f.ratio && f.id in sides) found[f.id] = [f.ratio.over, f.ratio.under]
    records[f.id] = f.records.length - (f.ratio?.over ?? f.value)
  }
  return { lines, sides: found, records }
}
