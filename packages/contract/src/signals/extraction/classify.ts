/** A word that tells the kind of event (GB/T 35561 style code), from the day the code is used. Data: longer words first within a code. */
interface TypeWords { readonly code: string; readonly validFrom: string; readonly words: readonly string[]; readonly weight: number }

const VALID_FROM = '2018-07-01'
const type = (code: string, weight: number, words: string): TypeWords => ({ code, validFrom: VALID_FROM, weight, words: words.split(' ') })

/** Weight 3: names the event itself; 2: usually does; 1: as often a cause or a place. */
const table: readonly TypeWords[] = [
  type('11D01', 3, '山体滑坡 滑坡灾害 滑坡 滑塌 山体塌方'), type('11D02', 3, '山洪泥石流 泥石流'), type('11D00', 3, '地质灾害 崩塌 山体崩塌 地面塌陷 地裂缝 落石'),
  type('11C02', 3, '地震灾害 级地震 有感地震 地震'), type('11A51', 3, '山洪灾害 山洪'), type('11A02', 3, '内涝 积水内涝'), type('11A01', 2, '洪涝灾害 洪涝 洪水 溃坝 决口 溃堤 洪灾 管涌 漫堤'),
  type('11B01', 2, '台风 强热带风暴'), type('11B02', 3, '龙卷风 龙卷'), type('11B04', 2, '暴雪 雪灾 强降雪 大雪'), type('11B03', 2, '特大暴雨 大暴雨 暴雨 强降雨 强降水'), type('11B14', 3, '雷击 雷电灾害'), type('11B15', 3, '冰雹 雹灾'),
  type('11B05', 2, '寒潮'), type('11B31', 2, '强对流 飑线'), type('11B06', 2, '大风灾害 大风'), type('11B22', 3, '旱灾 干旱 旱情'), type('11B07', 3, '沙尘暴'), type('11E02', 3, '风暴潮'), type('11G01', 4, '森林火灾 山火 林火 森林大火'), type('11G05', 4, '草原火灾 草原大火'),
  type('12A00', 4, '煤矿 煤业 煤与瓦斯突出 瓦斯爆炸 瓦斯突出'), type('12B00', 4, '金矿 铁矿 铜矿 盐矿 铅锌矿 非煤矿山 矿山 尾矿库 采石场 矿井 萤石矿 钨矿 锰矿 磷矿 石矿'), type('12E00', 4, '烟花爆竹 鞭炮 花炮 烟花 爆竹 民爆'),
  type('12D00', 3, '危险化学品 化工厂 化工 反应釜 储罐 氢气 液氯 液氨 氨气 氯气 制药 硫化氢 危化品 甲醇 苯 化学品'), type('12C00', 3, '建筑工地 工地 施工 脚手架 塔吊 基坑 模板支撑 在建'), type('12N00', 3, '锅炉 压力容器 压力管道 电梯 起重机 索道 游乐设施 过山车 气瓶'),
  type('12H00', 3, '道路交通事故 交通事故 追尾 相撞 侧翻 大客车 客车 大巴 校车 货车 半挂车 高速公路 坠入河 驶出路面'), type('12J00', 4, '沉船 翻船 渔船 客船 货轮 船舶 倾覆 触礁 游船 翻沉 船只'), type('12K00', 4, '列车脱轨 列车 火车 动车 铁路交通'), type('12L00', 4, '地铁 轨道交通 轻轨'), type('12M00', 4, '坠机 飞机 直升机坠毁 客机 航空器 直升机失事'),
  type('12R00', 4, '拖拉机 收割机 农机'), type('12S00', 5, '踩踏'), type('12P00', 3, '燃气爆炸 燃气泄漏 天然气爆炸 桥梁垮塌 供水中断 大面积停电 燃气 桥梁'), type('12Q00', 3, '环境污染 水污染 水体污染 污染事件 污染带 突发环境事件'), type('12T00', 4, '核泄漏 辐射事故 放射源'),
  type('12G00', 2, '火灾 起火 着火 失火'), type('12F00', 2, '粉尘爆炸 爆燃 闪爆 燃爆 爆炸 坍塌 垮塌 高处坠落 物体打击 机械伤害 触电 有限空间 灼烫 窒息 坠落 生产安全事故 安全生产事故 安全事故'),
  type('13C00', 4, '食物中毒 职业中毒 群体性中毒 集体中毒'), type('13A00', 4, '传染病 疫情 霍乱 鼠疫 流感 诺如 登革热 炭疽'), type('14A00', 3, '群体性事件 聚集上访 集体上访 围堵 械斗 聚众'), type('14B00', 4, '持刀 砍杀 刑事案件 爆炸案 恐怖袭击 纵火'),
]

interface Word { readonly text: string; readonly row: TypeWords }
const byFirst: ReadonlyMap<string, readonly Word[]> = (() => {
  const map = new Map<string, Word[]>()
  for (const row of table) for (const text of row.words) map.set(text[0] ?? '', [...(map.get(text[0] ?? '') ?? []), { text, row }])
  for (const list of map.values()) list.sort((a, b) => b.text.length - a.text.length)
  return map
})()

const HAPPENS = /(?:发生|突发|突遇|暴发|爆发|引发|诱发|遭遇|遭受|一起|诱致|形成|出现)(?:了|一起|较大|重大|特别重大|特大|一般|严重|的|大型|中型|小型|山体|多起|新生|突发|次|场|\d+(?:\.\d+)?|[^，。]{0,3}){0,2}$/
const CAUSE_BEFORE = /(?:受|因|遭|由于|在|防|抗|连续)[^，。；]{0,14}$/
const CAUSE_AFTER = /^(?:等)?(?:[^，。；]{0,6})(?:影响|引发|引起|诱发|导致|作用)/
/** The trade of an accident tells more than its fire or explosion: 金矿发生爆炸. */
const GENERIC_ACCIDENTS = new Set(['12F00', '12G00'])
const TRADE_HAPPENS = /^[^，。；]{0,16}(?:发生|突发|起火|着火|失火|爆炸|坍塌|泄漏|透水)/
const NOT_THE_EVENT = /^(?:预警|风险|隐患|防治|监测|预报|应急|办|局|指挥部|条例|预案|三查|防御|工程|治理|多发|易发|点|体|研究|规划|防汛|防火|队|专家|救援队|保险|红色|橙色|黄色|蓝色|信号|警报|安全)/

/** The most likely type code, with the word that told it; null when no word of the table occurs. */
export function classifyEvent(text: string, asOf: string, excluded: (at: number) => boolean): { code: string; start: number; end: number } | null {
  const scores = new Map<string, { score: number; best: number; start: number; end: number }>()
  let counted = 0
  for (let at = 0; at < text.length && counted < 400; at += 1) {
    const word = byFirst.get(text[at] ?? '')?.find((each) => text.startsWith(each.text, at) && each.row.validFrom <= asOf)
    if (word === undefined) continue
    const end = at + word.text.length
    const [before, after] = [text.slice(Math.max(0, at - 18), at), text.slice(end, end + 12)]
    if (!excluded(at) && !NOT_THE_EVENT.test(after)) {
      counted += 1
      const happens = HAPPENS.test(before)
      const cause = (CAUSE_BEFORE.test(before) && CAUSE_AFTER.test(after) ? 3 : 0) + (/^(?:等)?影响/.test(after) ? 2 : 0)
      const trade = word.row.code.startsWith('12') && !GENERIC_ACCIDENTS.has(word.row.code) && TRADE_HAPPENS.test(text.slice(end, end + 20))
      const points = word.row.weight + (happens || trade ? 3 : 0) - cause + (/^(?:灾害|事故|事件|灾情)/.test(after) || /灾害|火灾|事故/.test(word.text) ? 1 : 0)
      const known = scores.get(word.row.code)
      if (known === undefined) scores.set(word.row.code, { score: points, best: points, start: at, end })
      else {
        known.score += 0.25
        if (points > known.best) Object.assign(known, { score: known.score + points - known.best, best: points, start: at, end })
      }
    }
    at = end - 1
  }
  let found: { code: string; score: number; start: number; end: number } | null = null
  for (const [code, entry] of scores) if (found === null || entry.score > found.score || (entry.score === found.score && entry.start < found.start)) found = { code, ...entry }
  return found === null ? null : { code: found.code, start: found.start, end: found.end }
}
