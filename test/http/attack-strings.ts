/** A small list of our own of what is known to break careless programs: each with a mark by which it is found again. */
export type Attack = { readonly name: string; readonly text: string; /** What must never stand in a page as it is here. */ readonly raw?: RegExp }

export const attacks: readonly Attack[] = [
  { name: 'a script', text: '路灯<script>hyx1()</script><hy-x onload=hyx1()>', raw: /<script>hyx1|<hy-x/ },
  { name: 'an image that fails', text: '路灯<img src=hyx onerror=hyx2()><svg/onload=hyx2()>', raw: /<img src=hyx|<svg\/onload/ },
  { name: 'out of an attribute', text: '路灯"hyq\' onfocus=hyq() autofocus x="', raw: /"hyq|hyq' onfocus/ },
  { name: 'out of a text area', text: '路灯</textarea></title></style><hy-t>', raw: /<\/textarea><\/title>|<hy-t>/ },
  { name: 'an address that runs', text: 'javascript:hyj()//路灯', raw: /(?:href|src|action)="javascript:/ },
  { name: 'SQL', text: `路灯'); drop table event; -- ' or '1'='1` },
  { name: 'a template', text: '路灯${7*7}{{7*7}}<%= 7*7 %>#{7*7}', raw: /路灯49|<%= 7/ },
  { name: 'another file', text: '../../../../etc/passwd\\..\\..\\windows' },
  { name: 'another header', text: '路灯\r\nX-Injected: 1\r\nSet-Cookie: hyc=1\r\n\r\n<hy-h>', raw: /<hy-h>/ },
  { name: 'another site', text: '//evil.example/%2f..' },
  { name: 'turned and hidden letters', text: '路灯\u202e\u2066txt\u200b\u200d\ufeff\u2028\u0085😀' },
  { name: 'a null', text: '路灯\u0000<hy-n>', raw: /<hy-n>/ },
  { name: 'half a letter', text: '路灯\ud800x' },
  { name: 'very long', text: '长'.repeat(9_000) },
  { name: 'a formula', text: '=HYPERLINK("http://evil.example","路灯")' },
  { name: 'a formula in another way', text: '\t＝cmd|\' /C calc\'!A0' },
  { name: 'a number that is none', text: '1e999' },
  { name: 'a name every object has', text: '__proto__' },
]
/** Bodies that try to change what every object has. */
export const polluting: readonly string[] = [
  '{"__proto__":{"polluted":1},"key":"p1","input":{"what":"路灯","__proto__":{"polluted":1}}}', '{"constructor":{"prototype":{"polluted":1}},"key":"p2","input":{"constructor":{"prototype":{"polluted":1}}}}',
  '[]', 'null', '1', '"x"', '{', `${'['.repeat(5_000)}`, `{"key":"deep","input":${'{"a":'.repeat(2_000)}1${'}'.repeat(2_000)}}`, '{"key":{},"input":[]}', '{"key":"x","input":{"what":{"$gt":""}}}', '{"key":"y","at":"9999999999","seen":-1,"input":{}}',
]
