/** Progress and notices: on stderr, a moving bar on a terminal and a line now and then elsewhere. */
export function bar(): (done: number, of: number, what: string) => void {
  let last = -1
  return (done, of, what) => {
    const share = of ? done / of : 1
    const step = Math.floor(share * (process.stderr.isTTY ? 200 : 10))
    if (step === last) return
    last = step
    if (process.stderr.isTTY) process.stderr.write(`\r  ${'█'.repeat(Math.round(share * 30)).padEnd(30, '░')} ${Math.round(share * 100)}%  ${what}      ${done >= of ? '\n' : ''}`)
    else process.stderr.write(`  ${Math.round(share * 100)}% ${what}\n`)
  }
}
export const say = (text: string): void => void process.stderr.write(`${text}\n`)
