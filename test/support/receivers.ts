/** Who receives in tests: a real mail server and a real gateway, on loopback. */
import { createServer, type IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'
import { SMTPServer } from 'smtp-server'

export type Mail = { readonly from: string; readonly to: readonly string[]; readonly raw: string }
export type MailServer = { readonly url: string; readonly mails: Mail[]; /** Answers the next recipients with these codes first. */ refuse(...codes: number[]): void; tries(): number; close(): Promise<void> }

export async function mailServer(auth?: { user: string; pass: string }): Promise<MailServer> {
  const mails: Mail[] = [], answers: number[] = []
  let tries = 0
  const server = new SMTPServer({
    authOptional: !auth, disabledCommands: auth ? ['STARTTLS'] : ['STARTTLS', 'AUTH'], allowInsecureAuth: true, logger: false,
    onAuth: (a, _s, done) => (a.username === auth?.user && a.password === auth?.pass ? done(null, { user: a.username }) : done(Object.assign(new Error('no'), { responseCode: 535 }))),
    onRcptTo: (address, _s, done) => { tries++; const code = answers.shift(); done(code ? Object.assign(new Error(`not now for ${address.address}`), { responseCode: code }) : null) },
    onData: (stream, session, done) => {
      const parts: Buffer[] = []
      stream.on('data', d => parts.push(d as Buffer))
      stream.on('end', () => { mails.push({ from: session.envelope.mailFrom ? session.envelope.mailFrom.address : '', to: session.envelope.rcptTo.map(r => r.address), raw: Buffer.concat(parts).toString('utf8') }); done() })
    },
  })
  server.on('error', () => undefined)
  await new Promise<void>(ok => server.listen(0, '127.0.0.1', ok))
  const { port } = server.server.address() as AddressInfo
  return { url: `smtp://${auth ? `${encodeURIComponent(auth.user)}:${encodeURIComponent(auth.pass)}@` : ''}127.0.0.1:${port}`, mails, refuse: (...codes) => { answers.push(...codes) }, tries: () => tries, close: () => new Promise<void>(ok => server.close(() => ok())) }
}
/** The text of a mail, whatever it travelled as. */
export function textOf(m: Mail): string {
  const [head, ...rest] = m.raw.split('\r\n\r\n'), body = rest.join('\r\n\r\n')
  const how = /content-transfer-encoding:\s*(\S+)/i.exec(head!)?.[1]?.toLowerCase()
  if (how === 'base64') return Buffer.from(body, 'base64').toString('utf8')
  if (how === 'quoted-printable') return Buffer.from(body.replace(/=\r?\n/g, '').replace(/=([0-9A-F]{2})/gi, (_, x: string) => String.fromCharCode(Number.parseInt(x, 16))), 'latin1').toString('utf8')
  return body
}

export type Call = { readonly headers: IncomingHttpHeaders; readonly body: string }
export type Gateway = { readonly url: string; readonly calls: Call[]; /** Answers the next calls with these first; 0 answers nothing at all. */ answer(...statuses: number[]): void; close(): Promise<void> }
export async function gateway(): Promise<Gateway> {
  const calls: Call[] = [], answers: number[] = []
  const server = createServer((req, res) => {
    let body = ''
    req.on('data', d => { body += d })
    req.on('end', () => {
      calls.push({ headers: req.headers, body })
      const status = answers.shift() ?? 200
      if (status === 0) { req.socket.destroy(); return }
      res.writeHead(status, status >= 300 && status < 400 ? { location: `http://127.0.0.1:${(server.address() as AddressInfo).port}/elsewhere` } : {})
      res.end('{}')
    })
  })
  await new Promise<void>(ok => server.listen(0, '127.0.0.1', ok))
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/send`, calls, answer: (...statuses) => { answers.push(...statuses) }, close: () => new Promise<void>(ok => { server.closeAllConnections(); server.close(() => ok()) }) }
}

/** Waits until it is so; a test that waits in vain says for what. */
export async function until(what: string, so: () => unknown, ms = 15_000): Promise<void> {
  const end = performance.now() + ms
  while (!(await so())) {
    if (performance.now() > end) throw new Error(`never came: ${what}`)
    await new Promise(done => setTimeout(done, 25))
  }
}
