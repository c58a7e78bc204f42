/** The only list of mechanisms. A new one is a folder or file beside these and one line here. */
import { procedureBook } from '#loop/procedure.ts'
import { handlingProcedure } from '#procedures/handling.ts'
import { registerProcedure } from '#procedures/register.ts'
import { requestProcedure } from '#procedures/request.ts'

export const procedures = procedureBook([requestProcedure, handlingProcedure, registerProcedure])
