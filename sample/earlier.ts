/** The suggestions of the session before the sample year, handed over, answered and closed: what proposals of an organ are learned from. */
import { deputy, handler, officer } from '#sample/hands.ts'
import { hour, instant, workingDay } from '#sample/moments.ts'
import { conflicted, deputyRef, handlerRef, mandatesOf, organRef, people } from '#sample/people.ts'
import { type Act, type Family, keyOf, type Name, named } from '#sample/plan.ts'
import type { Tables } from '#sample/tables.ts'
import { earlier, type Earlier } from '#sample/words/earlier.ts'

/** Deputies of the district, one street after the other, so that everybody has their turn. */
function deputies(t: Tables): Name[] {
  const of = t.places.map(p => mandatesOf(p).flatMap((m, i) => (m.includes('district') && deputyRef(p.code, i + 1) !== conflicted.deputy ? [deputyRef(p.code, i + 1)] : [])))
  return Array.from({ length: Math.max(0, ...of.map(list => list.length)) }, (_, i) => of.flatMap(list => list.slice(i, i + 1))).flat()
}

function one([organ, theme, title, text]: Earlier, n: number, by: Name): Family {
  const name: Name = `suggestion 2024/${n}`, handling: Name = `handling 2024/${n}`, own = organRef(organ)
  const act = (a: string, day: string, minute: number, input: Act['input'], by: Act['by'], more: Partial<Act> = {}): Act => ({ key: keyOf('earlier', n, a), on: name, act: a, input, by, at: instant(day, minute), ...more })
  const answered = workingDay('2024-05-07', 1 + (n % 14))
  const { on: _, ...opening } = act('enterPaper', '2024-03-12', hour(9) + n, { lead: named(by), title, text, theme, how: 'single' }, officer(n), { procedure: 'suggestion', makes: name })
  return {
    name, acts: [
      opening, act('accept', '2024-03-18', hour(9) + n, { session: named('session:4') }, officer(n), { takes: 'suggestions 2024' }), act('handOver', '2024-03-25', hour(9) + n, { organ: named(own) }, officer(n), { opens: [handling], takes: 'handover 2024' }),
      act('signFor', '2024-03-26', hour(9) + n, {}, handler(own), { on: handling }), act('confirm', '2024-03-27', hour(9) + n, {}, handler(own), { on: handling, act: 'accept' }),
      act('contact', answered, hour(9), { how: n % 3 ? 'faceToFace' : 'phone', day: answered, note: '与代表沟通了办理意见（示例）' }, handler(own), { on: handling }),
      act('reply', answered, hour(15), { class: n % 5 ? 'solved' : 'later', result: n % 5 ? '所提问题已经办理，感谢代表监督（示例答复）。' : '因条件限制暂不能办理，已向代表说明（示例答复）。', ownNumber: `示函〔2024〕${n}号` }, handler(own), { on: handling }),
      act('evaluate', '2024-06-03', hour(9) + n, { process: 'satisfied', result: n % 4 ? 'satisfied' : 'basically' }, deputy(by)),
    ],
  }
}

/** Those of organs that have somebody to answer. */
export function earlierSession(t: Tables): Family[] {
  const staffed = new Set(people(t).map(p => p.ref)), by = deputies(t)
  return by.length ? earlier.filter(([organ]) => staffed.has(handlerRef(organRef(organ)))).map((e, i) => one(e, i + 1, by[i % by.length]!)) : []
}
