/** What a word says about the fate of persons. The order is that of gravity: of several fates of the same persons the gravest is theirs. */
export const fates = ['dead', 'missing', 'seriouslyInjured', 'slightlyInjured', 'injured', 'poisoned', 'treated', 'trapped', 'evacuated'] as const
export type Fate = (typeof fates)[number] | 'deadOrMissing' | 'deadOrInjured'

/**
 * What a word does in a bulletin.
 * - `fate` 死亡、失联 … ; `loss` 直接经济损失 … (with `kind`)
 * - `neg` 未、无 … ; `filler` what may stand between a negation and what it denies; `degree` makes the denial partial (未造成重大伤亡)
 * - `linker` between a fate and its number (死亡人数已达3人); `amend` a linker that replaces earlier figures; `connector` joins fates
 * - `actor` somebody who does something to the victims: the number before it is not theirs; `void` after a fate: not the fate itself (遇难者家属)
 * - scopes: `avoid` `hypothesis` `intent` `drill` `rule` `past` `elsewhere` `foreign` (elsewhere only in a text that also speaks of the own place) `rumour`; `present` ends `past`; `verified` ends `rumour`
 * - `part` 其中; `added` 新增; `total` 累计、共; `also` 另有; `all` 均、全部; `respectively` 分别; `superseded` 由3人升至5人
 * - `plain` protects longer words from being read as shorter ones (未成年人 is no denial)
 */
export type Role =
  | 'fate' | 'loss' | 'neg' | 'filler' | 'degree' | 'linker' | 'amend' | 'connector' | 'actor' | 'void' | 'avoid' | 'hypothesis' | 'intent' | 'drill' | 'rule' | 'past' | 'elsewhere'
  | 'rumour' | 'present' | 'verified' | 'part' | 'added' | 'total' | 'also' | 'all' | 'respectively' | 'superseded' | 'single' | 'found' | 'foreign' | 'plain'
export type LossKind = 'direct' | 'general' | 'share' | 'indirect' | 'deadOrInjured'

export interface Entry {
  readonly text: string
  readonly role: Role
  readonly fate?: Fate
  readonly loss?: LossKind
}

const words = (list: string): string[] => list.split(/\s+/).filter((word) => word !== '')
const of = (role: Role, list: string): Entry[] => words(list).map((text) => ({ text, role }))
const fate = (name: Fate, list: string): Entry[] => words(list).map((text) => ({ text, role: 'fate', fate: name }))
const loss = (kind: LossKind, list: string): Entry[] => words(list).map((text) => ({ text, role: 'loss', loss: kind }))

const entries: readonly Entry[] = [
  ...fate('dead', `死亡 遇难 遇难者 罹难 罹难者 牺牲 丧生 殉职 身亡 死难 死难者 殒命 溺亡 溺水身亡 亡 亡故 去世 离世 丧命 毙命 殉难 窒息死亡 死者 死 死去 无生命体征 均无生命体征 均没有生命体征 全部无生命体征 均无生命迹象 没有生命体征 无生命迹象 没有生命迹象
    失去生命体征 失去生命 已无生命体征 抢救无效 医治无效 救治无效 不治 不治身亡 遗体 尸体 遇害 遇害者 当场死亡 不幸离世 不幸去世 坠亡 烧死 淹死 砸死 被淹身亡 触电身亡 猝死 病死 病亡 摔死 压死 电死 冻死 轧死 炸死`),
  ...fate('missing', `失踪 失踪者 失联 失联者 下落不明 失去联系 失去联络 联系不上 无法联系 无法取得联系 未能取得联系 尚未取得联系 未取得联系 没有取得联系 取得不了联系 去向不明 生死不明 生死未卜 音讯全无 杳无音信 音信全无
    尚未找到 仍未找到 未找到 没有找到 尚未寻获 下落未明`),
  ...fate('deadOrMissing', '死亡失踪 遇难失踪 死亡(失踪) 死亡(含失踪) 死亡(含下落不明) 死亡(含失联) 死亡或失踪 死亡和失踪 死亡及失踪 死亡与失踪 死亡/失踪 遇难或失踪 遇难和失踪 遇难或失联 死亡或失联 死失 遇难和失联'),
  ...fate('deadOrInjured', '死伤 伤亡 亡伤 死或伤 死伤者 死亡或受伤 死亡和受伤 死亡受伤'),
  ...fate('seriouslyInjured', '重伤 受重伤 重伤者 重伤员 危重伤 危重伤员 重伤病员 重度受伤 重度烧伤 严重受伤 伤势严重 伤势较重 伤势危重 伤情危重 伤情严重 伤情较重 危重 重症 病危 生命垂危 大面积烧伤 特重伤'),
  ...fate('slightlyInjured', '轻伤 受轻伤 轻症 轻伤者 轻伤员 轻微伤 轻微受伤 轻度受伤 轻度烧伤 伤势较轻 伤势轻微 伤情较轻 伤情轻微 皮外伤 轻微擦伤 擦伤 轻微划伤 软组织挫伤'),
  ...fate('injured', '受伤 受伤者 负伤 受了伤 伤 伤者 伤员 伤病员 伤患 烧伤 灼伤 烫伤 砸伤 摔伤 刺伤 划伤 撞伤 炸伤 压伤 骨折 挂彩 轻重伤 挫伤 冻伤 受不同程度伤 划破 咬伤 踩伤'),
  ...fate('poisoned', '中毒 中毒者 食物中毒 急性中毒 一氧化碳中毒 煤气中毒'),
  ...fate('treated', '送医 送往医院 送医治疗 送医救治 送医抢救 送往医院救治 送往医院治疗 送往医院抢救 送至医院救治 送至医院治疗 住院治疗 在院治疗 入院治疗 留院治疗 送院救治 送院治疗 入院救治 住院救治'),
  ...fate('trapped', '被困 受困 被困者 被埋 被压 被掩埋 遇险 被围困 被埋压 落水 滞留'),
  ...fate('evacuated', `转移 转移安置 紧急转移安置 紧急转移 避险转移 转移避险 紧急避险转移 疏散 疏散转移 转移疏散 紧急疏散 撤离 安全撤离 紧急撤离 避险撤离 撤离转移 撤出 安全撤出 升井 安全升井 紧急避险 避让搬迁 疏散撤离 撤离疏散
    安全转移 撤至 转移至 避险安置 撤到 撤往 撤向 转移到 转往`),
  ...loss('direct', '直接经济损失 直接损失 直接财产损失 直接的经济损失 直接经济财产损失'),
  ...loss('general', '经济损失 财产损失 总经济损失 损失 经济财产损失 总损失 灾害损失 经济总损失 财产损失总额 损失总额'),
  ...loss('share', `农业损失 农业直接经济损失 农业经济损失 工业损失 工业直接经济损失 工矿企业损失 工矿企业直接经济损失 基础设施损失 基础设施直接经济损失 公益设施损失 家庭财产损失 家庭财产直接经济损失 房屋损失 水利设施损失 水利直接经济损失
    水利设施直接经济损失 交通损失 电力损失 通信损失 林业损失 渔业损失 养殖损失 道路损失 农林牧渔业损失 农林牧渔业直接经济损失 水利经济损失 服务业损失 公共服务损失 住宅损失 农作物损失`),
  ...loss('indirect', '间接经济损失 间接损失 间接的经济损失 间接财产损失 潜在损失 潜在经济损失 停产损失 停工损失 营业损失'),
  ...of('neg', '无 没有 没 未 未造成 尚未 暂未 暂无 尚无 并无 并未 均未 均无 未有 未见 未曾 没有造成 没造成 不存在 未接 不造成 并没有 都没有 都没 从未 未发现 未报告 零'),
  ...of('plain', `未来 未成年 未成年人 未满 未按 未经 未系 未戴 未及时 未能 未知 未必 未完 未尽 未婚 未落实 未采取 未设置 未履行 无人机 无法 无证 无线 无锡 无效 无关 无害 无牌 无照 无视 无棣 无为 无极 无力 无故 无主 无资质 无罐 没收
    没过 没顶 没入 无生命危险 没有生命危险 暂无生命危险 均无生命危险 生命危险 危险 无大碍 无碍 无恙 零时 零点 零下 零星 零售 零件 零部件 零陵 零钱 若尔盖 若羌 若干 死灰 死机 死角 死守 死路 死胡同 死海 伤心 伤势 伤情 伤口 伤害
    悲伤 伤感 损伤 亡羊 存亡 死因 死刑 死锁 例如 如下 死死 生死 救死扶伤 工伤保险 工伤 死亡率 伤亡率 致死率 伤残 机械伤害 物体打击 火灾伤害 死伤率 灭亡 兴亡 死结 死水 中毒性 烧死树 预演 曾某 曾姓 曾家 曾都 一起 一旦 一定 一些 一般
    一线 一级 二级 三级 四级 一方 一方面 一直 一度 一次 一律 一一 一并 千方百计 一氧化碳 二氧化碳 二氧化硫 四川 三门 三亚 十分 万一 百姓 老百姓 千万 七一 一批 亿嘉和 五金 六安 百色 千岛湖 九江 九寨沟 两岸 四周 四处 三轮 八达
    可能性 应急 应对 应邀 共同 共青 共产 共和 共享 公共 增加了 同时 同志 同意`),
  ...of('degree', '重大 较大 特别重大 特大 大量 大规模 大的 严重 较严重 重特大 群死群伤 群体性 大面积 更大 更多 较多 进一步 新的 新增 次生 二次 后续 再次 继续'),
  ...of('filler', `造成 导致 致使 引发 发生 出现 产生 有 接到 收到 接报 接报有 任何 其他 其它 人员 人 群众 村民 员工 工人 居民 乘客 游客 师生 学生 老师 教师 旅客 船员 矿工 职工 官兵 因灾 因险 因台 因雨 因火 因事故 直接 现场 本地 我县
    我市 我省 我镇 我乡 我村 境内 全县 全市 全镇 关于 财产 经济 报告 报告有 因此 由此 明显 相关 周边 附近 作业 施工 在场 内 居 收治 受 人畜 房屋 致 使 的 者`),
  ...of('linker', `人数 人员 者 的 为 是 达 已 已达 达到 已达到 共有 总数 了 至 到 上升 上升至 上升到 升至 升到 增至 增加至 增加到 增加为 扩大到 扩大至 攀升至 群众 村民 工人 职工 员工 矿工 学生 游客 居民 乘客 旅客 船员 渔民 民工 老人 情况 数 数量 仍
    仍有 尚有 目前 现 现有 初步 统计 初步统计 初步核实 经核实 暂 计 病例 : 人 有 得 在 包括 病人 患者 数字 数据 驾乘 因灾 事故 农户 男性 女性 儿童 的人数 人数已 人数为 人数达 人数是 作业 名单 达 = 估计 预计 预估 估算 初步估算 初步估计 初步测算
    测算 经初步 约为 总额 金额 人民币 折合 折合人民币 合人民币 高达 总值 评估 经评估 截至目前 多达 可达 暂时 暂时为 现为 已经 依然 更是 也 就 便 暂计 人口 因灾人口 送医途中 送院途中 转院途中 定格在 定格为`),
  ...of('amend', '更正为 更正 修正为 核定为 核实为 调整为 变更为 更新为 订正为 修订为 核减为 下调为 下调至 降至 减少至 减至 减为 改为 实为 实际为 应为 确认为 最终确认 最终核定 最终核实 核查为 查明为 最终 最终为'),
  ...of('connector', '、 和 及 与 或 以及 或者 并 / 暨 且 加 ( )'),
  ...of('actor', `搜救 搜寻 搜索 营救 救援 救助 救治 救护 抢救 抢险 寻找 处置 赶赴 参与 投入 出动 调派 调集 派出 派遣 前往 负责 开展 组织 慰问 安抚 搜排 排查 扑救 接诊 收治 护送 转运 照料 看望 救出 解救 搜救出 救起 现场救援 支援 增援 驰援 协助 参战 受灾 捐款`),
  ...of('void', '家属 亲属 遗属 家庭 子女 原因 风险 率 证明 名单 赔偿 赔偿金 抚恤 抚恤金 补偿 通知 鉴定 威胁 途中 过程中 过程 路线 方案 预案 演练 人次 时间 地点 善后 保险 补助 慰问金 可能性 隐患 危险 工作 任务 措施 准备 救助金 车辆 点 信号 指令 令 路径 通道'),
  ...of('avoid', `避免 避免了 避免造成 有效避免 成功避免 防止 防止了 免于 幸免于 幸免 免遭 免受 躲过 逃过 减少 减少了 减轻 降低 挽救 挽回 挽救了 挽回了 杜绝 遏制 防范 严防 严控 谨防 力争不 确保不 确保无 实现零 保住 成功避险 成功避让 化险为夷 免除 避开 避免因
    未雨绸缪 可避免 避免发生 杜绝发生 坚决防范 坚决遏制`),
  ...of('hypothesis', `可能 可能造成 可能导致 或将 恐 恐将 若 如果 如遇 如发生 如出现 如造成 如不 如未 倘若 倘 假如 假若 假设 假定 一旦 万一 否则 不排除 将会 将造成 将导致 会造成 会导致 可导致 可造成 疑似 有望 极易 容易 足以 要是 设想 是否 能否 有可能 很可能 预计将 预测
    估计会 即便 哪怕 假使 潜在`),
  ...of('intent', '拟 计划 需 待 应当 准备 要求 需要 力争 必须 做好 预备 打算 可容纳 可安置 能容纳 规划 拟定'),
  ...of('drill', '演练 演习 模拟 桌面推演 推演 情景构建 情景设定 假想 脚本 导调 演练科目 红蓝对抗 比武 参演'),
  ...of('rule', `规定 条例 标准 办法 是指 指的是 凡 凡是 适用 适用于 预案 事故等级 事件等级 级响应 为重大 为较大 为特别重大 为一般 属于重大 属于较大 属于特别重大 属于一般 定为 定性为 有下列情形 下列情形 下列情况 下列条件 符合下列 启动条件 分级 划分 划分为 分为 界定 响应条件 本预案 本办法 本条例 本规定 预案规定 预案明确 达到以下 之一 处以 罚款 问责 追责 追究 一次死亡 一次性死亡 一次造成
    下列 时启动 即启动`),
  ...of('past', `曾 曾经 去年 前年 往年 历史上 上次 上一次 前一次 同期 年前 上世纪 回顾 汲取 吸取 同类 同类型 类似 历年 此前通报 此前报告 前期通报 原报 原通报 前报 多年前 上年 上月 前次 那次 举一反三 近年来 近年
    近几年 近三年 近五年 近十年 此前曾 纪念日 周年 当年 典型案例 事故案例 警示案例 警示教育 警示片 课件 案例: 上月同类 历史最高 有记录以来`),
  ...of('present', '今年 此次 本次 这次 今日 今天 当日 昨日 昨天 本起 该起 该次 目前 截至 截止 现已 此番 本轮'),
  ...of('elsewhere', '邻县 邻市 邻省 外地 外省 外县 他省 其他省 其他地区 其它地区 其他地方 境外 国外 邻村 邻镇 邻乡 外乡 兄弟县 兄弟市 周边国家 隔壁 邻近地区 邻近县 邻近市 另一起 另据报道 同日在'),
  ...of('foreign', `日本 韩国 美国 俄罗斯 印度 印尼 印度尼西亚 菲律宾 越南 泰国 缅甸 老挝 柬埔寨 马来西亚 土耳其 伊朗 巴基斯坦 阿富汗 尼泊尔 英国 法国 德国 意大利 西班牙 希腊 巴西 智利 墨西哥 加拿大 澳大利亚 新西兰 乌克兰 埃及 利比亚 摩洛哥 叙利亚 也门`),
  ...of('rumour', '网传 谣传 传言 谣言 网上流传 网络流传 网帖称 传闻 不实信息 虚假信息 误传 误报 谎称 并非 不是 不实 不属实 辟谣 捏造 编造 散布 有网民称 网民称 网友称 网曝 造谣 微信群传 发帖称 网友发帖 网民发帖 朋友圈传 系编造 自媒体称'),
  ...of('verified', '经核实 经核查 经查 实际 事实上 实则 而是 经了解 经调查 官方通报'),
  ...of('part', '其中 其中有 包括 包含 含 内有 里面有 当中'),
  ...of('added', '新增 新增加 又增 又增加 增加 新发现 新增报告 较昨日 较前日 较上次 较上期 比昨日 比上次 净增 环比 同比 减少了'),
  ...of('total', '累计 共计 合计 总计 总共 一共 共 共造成 累计造成 截至 截止 共致 全县共 全市共 全省共 两地共 已造成 已致 总数达'),
  ...of('also', '另有 另 还有 另外 此外 又有 再有 另外有 外加 还造成'),
  ...of('all', '均 全部 都 双双 全都 无一幸免 皆 先后 相继 悉数 全员'),
  ...of('respectively', '分别 依次 各为'),
  ...of('superseded', '由 从 由原来的 由此前的 由原 由最初的 从最初的 原为 原报 由初报的 由原报'),
  ...of('single', '驾驶员 驾驶人 司机 骑手 飞行员 驾车人 骑车人'),
  ...of('found', '均已找到 全部找到 已全部找到 已找到 均找到 已取得联系 均已取得联系 全部取得联系 已全部取得联系 平安归来 已联系上 均已联系上 全部联系上 恢复联系 安全返回 均已安全 解除失联 均平安 已平安 平安找到'),
]

/** Longer words first, by their first character. A word listed twice keeps the role named first. */
const byFirst: ReadonlyMap<string, readonly Entry[]> = (() => {
  const map = new Map<string, Entry[]>()
  const seen = new Set<string>()
  for (const entry of entries) {
    if (seen.has(entry.text)) continue
    seen.add(entry.text)
    const first = entry.text[0] ?? ''
    map.set(first, [...(map.get(first) ?? []), entry])
  }
  for (const list of map.values()) list.sort((a, b) => b.text.length - a.text.length)
  return map
})()

/** Whether a word listed under `role` (also where it is listed under another one first). */
const rolesOf: ReadonlyMap<string, ReadonlySet<Role>> = (() => {
  const map = new Map<string, Set<Role>>()
  for (const { text, role } of entries) map.set(text, (map.get(text) ?? new Set<Role>()).add(role))
  return map
})()

/** Whether the word may serve as `role`; 人员 may both follow a negation and stand before a number. */
export const mayBe = (text: string, role: Role): boolean => rolesOf.get(text)?.has(role) ?? false

/** The longest word of the lexicon that begins at `at`. */
export function findEntry(text: string, at: number): Entry | undefined {
  return byFirst.get(text[at] ?? '')?.find((entry) => text.startsWith(entry.text, at))
}
