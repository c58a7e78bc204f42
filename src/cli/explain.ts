/** One clear line for what an operator can mend; anything else with its trace. Answers the exit code. */
import { UsageError } from '#cli/arguments.ts'
import { ConfigError } from '#cli/config.ts'
import { say } from '#cli/say.ts'

export function explain(e: unknown): 1 | 2 {
  const { code, message, name } = e as { code?: string; message?: string; name?: string }
  if (e instanceof UsageError) { say(e.message); return 2 }
  if (name === 'StoreError' && code === 'locked') { say(`${message}。如果服务正在运行，请先停下再试 / if a server is running, stop it first`); return 1 }
  if (e instanceof ConfigError || name === 'StoreError') { say(message ?? ''); return 1 }
  if (code === 'EADDRINUSE') { say('端口已被占用，换一个：PORT=3001 npm start / the port is in use; try PORT=3001 npm start'); return 1 }
  if ((code === 'EACCES' && (e as { syscall?: string }).syscall === 'listen') || code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND') { say(`不能监听这个地址：${message} / cannot listen there`); return 1 }
  if (code === 'ENOSPC' || code === 'EROFS') { say(`磁盘写不进去：${message} / the disk cannot be written`); return 1 }
  const { syscall, path } = e as { syscall?: string; path?: string }
  if (syscall && path && ['EEXIST', 'ENOTDIR', 'ENOENT', 'EPERM', 'EACCES', 'EISDIR'].includes(code ?? '')) { say(`打不开 ${path}（${code}），请检查 DATA_DIR / cannot use ${path}; check DATA_DIR`); return 1 }
  console.error(e)
  return 1
}
