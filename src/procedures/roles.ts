/** The field's own roles: kinds of post in organs, and parties of a matter. */
import { role } from '#loop/roles.ts'

/** Clerk or head of the station: the subdistrict commission's or town presidium's liaison station (组织法 60). */
export const stationClerk = role('stationClerk', ['联络站工作人员', 'Station clerk'], { kind: 'post', posts: ['stationClerk', 'stationHead'], at: 'station', reach: 'exact' })
/** The head of the station alone: who confirms what the station recorded. */
export const stationHead = role('stationHead', ['联络站站长', 'Head of the station'], { kind: 'post', posts: ['stationHead'], at: 'station', reach: 'exact' })
/** A deputy who is planned for, or was present at, a reception or an activity. */
export const attending = role('attending', ['安排的代表', 'A deputy planned for it'], { kind: 'party', party: 'deputies', holding: ['deputy'] })
/** The deputy affairs committee of the standing committee (代表法 12). */
export const districtOfficer = role('districtOfficer', ['区人大代工委', 'Deputy affairs officer'], { kind: 'office', posts: ['deputyAffairsOfficer'], organKind: 'deputyAffairs' })
/** Keeps the register with the deputy affairs committee; handles no matter. */
export const registrar = role('registrar', ['系统管理员', 'System administrator'], { kind: 'anyPost', posts: ['systemAdmin'] })
/** Gives the administrators' posts and the auditor's, and no other. */
export const securityOfficer = role('securityOfficer', ['安全管理员', 'Security administrator'], { kind: 'anyPost', posts: ['securityAdmin'] })
export const localDeputy = role('localDeputy', ['本街镇的人大代表', 'A deputy of this street or town'], { kind: 'placePost', posts: ['deputy'], at: 'place' })
export const follower = role('follower', ['跟单代表', 'The following deputy'], { kind: 'party', party: 'follower', holding: ['deputy'] })
export const askedDeputy = role('asked', ['被商请的代表', 'The deputy who was asked'], { kind: 'party', party: 'asked', holding: ['deputy'] })
/** The organ that handles: its clerk, or its head. */
export const handler = role('handler', ['承办单位', 'The handling organ'], { kind: 'post', posts: ['handlerClerk', 'handlerHead'], at: 'handler', reach: 'exact' })
/** Whoever sent the matter to the handling organ: the station, the district, or the government's office. */
export const dispatcher = role('dispatcher', ['派单单位', 'The dispatching organ'], { kind: 'post', posts: ['stationClerk', 'stationHead', 'deputyAffairsOfficer', 'handlerClerk', 'handlerHead'], at: 'dispatcher', reach: 'exact' })
/** Whose word is asked after the dispatcher's, where a county wants two. */
export const consenter = role('consenter', ['退办须经其同意的单位', 'Whose consent a return needs'], { kind: 'post', posts: ['deputyAffairsOfficer'], at: 'consenter', reach: 'exact' })
/** For a unit outside the district, which has no account: whoever sent it the matter notes what it says. */
export const requester = role('requester', ['反映人（凭回执）', 'The requester, by receipt'], { kind: 'receipt' })
export const anybody = role('anybody', ['群众（不用登录）', 'Anybody, without an account'], { kind: 'portal' })
/** One of the two persons a matter of a vulnerable requester is entrusted to. */
export const entrusted = role('entrusted', ['指定的专人', 'One of the two entrusted'], { kind: 'party', party: 'entrusted' })
/** Who keeps what is set aside because it may hold a state secret. */
export const custodian = role('custodian', ['封存保管人', 'A custodian of what is sealed'], { kind: 'party', party: 'custodians', holding: ['deputyAffairsOfficer', 'stationClerk', 'stationHead'] })
export const districtCustodian = role('districtCustodian', ['封存保管人（代工委）', 'A custodian, of the committee'], { kind: 'party', party: 'custodians', holding: ['deputyAffairsOfficer'] })
/** The deputy who took the words down. */
export const source = role('source', ['接待代表', 'The deputy who took it down'], { kind: 'party', party: 'source' })
/** Discipline inspection (监察法 9): opens what accuses somebody, and nothing else. */
export const disciplineLiaison = role('disciplineLiaison', ['纪检监察联络员', 'Discipline inspection liaison'], { kind: 'post', posts: ['disciplineLiaison'], at: 'liaison', reach: 'exact' })
/** Reads every matter masked and acts on none. */
export const auditor = role('auditor', ['监督检查人员', 'Auditor'], { kind: 'anyPost', posts: ['auditor'] })
/** Any deputy of any level (代表法 24). */
export const anyDeputy = role('anyDeputy', ['人大代表', 'A deputy'], { kind: 'anyPost', posts: ['deputy'] })
export const leadDeputy = role('leadDeputy', ['领衔代表', 'The lead deputy'], { kind: 'party', party: 'lead', holding: ['deputy'] })
export const coSigner = role('coSigner', ['联名代表', 'A co-signer'], { kind: 'party', party: 'coSigners', holding: ['deputy'] })
/** Asked to sign and has not answered yet. */
export const invited = role('invited', ['被邀请联名的代表', 'A deputy asked to sign'], { kind: 'party', party: 'invited', holding: ['deputy'] })
/** An organ that handles one part of the matter, seen from the whole. */
export const oneOfHandlers = role('oneOfHandlers', ['各承办单位', 'One of the handling organs'], { kind: 'post', posts: ['handlerClerk', 'handlerHead'], at: 'handlers', reach: 'exact' })
/** The head of the handling organ: who signs what leaves it. */
export const handlerHead = role('handlerHead', ['承办单位负责人', 'Head of the handling organ'], { kind: 'post', posts: ['handlerHead'], at: 'handler', reach: 'exact' })
/** Asked before anything is handed over. */
export const consulted = role('consulted', ['被征求意见的单位', 'An organ consulted'], { kind: 'post', posts: ['handlerClerk', 'handlerHead'], at: 'consulted', reach: 'exact' })
/** An organ that was handed something by letter: for each letter, the one it is addressed to. */
export const addressee = role('addressee', ['收函单位', 'The organ a letter is addressed to'], { kind: 'post', posts: ['handlerClerk', 'handlerHead'], at: 'organs', reach: 'exact' })
/** The government's office, through which its departments are handed what concerns them. */
export const governmentOffice = role('governmentOffice', ['政府办', 'The government office'], { kind: 'post', posts: ['handlerClerk', 'handlerHead'], at: 'via', reach: 'exact' })
/** The same people, where no suggestion is named yet: a table of what they hand on. */
export const officeOfGovernment = role('officeOfGovernment', ['政府办', 'The government office'], { kind: 'office', posts: ['handlerClerk', 'handlerHead'], organKind: 'governmentOffice' })
