/** How an answer leaves: a page, a redirect after a sending, or a refusal as a page or a problem document (RFC 9457). */
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import { oops } from '#pages/signin.ts'
import type { Html } from '#pages/view.ts'
import type { Label, Refusal } from '#loop/words.ts'
import { type C, isApi } from '#http/env.ts'
import { withToken } from '#http/token.ts'

/** A page on its way out, each of its forms with the token that it must bring back. */
export const show = async (c: C, page: Html, status: ContentfulStatusCode = 200): Promise<Response> => c.html(withToken(c, String(await page)), status)

const titles: Readonly<Record<number, Label>> = {
  400: ['请求有误', 'Bad request'], 401: ['请先登录', 'Sign in first'], 403: ['不能这样办', 'Not allowed'], 404: ['没有找到', 'Not found'], 405: ['不支持这种请求', 'Method not allowed'],
  409: ['现在不能办', 'Not possible now'], 413: ['内容太大', 'Too large'], 415: ['格式不支持', 'Unsupported media type'], 422: ['填写有误', 'Not valid'], 429: ['提交太频繁', 'Too many requests'],
  500: ['出了点问题', 'Something went wrong'], 503: ['暂时不能使用', 'Temporarily unavailable'],
}
export type Told = { readonly field?: string | undefined; readonly refusal?: Refusal; readonly since?: readonly Label[] | undefined; readonly ref?: string }

/** A problem document: `detail` in the reader's language, `detail_en` always in English. */
export function problem(c: C, status: ContentfulStatusCode, rule: string, says: Label, more: Told = {}): Response {
  const lang = c.get('lang') === 'en' ? 1 : 0
  const r = more.refusal
  const body = {
    type: `urn:huiyin:problem:${rule}`, title: titles[status]?.[lang] ?? String(status), status, detail: says[lang], detail_en: says[1], rule,
    ...(more.field ? { field: more.field } : {}), ...(r?.may.length ? { may: r.may.map(m => m[lang]) } : {}), ...(r?.article ? { article: r.article } : {}),
    ...(more.since?.length ? { since: more.since.map(s => s[lang]) } : {}), ...(more.ref ? { ref: more.ref } : {}),
  }
  return c.body(JSON.stringify(body), status, { 'Content-Type': 'application/problem+json; charset=utf-8', 'Content-Language': lang ? 'en' : 'zh-CN' })
}

/** The same refusal for a browser or for a program. */
export function refuse(c: C, status: ContentfulStatusCode, rule: string, says: Label, more: Told & { readonly hint?: Label; readonly back?: string } = {}): Response | Promise<Response> {
  if (isApi(c)) return problem(c, status, rule, says, more)
  return show(c, oops(c.get('view'), { title: titles[status] ?? ['出了点问题', 'Something went wrong'], says, ...(more.hint ? { more: more.hint } : {}), ...(more.ref ? { ref: more.ref } : {}), ...(more.back ? { back: more.back } : {}) }), status)
}

/** There is none, or it is not yours: the two look alike. */
export const notHere = (c: C): Response | Promise<Response> => refuse(c, 404, 'notFound', ['没有这一页，或者不在您的权限之内。', 'There is no such thing here, or it is not yours to see.'])

export const tooOften = (c: C, seconds: number): Response | Promise<Response> => {
  c.header('Retry-After', String(seconds))
  return refuse(c, 429, 'tooOften', ['这个网络地址提交得太频繁了，请过一会儿再试。', 'Too many came from this network address; please try again later.'], { hint: ['急事请直接到联络站，或打站里电话。', 'If it is urgent, come to the station or ring it.'] })
}
