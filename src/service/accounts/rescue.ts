/**
 * The worst day: the last security administrator has lost password and second factor, and nobody in the office can let them in.
 * Whoever holds the machine can, by a command, for somebody who is security administrator already: never for anybody new.
 * It is written down where nothing can be changed, and all administrators are told.
 */
import { dayOf } from '#law/time.ts'
import type { Label } from '#loop/words.ts'
import { isAdminPost } from '#procedures/posts.ts'
import { type AccountRow, accounts, addInvitation, changeAccount } from '#store/accounts.ts'
import { endSessionsOf } from '#store/sessions.ts'
import { clearFailures, dropPhones, noteAdmin } from '#store/sign-in.ts'
import { instant, loginMark, says } from '#service/accounts/core.ts'
import { accountContact } from '#service/contacts.ts'
import type { House } from '#service/house.ts'
import { sha256 } from '#service/keys.ts'
import { nameOf } from '#service/lines.ts'
import { send } from '#service/messages.ts'
import type { Held } from '#service/world.ts'

/** The link is used at once, by somebody who stands beside whoever typed the command. */
const linkMs = 3_600_000
export type Rescuable = { readonly login: string; readonly name: Label; readonly state: AccountRow['state'] }
export type Rescued = { readonly ok: true; readonly name: Label; readonly token: string; readonly expires: string; readonly told: number } | { readonly ok: false; readonly says: Label }

const security = (held: Held, a: AccountRow, day: string): boolean => a.state !== 'disabled' && held.world.directory.postsOf(a.person, day).some(p => p.kind === 'securityAdmin')

/** The security administrators there are. */
export async function rescuable(house: House, congress: number): Promise<Rescuable[]> {
  const held = await house.worlds.get(congress), day = dayOf(house.worlds.now(congress))
  return (await house.store.tx(congress, accounts)).filter(a => security(held, a, day)).map(a => ({ login: a.login, name: nameOf(held, a.person), state: a.state }))
}

/** Takes password, second factor and sign-ins of one of them away and answers a link that is good once, for an hour. */
export async function rescue(house: House, congress: number, login: string): Promise<Rescued> {
  const held = await house.worlds.get(congress), day = dayOf(house.worlds.now(congress)), now = house.realNow()
  return house.store.tx(congress, async (tx): Promise<Rescued> => {
    const all = await accounts(tx), a = all.find(x => x.login === login.trim().toLowerCase() && security(held, x, day))
    if (!a) return { ok: false, says: says(`“${login}”不是现任安全管理员的账号。这条命令只救现有的安全管理员，不新任命人。`, `"${login}" is no account of a security administrator in office; this command lets back in, it appoints nobody.`) }
    const token = house.keys.newToken(held.congress.short), expires = instant(now + linkMs)
    // An open invitation would be a second way in: the latest alone opens.
    await addInvitation(tx, { token: sha256(token), account: a.id, created: instant(now), expires, by: null })
    await changeAccount(tx, a.id, { state: 'approved', password: null, totp: null, recovery: [], issuer: null, subject: null })
    await endSessionsOf(tx, a.person)
    await dropPhones(tx, a.id)
    await clearFailures(tx, loginMark(house, congress, a.login)); await clearFailures(tx, `second|${a.id}`)
    await noteAdmin(tx, { at: instant(now), person: a.person, post: 'machine', act: 'rescue', account: a.id, subject: a.person, detail: a.login, address: '' })
    const others = all.filter(x => x.id !== a.id && held.world.directory.postsOf(x.person, day).some(p => isAdminPost(p.kind)))
    let told = 0
    for (const x of others) {
      const to = await accountContact(house, tx, x.person)
      if (!to) continue
      await send(house, tx, { person: x.person, channel: to.channel, to: to.to, purpose: 'notice', subject: `${held.congress.name}：安全管理员的登录已在服务器上重置`, text: `有人在服务器上用命令重置了安全管理员（账号 ${a.login}）的密码和动态验证码，并取得了一次性链接。不是事先说好的，请立即告诉本单位负责人，并查“管理日志”。\n\nSomebody with access to the machine has reset password and second factor of the security administrator (${a.login}). If you did not expect this, tell whoever is in charge at once.` })
      told++
    }
    return { ok: true, name: nameOf(held, a.person), token, expires, told }
  })
}
