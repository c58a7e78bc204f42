/** Somebody at a browser without scripts: keeps cookies, fills in the forms that stand on the page, follows where they lead. */
const unescape = (s: string): string => s.replace(/&quot;/g, '"').replace(/&#39;/g, "'").replace(/&lt;/g, '<').replace(/&gt;/g, '>').replace(/&amp;/g, '&')
const attribute = (tag: string, name: string): string | undefined => { const m = new RegExp(`\\b${name}="([^"]*)"`).exec(tag); return m ? unescape(m[1]!) : undefined }

export class Visitor {
  readonly url: string
  readonly cookies = new Map<string, string>()
  page = ''
  path = ''
  status = 0
  constructor(url: string) { this.url = url }

  private async ask(path: string, init: RequestInit = {}): Promise<this> {
    const r = await fetch(this.url + path, { ...init, redirect: 'manual', headers: { connection: 'close', origin: this.url, cookie: [...this.cookies].map(([k, v]) => `${k}=${v}`).join('; ') } })
    for (const c of r.headers.getSetCookie()) { const m = /^([^=]+)=([^;]*)/.exec(c)!; if (m[2] === '' || /Max-Age=0/i.test(c)) this.cookies.delete(m[1]!); else this.cookies.set(m[1]!, m[2]!) }
    const to = r.headers.get('location')
    if (r.status === 303 && to) return this.ask(to)
    Object.assign(this, { page: await r.text(), path, status: r.status })
    return this
  }
  open(path: string): Promise<this> { return this.ask(path) }

  /** Sends the form of this page that goes to `action`, as drawn, with what was filled in; a file makes it a form of parts. */
  async send(action: string | RegExp, filled: Readonly<Record<string, string | readonly string[] | File>> = {}): Promise<this> {
    for (const m of this.page.matchAll(/<form\b([^>]*)>(.*?)<\/form>/gs)) {
      const to = attribute(m[1]!, 'action') ?? this.path
      if (typeof action === 'string' ? to !== action : !action.test(to)) continue
      const body = new FormData()
      for (const i of m[2]!.matchAll(/<input\b[^>]*>/g)) {
        const name = attribute(i[0], 'name'), kind = attribute(i[0], 'type') ?? 'text'
        if (!name || name in filled || ['checkbox', 'radio', 'file', 'submit'].includes(kind) && !/\bchecked\b/.test(i[0])) continue
        body.append(name, attribute(i[0], 'value') ?? '')
      }
      for (const s of m[2]!.matchAll(/<select\b([^>]*)>(.*?)<\/select>/gs)) {
        const name = attribute(s[1]!, 'name'), chosen = /<option\b[^>]*\bselected\b[^>]*>/.exec(s[2]!)?.[0] ?? /<option\b[^>]*>/.exec(s[2]!)?.[0]
        if (name && !(name in filled) && chosen) body.append(name, attribute(chosen, 'value') ?? '')
      }
      for (const [name, value] of Object.entries(filled)) for (const v of Array.isArray(value) ? value as string[] : [value as string | File]) body.append(name, v)
      const parts = attribute(m[1]!, 'enctype') === 'multipart/form-data'
      return this.ask(to, { method: 'POST', body: parts ? body : new URLSearchParams([...body].map(([k, v]) => [k, String(v)])) })
    }
    throw new Error(`no form to ${String(action)} on ${this.path}: ${this.words.slice(0, 400)}`)
  }
  /** The address of the first link that fits. */
  link(pattern: RegExp): string {
    for (const m of this.page.matchAll(/href="([^"]*)"/g)) if (pattern.test(m[1]!)) return unescape(m[1]!)
    throw new Error(`no link ${pattern} on ${this.path}: ${this.words.slice(0, 400)}`)
  }
  /** The value of the option, box or button with this text beside it. */
  option(text: string): string {
    const m = new RegExp(`<option[^>]*value="([^"]*)"[^>]*>\\s*${text}`).exec(this.page)
    if (!m) throw new Error(`no choice ${text} on ${this.path}`)
    return m[1]!
  }
  get words(): string { return unescape((/<main\b.*<\/main>/s.exec(this.page)?.[0] ?? this.page).replace(/<[^>]+>/g, ' ')).replace(/\s+/g, ' ') }
}
