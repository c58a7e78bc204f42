/** 转办单: the paper that goes with a dispatched request, above all to a unit that has no account here. It bears the gist, never the requester. */
import { dayOf, formatDay } from '#law/time.ts'
import { childrenOf, openDuties, type State } from '#loop/fold.ts'
import type { LetterSpec } from '#loop/letter.ts'
import type { Ctx } from '#loop/procedure.ts'
import { handlingRoles } from '#procedures/words.ts'

const gone: readonly string[] = ['returned', 'reassigned', 'stopped', 'void']
const sent = (c: Ctx): State[] => childrenOf(c.family, c.state, 'handling').filter(s => !gone.includes(s.stage))
const organ = (c: Ctx, id: string | undefined, day: string): string => (id ? c.directory.nameOn(id, day)?.[0] ?? '' : '')
const chinese = (day: string): string => formatDay(day)[0]

export const letters: Readonly<Record<string, LetterSpec>> = {
  transfer: {
    label: ['转办单', 'Transfer slip'],
    ready: c => (sent(c).length ? undefined : { rule: 'letter.notSent', says: ['还没有派单', 'It has not been dispatched'] }),
    each: c => sent(c).map(s => ({ one: s.id, label: c.directory.nameOn(s.parties.handler?.[0] ?? '', dayOf(s.openedAt), true) ?? ['承办单位', 'Handling organ'] })),
    of: (c, { one }) => {
      const s = sent(c).find(x => x.id === one)!, day = dayOf(s.openedAt), due = openDuties(s).find(d => d.act === 'submit'), place = c.state.parties.place?.[0]
      const role = (handlingRoles as Readonly<Record<string, readonly [string, string]>>)[s.marks.role ?? '']?.[0]
      return {
        form: 'form', mark: '', title: '群众反映事项转办单', organ: organ(c, (s.parties.dispatcher ?? c.state.parties.dispatcher ?? c.state.parties.station)?.[0], day), date: day,
        body: [
          { kind: 'table', head: [], widths: [1, 4], rows: [
            ['反映日期', chinese(dayOf(c.state.openedAt))], ...(place ? [['街道（镇）', c.directory.place(place)?.name ?? '']] : []), ['反映事项', s.marks.gist ?? c.state.marks.gist ?? ''],
            ['承办单位', organ(c, s.parties.handler?.[0], day)], ...(role ? [['承办方式', role]] : []), ...(due ? [['办理期限', `${chinese(dayOf(due.due))}前报办理结果`]] : []),
          ] },
          { kind: 'choices', label: '办理结果', options: ['已解决', '部分解决', '已作解释', '不属本单位职责'] },
          { kind: 'lines', label: '办理情况（可另附页）', count: 5 },
          { kind: 'lines', label: '经办人、联系电话、日期', count: 1 },
        ],
      }
    },
  },
}
