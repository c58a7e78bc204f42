/** What the logs and lists of accounts say, in words. */
import type { Label } from '#loop/words.ts'

export const stateWords: Readonly<Record<string, Label>> = { prepared: ['待审批', 'Waits for approval'], approved: ['已批准，还没用过', 'Approved, not used yet'], active: ['在用', 'In use'], disabled: ['已停用', 'Closed'] }
export const kindWords: Readonly<Record<string, Label>> = { staff: ['工作人员', 'Staff'], deputy: ['代表', 'Deputy'], admin: ['管理员', 'Administrator'], none: ['已无职务', 'No post any more'] }
export const howWords: Readonly<Record<string, Label>> = { password: ['账号密码', 'Password'], api: ['接口', 'API'], code: ['验证码', 'Code'], phone: ['免验证码的手机', 'Trusted phone'], invite: ['邀请链接', 'Invitation'], oidc: ['统一身份认证', 'Identity provider'], setup: ['首次设置', 'First setup'], sample: ['示例', 'Sample'] }
export const whatWords: Readonly<Record<string, Label>> = {
  signIn: ['登录', 'Sign-in'], second: ['动态验证码', 'Second factor'], recovery: ['用备用码', 'Recovery code'], code: ['验证码登录', 'Sign-in by code'], codeSent: ['发验证码', 'Code sent'], trusted: ['免验证码登录', 'Sign-in by trusted phone'], signOut: ['退出', 'Sign-out'], idle: ['久未操作退出', 'Signed out when idle'],
  invite: ['用邀请链接', 'Invitation used'], password: ['改密码', 'Password changed'], secondSet: ['设动态验证码', 'Second factor set'], recoverySet: ['换备用码', 'New recovery codes'], ended: ['结束登录', 'Sign-ins ended'], untrusted: ['取消免验证码', 'Phone trusted no longer'], bound: ['绑定统一身份', 'Identity bound'], unbound: ['解除统一身份', 'Identity unbound'],
}
export const whyWords: Readonly<Record<string, Label>> = {
  unknown: ['没有这个账号', 'No such account'], wrong: ['不对', 'Wrong'], locked: ['错得太多，正在等待', 'Too many tries'], prepared: ['还没有审批', 'Not approved'], approved: ['邀请还没有用', 'Invitation unused'], disabled: ['账号已停用', 'Closed'], noPost: ['没有能登录的职务', 'No post'], replayed: ['验证码用过了', 'Code used before'],
  second: ['缺动态验证码', 'Second factor missing'], provider: ['认证方没有认可', 'Provider did not confirm'], unbound: ['没有绑定账号', 'Not bound'], all: ['全部', 'All'], others: ['其他', 'Others'], one: ['一处', 'One'],
}
export const actWords: Readonly<Record<string, Label>> = {
  setup: ['首次设置', 'First setup'], rescue: ['在服务器上重置登录', 'Let back in at the machine'], prepare: ['开账号', 'Account prepared'], invite: ['发邀请', 'Invitation issued'], disable: ['停用', 'Closed'], approve: ['批准', 'Approved'], unlock: ['解锁', 'Unlocked'], second: ['清除动态验证码', 'Second factor reset'], sessions: ['结束登录', 'Sign-ins ended'], change: ['要求换密码', 'Password change asked for'], policy: ['改登录规定', 'Rules changed'], giveAdmin: ['任管理员', 'Administrator named'],
}
export const wordOf = (words: Readonly<Record<string, Label>>, id: string): Label => words[id] ?? [id, id]
