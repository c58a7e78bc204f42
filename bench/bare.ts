/** A page of the same framework with nothing behind it: what the portal's first page is measured against. */
import { serve } from '@hono/node-server'
import { Hono } from 'hono'
import { html } from 'hono/html'

const lines = Array.from({ length: 40 }, (_, i) => ({ href: `/${i}`, text: `第${i + 1}行 · line ${i + 1}` }))
const app = new Hono().get('/', c => c.html(html`<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><title>空白页</title></head><body><h1>空白页</h1><ul>${lines.map(l => html`<li><a href="${l.href}">${l.text}</a></li>`)}</ul></body></html>`))
if (process.send) { const server = serve({ fetch: app.fetch, port: Number(process.argv[2]), hostname: '127.0.0.1' }, () => process.send!('listening')); process.once('message', () => { server.close(); process.disconnect(); process.exit(0) }) }
