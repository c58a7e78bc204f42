/** What an official letter says, before anybody sets it in type: a procedure writes it, the room `letters` prints it. */
import type { Ctx, No } from '#loop/procedure.ts'
import type { Role } from '#loop/roles.ts'
import type { Day, Id, Label, Party } from '#loop/words.ts'

/** A piece of the body. Levels follow GB/T 9704 7.3.3: 1 一、 2 （一） 3 1. 4 （1）; none is plain text. */
export type Block =
  | { readonly kind: 'p'; readonly text: string; readonly level?: 0 | 1 | 2 | 3 | 4 }
  /** Widths are shares of the line, one for each column; an empty head is none. */
  | { readonly kind: 'table'; readonly head: readonly string[]; readonly rows: readonly (readonly string[])[]; readonly widths?: readonly number[] }
  /** Boxes to tick by hand; `chosen` is ticked already. */
  | { readonly kind: 'choices'; readonly label: string; readonly options: readonly string[]; readonly chosen?: string }
  /** Ruled lines to write on by hand. */
  | { readonly kind: 'lines'; readonly label: string; readonly count: number }

export type Annex = { readonly title: string; readonly body: readonly Block[] }

export type LetterContent = {
  /** 信函 (to one addressee), 文件 (red-headed), or a plain form without a red head. */
  readonly form: 'letter' | 'document' | 'form'
  /** 发文机关标志; on a form the organ's name above the title, empty for none. */
  readonly mark: string
  /** 发文字号：示人办函〔2025〕12号. */
  readonly number?: string
  /** At the top right of the first page: A类. */
  readonly classMark?: string
  /** 签发人, on the line of the number (7.2.6). */
  readonly signer?: string
  /** Broken into lines by itself; a line break in it is kept. */
  readonly title: string
  /** 主送机关, without the colon. */
  readonly to?: string
  readonly body: readonly Block[]
  /** Named under 附件：, each printed on a page of its own. */
  readonly annexes?: readonly Annex[]
  /** Who signs, and on which day. */
  readonly organ: string
  readonly date: Day
  /** 附注, without its brackets: 联系人及电话. */
  readonly note?: string
  /** 版记: who gets copies, who had it printed, when. */
  readonly copies?: string
  readonly printedBy?: string
  readonly printedOn?: Day
  /** Not issued, or typed in from a paper that was sealed: every page says so. */
  readonly status?: 'draft' | 'copy'
  /** Prints 示例数据 on every page. */
  readonly sample?: true
}
const statusWords = { draft: '〈草稿〉尚未签发', copy: '录入文本，以盖章件为准' } as const
/** What stands above the text of every page; empty for none. */
export const overLine = (c: Pick<LetterContent, 'status' | 'sample'>): string => [c.status ? statusWords[c.status] : '', c.sample ? '示例数据　内容均为虚构' : ''].filter(Boolean).join('　　')
/** A box as it is printed. */
export const box = (ticked: boolean): string => (ticked ? '■' : '□')

/** A matter of another family that a letter lists: what anybody who sees it may know of it. */
export type Listed = { readonly id: Id; readonly title: string; readonly stage: string; readonly marks: Readonly<Record<string, string>>; readonly parties: Readonly<Record<string, readonly Id[]>> }
/** What is handed to a letter beside its matter. */
export type LetterWith = {
  /** The congress's full name. */
  readonly congress: string
  /** Which of several letters of one kind; undefined where there is one. */
  readonly one?: string
  /** Those of `lists` that the reader may see, by id. */
  readonly listed: ReadonlyMap<Id, Listed>
}

export type LetterSpec = {
  readonly label: Label
  /** Matters that can never have it do not list it. */
  readonly when?: (c: Ctx) => boolean
  /** The field under which the sealed paper itself is kept: where it was uploaded, that is the letter. */
  readonly scan?: string
  /** What the matter must have gone through. */
  readonly ready: (c: Ctx) => No | undefined
  readonly of: (c: Ctx, given: LetterWith) => LetterContent
  /** One letter for each of these, such as each organ of a hand-over; they are also taken away together. */
  readonly each?: (c: Ctx) => readonly { readonly one: string; readonly label: Label }[]
  /** Matters of other families that it lists. */
  readonly lists?: (c: Ctx, one?: string) => readonly Id[]
  /**
   * Whom each is addressed to: whoever has this role towards that organ alone takes that letter and no other, without seeing the
   * matter. `about` is the party that holds what it hands over, by which it is found from there.
   */
  readonly to?: { readonly role: Role; readonly about: Party }
}
