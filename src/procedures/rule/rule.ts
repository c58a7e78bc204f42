/** 工作制度: what the standing committee has made to govern its own work. In force from the meeting that adopted it until it is repealed; neither a law nor a decision of the assembly. */
import { procedure } from '#loop/every.ts'
import { choice, optionsOf, text } from '#loop/fields.ts'
import type { Label } from '#loop/words.ts'
import { districtOfficer } from '#procedures/roles.ts'
import { districtOf } from '#procedures/stations.ts'

/** What a rule is about: by this the report's chapters find theirs. */
export const areas = {
  suggestions: ['代表建议办理', 'Suggestions'], deputies: ['代表履职和联络', 'Deputies and liaison'], supervision: ['监督工作', 'Supervision'], meetings: ['会议和议事', 'Meetings'], appointments: ['人事任免', 'Appointments'], other: ['其他', 'Other'],
} as const satisfies Record<string, Label>

const title = text(['制度名称', 'Title'], { required: true, open: true, min: 4, max: 60, hint: ['不加书名号', 'Without title marks'] })
const about = choice(['哪方面的', 'About'], optionsOf(areas), { required: true })

export const ruleProcedure = procedure('rule', 1, {
  label: ['工作制度', 'Working rules'], sight: [districtOfficer], stewards: [districtOfficer], parties: { district: ['区人大代工委', 'District'] }, words: { about: areas },
  facts: { 'rule.made': ['制定制度', 'Rule made'], 'rule.repealed': ['废止制度', 'Rule repealed'] },
  correctable: { gist: { ...title, required: false }, about: { ...about, required: false } }, recast: (c, f) => (c.input.about && f.name === 'rule.made' ? { kind: String(c.input.about) } : undefined),
  stages: { inForce: { label: ['生效中', 'In force'], ends: true, awaits: 'nothing' }, repealed: { label: ['已废止', 'Repealed'], ends: true, awaits: 'nothing' } },
  acts: {
    adopt: {
      label: ['登记新制度', 'Enter a new rule'], from: 'new', by: [districtOfficer], mayBeTold: true, help: ['会议通过的那天算制定；同一天登记不了的，按通过的日子补登。', 'It counts for the day of the meeting, whenever it is entered.'],
      form: { title, about, meeting: text(['哪次会议通过', 'Adopted by which meeting'], { required: true, max: 60 }), number: text(['文号', 'Number'], { max: 40 }) },
      to: 'inForce', parties: c => (districtOf(c) ? { district: [districtOf(c)!] } : {}), marks: c => ({ gist: String(c.input.title), about: String(c.input.about), meeting: String(c.input.meeting), ...(c.input.number ? { letterNumber: String(c.input.number) } : {}) }),
      establishes: c => [{ name: 'rule.made', kind: String(c.input.about) }], sentence: ['{meeting}通过：{title}', '{meeting} adopted: {title}'],
    },
    repeal: { label: ['废止', 'Repeal'], from: ['inForce'], by: [districtOfficer], mayBeTold: true, form: { why: text(['依据和原因', 'On what ground'], { required: true, open: true, min: 2, max: 300 }) }, to: 'repealed', establishes: c => [{ name: 'rule.repealed', kind: c.state.marks.about }], sentence: ['废止：{why}', 'Repealed: {why}'] },
  },
})
