/** 督办座谈: a leader hears one organ on all its suggestions, in one act; who was there counts for their files. */
import { procedure } from '#loop/every.ts'
import { organ, person, text } from '#loop/fields.ts'
import { districtOfficer } from '#procedures/roles.ts'
import { deputiesEverywhere, districtOf } from '#procedures/stations.ts'
import { handlers, ids, leaders, said } from './rules.ts'

export const sittingProcedure = procedure('sitting', 1, {
  label: ['督办座谈', 'Supervision sitting'], apart: true, sight: [districtOfficer], stewards: [districtOfficer], correctable: {}, parties: { district: ['区人大代工委', 'District'], organ: ['汇报单位', 'Organ'], leader: ['带队领导', 'Leader'], present: ['参加人员', 'Present'], suggestions: ['建议', 'Suggestions'] },
  facts: { 'sitting.held': ['督办座谈', 'Sitting held'], 'deputy.supervised': ['参加督办', 'Took part in a sitting'] },
  stages: { held: { label: ['已召开', 'Held'], ends: true, awaits: 'nothing' } },
  acts: {
    hold: {
      label: ['登记督办座谈', 'Record a sitting'], from: 'new', by: [districtOfficer], mayBeTold: true,
      form: { organ: organ(['汇报单位', 'Organ'], { required: true }), suggestions: text(['听取哪些建议（一行一件）', 'Which suggestions, one a line'], { required: true, many: true, long: true, max: 36 }), leader: person(['带队领导', 'Leader']), team: text(['督办组', 'Team'], { max: 30 }), present: person(['参加的组成人员和代表', 'Members and deputies present'], { many: true }), note: text(['意见', 'What was said'], { open: true, long: true, max: 500 }) },
      options: (c, f) => (f === 'organ' ? handlers(c) : f === 'leader' ? leaders(c) : f === 'present' ? deputiesEverywhere(c) : undefined), to: 'held',
      parties: c => ({ ...(districtOf(c) ? { district: [districtOf(c)!] } : {}), organ: [String(c.input.organ)], ...(c.input.leader ? { leader: [String(c.input.leader)] } : {}), present: ids(c.input.present), suggestions: ids(c.input.suggestions) }),
      marks: c => ({ gist: `${c.directory.name(String(c.input.organ))?.[0] ?? ''}督办座谈`, day: c.today, ...(c.input.team ? { team: String(c.input.team) } : {}) }),
      establishes: c => [{ name: 'sitting.held', organ: String(c.input.organ), person: said(c.input.leader), quantity: ids(c.input.suggestions).length }, ...ids(c.input.present).map(p => ({ name: 'deputy.supervised', person: p }))],
      echoes: c => ids(c.input.suggestions).map((matter, i) => ({ matter, act: 'hearReport', input: { organ: String(c.input.organ), sitting: c.state.id, ...(c.input.leader ? { leader: String(c.input.leader) } : {}), ...(c.input.team ? { team: String(c.input.team) } : {}), ...(c.input.note ? { note: String(c.input.note) } : {}) }, field: `suggestions.${i}` })),
      sentence: ['听取{organ}办理情况汇报（{leader}带队）', '{organ} was heard ({leader})'],
    },
  },
})
