/** Themes of activities by kind. All invented. */
export const activityThemes: readonly (readonly [kind: string, theme: string])[] = [
  ['lecture', '医保缴费政策宣讲'], ['service', '便民义诊进小区'], ['law', '物业纠纷普法咨询'], ['forum', '停车难居民议事会'], ['study', '新修改代表法学习'], ['survey', '老旧小区加装电梯调研'], ['tour', '校园周边安全视察'], ['service', '家电义务维修日'],
  ['lecture', '反诈骗知识宣讲'], ['law', '民法典进村居'], ['forum', '垃圾分类座谈'], ['dutyReport', '代表向选民述职'], ['survey', '农村污水管网调研'], ['tour', '供暖保障视察'], ['service', '重阳敬老服务'], ['forum', '营商环境座谈'], ['study', '联络站工作经验交流'], ['lecture', '消防安全宣讲'],
]
