/**
 * Names a person gives of themselves or their family: 我叫…, 找我爱人…. A rule cannot know
 * every name, so it looks only where one is announced, and only at what begins with a
 * common surname and ends where a name would.
 */

/** Frequent surnames, less those that mostly begin another word (常 来 都 和 明 应 官 …). */
const surnames =
  '王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易武乔贺赖龚文庞樊殷施陶洪翟颜倪严牛温芦季俞章鲁葛韦申毕聂焦柳邢岳齐梅莫庄辛祝涂谷祁耿牟卜詹关苗凌费纪靳盛童欧甄项裴席卫查鲍覃霍翁隋甘景单司柏柯桂闵柴冉房边吉饶瞿戚丘米滕晋苑邬臧畅苟褚廉郎冀郁窦卓仇蓝冼衣栗原师'
const doubled = '欧阳|上官|司马|诸葛|夏侯|东方|皇甫|尉迟|公孙|令狐|慕容|司徒|端木|呼延'
const name = `(?:(?:${doubled})[\\u4e00-\\u9fff]{1,2}?|[${surnames}][\\u4e00-\\u9fff]{1,2}?)`

/** What may follow a name; without it 我叫车去医院 would hide 车去. */
const stop = '(?=[,，。、；;！!？?:：()（） .\\n]|$|今年|家?住|电话|手机|也行|也可|也在|都行|就行|就可|接电?话?|来?办|这边|跟我|和我|是我|男|女)'

const kin =
  '(?:爱人|丈夫|妻子|老公|老婆|老伴|媳妇|对象|父亲|母亲|爸爸?|妈妈?|儿子|女儿|闺女|姑娘|孩子|孙子|孙女|哥哥?|弟弟?|姐姐?|妹妹?|公公|婆婆|岳父|岳母|邻居)'

/** Words that begin like a name after a kinship term: 我妈高兴, 我爱人方便. */
const commonWords =
  /^(?:高兴|高血|方便|方才|平|马上|任何|田里|石头|江边|白天|白跑|房子|房产|房本|边上|金钱|钱[都也不没]|单独|单位|成|原来|原先|黄昏|万一|余下|温度|谢谢|关[了门]|查[过了]|费[了用电水]|盛饭|师[傅生]|文化|史上|米[面饭]|易|严重|景区|司机|司法)/

/** 我是… announces an office as often as a name. */
const offices = /[生人的师户民工长员者家友们主]$/

const announced: readonly { before: string; reject?: RegExp }[] = [
  { before: '(?<=我的?(?:名字)?(?:叫做?|名叫)|[,，。；;]名叫)' },
  { before: '(?<=我(?:就)?是|本人(?:是|叫)?)', reject: offices },
  { before: '(?<=(?:姓名|联系人|反映人|来访人|收件人)(?:是|叫|[:： ])?\\s?)' },
  { before: `(?<=我(?:们?家)?(?:的|那)?${kin}(?:叫|是|[:： ])?)` },
]

export type Found = { from: number; to: number }

/** Where the announced names stand, with every repetition of each. */
export const findNames = (text: string): Found[] => {
  const names = new Set<string>()
  for (const { before, reject } of announced) {
    for (const [match] of text.matchAll(new RegExp(`${before}${name}${stop}`, 'g'))) {
      if (!commonWords.test(match) && !reject?.test(match)) names.add(match)
    }
  }
  const found: Found[] = []
  for (const each of names) {
    for (let at = text.indexOf(each); at >= 0; at = text.indexOf(each, at + each.length)) {
      found.push({ from: at, to: at + each.length })
    }
  }
  return found
}
