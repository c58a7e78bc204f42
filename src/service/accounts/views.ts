/** What the pages of accounts are given, and how the use cases answer. */
import type { Day, Id, Instant, Json, Label } from '#loop/words.ts'
import type { Who } from '#service/views.ts'

/** Where a request comes from, as the web tells it. */
export type From = { readonly address: string; readonly device: string; readonly api?: boolean }
/** What is still to be done before a session opens anything: a second factor, setting one up, another password. */
export type Step = 'second' | 'enrol' | 'password'
export type AdminPost = 'systemAdmin' | 'securityAdmin' | 'auditAdmin'
export type Field = { readonly field: string; readonly says: Label }
/** Said no: by which rule, in which words; and how many seconds to wait, where waiting helps. */
export type Refused = { readonly ok: false; readonly rule: string; readonly says: Label; readonly field?: string; readonly wait?: number }
export type Entered = { readonly ok: true; readonly token: string; readonly step: Step | null; readonly face: 'desk' | 'deputy' }

/** A token, and what it opens: somebody, or a step that comes first. */
export type Visit = {
  readonly congress: number; readonly person: Id; readonly account: Id | null; readonly session: Id; readonly name: Label
  readonly who: Who | undefined; readonly step: Step | null
  /** Given instead of the one that was sent: the posts have changed since. */
  readonly token?: string
}

export type Door = { readonly sample: boolean; readonly oidc: string | null }
export type InvitationView = { readonly congress: number; readonly state: 'ready' | 'waiting'; readonly name: Label; readonly post: Label; readonly login: string; readonly kind: 'staff' | 'deputy'; readonly phone: string | null; readonly mail: string | null; readonly oidc: string | null; readonly trustDays: number; readonly names: readonly string[] }
export type Enrolment = { readonly secret: string; readonly uri: string; readonly sealed: string; readonly login: string; /** There is one already: a code of it is asked for too. */ readonly replaces: boolean }

export type AccountLine = {
  readonly id: Id; readonly person: Id; readonly login: string; readonly name: Label; readonly post: Label | null; readonly organ: Label | null; readonly kind: 'staff' | 'deputy' | 'admin' | 'none'
  readonly state: 'prepared' | 'approved' | 'active' | 'disabled'; readonly created: Instant; readonly lastIn: Instant | null; readonly invitedUntil: Instant | null
  readonly second: boolean; readonly lockedUntil: Instant | null; readonly disabledWhy: string | null; readonly contact: string | null; readonly sameHand: boolean
}
export type Candidate = { readonly person: Id; readonly name: Label; readonly post: Label; readonly organ: Label; readonly login: string; readonly kind: 'staff' | 'deputy' | 'admin'; /** Masked: a telephone that came with a table, used where none is written. */ readonly imported: string | null }
export type Preparing = { readonly person: Id; readonly login: string; readonly contact: string }
export type Sheet = { readonly account: Id; readonly name: Label; readonly post: Label | null; readonly organ: Label | null; readonly login: string; readonly token: string; readonly expires: Instant; readonly waits: boolean; readonly sent: boolean }
export type SessionLine = { readonly id: Id; readonly created: Instant; readonly lastSeen: Instant; readonly expires: Instant; readonly device: string; readonly how: string; readonly second: boolean; readonly current: boolean; readonly sameAddress: boolean }
export type PhoneLine = { readonly id: Id; readonly device: string; readonly created: Instant; readonly expires: Instant; readonly lastUsed: Instant | null }
export type OwnView = { readonly login: string; readonly kind: 'staff' | 'deputy'; readonly hasPassword: boolean; readonly changedAt: Instant | null; readonly second: boolean; readonly secondNeeded: boolean; readonly recoveryLeft: number; readonly contact: string | null; readonly oidc: string | null; readonly bound: boolean; readonly sessions: readonly SessionLine[]; readonly phones: readonly PhoneLine[] }
export type AccountPage = { readonly line: AccountLine; readonly sessions: readonly SessionLine[]; readonly phones: readonly PhoneLine[] }
export type PolicyLine = { readonly name: string; readonly label: Label; readonly kind: string; readonly value: Json; readonly bounds: readonly [number, number] | null }
export type PolicyView = { readonly lines: readonly PolicyLine[]; readonly hasSecret: boolean }
export type AdminHolder = { readonly person: Id; readonly name: Label; readonly post: Label; readonly kind: AdminPost; readonly since: Day; readonly login: string | null }
export type AdminsView = { readonly holders: readonly AdminHolder[]; readonly free: readonly { readonly id: Id; readonly label: Label }[]; readonly organs: readonly { readonly id: Id; readonly label: Label }[] }

export type LogQuery = { readonly from?: Day; readonly to?: Day; readonly person?: Id; readonly what?: string; readonly success?: boolean; readonly after?: string }
export type SignInLine = { readonly at: Instant; readonly name: Label | null; readonly login: string; readonly what: string; readonly success: boolean; readonly why: string; readonly how: string; readonly address: string; readonly device: string }
export type AdminLine = { readonly at: Instant; readonly name: Label; readonly post: Label; readonly act: string; readonly subject: Label | null; readonly login: string | null; readonly detail: string; readonly address: string }
export type Page<T> = { readonly items: readonly T[]; readonly next: string | null }
export type ExportLine = { readonly at: Instant; readonly person: Label; readonly organ: Label; readonly what: string; readonly format: string; readonly rows: number }

export type SetupView = { readonly congress: Label | null }
export type SetupInput = {
  readonly name: string; readonly short: string; readonly area: string; readonly placeWord: string; /** A day: from when the bodies stand in the register. */ readonly since: string; readonly standing: string; readonly affairs: string
  readonly people: Readonly<Record<AdminPost, { readonly name: string; readonly login: string }>>; readonly password: string; readonly again: string
}
export type SetupDone = { readonly ok: true; readonly token: string; readonly links: readonly { readonly post: Label; readonly name: string; readonly login: string; readonly token: string; readonly expires: Instant }[] }
