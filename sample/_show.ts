import { planYear } from '#sample/planned.ts'
import { readTables } from '#sample/tables.ts'
const t = readTables(); const plan = planYear(t)
const local = (i: string) => new Date(Date.parse(i) + 8*3600e3).toISOString().slice(5,16)
for (const no of process.argv.slice(2)) {
  const f = plan.families.find(f => f.name === `opinion:${no}`)!
  console.log('##', no)
  for (const a of f.acts) console.log(local(a.at), a.act.padEnd(14), a.by.kind === 'person' ? a.by.person : a.by.kind, '→', a.on ?? '', JSON.stringify(a.input).slice(0, 150), a.refused ?? '')
}
const hours = new Map<string, number>(); let bad = 0
for (const f of plan.families) for (const a of f.acts) { const h = local(a.at).slice(6); if (a.by.kind === 'person' && !a.by.person.startsWith('deputy') && (h < '08:00' || h > '18:30')) { bad++; if (bad < 15) console.log('late', a.key, local(a.at)) } }
console.log('bad', bad, 'acts', plan.families.reduce((n, f) => n + f.acts.length, 0), plan.sweeps.join(' '))
