/** The sentences with which a clock accounts for the day it names. */
import type { Calendar } from './calendar.ts'
import type { Day, Line } from './time.ts'
import { formatDay, shift, weekdayName } from './time.ts'

/** 2025年10月16日（周四） · Thursday 16 October 2025 */
export const fullDay = (day: Day): Line => {
  const [date, name] = [formatDay(day), weekdayName(day)]
  return [`${date[0]}（${name[0]}）`, `${name[1]} ${date[1]}`]
}

/** The day without its year while that is the year of `beside`. */
const shortDay = (day: Day, beside: Day): Line => {
  const [zh, en] = formatDay(day)
  return day.slice(0, 4) === beside.slice(0, 4)
    ? [zh.slice(zh.indexOf('年') + 1), en.slice(0, en.lastIndexOf(' '))]
    : [zh, en]
}

const weekendLabel: Line = ['周末', 'weekend']

/** Why a day is off: the break's name, or the weekend. */
export const offLabel = (calendar: Calendar, day: Day): Line => {
  const { name } = calendar.look(day)
  return name ? [`${name[0]}放假`, `${name[1]} break`] : weekendLabel
}

/**
 * Every day from `from` to `to` that is not an ordinary one, in order. Neighbouring days
 * off under one name make one line: 10月1日至10月8日 国庆节、中秋节 放假.
 */
export const unusualDays = (calendar: Calendar, from: Day, to: Day): Line[] => {
  const lines: Line[] = []
  let run: { from: Day; to: Day; name: Line | undefined } | undefined
  const flush = () => {
    if (!run) return
    const a = shortDay(run.from, from)
    const b = shortDay(run.to, run.from)
    const span: Line = run.from === run.to ? a : [`${a[0]}至${b[0]}`, `${a[1]} to ${b[1]}`]
    lines.push(run.name
      ? [`${span[0]} ${run.name[0]} 放假`, `${span[1]}: ${run.name[1]}, days off`]
      : [`${span[0]} ${weekendLabel[0]}`, `${span[1]}: ${weekendLabel[1]}`])
    run = undefined
  }
  for (let day = from; day <= to; day = shift(day, 1)) {
    const { working, kind, name } = calendar.look(day)
    if (working) {
      flush()
      if (kind === 'adjustedWork') lines.push(madeUp(day, from))
      continue
    }
    if (run && run.name?.[0] === name?.[0]) run.to = day
    else {
      flush()
      run = { from: day, to: day, name }
    }
  }
  flush()
  return lines
}

const madeUp = (day: Day, beside: Day): Line => {
  const [date, name] = [shortDay(day, beside), weekdayName(day)]
  return [
    `${date[0]}（${name[0]}）调休上班，计入`,
    `${name[1]} ${date[1]} is a make-up working day and counts`,
  ]
}

/** 民法典 201: 开始的当日不计入，自下一日开始计算. */
export const notCounted = (start: Day): Line => {
  const [day, next] = [formatDay(start), formatDay(shift(start, 1))]
  return [
    `${day[0]}为起算之日，不计入，自${next[0]}起算`,
    `${day[1]}, the day it began, is not counted; counting starts on ${next[1]}`,
  ]
}

/** The line owed where no notice covers a day the reckoning depended on. */
export const onlyWeekends = (day: Day): Line => {
  const year = day.slice(0, 4)
  return [
    `尚无${year}年放假安排，暂按周末推算，安排公布后重新计算`,
    `There is no holiday notice for ${year} yet: reckoned by weekends alone, to be recounted once it is out`,
  ]
}
