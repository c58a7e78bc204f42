/** The OpenAPI 3.1 document, made from the procedures' own declarations: one path per act. */
import { z } from 'zod'
import { fieldSchema, type Form } from '#loop/fields.ts'
import type { Label } from '#loop/words.ts'
import type { ProcedureDecl } from '#service/views.ts'

type Doc = Record<string, unknown>
const both = (l: Label): string => `${l[0]} · ${l[1]}`
const ref = (name: string): Doc => ({ $ref: `#/components/schemas/${name}` })
const json = (schema: Doc): Doc => ({ 'application/json': { schema } })

/** A declared form as a JSON schema; personal fields say so. */
export function formDoc(form: Form): Doc {
  const properties = Object.fromEntries(Object.entries(form).map(([id, f]) => {
    const { $schema: _s, ...schema } = z.toJSONSchema(fieldSchema(f), { io: 'input', unrepresentable: 'any' }) as Doc
    return [id, { ...schema, title: both(f.label), ...(f.hint ? { description: both(f.hint) } : {}), ...(f.personal ? { 'x-personal': true } : {}), ...(f.kind === 'text' && !f.many ? { maxLength: f.max } : {}), ...(f.kind === 'date' ? { format: 'date' } : {}), ...(f.options.length ? { 'x-labels': Object.fromEntries(f.options.map(o => [o.id, both(o.label)])) } : {}) }]
  }))
  const required = Object.entries(form).filter(([, f]) => f.required).map(([id]) => id)
  return { type: 'object', properties, ...(required.length ? { required } : {}), additionalProperties: false }
}

const body = (input: Doc, more: Doc = {}): Doc => ({
  type: 'object', additionalProperties: false, required: ['input'],
  properties: { input, at: { type: 'string', format: 'date-time', description: '真实发生的时间（只限可以补记的动作） · When it happened, for acts that may be told later' }, key: { type: 'string', minLength: 1, maxLength: 150, description: '幂等键；也可用 Idempotency-Key 头 · Idempotency key; or the Idempotency-Key header' }, seen: { type: 'integer', minimum: 0, description: '表单所依据的序号 · The sequence the form was drawn from' }, ...more },
})
const problems = (...codes: number[]): Doc => Object.fromEntries(codes.map(n => [String(n), { $ref: '#/components/responses/Problem' }]))
const said = (description: string, schema?: Doc): Doc => ({ description, ...(schema ? { content: json(schema) } : {}) })
const param = (name: string, where: 'path' | 'query' | 'header', schema: Doc = { type: 'string' }, description?: string): Doc => ({ name, in: where, required: where === 'path', schema, ...(description ? { description } : {}) })
const id = param('id', 'path', { type: 'string', format: 'uuid' })
const key = { $ref: '#/components/parameters/IdempotencyKey' }
const day = (name: string): Doc => param(name, 'query', { type: 'string', format: 'date' })
const period = [param('year', 'query', { type: 'integer' }), day('asOf'), day('known')]
const read = (tag: string, summary: string, parameters: Doc[] = [], open = false): Doc => ({ get: { tags: [tag], summary, parameters, ...(open ? { security: [] } : {}), responses: { 200: said('OK', { type: 'object' }), ...problems(400, 401, 404) } } })

/** Acts of one name over all procedures: what they are called, and the input each takes. */
function actPaths(list: readonly ProcedureDecl[]): Doc {
  const names = [...new Set(list.flatMap(p => p.acts.filter(a => a.from !== 'new').map(a => a.id)))]
  return Object.fromEntries(names.map(name => {
    const of = list.flatMap(p => p.acts.filter(a => a.id === name && a.from !== 'new').map(a => ({ p, a })))
    const inputs = of.map(({ p, a }) => ({ ...formDoc(a.form), title: `${both(p.label)}：${both(a.label)}` }))
    return [`/api/matters/{id}/${name}`, { post: {
      tags: of.map(x => x.p.id), operationId: `act_${name}`, summary: [...new Set(of.map(x => both(x.a.label)))].join(' / '), parameters: [id, key],
      description: of.map(({ p, a }) => `${p.label[0]}：${a.by.map(b => b[0]).join('、')}${a.mayBeTold ? '（可补记时间）' : ''}`).join('\n'),
      requestBody: { required: true, content: json(body(inputs.length === 1 ? inputs[0]! : { anyOf: inputs })) },
      responses: { 200: said('已办，或同一提交的原结果 · Done, or the first answer again', ref('Done')), ...problems(400, 401, 403, 404, 409, 413, 415, 422, 503) },
    } }]
  }))
}

const openPaths = (list: readonly ProcedureDecl[]): Doc => Object.fromEntries(list.filter(p => !p.childOnly).flatMap(p => p.acts.filter(a => a.from === 'new').map((a, i) => [i ? `/api/${p.id}/${a.id}` : `/api/${p.id}`, { post: {
  tags: [p.id], operationId: i ? `open_${p.id}_${a.id}` : `open_${p.id}`, summary: `${both(p.label)}：${both(a.label)}`, parameters: [key], ...(p.id === 'request' ? { security: [{}, { bearer: [] }] } : {}),
  requestBody: { required: true, content: json(body(formDoc(a.form))) },
  responses: { 201: said('已登记 · Opened', ref('Done')), 200: said('同一提交的原结果 · The first answer again', ref('Done')), ...problems(400, 401, 403, 409, 413, 415, 422, 429, 503) },
} }])))

export function openApi(list: readonly ProcedureDecl[], version: string): Doc {
  const rateForm = list.find(p => p.id === 'request')?.acts.find(a => a.id === 'rate')?.form
  return {
    openapi: '3.1.0', jsonSchemaDialect: 'https://json-schema.org/draft/2020-12/schema',
    info: { title: '回音 Huiyin', version, license: { name: 'AGPL-3.0-or-later', identifier: 'AGPL-3.0-or-later' }, description: '县级人大事项闭环系统的接口。由办理规程的声明生成。 · The API of the people’s congress loop, made from the procedures’ declarations.' },
    servers: [{ url: '/' }], security: [{ bearer: [] }],
    tags: [...list.map(p => ({ name: p.id, description: both(p.label) })), { name: 'session' }, { name: 'read' }, { name: 'figures' }, { name: 'receipts' }],
    paths: {
      '/api/session': { post: { tags: ['session'], operationId: 'signIn', summary: '登录，得到令牌 · Sign in for a token', description: '正式的人大：登录名、密码，设了动态验证码的再加 code（六位数字或一个备用码）。要换密码或还没设动态验证码的，先在网页上办好。示例：只限本机，给出 person。\nA real congress: login and password, and the code of the second factor where one is set. Whoever must change a password or set the second factor up does that on the web first. A sample: person, from this machine only.', security: [],
        requestBody: { required: true, content: json({ oneOf: [
          { type: 'object', additionalProperties: false, required: ['login', 'password'], properties: { login: { type: 'string', maxLength: 64 }, password: { type: 'string', format: 'password', maxLength: 128 }, code: { type: 'string', maxLength: 20, description: '动态验证码或备用码 · The second factor, or a recovery code' } } },
          { type: 'object', additionalProperties: false, required: ['person'], properties: { person: { type: 'string', format: 'uuid' } } },
        ] }) }, responses: { 201: said('令牌 · The token', { type: 'object', required: ['token'], properties: { token: { type: 'string' } } }), ...problems(400, 401, 403, 415, 422, 429) } } },
      '/api/me': read('session', '我是谁 · Who am I'), '/api/inbox': read('read', '待办 · Inbox', [param('after', 'query')]),
      '/api/procedures': read('read', '事项种类 · Procedures', [], true), '/api/procedures/{id}': read('read', '一种事项 · One procedure', [param('id', 'path')], true),
      '/api/matters': read('read', '事项清单 · Matters', [...['procedure', 'stage', 'ended', 'place', 'category', 'channel', 'outcome', 'light', 'q', 'after'].map(n => param(n, 'query')), day('from'), day('to'), param('limit', 'query', { type: 'integer', minimum: 1, maximum: 200 })]),
      '/api/matters/{id}': read('read', '事项 · One matter', [id, day('asOf')]),
      '/api/figures': read('figures', '数字 · Figures', period, true), '/api/figures/{id}': read('figures', '一个数字 · One figure', [param('id', 'path'), ...period], true), '/api/figures/{id}/records': read('figures', '数字的记录 · The records of a figure', [param('id', 'path'), ...period, param('reading', 'query')]),
      '/api/report/{year}': read('figures', '年度报告 · The annual report', [param('year', 'path', { type: 'integer' }), day('asOf'), day('known')]),
      '/api/files': { post: { tags: ['read'], operationId: 'upload', summary: '上传文件 · Upload files', requestBody: { required: true, content: { 'multipart/form-data': { schema: { type: 'object', properties: { file: { type: 'array', items: { type: 'string', contentMediaType: 'application/octet-stream' } } } } } } }, responses: { 201: said('文件编号 · Ids', { type: 'object', properties: { files: { type: 'array', items: { type: 'string', format: 'uuid' } } } }), ...problems(401, 413, 415, 422) } } },
      '/api/receipts/{code}': read('receipts', '回执 · Receipt', [param('code', 'path')], true),
      '/api/receipts/{code}/rate': { post: { tags: ['receipts'], operationId: 'rate_receipt', summary: '凭回执评价 · Rate by receipt', security: [], parameters: [param('code', 'path'), key], requestBody: { required: true, content: json(body(rateForm ? formDoc(rateForm) : { type: 'object' }, { proof: { type: 'string', description: '六位编号或手机号后四位 · Six digits, or the phone’s last four' }, part: { type: 'string', format: 'uuid' } })) }, responses: { 200: said('已评价 · Rated', ref('Done')), ...problems(400, 403, 404, 409, 415, 422, 429) } } },
      ...openPaths(list), ...actPaths(list),
    },
    components: {
      securitySchemes: { bearer: { type: 'http', scheme: 'bearer' } },
      parameters: { IdempotencyKey: param('Idempotency-Key', 'header', { type: 'string', minLength: 1, maxLength: 150 }, '同一项操作重发时用同一个；与 JSON 里的 key 二选一 · The same one when the same act is sent again; instead of key in the JSON') },
      responses: { Problem: { description: '问题说明（RFC 9457） · Problem document', content: { 'application/problem+json': { schema: ref('Problem') } } } },
      schemas: {
        Problem: { type: 'object', required: ['type', 'title', 'status', 'detail', 'detail_en'], properties: { type: { type: 'string' }, title: { type: 'string' }, status: { type: 'integer' }, detail: { type: 'string' }, detail_en: { type: 'string' }, rule: { type: 'string' }, field: { type: 'string' }, may: { type: 'array', items: { type: 'string' } }, article: { type: 'object', properties: { law: { type: 'string' }, article: { type: 'string' } } }, since: { type: 'array', items: { type: 'string' } }, ref: { type: 'string' } } },
        Done: { type: 'object', required: ['verdict', 'root', 'matter', 'seq', 'opened'], properties: { verdict: { enum: ['done', 'replayed'] }, root: { type: 'string', format: 'uuid' }, matter: { type: 'string', format: 'uuid' }, seq: { type: 'integer' }, receipt: { type: 'string' }, short: { type: 'string' }, opened: { type: 'array', items: { type: 'string', format: 'uuid' } } } },
      },
    },
  }
}
