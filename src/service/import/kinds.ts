/** The kinds of table that can be imported. A further one is a declaration here and nothing else. */
import { isAdminPost, organKinds, postLabel, posts } from '#procedures/posts.ts'
import type { Input, Label, Level } from '#loop/words.ts'
import { column, fieldsOf, type Column, type ImportKind, type Told } from '#service/import/kind.ts'
import { requestLedger, suggestionLedger } from '#service/import/ledgers.ts'

const told = (column: string, says: Label, todo: Label): Told => ({ column, says, todo })
const flip = (labels: Readonly<Record<string, Label>>): Record<string, string> => Object.fromEntries(Object.entries(labels).map(([id, l]) => [l[0].replace(/（.*?）/g, ''), id]))

const levels: Readonly<Record<string, Level>> = {
  全国: 'national', 全国人大代表: 'national', 国家级: 'national', 省: 'provincial', 省级: 'provincial', 省人大代表: 'provincial', 自治区: 'provincial', 市: 'city', 市级: 'city', 市人大代表: 'city', 设区的市: 'city',
  区: 'district', 区级: 'district', 区人大代表: 'district', 县: 'district', 县级: 'district', 县人大代表: 'district', 镇: 'town', 镇级: 'town', 镇人大代表: 'town', 乡: 'town', 乡镇: 'town', 乡级: 'town', 乡镇级: 'town',
}
const day = (id: string, label: Label, also: readonly string[], explain: Label, required?: true): Column => column(id, label, 'day', { also, explain, example: '2021-06-03', ...(required ? { required } : {}) })

const name = column('name', ['姓名', 'Name'], 'name', { also: ['代表姓名', '名字', '人员姓名', 'name'], required: true, max: 40, explain: ['姓名，只写名字', 'The name alone'], example: '王示甲' })
const particulars: readonly Column[] = [
  column('gender', ['性别', 'Gender'], 'word', { also: ['sex', 'gender'], words: { 男: 'male', 女: 'female', 男性: 'male', 女性: 'female', male: 'male', female: 'female' }, explain: ['男 或 女', '男 or 女'], example: '男' }),
  column('nation', ['民族', 'Nationality'], 'text', { also: ['族别'], max: 20, explain: ['如 汉族', 'Like 汉族'], example: '汉族' }),
  column('born', ['出生年月', 'Born'], 'month', { also: ['出生日期', '出生', '生日', '出生时间'], explain: ['写到月，用来分清同名的人', 'To the month; tells namesakes apart'], example: '1975-03' }),
  column('party', ['党派', 'Party'], 'text', { also: ['政治面貌', '党派政治面貌'], max: 40, explain: ['政治面貌', 'Political affiliation'], example: '中共党员' }),
  column('works', ['工作单位及职务', 'Employer and position'], 'text', { also: ['单位及职务', '工作单位', '单位职务', '单位', '职业'], max: 120, explain: ['按代表名册的写法', 'As a list of deputies prints it'], example: '示例街道某社区党支部书记' }),
]
const phone = column('phone', ['手机', 'Mobile'], 'phone', { also: ['手机号', '手机号码', '联系电话', '联系方式', '电话', '移动电话'], sealed: true, explain: ['加密保存，只用于通知和登录，不写入名册记录', 'Sealed; for notices and sign-in only, never in the record'], example: '00000000000' })
const street = (id: string, label: Label, more: Partial<Column> = {}): Column => column(id, label, 'place', { of: ['street'], also: ['所在街道', '街道', '所在乡镇', '乡镇街道', '街道（镇）', '所属街道', '所属街道（镇）', '镇街', '街镇'], explain: ['名册里有的街道（镇）', 'A street or town of the register'], example: '示例街道', ...more })

const person = { name: 'name', gender: 'gender', nation: 'nation', born: 'born', party: 'party', works: 'works' }

export const deputies: ImportKind = {
  id: 'deputies', label: ['人大代表', 'Deputies'], twins: 'person', opens: { procedure: 'register', act: 'enter' },
  help: ['一行写一个人的一项代表职务；同一个人是两级代表的，写两行。', 'One row, one mandate; a deputy of two levels has two rows.'],
  adds: { act: 'post', fields: ['postOrgan', 'postKind', 'level', 'postPlace', 'constituency', 'unit', 'delegation', 'group', 'station', 'since'] },
  columns: [
    name, ...particulars,
    column('level', ['代表级别', 'Level'], 'word', { also: ['级别', '代表层级', '层级', '哪级代表'], required: true, words: levels, explain: ['全国、省、市、区、镇', '全国, 省, 市, 区 or 镇'], example: '区' }),
    column('term', ['届', 'Term'], 'number', { also: ['届次', '届别', '第几届'], min: 1, max: 99, explain: ['第几届；没有写当选日期的，按这一届的起始日', 'Which term; its first day counts where no day of election is given'], example: '第二届' }),
    column('constituency', ['选区', 'Constituency'], 'place', { also: ['所在选区', '选区名称', '当选选区'], of: ['constituency'], explain: ['名册里有的选区；区、镇两级代表填写', 'A constituency of the register; for deputies of district and town'], example: '' }),
    column('unit', ['选举单位', 'Electing unit'], 'text', { also: ['原选举单位'], max: 60, explain: ['市级以上代表由哪个单位选出', 'Who elected a deputy of city level or higher'], example: '' }),
    column('delegation', ['代表团', 'Delegation'], 'organ', { also: ['所在代表团', '所属代表团'], of: ['delegation'], explain: ['名册里有的代表团', 'A delegation of the register'], example: '' }),
    column('group', ['代表小组', 'Deputy group'], 'organ', { also: ['小组', '所在小组', '所属代表小组'], of: ['deputyGroup'], explain: ['名册里有的代表小组', 'A deputy group of the register'], example: '' }),
    column('station', ['联络站', 'Station'], 'organ', { also: ['进站', '所在联络站', '所进联络站', '代表联络站', '联络站点'], of: ['station'], explain: ['名册里有的联络站', 'A station of the register'], example: '' }),
    street('place', ['所在街道（镇）', 'Street or town']),
    day('since', ['当选日期', 'Elected'], ['当选时间', '任职日期', '起始日', '当选年月日'], ['当选的日期；写了届的可以不填', 'The day of election; may be left out where the term is given']),
    phone,
  ],
  judge(row, look) {
    const faults: Told[] = [], level = row.level as Level | undefined
    const place = (row.place as string | undefined) ?? (row.constituency === undefined ? undefined : look.parentOfPlace(row.constituency as string))
    if ((level === 'district' || level === 'town') && !place) faults.push(told('place', ['没有写选区或所在街道（镇）', 'Neither constituency nor street is given'], ['填写名册里有的选区，或所在街道（镇）', 'give a constituency or a street of the register']))
    if (row.constituency !== undefined && row.place !== undefined && look.parentOfPlace(row.constituency as string) !== undefined && look.parentOfPlace(row.constituency as string) !== row.place) faults.push(told('constituency', ['选区不在所写的街道（镇）', 'The constituency lies in another street'], ['核对选区和所在街道（镇）', 'check both']))
    const assembly = level && look.assembly(level, place)
    if (level && !assembly) faults.push(told('level', ['名册里没有这一级的人民代表大会', 'The register has no congress of this level'], ['先把这级人大列入名册（类型：人民代表大会）', 'enter that congress first']))
    const since = (row.since as string | undefined) ?? (assembly && typeof row.term === 'number' ? look.termStart(assembly, row.term) : undefined)
    if (!since) faults.push(told('since', ['没有当选日期', 'There is no day of election'], row.term === undefined ? ['填写当选日期，如 2021-06-03', 'give the day, like 2021-06-03'] : ['名册里没有这一届的起始日，请填写当选日期', 'the register does not know this term; give the day']))
    if (since && since > look.today) faults.push(told('since', ['当选日期在今天以后', 'The day of election is yet to come'], ['核对日期', 'check the day']))
    const seat = { ...fieldsOf(row, { level: 'level', constituency: 'constituency', unit: 'unit', delegation: 'delegation', group: 'group', station: 'station' }), ...(place ? { postPlace: place } : {}) }
    return { faults, input: { table: 'person', ...fieldsOf(row, person), ...(since ? { since } : {}), ...(assembly ? { postOrgan: assembly, postKind: 'deputy' } : {}), ...seat } as Input }
  },
}

const staffPosts = Object.fromEntries(Object.keys(posts).filter(k => k !== 'deputy' && k !== 'auditor' && !isAdminPost(k) && !['delegationMember', 'groupMember', 'stationDeputy'].includes(k)).map(k => [postLabel(k)[0], k]))
export const persons: ImportKind = {
  id: 'persons', label: ['工作人员（人员和任职）', 'Staff (people and posts)'], twins: 'person', opens: { procedure: 'register', act: 'enter' },
  help: ['一行写一个人的一项任职；有两项任职的写两行。管理员和监督检查人员由安全管理员另行授予，不在这里导入。', 'One row, one post. Administrators and auditors are not imported: the security administrator gives those posts.'],
  adds: { act: 'post', fields: ['postOrgan', 'postKind', 'postPlace', 'since'] },
  columns: [
    name, ...particulars.filter(c => c.id !== 'works'), column('works', ['工作单位及职务', 'Employer and position'], 'text', { also: ['单位及职务', '工作单位'], max: 120, explain: ['按名册的写法，可不填', 'As a list prints it; may be left out'], example: '' }),
    column('organ', ['任职单位', 'Organ'], 'organ', { also: ['所在单位', '单位', '单位名称', '部门'], required: true, explain: ['名册里的单位全称或简称', 'An organ of the register, by name or short name'], example: '区住建局' }),
    column('post', ['职务', 'Post'], 'word', { also: ['任职', '岗位', '系统职务', '担任职务'], required: true, words: { ...staffPosts, 站长: 'stationHead', 经办人: 'handlerClerk', 负责人: 'handlerHead', 代工委干部: 'deputyAffairsOfficer', 联络员: 'stationClerk' }, explain: ['从列出的职务中选', 'One of the posts listed'], example: '承办单位经办人' }),
    day('since', ['起始日', 'Since'], ['任职日期', '任职时间', '任现职时间'], ['从哪天起任职', 'From which day'], true),
    phone,
  ],
  judge(row, look) {
    const faults: Told[] = [], kind = row.post as string | undefined, organ = row.organ as string | undefined, of = organ && look.organKind(organ)
    if (kind && of && !posts[kind]!.organs.includes(of)) faults.push(told('post', [`“${postLabel(kind)[0]}”不在这类单位任职`, 'This post does not belong to that kind of organ'], [`这项职务只在：${posts[kind]!.organs.map(k => organKinds[k]?.[0] ?? k).join('、')}`, 'check the organ or the post']))
    if (row.since !== undefined && (row.since as string) > look.today) faults.push(told('since', ['起始日在今天以后', 'The day is yet to come'], ['核对日期', 'check the day']))
    return { faults, input: { table: 'person', ...fieldsOf(row, { ...person, postOrgan: 'organ', postKind: 'post', since: 'since' }) } as Input }
  },
}

const yes = { 是: 'yes', 否: 'no', yes: 'yes', no: 'no', '√': 'yes', 有: 'yes', 无: 'no' }
const organName = column('name', ['名称', 'Name'], 'text', { also: ['单位名称', '单位全称', '全称', '机构名称', '联络站名称', '站名'], required: true, max: 80, explain: ['全称', 'The full name'], example: '示例区住房和城乡建设局' })
const short = column('short', ['简称', 'Short name'], 'text', { also: ['单位简称'], max: 40, explain: ['平时怎么叫；不填就用全称', 'What it is usually called'], example: '区住建局' })
const tel = column('phone', ['电话', 'Telephone'], 'phone', { also: ['联系电话', '办公电话', '固定电话'], explain: ['办公电话', 'The office telephone'], example: '' })
export const organs: ImportKind = {
  id: 'organs', label: ['单位', 'Organs'], twins: 'organ', opens: { procedure: 'register', act: 'enter' },
  help: ['承办单位、街道（镇）机关、专门委员会、代表团、代表小组等。上级可以是同一个文件里的单位。', 'Handling organs, street offices, committees, delegations, groups. The organ above may stand in the same file.'],
  columns: [
    organName, short,
    column('kind', ['类型', 'Kind'], 'word', { also: ['单位类型', '性质', '类别'], required: true, words: { ...flip(organKinds), 政府部门: 'handlingOrgan', 街道办: 'streetOffice', 街道办事处: 'streetOffice', '街道（镇）机关': 'streetOffice', 街道机关: 'streetOffice', 乡镇机关: 'streetOffice', 镇机关: 'streetOffice', '乡镇（街道）机关': 'streetOffice', 乡镇街道机关: 'streetOffice', 镇政府: 'streetOffice', 人大: 'assembly', 常委会: 'standingCommittee', 代工委: 'deputyAffairs', 法院: 'court', 检察院: 'procuratorate', 监委: 'supervision', 企业: 'helper' }, explain: ['从列出的类型中选', 'One of the kinds listed'], example: '承办单位' }),
    column('parent', ['上级', 'Above'], 'organ', { also: ['上级单位', '主管单位', '所属单位'], here: true, explain: ['名册里或本文件里的单位', 'An organ of the register or of this file'], example: '' }),
    street('place', ['所在街道（镇）', 'Street or town']), tel,
    column('outside', ['区外单位', 'Outside'], 'word', { also: ['区外', '是否区外单位', '是否区外'], words: yes, explain: ['是 或 否；区外单位、企业没有账号', '是 or 否'], example: '否' }),
    day('since', ['起始日', 'Since'], ['成立日期', '设立日期', '启用日期'], ['从哪天起有这个单位', 'From which day it exists'], true),
  ],
  judge(row, look) {
    const faults: Told[] = []
    if (['station', 'streetOffice'].includes(String(row.kind)) && row.place === undefined) faults.push(told('place', ['这类单位要写所在街道（镇）', 'This kind of organ needs its street or town'], ['填写名册里有的街道（镇）', 'give a street or town of the register']))
    if (row.since !== undefined && (row.since as string) > look.today) faults.push(told('since', ['起始日在今天以后', 'The day is yet to come'], ['核对日期', 'check the day']))
    return { faults, input: { table: 'organ', ...fieldsOf(row, { name: 'name', short: 'short', kind: 'kind', parent: 'parent', place: 'place', phone: 'phone', since: 'since' }), ...(row.outside === 'yes' || row.kind === 'helper' ? { outside: true } : {}) } as Input }
  },
}
export const stations: ImportKind = {
  id: 'stations', label: ['代表联络站', 'Liaison stations'], twins: 'organ', opens: { procedure: 'register', act: 'enter' },
  help: ['每个街道（镇）、社区（村）的代表联络站。', 'The liaison stations of streets, towns and communities.'],
  columns: [
    { ...organName, example: '示例街道人大代表联络站' }, { ...short, example: '示例街道联络站' }, street('place', ['所在街道（镇）', 'Street or town'], { required: true }),
    column('parent', ['上级', 'Above'], 'organ', { also: ['上级单位', '所属', '主管'], of: ['subdistrictCommission', 'presidium', 'deputyAffairs', 'standingCommittee', 'station'], here: true, explain: ['人大街道工委、镇人大主席团，或中心站', 'The subdistrict commission, the presidium, or a central station'], example: '' }),
    tel, day('since', ['设立日期', 'Since'], ['起始日', '成立日期', '建站日期', '建站时间'], ['从哪天起设站', 'From which day'], true),
  ],
  judge: (row, look) => ({
    faults: row.since !== undefined && (row.since as string) > look.today ? [told('since', ['设立日期在今天以后', 'The day is yet to come'], ['核对日期', 'check the day'])] : [],
    input: { table: 'organ', kind: 'station', ...fieldsOf(row, { name: 'name', short: 'short', parent: 'parent', place: 'place', phone: 'phone', since: 'since' }) } as Input,
  }),
}
export const constituencies: ImportKind = {
  id: 'constituencies', label: ['选区', 'Constituencies'], twins: 'place', opens: { procedure: 'register', act: 'enter' },
  help: ['直接选举的选区（选举法第二十五条）。', 'Constituencies of direct elections (选举法 25).'],
  columns: [
    column('name', ['选区名称', 'Name'], 'text', { also: ['选区', '名称'], required: true, max: 80, explain: ['如 示例街道第一选区', 'Like 示例街道第一选区'], example: '示例街道第一选区' }),
    column('number', ['选区号', 'Number'], 'number', { also: ['编号', '选区编号', '选区序号'], min: 1, max: 9999, explain: ['第几选区', 'Its number'], example: '1' }),
    street('place', ['所在街道（镇）', 'Street or town'], { required: true }),
    column('seats', ['应选代表名额', 'Seats'], 'number', { also: ['名额', '代表名额', '应选名额', '应选代表数'], min: 1, max: 9, explain: ['一个选区选一名至三名代表', 'One to three deputies a constituency'], example: '2' }),
    column('aliases', ['别名', 'Also called'], 'list', { also: ['又名', '包括', '选区范围'], max: 40, explain: ['用顿号分开', 'Several with 、 between'], example: '' }),
    day('since', ['起始日', 'Since'], ['划分日期', '启用日期'], ['从哪天起是选区', 'From which day'], true),
  ],
  judge(row, look) {
    const faults: Told[] = []
    if (typeof row.seats === 'number' && row.seats > 3) faults.push(told('seats', ['一个选区选一名至三名代表（选举法第二十五条）', 'A constituency elects one to three deputies'], ['核对名额', 'check the number']))
    if (row.since !== undefined && (row.since as string) > look.today) faults.push(told('since', ['起始日在今天以后', 'The day is yet to come'], ['核对日期', 'check the day']))
    return { faults, input: { table: 'place', kind: 'constituency', ...fieldsOf(row, { name: 'name', number: 'number', parent: 'place', seats: 'seats', aliases: 'aliases', since: 'since' }) } as Input }
  },
}

export const importKinds: readonly ImportKind[] = [deputies, constituencies, stations, organs, persons, requestLedger, suggestionLedger]
export const kindOf = (id: string): ImportKind | undefined => importKinds.find(k => k.id === id)
