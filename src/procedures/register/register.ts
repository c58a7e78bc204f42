/** Registers in the log: one family per place, organ, person or term; the tables are projections of these events. */
import { procedure, theClock, theLoop } from '#loop/every.ts'
import { choice, date, entry as entryField, type Form, optionsOf, organ, yesNo } from '#loop/fields.ts'
import { type ActSpec, type Ctx, fork, type No } from '#loop/procedure.ts'
import type { Input, Label } from '#loop/words.ts'
import { organKinds, posts } from '#procedures/posts.ts'
import { districtOfficer, registrar, securityOfficer } from '#procedures/roles.ts'
import { changeFields, changeForm, correctFields, correctForm, enterFields, enterForm, imported, offers, postForm, since, standing, tableOf, why } from './forms.ts'
import { changeFault, correctFault, endFault, entryFault, expireFault, inUse, isTerm, leaveFault, mendFault, mergeFault, openSuspension, resumeFault, suspendFault, unfit } from './rules.ts'
import { changed, corrected, ended, entry, expired, expiring, leaving, mended, merged, moved, moving, posting, resumed, returning, suspended, takenBack, unnamed } from './rows.ts'
import { settings } from './settings.ts'
import { levels, postEnds, suspensionGrounds, type Table, tables } from './words.ts'

const keepers = [theClock, districtOfficer, registrar]
/** Posts are given and ended by the security administrator too: the administrators' and the auditor's, see `rules`. */
const naming = [...keepers, securityOfficer]
const stays = fork(['entered'], () => undefined)
const day = (zh: string, en: string, required = true) => date([zh, en], { required })
const only = (table: Table, more?: (c: Ctx) => No | undefined) => (c: Ctx): No | undefined =>
  tableOf(c) === table ? more?.(c) : { rule: 'register.table', says: [`这是${tables[table][0]}才有的办理事项`, `This is for entries of the kind "${tables[table][1]}"`] }
const none = (says: Label) => (): No => ({ rule: 'register.none', says })
const has = (yes: (c: Ctx) => boolean, says: Label) => (c: Ctx): No | undefined => (yes(c) ? undefined : none(says)())
/** An act on an entry that leaves it where it is. */
const onEntry = (spec: Pick<ActSpec, 'label' | 'form' | 'registers'> & Partial<ActSpec>): ActSpec => ({ from: ['entered'], by: keepers, to: stays, options: offers, ...spec })
const anyPost: Form = { anyPost: entryField(['哪一项任职', 'Which post'], { required: true }) }
const { level, postPlace, constituency, unit } = postForm
const termLevel = choice(['哪一级代表', 'Deputies of which level'], optionsOf(levels), { required: true })
const postsPlain: Form = { level: level!, postPlace: postPlace!, constituency: constituency!, unit: unit! }
const saidSince = (zh: string, en: string) => (input: Input): Label => [`${zh}${input.since ? '，{since}起' : ''}`, `${en}${input.since ? ', from {since}' : ''}`]

export const registerProcedure = procedure('register', 1, {
  label: ['名册', 'Register'], register: true, settings, sight: [districtOfficer, registrar, securityOfficer], stewards: [theClock, districtOfficer, registrar], parties: {}, facts: {}, correctable: {},
  takesBack: { registers: takenBack, ready: inUse }, words: { postKind: Object.fromEntries(Object.entries(posts).map(([k, p]) => [k, p.label])), kind: organKinds },
  stages: { entered: { label: ['在册', 'Entered'], awaits: { parked: ['名册不等人办', 'A register waits for nobody'] } }, ended: { label: ['已退出', 'Ended'], ends: true, awaits: 'nothing' } },
  acts: {
    enter: {
      label: ['列入名册', 'Enter'], from: 'new', by: keepers, mayBeTold: true, form: enterForm, fields: enterFields, options: offers, refuse: entryFault,
      to: 'entered', registers: entry, marks: c => ({ imported: typeof c.input.imported === 'string' ? c.input.imported : undefined }), sentence: i => (i.imported ? ['从表格导入：{name}', 'Imported: {name}'] : ['列入名册：{name}', 'Entered: {name}']),
    },
    post: onEntry({
      label: ['任职', 'Give a post'], help: ['一个人可以同时有几项任职，例如同时是区代表和市代表。', 'Somebody may hold several posts at once, such as two mandates.'], by: naming, mayBeTold: true, form: { ...postForm, since, imported }, ready: only('person'),
      needs: () => ['postOrgan', 'postKind'], refuse: unfit, registers: posting, sentence: ['任职：{postOrgan}{postKind}，{since}起', 'Post: {postKind}, {postOrgan}, from {since}'],
    }),
    endPost: onEntry({
      label: ['结束任职', 'End a post'], help: ['代表资格终止的，代表团、代表小组、常委会等由代表担任的职务一并结束。', 'With a mandate end the posts that rest on it: delegation, group, standing committee.'], by: naming,
      form: { post: entryField(['哪一项任职', 'Which post'], { required: true, many: true }), day: day('最后一天', 'Last day'), ground: choice(['原因', 'Why'], optionsOf(postEnds), { required: true }) },
      ready: only('person', has(c => standing(c).length > 0, ['没有在任的职务', 'No post is held'])), refuse: endFault, registers: ended, sentence: ['结束任职：{post}，到{day}止，{ground}', 'Post ended: {post}, last day {day}, {ground}'],
    }),
    suspend: onEntry({
      label: ['暂停执行代表职务', 'Suspend the mandate'], help: ['依《代表法》第六十一条。从这一天起不能以代表身份办理；已经开始的事项照常往下办。', 'From this day nothing can be done as a deputy; what was begun goes on (代表法 61).'],
      form: { mandates: entryField(['哪一级代表（不选为全部）', 'Which mandate (all of them unless told)'], { many: true }), day: day('从哪天起', 'From'), ground: choice(['法定情形', 'Ground'], optionsOf(suspensionGrounds), { required: true }) },
      ready: only('person', has(c => standing(c).some(p => p.kind === 'deputy'), ['此人现在没有代表职务', 'No mandate is held'])), refuse: suspendFault, registers: suspended, sentence: ['暂停执行代表职务，{day}起', 'Mandate suspended from {day}'],
    }),
    resume: onEntry({
      label: ['恢复执行代表职务', 'Resume the mandate'], form: { day: day('从哪天起', 'From') }, ready: only('person', has(c => openSuspension(c) !== undefined, ['没有暂停中的职务', 'Nothing is suspended'])),
      refuse: resumeFault, registers: resumed, sentence: ['恢复执行代表职务，{day}起', 'Mandate resumed from {day}'],
    }),
    fixPost: onEntry({
      label: ['更正任职', 'Correct a post'], help: ['日期、级别、选区登记错了的，在这里改；根本没有这项任职的，勾选“撤销这项登记”。', 'For days, level or seat entered wrongly; tick "never held" if there was no such post.'], by: naming,
      form: { ...anyPost, since: date(['起始日', 'Since']), until: date(['最后一天', 'Last day']), goesOn: yesNo(['还在任（去掉最后一天）', 'Still held (takes the last day away)']), ...postsPlain, never: yesNo(['没有这项任职，撤销这项登记', 'Never held: take it out']), why },
      ready: only('person', has(c => c.directory.careerOf(c.state.id).length > 0, ['没有登记过任职', 'No post is entered'])), refuse: mendFault, registers: mended, sentence: ['更正任职登记：{anyPost}，{why}', 'Post corrected: {anyPost}, {why}'],
    }),
    moved: onEntry({ label: ['转入承接单位', 'Moved to the successor'], by: [theLoop], hidden: true, form: { from: organ(['原单位', 'From'], { required: true }), postOrgan: organ(['承接单位', 'To'], { required: true }), day: day('从哪天起', 'From') }, options: () => undefined, registers: moved, sentence: ['随单位撤并转入{postOrgan}，{day}起', 'Moved to {postOrgan} with the merger, from {day}'] }),
    change: onEntry({
      label: ['改名、改电话', 'Rename'], help: ['名称改了，从哪天起用新名称就写哪天；以前的事项仍显示当时的名称。当初就登记错的，用“更正登记”。', 'The former name keeps its days, and matters of those days still show it. A wrong entry is mended by "Correct".'],
      form: changeForm, fields: changeFields, refuse: changeFault, registers: changed, sentence: i => (i.name ? saidSince('更名为“{name}”', 'Renamed "{name}"')(i) : ['更改登记', 'Entry changed']),
    }),
    unname: onEntry({ label: ['撤销上次更名', 'Undo the last renaming'], form: { why }, ready: has(c => c.directory.formerNames(c.state.id).length > 0, ['没有更过名', 'It was never renamed']), registers: unnamed, sentence: ['撤销上次更名：{why}', 'The last renaming undone: {why}'] }),
    correct: onEntry({ label: ['更正登记', 'Correct the entry'], help: ['改正当初登记错的内容，不留曾用名。', 'Sets right what was entered wrongly; no former name is kept.'], form: correctForm, fields: correctFields, refuse: correctFault, registers: corrected, sentence: ['更正登记：{why}', 'Entry corrected: {why}'] }),
    merge: onEntry({
      label: ['并入、改组', 'Merge or reorganise'], help: ['单位撤并、改组后，没有办完的事项由承接单位接着办；以前的事项仍显示原名。分出新单位的，先把新单位列入名册（写明由哪个单位分出）。', 'Unfinished work goes to the successor; past matters keep the name. Units split off are entered first, naming the one they come from.'],
      form: { successor: organ(['由哪个单位承接', 'Successor'], { required: true }), day: day('承接日（原单位到前一天为止）', 'From which day'), move: yesNo(['原单位的人员随转', 'Its people move too']) },
      ready: only('organ'), refuse: mergeFault, to: 'ended', registers: merged, echoes: moving, sentence: ['职能由{successor}承接，{day}起', 'Carried on by {successor} from {day}'],
    }),
    expire: onEntry({
      label: ['届满', 'The term expires'], help: ['这一级的本届代表，资格到这一天一并终止，代表团、代表小组等由代表担任的职务一并结束；常委会组成人员履职到下届选出新的常委会为止，不在其内。最后一天写下届第一次会议的前一天；连任的，再登记下届的任职。', 'All mandates of the term end on that day with what rests on them; members of the standing committee serve until the next is elected and stay. The last day is the eve of the next term’s first session; whoever was elected again is entered for the next term.'],
      form: { level: termLevel, day: day('最后一天', 'Last day') }, ready: only('term', has(isTerm, ['只有“届”才会届满；会议闭会用“退出名册”', 'Only a term expires; a session that closed leaves'])), refuse: expireFault, to: 'ended', registers: leaving, echoes: expiring, sentence: ['届满，代表资格到{day}止', 'The term expired; mandates end on {day}'],
    }),
    expired: onEntry({ label: ['随届终止代表资格', 'Mandate ended with the term'], by: [theLoop], hidden: true, form: { from: organ(['人民代表大会', 'Congress'], { required: true }), level: termLevel, day: day('最后一天', 'Last day') }, options: () => undefined, registers: expired, sentence: ['任期届满，代表资格到{day}止', 'The term expired; the mandate ended on {day}'] }),
    leave: onEntry({
      label: ['退出名册', 'Leave'], help: ['撤销、届满、闭会、离开的，写明最后一天；人员的各项任职一并结束。', 'Dissolved, expired, closed or gone: say the last day. A person’s posts end with it.'],
      form: { day: date(['最后一天（不填为今天）', 'Last day, today unless told']), why: { ...why, min: 1, open: false } }, refuse: leaveFault, to: 'ended', registers: leaving, sentence: ['退出名册：{why}', 'Left: {why}'],
    }),
    back: { label: ['恢复在册', 'Enter again'], from: ['ended'], by: keepers, form: { why }, to: 'entered', registers: returning, sentence: ['恢复在册：{why}', 'On the register again: {why}'] },
  },
})

/** The acts a page of each kind of entry offers, in the order in which they are drawn. */
export const actsOf: Readonly<Record<Table, readonly string[]>> = {
  person: ['post', 'endPost', 'suspend', 'resume', 'change', 'unname', 'correct', 'fixPost', 'leave', 'back', 'void'],
  organ: ['change', 'unname', 'merge', 'correct', 'leave', 'back', 'void'], place: ['change', 'unname', 'correct', 'leave', 'back', 'void'], term: ['expire', 'correct', 'leave', 'back', 'void'],
}
