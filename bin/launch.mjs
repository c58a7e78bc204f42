// Plain JavaScript for any Node from 20 on: installs what is missing, then hands over to a Node that runs TypeScript as it is.
import { spawn, spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const home = dirname(dirname(fileURLToPath(import.meta.url)))
const least = [24, 7]
const runsTypes = version => { const [major, minor] = version.replace('v', '').split('.').map(Number); return major > least[0] || (major === least[0] && minor >= least[1]) }
const platform = `${process.platform === 'win32' ? 'win' : process.platform}-${process.arch}`

/** The packages that are not there in the version the project pins. */
function missing(all) {
  const want = JSON.parse(readFileSync(join(home, 'package.json'), 'utf8'))
  const names = { ...want.dependencies, ...(all ? want.devDependencies : {}) }
  if (!runsTypes(process.version)) for (const [name, version] of Object.entries(want.optionalDependencies ?? {})) if (name === `node-${platform}`) names[name] = version
  return Object.entries(names).filter(([name, version]) => {
    const file = join(home, 'node_modules', name, 'package.json')
    return !existsSync(file) || JSON.parse(readFileSync(file, 'utf8')).version !== version
  }).map(([name]) => name)
}

/** Installs when something is missing; what npm says goes to stderr, stdout is for answers. */
export function install({ all }) {
  const gone = missing(all)
  if (!gone.length) return
  process.stderr.write(`正在安装缺少的组件（${gone.length}个）…… / Installing ${gone.length} missing packages …\n`)
  const npm = process.env.npm_execpath
  const args = ['ci', '--no-audit', '--no-fund', '--loglevel=error', ...(all ? [] : ['--omit=dev'])]
  const ran = npm?.endsWith('.js') ? spawnSync(process.execPath, [npm, ...args], { cwd: home, stdio: ['ignore', 2, 2], env: clean() }) : spawnSync('npm', args, { cwd: home, stdio: ['ignore', 2, 2], shell: process.platform === 'win32', env: clean() })
  const still = missing(all)
  if (ran.status !== 0 || still.length) {
    process.stderr.write(`组件没有装好（${still.join('、') || `npm 退出码 ${ran.status}`}）。请确认能访问 npm 源后再试一次。\nThe packages could not be installed; check that the npm registry can be reached and try again.\n`)
    process.exit(1)
  }
}
/** npm hands its own flags down as environment variables; the inner npm must not take them for its own. */
const clean = () => Object.fromEntries(Object.entries(process.env).filter(([k]) => !/^npm_(config_(omit|production|global)|lifecycle|package)/i.test(k) && k !== 'NODE_ENV'))

/** The path of a Node that strips types. */
export function node() {
  if (runsTypes(process.version)) return process.execPath
  const require = createRequire(join(home, 'package.json'))
  try {
    const manifest = require.resolve(`node-${platform}/package.json`)
    const bin = JSON.parse(readFileSync(manifest, 'utf8')).bin
    return join(dirname(manifest), typeof bin === 'string' ? bin : bin.node)
  } catch {
    process.stderr.write(`需要 Node ${least.join('.')} 以上（现为 ${process.version}），这个平台（${platform}）请自行安装。\nNode ${least.join('.')} or later is needed (this is ${process.version}); please install it for ${platform}.\n`)
    process.exit(1)
  }
}

/** Runs a script on that Node in this one's place: same terminal, same signals, same exit code. */
export function run(script, args, { cwd = home, env = process.env } = {}) {
  const bin = node()
  const child = spawn(bin, ['--disable-warning=ExperimentalWarning', script, ...args], { stdio: 'inherit', cwd, // Compiled code is kept between starts: a second start spends a third less time before its first page.
    env: { NODE_COMPILE_CACHE: join(home, 'node_modules', '.cache', 'huiyin'), ...env, PATH: `${dirname(bin)}${process.platform === 'win32' ? ';' : ':'}${env.PATH ?? ''}` } })
  for (const s of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(s, () => child.kill(s))
  child.on('exit', (code, signal) => process.exit(code ?? (signal ? 1 : 0)))
}
