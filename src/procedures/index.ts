/** The only list of mechanisms. A new one is a folder beside these and one line here. */
import { procedureBook } from '#loop/procedure.ts'
import { handlingProcedure } from '#procedures/handling/handling.ts'
import { registerProcedure } from '#procedures/register/register.ts'
import { requestProcedure } from '#procedures/request/request.ts'

export const procedures = procedureBook([requestProcedure, handlingProcedure, registerProcedure])
