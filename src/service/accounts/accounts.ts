/** The use cases of accounts, as http and main see them. */
import type { Id, Label } from '#loop/words.ts'
import * as audit from '#service/accounts/audit.ts'
import * as code from '#service/accounts/code.ts'
import { policyOf } from '#service/accounts/core.ts'
import * as invite from '#service/accounts/invite.ts'
import * as oidc from '#service/accounts/oidc.ts'
import * as own from '#service/accounts/own.ts'
import * as prepare from '#service/accounts/prepare.ts'
import * as rescue from '#service/accounts/rescue.ts'
import * as security from '#service/accounts/security.ts'
import * as setup from '#service/accounts/setup.ts'
import * as signing from '#service/accounts/sign-in.ts'
import type { AccountLine, AccountPage, AdminLine, AdminsView, Candidate, Door, Enrolment, Entered, ExportLine, Field, From, InvitationView, LogQuery, OwnView, Page, PolicyView, Preparing, Refused, SetupDone, SetupInput, SetupView, Sheet, SignInLine, Visit } from '#service/accounts/views.ts'
import type { House } from '#service/house.ts'
import type { Service } from '#service/service.ts'
import type { Who } from '#service/views.ts'

export type AccountService = {
  /** What a token opens now; a browser's is given another one when its person's posts have changed. */
  visit(token: string, rotate?: boolean): Promise<Visit | undefined>
  /** How one may come in here. */
  door(congress: number): Promise<Door>
  signIn(congress: number, c: signing.Credentials, from: From): Promise<Entered | Refused>
  second(token: string, code: string, from: From): Promise<Entered | Refused>
  enrolment(token: string, sealed?: string): Promise<Enrolment | undefined>
  enrol(token: string, sealed: string, code: string, from: From, /** A code of the telephone that is to be replaced. */ present?: string): Promise<(Entered & { readonly recovery: readonly string[] }) | Refused>
  newRecovery(token: string, code: string, from: From): Promise<{ readonly ok: true; readonly recovery: readonly string[] } | Refused>
  changePassword(token: string, p: { readonly old: string; readonly password: string; readonly again: string }, from: From): Promise<Entered | Refused>
  signOut(token: string, from: From): Promise<void>

  sendCode(congress: number, name: string, from: From): Promise<Refused | undefined>
  signInByCode(congress: number, p: { readonly name: string; readonly code: string; readonly trust: boolean }, from: From): Promise<(Entered & { readonly phone?: string }) | Refused>
  /** Whose trusted phone it is, by name. */
  trusted(congress: number, phone: string): Promise<Label | undefined>
  signInByPhone(congress: number, phone: string, from: From): Promise<Entered | Refused>

  invitation(token: string): Promise<InvitationView | undefined>
  accept(token: string, a: invite.Accepting, from: From): Promise<(Entered & { readonly phone?: string }) | Refused>
  startOidc(congress: number, back: string, errand: oidc.Errand): Promise<{ readonly ok: true; readonly url: string; readonly waiting: string } | Refused>
  finishOidc(congress: number, waiting: string, query: string, from: From, session: string | undefined): Promise<oidc.Back>

  /** The links that wait for somebody to set an office up; none once it has its administrators. */
  setupLinks(): Promise<readonly { readonly congress: Label | null; readonly token: string }[]>
  setupView(token: string): Promise<SetupView | undefined>
  setup(token: string, input: SetupInput, from: From): Promise<SetupDone | { readonly ok: false; readonly faults: readonly Field[] } | undefined>

  /** Security administrators there are, and a way back in for one of them: for whoever holds the machine, by the command line alone. */
  rescuable(congress: number): Promise<readonly rescue.Rescuable[]>
  rescue(congress: number, login: string): Promise<rescue.Rescued>

  own(token: string, from: From): Promise<OwnView | undefined>
  endOwn(token: string, which: string, from: From): Promise<void>
  dropOwnPhone(token: string, phone: Id, from: From): Promise<void>
  loosen(token: string, from: From): Promise<void>

  accounts(who: Who): Promise<readonly AccountLine[]>
  candidates(who: Who): Promise<readonly Candidate[]>
  prepare(who: Who, wanted: readonly Preparing[], from: From): Promise<{ readonly ok: true; readonly made: number } | { readonly ok: false; readonly faults: readonly Field[] }>
  sheets(who: Who, ids: readonly Id[], from: From, site: string, send: boolean): Promise<readonly Sheet[]>
  disable(who: Who, id: Id, why: string, from: From): Promise<Label | undefined>

  securityList(who: Who): Promise<readonly AccountLine[]>
  accountPage(who: Who, id: Id): Promise<AccountPage | undefined>
  approve(who: Who, ids: readonly Id[], from: From): Promise<number>
  care(who: Who, id: Id, act: security.SecurityAct, from: From, session?: Id): Promise<Label | undefined>
  policy(who: Who): Promise<PolicyView>
  setPolicy(who: Who, given: Readonly<Record<string, string>>, secret: string | null, from: From): Promise<Field | undefined>
  admins(who: Who): Promise<AdminsView>
  giveAdmin(who: Who, p: { readonly kind: string; readonly person: Id | null; readonly name: string; readonly organ: Id; readonly key?: string }, from: From): Promise<Field | undefined>

  signIns(who: Who, q: LogQuery): Promise<Page<SignInLine>>
  signInsAll(who: Who, q: LogQuery): Promise<readonly SignInLine[]>
  adminActs(who: Who, q: LogQuery): Promise<Page<AdminLine>>
  adminActsAll(who: Who, q: LogQuery): Promise<readonly AdminLine[]>
  exports(who: Who): Promise<readonly ExportLine[]>
  people(who: Who): Promise<readonly { readonly id: Id; readonly label: Label }[]>
  /** What has run out is let go of; part of the clock's round. */
  tidy(congress: number): Promise<void>
}

export const makeAccounts = (house: House, doors: Pick<Service, 'setSetting' | 'createCongress'> & { readonly act: security.Act }): AccountService => ({
  visit: (t, r) => signing.visit(house, t, r), async door(c) { const held = await house.worlds.get(c); return { sample: held.congress.sample, oidc: policyOf(house, held).oidc?.name ?? null } },
  signIn: (c, x, f) => signing.signIn(house, c, x, f), second: (t, c, f) => signing.second(house, t, c, f), enrolment: (t, s) => (s === undefined ? own.enrolment(house, t) : own.enrolmentAgain(house, t, s)), enrol: (t, s, c, f, p) => own.enrol(house, t, s, c, f, p),
  newRecovery: (t, c, f) => own.newRecovery(house, t, c, f), changePassword: (t, p, f) => own.changePassword(house, t, p, f), signOut: (t, f) => signing.signOut(house, t, f),
  sendCode: (c, n, f) => code.sendCode(house, c, n, f), signInByCode: (c, p, f) => code.signInByCode(house, c, p, f), async trusted(c, p) { return (await code.trustedBy(house, c, p))?.name }, signInByPhone: (c, p, f) => code.signInByPhone(house, c, p, f),
  invitation: t => invite.invitation(house, t), accept: (t, a, f) => invite.accept(house, t, a, f), startOidc: (c, b, e) => oidc.start(house, c, b, e), finishOidc: (c, w, q, f, s) => oidc.finishOidc(house, c, w, q, f, s),
  setupLinks: () => setup.setupLinks(house), setupView: t => setup.setupView(house, t), setup: (t, i, f) => setup.setup(house, doors, t, i, f),
  rescuable: c => rescue.rescuable(house, c), rescue: (c, l) => rescue.rescue(house, c, l),
  own: (t, f) => own.own(house, t, f), endOwn: (t, w, f) => own.endOwn(house, t, w, f), dropOwnPhone: (t, p, f) => own.dropOwnPhone(house, t, p, f), loosen: (t, f) => own.loosen(house, t, f),
  accounts: w => prepare.accountsFor(house, w), candidates: w => prepare.candidates(house, w), prepare: (w, l, f) => prepare.prepare(house, w, l, f), sheets: (w, i, f, s, m) => prepare.sheets(house, w, i, f, s, m), disable: (w, i, y, f) => prepare.disable(house, w, i, y, f),
  securityList: w => security.securityList(house, w), accountPage: (w, i) => security.accountPage(house, w, i), approve: (w, i, f) => security.approve(house, w, i, f), care: (w, i, a, f, s) => security.care(house, w, i, a, f, s),
  policy: w => security.policyView(house, w), setPolicy: (w, g, s, f) => security.setPolicy(house, w, g, s, f), admins: w => security.admins(house, w), giveAdmin: (w, p, f) => security.giveAdmin(house, doors.act, w, p, f),
  signIns: (w, q) => audit.signIns(house, w, q), signInsAll: (w, q) => audit.signInsAll(house, w, q), adminActs: (w, q) => audit.adminActs(house, w, q), adminActsAll: (w, q) => audit.adminActsAll(house, w, q), exports: w => audit.allExports(house, w), people: w => audit.people(house, w),
  tidy: c => audit.tidy(house, c),
})
