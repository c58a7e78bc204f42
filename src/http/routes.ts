/** Every route, with the face it belongs to. Tests walk the GET pages of this list. */
export type Route = { readonly method: 'GET' | 'POST'; readonly path: string; readonly face: 'portal' | 'deputy' | 'desk' | 'api' | 'system'; readonly title: string }
const get = (face: Route['face'], path: string, title: string): Route => ({ method: 'GET', path, face, title })
const post = (face: Route['face'], path: string, title: string): Route => ({ method: 'POST', path, face, title })

export const routeTable: readonly Route[] = [
  get('system', '/healthz', '健康检查'), get('system', '/openapi.json', '接口说明'),
  get('portal', '/', '首页'), get('portal', '/raise', '我要反映问题'), post('portal', '/raise', '提交'), get('portal', '/r', '打开回执'), get('portal', '/r/:code', '回执'), get('portal', '/r/:code/qr.svg', '回执二维码'),
  post('portal', '/r/:code/rate', '评价'), post('portal', '/r/:code/withdraw', '撤回'), post('portal', '/r/:code/photos', '补充照片'), get('portal', '/lost', '回执丢了怎么办'), get('portal', '/about', '关于本系统'), get('portal', '/stations', '代表联络站'), get('portal', '/stations/:id', '一个联络站'), get('portal', '/stations/:id/poster', '海报'), get('portal', '/figures/:id', '一个数字'), get('portal', '/status', '查进度'), post('portal', '/status', '查进度'), get('portal', '/published', '公开的办理结果'), get('portal', '/figures', '数字'),
  get('system', '/signin', '登录'), post('system', '/signin', '登录'), post('system', '/signout', '退出'),
  get('deputy', '/deputy', '等我办的'), get('deputy', '/deputy/do/:id/:act', '办一件'), get('deputy', '/deputy/m/:id', '事项'), post('deputy', '/deputy/m/:id/:act', '办理'),
  get('desk', '/desk', '待办'), get('desk', '/desk/list', '事项清单'), get('desk', '/desk/list.csv', '导出清单'), get('desk', '/desk/list.xlsx', '导出清单'), get('desk', '/desk/inbox.xlsx', '导出待办'), post('desk', '/desk/filters', '保存筛选'), post('desk', '/desk/filters/:id/remove', '删除筛选'), post('desk', '/desk/filters/:id/restore', '撤销删除'),
  post('desk', '/desk/bulk', '批量办理'), post('desk', '/desk/bulk/look', '批量办理'), post('desk', '/desk/bulk/do', '批量办理'), get('desk', '/desk/bulk/:id', '批量办理'), post('desk', '/desk/bulk/:id/undo', '撤销'), post('desk', '/desk/bulk/:id/now', '现在就办'), post('desk', '/desk/draft', '存草稿'), post('desk', '/desk/draft/drop', '清空草稿'),
  get('desk', '/desk/calendar', '日历'), get('desk', '/desk/workload', '承办情况'), get('desk', '/desk/workload.xlsx', '导出承办情况'), get('desk', '/desk/charts', '图表'), get('desk', '/desk/exports', '导出记录'), get('desk', '/desk/keys', '快捷键'), get('desk', '/desk/new', '登记'), get('desk', '/desk/new/:procedure', '登记一件'), post('desk', '/desk/new/:procedure', '登记一件'),
  get('desk', '/desk/days', '接待日'), get('desk', '/desk/days/new/:procedure', '登记一天'), post('desk', '/desk/days/new/:procedure', '登记一天'), get('desk', '/desk/days/:id/slips', '打印回执'), get('desk', '/desk/days/:id', '接待日登记'), post('desk', '/desk/days/:id', '接待日登记'), get('desk', '/desk/month', '本月小结'), get('desk', '/desk/month/list', '小结的记录'),
  get('desk', '/desk/import', '从表格导入'), post('desk', '/desk/import', '上传表格'), get('desk', '/desk/import/templates/:kind.xlsx', '导入模板'), get('desk', '/desk/import/:id', '一次导入'), get('desk', '/desk/import/:id/faults.xlsx', '标好错的表格'), post('desk', '/desk/import/:id/arrange', '指明各列'), post('desk', '/desk/import/:id/answer', '回答同名'), post('desk', '/desk/import/:id/commit', '导入'), post('desk', '/desk/import/:id/undo', '撤销导入'), post('desk', '/desk/import/:id/drop', '放弃导入'),
  ...(['deputies', 'persons', 'organs', 'places', 'terms'] as const).flatMap(t => [get('desk', `/desk/register/${t}.xlsx`, '导出名册'), get('desk', `/desk/register/${t}.csv`, '导出名册')]), get('desk', '/desk/register/popolo.json', '名册（Popolo）'), get('portal', '/popolo.json', '人大代表名册（Popolo）'),
  get('desk', '/desk/register', '名册'), get('desk', '/desk/register/new/:table', '列入名册'), get('desk', '/desk/register/:id', '名册里的一条'), get('portal', '/deputies', '人大代表'),
  get('desk', '/desk/find', '查找'), get('desk', '/desk/figures', '数字'), get('desk', '/desk/figures/:id', '一个数字'), get('desk', '/desk/figures/:id.csv', '导出记录'), get('desk', '/desk/figures/:id.xlsx', '导出记录'), get('desk', '/desk/files/:id', '附件'), get('desk', '/desk/receipt', '补打回执'), post('desk', '/desk/receipt', '补打回执'), get('desk', '/desk/receipt/:id', '补打回执'), post('desk', '/desk/receipt/:id', '补打回执'),
  get('desk', '/desk/m/:id', '事项'), post('desk', '/desk/m/:id/preview', '承办单位看到的样子'), post('desk', '/desk/m/:id/contact', '查看联系方式'), post('desk', '/desk/m/:id/:act', '办理'),
  get('desk', '/desk/messages', '通知发送'), post('desk', '/desk/messages/try', '试发一条'), post('desk', '/desk/messages/ways/:channel', '发送设置'), post('desk', '/desk/messages/:id/again', '再发一次'), post('desk', '/desk/messages/:id/drop', '不发了'), get('desk', '/desk/notices', '通知'), post('desk', '/desk/notices', '通知'),
  post('api', '/api/session', '登录'), get('api', '/api/me', '我是谁'), get('api', '/api/inbox', '待办'), get('api', '/api/procedures', '事项种类'), get('api', '/api/procedures/:id', '一种事项'), get('api', '/api/matters', '事项清单'), get('api', '/api/matters/:id', '事项'),
  post('api', '/api/matters/:id/:act', '办理'), get('api', '/api/figures', '数字'), get('api', '/api/figures/:id', '一个数字'), get('api', '/api/figures/:id/records', '数字的记录'), get('api', '/api/report/:year', '年度报告'),
  post('api', '/api/files', '上传'), get('api', '/api/receipts/:code', '回执'), post('api', '/api/receipts/:code/rate', '评价'), post('api', '/api/:procedure', '登记'), post('api', '/api/:procedure/:act', '登记'),
]

const pattern = (path: string): RegExp => new RegExp(`^${path.split('/').map(p => (p.startsWith(':') ? `[^/]+${p.endsWith('.csv') ? '\\.csv' : p.endsWith('.xlsx') ? '\\.xlsx' : ''}` : p.replace(/\./g, '\\.'))).join('/')}/?$`)
const patterns = routeTable.map(r => ({ method: r.method, test: pattern(r.path) }))
/** The methods a path answers to; empty when there is no such path. */
export const methodsOf = (path: string): string[] => [...new Set(patterns.filter(p => p.test.test(path)).flatMap(p => (p.method === 'GET' ? ['GET', 'HEAD'] : [p.method])))]
