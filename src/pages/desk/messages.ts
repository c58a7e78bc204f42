/** 通知发送: what could not be sent, what waits, and by what it is sent. For the system administrator. */
import { dayOf } from '#law/time.ts'
import { page } from '#pages/page.ts'
import { faultSummary, fieldId } from '#pages/parts/field.ts'
import { clock, day, type Fault, html, type Html, type Kept, raw, type View } from '#pages/view.ts'
import type { Label } from '#loop/words.ts'
import type { MessageLine, MessagesView, WayLine } from '#service/post-desk.ts'

export type MessagesPage = { readonly kept?: Kept | undefined; readonly fault?: Fault | undefined; /** The form that came back: a channel, or the trial. */ readonly of?: string | undefined; readonly done?: Label | undefined }

const channelName: Readonly<Record<WayLine['channel'], Label>> = { mail: ['邮件', 'Mail'], sms: ['短信', 'Text message'], chat: ['群机器人', 'Chat robot'] }
const purposeName: Readonly<Record<MessageLine['purpose'], Label>> = { code: ['登录码', 'Sign-in code'], invitation: ['邀请', 'Invitation'], notice: ['提醒', 'Notice'] }
const fromName: Readonly<Record<WayLine['from'], Label>> = { congress: ['本人大的设置', 'set here'], environment: ['服务器的设置', 'set on the server'], none: ['还没有设置', 'not set'] }

export function messagesPage(v: View, m: MessagesView, p: MessagesPage = {}): Html {
  return page(v, {
    title: v.t('通知发送', 'Messages'), face: 'desk',
    body: html`<h1>${v.t('通知发送', 'Messages')}</h1><p class="lead">${v.t('登录码、邀请和提醒从这里发出去。内容加密存放，这里也看不到；发出后即删除。', 'Sign-in codes, invitations and notices leave from here. What they say is sealed, cannot be read here, and is erased once sent.')}</p>
${p.done ? html`<div class="alert" role="status" tabindex="-1" autofocus><p>${v.say(p.done)}</p></div>` : ''}${faultSummary(v, p.fault ? [p.fault] : undefined, p.of ?? '')}
<p>${v.t(`近七天发出${m.counts.sent}条，过期或放弃${m.counts.expired}条；现在等着发的${m.counts.waiting}条，未送出的${m.counts.failed}条。`, `Last seven days: ${m.counts.sent} sent, ${m.counts.expired} expired or given up. Now: ${m.counts.waiting} waiting, ${m.counts.failed} not sent.`)}</p>
<section><h2>${v.t('未送出的通知', 'Not sent')}</h2>${m.failed.length ? table(v, m.failed, true) : html`<div class="card pad empty"><p>${v.t('都送出去了。', 'Everything has gone out.')}</p></div>`}</section>
${m.waiting.length ? html`<section><h2>${v.t('等着发的', 'Waiting')}</h2><p class="hint">${v.t('发不出去的会自动再试，间隔越来越长；八次不成就列到上面。', 'What cannot be sent is tried again by itself, at growing intervals; after eight tries it stands above.')}</p>${table(v, m.waiting, false)}</section>` : ''}
<section aria-labelledby="ways"><h2 id="ways">${v.t('发送设置', 'How they are sent')}</h2>${m.sample ? html`<p class="hint">${v.t('这是示例人大：没有在这里设置的，只写进运行日志，不会真的发出去。', 'A sample congress: what is not set here goes to the program’s log and to nobody.')}</p>` : ''}
${m.ways.map(w => way(v, w, p))}${trial(v, p)}</section>`,
  })
}

const table = (v: View, all: readonly MessageLine[], failed: boolean): Html => {
  const name = failed ? v.t('未送出的通知', 'Not sent') : v.t('等着发的', 'Waiting')
  return html`<div class="table-responsive" tabindex="0" role="region" aria-label="${name}"><table class="table lines"><caption class="visually-hidden">${name}</caption><thead><tr><th scope="col">${v.t('什么时候', 'When')}</th><th scope="col">${v.t('给谁', 'To whom')}</th><th scope="col">${v.t('是什么', 'What')}</th><th scope="col">${v.t('怎么发', 'By')}</th><th scope="col">${v.t('试过', 'Tries')}</th><th scope="col">${v.t('为什么没送出', 'Why not')}</th>${failed ? html`<th scope="col">${v.t('处理', 'Do')}</th>` : ''}</tr></thead>
<tbody>${all.map(m => html`<tr><td data-label="${v.t('什么时候', 'When')}" class="num">${day(v, dayOf(m.created))} ${clock(m.created)}</td><th scope="row">${m.person ? v.say(m.person) : v.t('（没有记名）', '(no name)')}</th><td data-label="${v.t('是什么', 'What')}">${v.say(purposeName[m.purpose])}</td><td data-label="${v.t('怎么发', 'By')}">${v.say(channelName[m.channel])}</td><td data-label="${v.t('试过', 'Tries')}" class="num">${String(m.tries)}</td><td data-label="${v.t('为什么没送出', 'Why not')}">${m.fault ? v.say(m.fault) : '—'}</td>${failed ? html`<td><form class="tap" method="post" action="/desk/messages/${m.id}/again"><button class="btn btn-sm" type="submit">${v.t('再发一次', 'Send again')}</button></form> <form class="tap" method="post" action="/desk/messages/${m.id}/drop"><button class="btn btn-sm" type="submit">${v.t('不发了', 'Give up')}</button></form></td>` : ''}</tr>`)}</tbody></table></div>`
}

const bad = (p: MessagesPage, of: string, id: string): boolean => p.of === of && p.fault?.field === id
function line(v: View, p: MessagesPage, of: string, id: string, label: string, hint: string, type: 'text' | 'password' = 'text'): Html {
  const at = fieldId(of, id), fault = bad(p, of, id)
  // A secret that was typed does not come back to the page.
  const value = p.of === of && type === 'text' ? p.kept?.[id]?.[0] ?? '' : ''
  return html`<div class="field${fault ? ' field-bad' : ''}"><label class="form-label" for="${at}">${label}</label><p class="hint" id="${at}-hint">${hint}</p>${fault ? html`<p class="fault" id="${at}-error">${v.say(p.fault!.says)}</p>` : ''}<input class="form-control" id="${at}" name="${id}" type="${type}" autocomplete="off" spellcheck="false" value="${value}" aria-describedby="${at}-hint${fault ? ` ${at}-error` : ''}"${raw(fault ? ' aria-invalid="true"' : '')}></div>`
}

const way = (v: View, w: WayLine, p: MessagesPage): Html => html`<details class="card pad"${raw(p.of === w.channel ? ' open' : '')}><summary><b>${v.say(channelName[w.channel])}</b> — ${v.say(fromName[w.from])}${w.shown ? html` <code>${w.shown}</code>` : ''}</summary>
<form method="post" action="/desk/messages/ways/${w.channel}" novalidate>
${w.channel === 'mail' ? html`${line(v, p, w.channel, 'url', v.t('邮件服务器', 'Mail server'), v.t('形如 smtps://账号:密码@smtp.example.cn:465；账号、密码里的 @ 写成 %40。留空保存即取消这里的设置。', 'Like smtps://name:password@smtp.example.cn:465; write @ inside name or password as %40. Saved empty, the setting is removed.'))}${line(v, p, w.channel, 'from', v.t('发件地址', 'Sender'), v.t('形如 rd@example.cn', 'Like rd@example.cn'))}`
    : html`${line(v, p, w.channel, 'url', v.t('网关地址', 'Gateway'), v.t('以 https:// 开头。留空保存即取消这里的设置。', 'An https address. Saved empty, the setting is removed.'))}${line(v, p, w.channel, 'secret', v.t('签名密钥', 'Signing secret'), v.t('和网关约好的，至少16个字符；保存后不再显示。', 'Agreed with the gateway, at least 16 characters; never shown again.'), 'password')}`}
<p class="go"><button class="btn" type="submit">${v.t('保存', 'Save')}</button></p></form></details>`

const trial = (v: View, p: MessagesPage): Html => html`<details class="card pad"${raw(p.of === 'try' ? ' open' : '')}><summary><b>${v.t('试发一条', 'Send a trial')}</b></summary>
<form method="post" action="/desk/messages/try" novalidate><div class="field"><label class="form-label" for="try-channel">${v.t('怎么发', 'By')}</label><select class="form-select" id="try-channel" name="channel">${Object.entries(channelName).map(([id, label]) => html`<option value="${id}"${raw(p.kept?.channel?.[0] === id ? ' selected' : '')}>${v.say(label)}</option>`)}</select></div>
${line(v, p, 'try', 'to', v.t('发到', 'To'), v.t('您自己的邮箱、手机号，或群的名字', 'Your own address or number, or the name of the group'))}
<p class="go"><button class="btn" type="submit">${v.t('试发', 'Send')}</button></p></form></details>`

/** 通知: whether one wishes to be told outside the page of what waits. */
export const noticesPage = (v: View, wish: { readonly wished: boolean; readonly usual: boolean }, saved: boolean): Html => page(v, {
  title: v.t('通知', 'Notices'), face: 'desk', narrow: true,
  body: html`<h1>${v.t('通知', 'Notices')}</h1>${saved ? html`<div class="alert" role="status" tabindex="-1" autofocus><p>${v.t('已保存。', 'Saved.')}</p></div>` : ''}
<p class="lead">${v.t('有事等您办时，可以发一条消息到您账号里留的邮箱或手机。一小时最多一条，只说有几件、最早哪天前办，不说是什么事。', 'When something waits for you, a message can go to the address or phone of your account: one an hour at most, saying how many and by when, never what.')}</p>
<form class="card pad" method="post" action="/desk/notices"><div class="field"><label class="check" for="wished"><input class="form-check-input" id="wished" name="wished" type="checkbox" value="on"${raw(wish.wished ? ' checked' : '')}><span>${v.t('有事等我办时，发消息告诉我', 'Tell me when something waits for me')}</span></label></div><p class="go"><button class="btn btn-primary" type="submit">${v.t('保存', 'Save')}</button></p></form>`,
})
