/** The desk's use cases of suggestions: hand-over, board, key supervision, and what an organ owes. */
import type { Choice } from '#loop/available.ts'
import type { Id } from '#loop/words.ts'
import { board, boardOrgan } from '#service/desk-board.ts'
import { handoverDone, handoverLook, handoverTable } from '#service/desk-handover.ts'
import { keyList } from '#service/desk-key.ts'
import { owed } from '#service/desk-owed.ts'
import type { House } from '#service/house.ts'
import type { Board, BoardAsk, BoardOrgan, HandoverDone, HandoverLook, HandoverTable, KeyList, OwedView, Texts } from '#service/desk-suggestion-views.ts'
import type { Who } from '#service/views.ts'

export type SuggestionDesk = {
  /** What waits to be handed over, for whoever may do that; undefined for anybody else. */
  handoverTable(who: Who): Promise<HandoverTable | undefined>
  /** What was typed and pasted, matched with the register; nothing is done yet. */
  handoverLook(who: Who, typed: Texts): Promise<HandoverLook | undefined>
  handoverDone(who: Who, id: Id): Promise<HandoverDone | undefined>
  /** undefined for whoever has no such board. */
  board(who: Who, ask: BoardAsk): Promise<Board | undefined>
  boardOrgan(who: Who, organ: Id, ask: BoardAsk & { readonly show?: string | undefined; readonly page?: number }): Promise<BoardOrgan | undefined>
  keyList(who: Who, session?: string): Promise<KeyList | undefined>
  owed(who: Who, channel?: string, letters?: boolean): Promise<OwedView>
}

export function makeSuggestionDesk(house: House, opening: (congress: number, procedure: string, who: Who, act: string) => Promise<Choice | undefined>): SuggestionDesk {
  const allowed = async (who: Who, procedure: string, act: string): Promise<Choice | undefined> => { const c = await opening(who.congress, procedure, who, act); return c && !c.refusal ? c : undefined }
  return {
    handoverTable: async who => ((await allowed(who, 'handover', 'make')) ? handoverTable(house, who) : undefined),
    handoverLook: async (who, typed) => ((await allowed(who, 'handover', 'make')) ? handoverLook(house, who, typed) : undefined),
    handoverDone: (who, id) => handoverDone(house, who, id),
    board: (who, ask) => board(house, who, ask), boardOrgan: (who, organ, ask) => boardOrgan(house, who, organ, ask, () => allowed(who, 'sitting', 'hold')),
    keyList: (who, session) => keyList(house, who, session), owed: (who, channel, letters) => owed(house, who, channel, letters),
  }
}
