/** What a county sets for its theme activities. */
import type { SettingSpec } from '#loop/settings.ts'
import { term } from '#procedures/terms.ts'

export const settings = {
  'activity.announceDays': term(['主题活动提前通知期限', 'To announce an activity'], 'day', 3),
  'activity.recordDays': term(['活动情况登记期限', 'To record an activity'], 'workingDay', 3),
  'activity.confirmDays': term(['站长确认期限', 'For the head of station to confirm'], 'workingDay', 5),
} satisfies Record<string, SettingSpec>
