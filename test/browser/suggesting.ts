/** Suggestions made ready for a journey: proposed and accepted as a program would, by the people who are signed in at the pages. */
import type { Page } from 'playwright-core'

let n = 0
/** Sends an act as the person at this page, who has read a form of ours. */
export async function send(page: Page, path: string, input: Record<string, unknown>): Promise<{ matter: string; root: string }> {
  const key = `browser-${process.pid}-${++n}`
  const answer = await page.evaluate(async ([to, body]) => {
    const token = document.querySelector<HTMLInputElement>('input[name=_token]')?.value ?? ''
    const r = await fetch(to!, { method: 'POST', headers: { 'content-type': 'application/json', 'x-form-token': token }, body: body! })
    return { status: r.status, text: await r.text() }
  }, [path, JSON.stringify({ key, input })] as const)
  if (answer.status >= 300) throw new Error(`${path}: ${answer.status} ${answer.text}`)
  return JSON.parse(answer.text) as { matter: string; root: string }
}

const text = '示例：这条路坑洼多年，下雨积水，老人孩子出行不便，建议尽快修复并公示计划。'
/** As many as there are titles, proposed by the deputy and accepted by the officer; answers their ids. */
export async function accepted(deputy: Page, officer: Page, titles: readonly string[]): Promise<string[]> {
  const ids: string[] = []
  for (const title of titles) {
    const { matter } = await send(deputy, '/api/suggestion/propose', { title, text, how: 'single' })
    await send(officer, `/api/matters/${matter}/accept`, {})
    ids.push(matter)
  }
  return ids
}
