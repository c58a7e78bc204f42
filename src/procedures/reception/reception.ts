/** 接待日: deputies of five levels receive voters at a station; they record and pass on and handle nothing themselves (代表法 31). */
import { monthDay } from '#procedures/terms.ts'
import { gathering } from '#procedures/gathering.ts'
import { settings } from './settings.ts'

export const receptionProcedure = gathering({
  id: 'reception', label: ['接待日', 'Reception day'], announced: ['已公告', 'Announced'], channel: 'station', settings,
  title: (c, input) => `${monthDay(String(input.day), c.today)}接待日`, own: {}, ownMarks: () => ({}),
  facts: { held: 'reception.held', voters: 'voters.received', deputy: 'deputy.received', labels: { 'reception.held': ['接待日', 'Reception day held'], 'voters.received': ['接待选民', 'Voters received'], 'deputy.received': ['代表进站接待', 'Deputy received voters'] } },
  words: { plan: ['排期', 'Plan'], record: ['登记接待情况', 'Record the day'], enter: ['登记接待日', 'Record an unplanned day'], came: ['接待代表', 'Deputies present'], voters: ['接待选民（人次）', 'Voters received'] },
})
