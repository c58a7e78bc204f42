/** 办理情况报告: what became of what was handed over, in figures and as a table, as it stands on the day it is printed. A draft: the office issues it under a number of its own. */
import type { Block, LetterContent, Listed } from '#loop/letter.ts'
import type { Ctx } from '#loop/procedure.ts'
import type { Id } from '#loop/words.ts'
import { called, chinese, classText, classWord, heading, p } from '#procedures/paper.ts'
import { grades } from '#procedures/words.ts'

export type ReportOf = { readonly organ: Id | undefined; readonly congress: string; readonly district: Id | undefined; readonly handedOver: string; readonly organs: number; /** How many were handed over; those in `rows` are the ones its reader may see. */ readonly of: number; readonly what: string; readonly rows: readonly { readonly l: Listed; readonly lead: string }[] }

const gone: readonly string[] = ['withdrawn', 'void', 'declined', 'converted', 'registered']
/** A share to two places at most, without zeros at its end; what is not all is never 100%. */
export const share = (n: number, of: number): string => (of === 0 ? '—' : `${Math.min(Number(((n / of) * 100).toFixed(2)), n < of ? 99.99 : 100)}%`)
const grade = (l: Listed): string | undefined => (l.marks.replied && l.stage !== 'replied' && l.stage !== 'rehandling' ? l.marks.grade : undefined)

/** The report's figures, each with its base. */
export function figuresOf(rows: readonly Listed[]) {
  const kept = rows.filter(l => !gone.includes(l.stage)), replied = kept.filter(l => l.marks.replied), rated = kept.filter(l => grade(l) !== undefined), is = (g: string): number => rated.filter(l => grade(l) === g).length
  const timely = (...kinds: string[]): number => replied.filter(l => kinds.includes(l.marks.timely ?? '')).length
  return {
    kept: kept.length, withdrawn: rows.filter(l => l.stage === 'withdrawn').length, replied: replied.length, open: kept.length - replied.length, onTime: timely('onTime', 'extended'), extended: timely('extended'), late: timely('late'),
    faceToFace: replied.filter(l => l.marks.contact === 'faceToFace').length, classes: [...new Set(replied.map(l => l.marks.class ?? ''))].filter(Boolean).map(id => ({ id, n: replied.filter(l => l.marks.class === id).length })),
    rated: rated.length, satisfied: is('satisfied'), basically: is('basically'), dissatisfied: is('dissatisfied'), unrated: replied.filter(l => grade(l) === undefined && (l.stage === 'closed' || l.stage === 'tracking')).length, tracking: kept.filter(l => l.stage === 'tracking').length, again: kept.filter(l => l.stage === 'rehandling').length,
  }
}

export function reportContent(c: Ctx, r: ReportOf): LetterContent {
  const day = c.today, f = figuresOf(r.rows.map(x => x.l)), district = called(c, r.district, day), from = r.organ ? called(c, r.organ, day) : district
  const committee = c.directory.organs({ kind: 'standingCommittee' }, day)[0], to = r.organ ? district : committee ? called(c, committee.id, day) : r.congress
  const classes = [...f.classes].sort((a, b) => (classText(c, a.id, day) < classText(c, b.id, day) ? -1 : 1)).map(k => `${classText(c, k.id, day).replace(/[：:]/, '（')}${/[：:]/.test(classText(c, k.id, day)) ? '）' : ''}${k.n}件，占${share(k.n, f.replied)}`).join('；')
  const body: Block[] = [
    p(r.organ ? `${chinese(r.handedOver)}，你委将${r.what}${r.of}件交由我单位主办、分办。截至${chinese(day)}，办理情况报告如下：` : `${chinese(r.handedOver)}，我委将${r.what}${r.of}件交由${r.organs}家单位办理。截至${chinese(day)}，办理情况报告如下：`),
    heading('一、总体情况'),
    p(`${f.withdrawn ? `代表撤回${f.withdrawn}件。` : ''}已答复代表${f.replied}件，答复率${share(f.replied, f.kept)}${f.replied ? `；其中按期答复${f.onTime}件${f.extended ? `（含经同意延期的${f.extended}件）` : ''}，超期答复${f.late}件，按期答复率${share(f.onTime, f.replied)}` : ''}。${f.replied ? `答复前与代表当面沟通的${f.faceToFace}件，占${share(f.faceToFace, f.replied)}。` : ''}${f.open ? `正在办理${f.open}件。` : ''}`),
    heading('二、办理结果'), p(f.replied ? `已答复的${f.replied}件中，${classes}。${f.tracking ? `列入计划、作出承诺的，正在跟踪${f.tracking}件。` : ''}` : '还没有答复的。'),
    heading('三、代表评价'), p(f.rated ? `代表已对${f.rated}件的办理结果作出评价：满意${f.satisfied}件、基本满意${f.basically}件、不满意${f.dissatisfied}件，满意率${share(f.satisfied, f.rated)}（以已评价的为基数）。${f.unrated ? `到期未评价${f.unrated}件，不计入满意率。` : ''}${f.again ? `代表不满意、正在重新办理${f.again}件。` : ''}` : `${f.again ? `代表不满意、正在重新办理${f.again}件。` : '还没有代表评价。'}`),
    p('特此报告。'),
  ]
  return {
    form: r.organ ? 'letter' : 'document', mark: from, status: 'draft', title: r.organ ? `关于办理${r.what}情况的报告` : `关于${r.what}办理情况的报告`, to, body,
    annexes: [{ title: '代表建议办理情况一览表', body: [{ kind: 'table', head: ['编号', '建议标题', ...(r.organ ? [] : ['主办单位']), '答复日期', '类别', '代表评价'], widths: [9, r.organ ? 54 : 33.5, ...(r.organ ? [] : [20.5]), 25, 9, 14.5], rows: r.rows.map(({ l, lead }) => [l.marks.number ?? '', l.title, ...(r.organ ? [] : [lead]), l.marks.replied ? chinese(l.marks.replied) : l.stage === 'withdrawn' ? '已撤回' : '正在办理', l.marks.replied ? classWord(c, l.marks.class, day) ?? '' : '', grade(l) ? grades[grade(l) as keyof typeof grades]?.[0] ?? '' : '']) }] }],
    organ: from, date: day,
  }
}
