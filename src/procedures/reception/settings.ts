/** What a county sets for its reception days. Announcing two or three days ahead is common practice, no law. */
import type { SettingSpec } from '#loop/settings.ts'
import { term } from '#procedures/terms.ts'

export const settings = {
  'reception.announceDays': term(['接待日提前公告期限', 'To announce a reception day'], 'day', 3),
  'reception.recordDays': term(['接待情况登记期限', 'To record a reception day'], 'workingDay', 3),
  'reception.confirmDays': term(['站长确认期限', 'For the head of station to confirm'], 'workingDay', 5),
} satisfies Record<string, SettingSpec>
