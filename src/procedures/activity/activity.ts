/** 主题活动: what a station does with deputies besides reception days; it takes opinions too. */
import { choice, optionsOf, text } from '#loop/fields.ts'
import { gathering } from '#procedures/gathering.ts'
import { activityKinds } from '#procedures/words.ts'
import { settings } from './settings.ts'

export const activityProcedure = gathering({
  id: 'activity', label: ['主题活动', 'Theme activity'], announced: ['已通知', 'Announced'], channel: 'activity', settings,
  title: (_c, input) => String(input.theme ?? ''),
  own: { kind: choice(['活动类型', 'Kind'], optionsOf(activityKinds), { required: true }), theme: text(['主题', 'Theme'], { required: true, min: 2, max: 60, open: true }) },
  ownMarks: input => ({ kind: String(input.kind), theme: String(input.theme) }), factKind: c => c.state.marks.kind,
  facts: { held: 'activity.held', voters: 'voters.joined', deputy: 'deputy.joined', labels: { 'activity.held': ['主题活动', 'Theme activity held'], 'voters.joined': ['活动参加群众', 'Residents who joined'], 'deputy.joined': ['代表参加活动', 'Deputy took part'] } },
  words: { plan: ['计划活动', 'Plan'], record: ['登记活动情况', 'Record the activity'], enter: ['登记主题活动', 'Record an unplanned activity'], came: ['参加代表', 'Deputies present'], voters: ['参加群众（人次）', 'Residents who joined'] },
})
