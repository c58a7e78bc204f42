/** The only list of mechanisms. A new one is a folder beside these and one line here. */
import { overseen, procedureBook } from '#loop/procedure.ts'
import { activityProcedure } from '#procedures/activity/activity.ts'
import { handlingProcedure } from '#procedures/handling/handling.ts'
import { receptionProcedure } from '#procedures/reception/reception.ts'
import { registerProcedure } from '#procedures/register/register.ts'
import { quarantinable } from '#procedures/quarantine.ts'
import { auditor, custodian, districtCustodian, districtOfficer, stationClerk } from '#procedures/roles.ts'
import { ruleProcedure } from '#procedures/rule/rule.ts'
import { requestProcedure } from '#procedures/request/request.ts'
import { handoverProcedure } from '#procedures/suggestion/handover.ts'
import { sittingProcedure } from '#procedures/suggestion/sitting.ts'
import { suggestionProcedure } from '#procedures/suggestion/suggestion.ts'

export const procedures = procedureBook(overseen(auditor, [quarantinable(requestProcedure, [districtOfficer, stationClerk], custodian), quarantinable(handlingProcedure, [], custodian), quarantinable(suggestionProcedure, [districtOfficer], districtCustodian), receptionProcedure, activityProcedure, handoverProcedure, sittingProcedure, ruleProcedure, registerProcedure]))
