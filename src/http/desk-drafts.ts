/** Half-filled forms: given back when they are opened again, dropped once they are done. */
import type { DraftView } from '#service/desk-views.ts'
import type { Who } from '#service/views.ts'
import type { C } from '#http/env.ts'

/** What this person left in the form that is sent to this path. */
export const draftOf = (c: C, who: Who, form: string): Promise<DraftView | undefined> => c.get('shop').service.desk.findDraft(who, form)
/** The form was sent and is done. */
export const draftDone = (c: C, who: Who, form: string): Promise<void> => c.get('shop').service.desk.dropDraft(who, form)
