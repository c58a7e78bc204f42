/** How people sign in: what an office may set; the security administrator sets it on a page, or a county in its folder. */
import type { SettingSpec } from '#loop/settings.ts'

const number = (zh: string, en: string, initial: number): SettingSpec => ({ kind: 'number', label: [zh, en], initial, basis: 'local' })
const text = (zh: string, en: string): SettingSpec => ({ kind: 'text', label: [zh, en], initial: '', basis: 'local' })

export const accountSettings = {
  'account.secondFactor': { kind: 'yesNo', label: ['工作人员登录要用动态验证码', 'Staff sign in with a second factor'], initial: true, basis: 'local' },
  'account.passwordDays': number('密码几天后必须更换（0为不限）', 'Days until a password must be changed (0: never)', 0),
  'account.lockTries': number('密码连错几次要等一等', 'Wrong passwords before a wait', 5),
  'account.idleMinutes': number('工作人员几分钟不操作自动退出', 'Minutes without use until staff are signed out', 30),
  'account.deputyIdleMinutes': number('代表几分钟不操作自动退出', 'Minutes without use until deputies are signed out', 240),
  'account.sessionHours': number('一次登录最长几小时', 'Hours a sign-in lasts at most', 12),
  'account.inviteDays': number('邀请链接几天内有效', 'Days an invitation is good for', 7),
  'account.trustDays': number('代表的手机免验证码几天', 'Days a deputy’s phone is trusted', 30),
  'account.logMonths': number('登录日志保存几个月（不少于6个月）', 'Months the sign-in log is kept (six at least)', 12),
  'account.oidcIssuer': text('统一身份认证的网址', 'Address of the identity provider'),
  'account.oidcClient': text('统一身份认证分配的应用编号', 'Client id at the identity provider'),
  'account.oidcName': text('统一身份认证的名称', 'Name of the identity provider'),
} satisfies Record<string, SettingSpec>
/** What each number may be; what lies outside is refused where it is set, and drawn to the nearest where it is read. */
export const accountBounds: Readonly<Record<string, readonly [least: number, most: number]>> = {
  'account.passwordDays': [0, 3650], 'account.lockTries': [3, 10], 'account.idleMinutes': [5, 480], 'account.deputyIdleMinutes': [5, 1440], 'account.sessionHours': [1, 24],
  'account.inviteDays': [1, 30], 'account.trustDays': [0, 90], 'account.logMonths': [6, 120],
}
