/** Letters of an invented office. */
import type { LetterContent } from '#loop/letter.ts'

/** What somebody might type who knows how templates work. */
export const nasty = ['#panic("x")', '$x$', '<w:p>', '{{x}}', '*粗*', '_斜_', '`a`', '\\u{41}', '@b', '//c', '/*d*/', '= 标题', '"引"', '&amp;', ']]>', '#let d = 1'] as const
export const long = '会议认为区人民政府及有关部门认真贯彻实施噪声污染防治法取得一定成效但仍存在职责边界不清协同联动不畅等问题'
export const document_: LetterContent = {
  form: 'document', mark: '示例县人大常委会文件', number: '示人常发〔2025〕12号', title: '示例县人大常委会关于检查《中华人民共和国噪声污染防治法》实施情况的审议意见', to: '县人民政府', sample: true,
  body: [
    { kind: 'p', text: '代表王喆、李堃、周珺、吴玥、郑昇、孙頔提出的建议一并研究。' }, { kind: 'p', level: 1, text: '一、健全执法机制' }, { kind: 'p', level: 2, text: '（一）厘清部门职责' }, { kind: 'p', text: nasty.join(' ') },
    ...Array.from({ length: 8 }, () => ({ kind: 'p' as const, text: `${long.repeat(3)}。` })),
  ],
  annexes: [{ title: '问题清单', body: [{ kind: 'table', head: ['序号', '标题', '单位'], widths: [1, 5, 2], rows: Array.from({ length: 30 }, (_, i) => [String(i + 1), '关于尽快修复路口积水点的建议 #x $y$', '区住建局']) }] }, { title: '汇总表', body: [{ kind: 'p', text: long }] }],
  organ: '示例县人大常委会', date: '2025-12-01', note: '联系人：吴示甲，联系电话：0000-00000000', copies: '区人民法院，区人民检察院', printedBy: '示例县人大常委会办公室', printedOn: '2025-12-02',
}
export const letter: LetterContent = {
  form: 'letter', mark: '示例县住房和城乡建设局', number: '示住建函〔2025〕7号', classMark: 'A类', title: '关于县二届人大五次会议第36号建议的答复', to: '王喆代表',
  body: [{ kind: 'p', text: '您提出的建议收悉，现答复如下：' }, ...Array.from({ length: 9 }, () => ({ kind: 'p' as const, text: `${long.repeat(2)}。` }))], organ: '示例县住房和城乡建设局', date: '2025-11-05', copies: '县人大代工委',
}
export const form: LetterContent = {
  form: 'form', mark: '', title: '征询意见表', organ: '', date: '2025-12-01',
  body: [{ kind: 'table', head: [], rows: [['建议标题', '关于修复积水点的建议'], ['承办单位', '区住建局']], widths: [1, 4] }, { kind: 'choices', label: '对办理结果', options: ['满意', '基本满意', '不满意'] }, { kind: 'lines', label: '意见', count: 4 }],
}
/** Nothing but full lines. */
export const grid: LetterContent = { form: 'form', mark: '', title: '满页', organ: '', date: '2025-12-01', body: [{ kind: 'p', text: '国'.repeat(28 * 60) }] }
