/**
 * 代表建议, the six steps 提·审·交·办·督·评 (代表法 24, 36, 51, 52). The organs' part is `handling`, the same as in every loop;
 * supervision is a band beside all stages and moves none.
 */
import { procedure } from '#loop/every.ts'
import { choice, optionsOf, text } from '#loop/fields.ts'
import type { Ctx } from '#loop/procedure.ts'
import type { Owes } from '#loop/words.ts'
import { anyDeputy, consulted, coSigner, districtOfficer, governmentOffice, handler, invited, leadDeputy, oneOfHandlers } from '#procedures/roles.ts'
import { contactWays, grades, openness } from '#procedures/words.ts'
import { answering } from './answering.ts'
import { evaluating } from './evaluating.ts'
import { handing, heard } from './handing.ts'
import { letters } from './letters.ts'
import { office } from './office.ts'
import { proposing } from './proposing.ts'
import { publishing } from './publishing.ts'
import { reviewing } from './reviewing.ts'
import { districtOwes, leadOf, officeNow, personOwes, ratingOwes } from './rules.ts'
import { settings } from './settings.ts'
import { signing } from './signing.ts'
import { supervising } from './supervising.ts'
import { takingOver } from './takingOver.ts'
import { agreements, consultAnswers, contactFound, convertTo, declineReasons, hows, outcomes } from './words.ts'

/** What the government's office owes while it is the one that hands on. */
const officeOwes = (c: Ctx): Owes | undefined => { const o = officeNow(c); return o ? `organ:${o}` : undefined }

export const suggestionProcedure = procedure('suggestion', 1, {
  label: ['代表建议', 'Deputies’ suggestions'], settings, letters, categories: 'suggestion.themes',
  sight: [districtOfficer, leadDeputy, coSigner, invited, oneOfHandlers, consulted, governmentOffice], readers: [districtOfficer, leadDeputy, coSigner, invited, oneOfHandlers, consulted, governmentOffice], stewards: [districtOfficer], handlers: [handler, oneOfHandlers], ratingActs: ['evaluate'],
  // Every deputy is handed the session's list of suggestions; one its author does not want public, or that was taken back, is on nobody's list.
  known: { to: [anyDeputy, districtOfficer], when: m => m.marks.number !== undefined && m.marks.openness !== 'closed' && !['declined', 'converted', 'withdrawn', 'void'].includes(m.stage) },
  parties: {
    session: ['会议', 'Session'], lead: ['领衔代表', 'Lead deputy'], coSigners: ['联名代表', 'Co-signers'], invited: ['待确认联名', 'Asked to sign'], delegation: ['代表团', 'Delegation'], place: ['街道（镇）', 'Street or town'], handlers: ['承办单位', 'Handling organs'], consulted: ['征求意见单位', 'Organs consulted'],
    via: ['政府办', 'Through the government office'], keyLeader: ['领衔督办', 'Key supervision by'], writer: ['拟稿人', 'Writer'],
  },
  outcomes, words: { how: hows, reason: declineReasons, to: convertTo, answer: consultAnswers, process: grades, result: grades, grade: grades, openness, outcome: outcomes, contacted: contactWays, agree: agreements, found: contactFound },
  facts: {
    'suggestion.received': ['收到建议', 'Received'], 'suggestion.accepted': ['受理建议（会议期间）', 'Accepted, in session'], 'suggestion.acceptedBetween': ['受理建议（闭会期间）', 'Accepted, between sessions'], 'suggestion.coSigned': ['联名', 'Co-signed'], 'suggestion.amended': ['退回完善', 'Returned for amendment'],
    'suggestion.declined': ['不作为建议处理', 'Declined'], 'suggestion.converted': ['转作其他', 'Converted'], 'suggestion.split': ['分拆', 'Split'], 'suggestion.merged': ['并案办理', 'Merged'], 'suggestion.withdrawn': ['撤回', 'Withdrawn'],
    'suggestion.handedOver': ['交办', 'Handed over'], 'suggestion.assigned': ['交由承办单位', 'Assigned to an organ'], 'suggestion.coAssigned': ['交由会办单位', 'Assigned to a co-handler'], 'suggestion.returnAsked': ['申请退办', 'Return asked'], 'suggestion.returnAgreed': ['同意退办', 'Return agreed'], 'suggestion.returnRefused': ['不同意退办', 'Return refused'], 'suggestion.reassigned': ['改交', 'Reassigned'], 'suggestion.extended': ['延期', 'Extended'], 'suggestion.coViewed': ['会办意见', 'Co-handler’s view'], 'suggestion.coSilent': ['会办单位到答复时没有提意见', 'Co-handler silent until the reply'], 'suggestion.toOffice': ['交政府办转交', 'Handed to the government office'], 'suggestion.passedOn': ['政府办转交', 'Handed on by the government office'], 'suggestion.reportedUp': ['报请上级办理', 'Reported upward'],
    'suggestion.replied': ['答复', 'Replied'], 'suggestion.contacted': ['答复前沟通', 'Contact before the reply'], 'suggestion.contactDenied': ['代表说没有联系过', 'Contact denied by the deputy'], 'suggestion.class': ['现在的类别', 'Class as it stands'], 'suggestion.firstClass': ['首次答复的类别', 'Class of the first reply'], 'suggestion.promised': ['作出承诺', 'Promised'], 'suggestion.kept': ['承诺办成', 'Promise kept'],
    'suggestion.checked': ['督查进度', 'Progress checked'], 'suggestion.urged': ['催办', 'Urged'], 'suggestion.supervised': ['听取办理汇报', 'Organ heard'], 'suggestion.key': ['重点督办', 'Key supervision'], 'suggestion.keyVisited': ['重点督办活动', 'Key supervision visit'], 'suggestion.polled': ['常委会测评', 'Polled'],
    'suggestion.process': ['评价办理过程', 'Process rated'], 'suggestion.result': ['评价办理结果', 'Result rated'], 'suggestion.firstResult': ['首次评价办理结果', 'Result, first rating'], 'suggestion.noAnswer': ['未评价', 'No answer'], 'suggestion.rehandled': ['重新办理', 'Re-handled'], 'suggestion.toChairs': ['提请主任会议研究', 'Put to the chairpersons’ meeting'], 'suggestion.published': ['公开', 'Published'],
  },
  lapses: { evaluate: 'noAnswer', coSign: 'coSignLapsed' }, passes: { evaluate: 'passRating', submit: 'leadLeft', takeLead: 'leadLeft', consent: 'leadLeft' },
  correctable: { gist: text(['标题', 'Title'], { open: true, max: 60 }), how: choice(['提出方式', 'How'], optionsOf(hows)) },
  recast: (c, f) => (c.input.how && (f.name === 'suggestion.received' || f.name === 'suggestion.accepted' || f.name === 'suggestion.acceptedBetween') ? { kind: String(c.input.how) } : undefined),
  stages: {
    coSigning: { label: ['联名确认中', 'Co-signers confirming'], standsFor: 'submitted', awaits: { beside: 'coSign' } },
    submitted: { label: ['待审查', 'Submitted, under review'], awaits: [{ act: 'accept', owes: districtOwes, within: 'suggestion.reviewDays' }] },
    amending: { label: ['退回完善', 'Returned for amendment'], standsFor: 'submitted', awaits: [{ act: 'submit', owes: c => personOwes(leadOf(c)), within: 'suggestion.amendDays' }] },
    registered: { label: ['已受理', 'Accepted and numbered'], portal: ['已受理', 'Accepted'], awaits: [{ act: 'handOver', owes: districtOwes, within: 'suggestion.handOverDays' }] },
    preAssign: { label: ['预交办（征求意见）', 'Before hand-over, organs consulted'], standsFor: 'registered', awaits: [{ act: 'handOver', owes: districtOwes, within: 'suggestion.handOverDays' }] },
    atOffice: { label: ['政府办待转交', 'With the government office'], standsFor: 'handedOver', portal: ['已交承办单位办理', 'Handed over'], awaits: [{ act: 'passOn', owes: officeOwes, within: 'suggestion.officeDays' }, { act: 'signAtOffice', owes: c => (c.state.marks.officeSigned ? undefined : officeOwes(c)), within: 'handling.signDays' }] },
    handedOver: { label: ['已交办·待确认', 'Handed over, to be confirmed'], portal: ['已交承办单位办理', 'Handed over'], awaits: 'children' },
    returnPending: { label: ['退办待定', 'Return requested'], standsFor: 'handedOver', awaits: 'children' },
    returned: { label: ['待改交', 'To be handed to another'], standsFor: 'handedOver', awaits: [{ act: 'handOverAgain', owes: c => officeOwes(c) ?? districtOwes(c), within: 'suggestion.reassignDays' }] },
    handling: { label: ['办理中', 'Being handled'], portal: ['正在办理', 'Being handled'], awaits: 'children' },
    replied: { label: ['已答复·待评价', 'Replied, to be evaluated'], portal: ['已答复', 'Replied'], awaits: [{ act: 'evaluate', owes: ratingOwes, within: 'suggestion.feedbackDays' }] },
    rehandling: { label: ['重新办理', 'Being re-handled'], standsFor: 'handling', awaits: 'children' },
    chairs: { label: ['待主任会议研究', 'For the chairpersons’ meeting'], standsFor: 'replied', awaits: [{ act: 'toChairs', owes: districtOwes, within: 'suggestion.chairsDays' }] },
    tracking: { label: ['承诺跟踪', 'Promise tracked'], portal: ['已列入计划', 'Planned'], awaits: { beside: 'replyAgain' } },
    closed: { label: ['已办结', 'Closed'], portal: ['已办结', 'Closed'], ends: true, awaits: 'nothing' },
    withdrawn: { label: ['已撤回', 'Withdrawn'], ends: true, awaits: 'nothing' },
    lapsed: { label: ['没有提交', 'Never submitted'], ends: true, awaits: 'nothing' },
    declined: { label: ['不作为建议处理（已说明）', 'Not handled as a suggestion, explained'], ends: true, awaits: 'nothing' },
    converted: { label: ['已转作其他事项', 'Converted'], ends: true, awaits: 'nothing' },
  },
  on: heard,
  acts: { ...proposing, ...signing, ...takingOver, ...reviewing, ...handing, ...office, ...supervising, ...evaluating, ...publishing, ...answering },
})
