/** over 300 lines is no matter here: one text a line. */
/**
 * Texts written for this repository in the manner of duty reports, bulletins and news, with the figures a duty officer would take from
 * them. They were measured once before any rule was changed for them (see `unseen.test.ts`). A field left out is not said; in the
 * comparison nothing and zero are alike, as the texts are not of one mind about it.
 */
export interface UnseenText {
  readonly id: string
  readonly text: string
  readonly dead?: number
  readonly missing?: number
  readonly deadOrMissing?: number
  readonly injured?: number
  readonly seriouslyInjured?: number
  readonly evacuated?: number
  readonly directLossWan?: number
  /** Standard the grade is asked by; without it the best matching one. */
  readonly standard?: string
  readonly grade?: 1 | 2 | 3 | 4
}

/** Accidents at work, on roads, in fires. */
const accidents: readonly UnseenText[] = [
  { id: 'A01', text: '3月6日14时20分许，某市经开区一机械厂发生起重伤害事故，吊装作业中钢丝绳断裂，造成1名工人当场死亡，另有2名工人受伤，伤者已送县人民医院救治，暂无生命危险。', dead: 1, injured: 2, standard: 'work-safety', grade: 4 },
  { id: 'A02', text: '据县应急管理局续报：今日凌晨，甲县青石镇花炮厂发生爆炸，3死5伤，其中1人伤势危重。直接、间接经济损失分别为300万元和200万元。', dead: 3, injured: 5, seriouslyInjured: 1, directLossWan: 300, standard: 'work-safety', grade: 3 },
  { id: 'A03', text: '某化工公司污水池清淤作业，一人中毒晕倒后四人相继下池施救，五人均中毒，经医院全力抢救，其中三人不治身亡，两人仍在重症监护室治疗。', dead: 3, injured: 2, seriouslyInjured: 2, standard: 'work-safety', grade: 3 },
  { id: 'A04', text: '11月2日，乙县在建安置房项目脚手架垮塌，9名工人被埋压。截至3日6时，9人全部找到，其中4人已无生命体征，3人重伤，2人轻伤。', dead: 4, injured: 5, seriouslyInjured: 3, standard: 'work-safety', grade: 3 },
  { id: 'A05', text: '事故共造成10人死亡、16人受伤，直接经济损失2176.6万元。上月同类事故造成5人死亡，教训极其深刻。', dead: 10, injured: 16, directLossWan: 2176.6, standard: 'work-safety', grade: 2 },
  { id: 'A06', text: '该企业系屡犯：2015年8月因违规动火致7人死亡，2019年又发生爆燃。此次事故造成2人死亡、1人重伤。', dead: 2, injured: 1, seriouslyInjured: 1, standard: 'work-safety', grade: 4 },
  { id: 'A07', text: '国道某段一辆大客车与半挂车相撞，死伤合计21人，其中死亡8人，伤者中5人伤势较重。', dead: 8, seriouslyInjured: 5, injured: 13, standard: 'work-safety', grade: 3 },
  { id: 'A08', text: '１２月８日　７时许，丙矿井下发生顶板事故，当班入井８３人，安全升井８１人，２人被困，目前正全力搜救。', evacuated: 81 },
  { id: 'A09', text: '井下7名被困矿工已全部升井，其中6人遇难、1人生还。', dead: 6, standard: 'work-safety', grade: 3 },
  { id: 'A10', text: '一渔船在东部海域翻沉，船上11人中4人获救，2人遇难，其余5人失联。', dead: 2, missing: 5 },
  { id: 'A11', text: '火灾过火面积约300平方米，烧毁车间两层，未造成人员伤亡，直接财产损失初步估算为八百五十万元左右。', directLossWan: 850, standard: 'work-safety', grade: 4 },
  { id: 'A12', text: '某物流园冷库起火，燃烧物主要为保温材料，火已扑灭，无人员被困，无人员伤亡，直接经济损失约1.2千万元。', directLossWan: 1200, standard: 'work-safety', grade: 3 },
  { id: 'A13', text: '本起事故造成29人死亡（含抢救无效死亡2人）、42人受伤，直接经济损失近1亿元。', dead: 29, injured: 42, directLossWan: 10000, standard: 'work-safety', grade: 2 },
  { id: 'A14', text: '经调查认定，事故造成3人死亡，直接经济损失1000余万元，是一起较大生产安全责任事故。按照规定，死亡3人以上10人以下的为较大事故。', dead: 3, directLossWan: 1000, standard: 'work-safety', grade: 3 },
  { id: 'A15', text: '客车坠崖。初报：死亡5人，伤20人。续报：死亡升至7人，伤18人。终报：死亡9人，伤16人（重伤4人）。', dead: 9, injured: 16, seriouslyInjured: 4, standard: 'work-safety', grade: 3 },
  { id: 'A16', text: '某小区燃气闪爆，波及三户居民，两人烧伤（一人烧伤面积达70%，属重度烧伤），无人死亡。', injured: 2, seriouslyInjured: 1 },
  { id: 'A17', text: '塔吊倒塌砸中工棚，棚内6人，3人遇难，其余3人受轻伤。', dead: 3, injured: 3, standard: 'work-safety', grade: 3 },
  { id: 'A18', text: '事故发生后，公司两名副总经理、一名安全员被采取强制措施；死者家属5人已到县城，善后工作组20人进驻。事故死亡1人。', dead: 1 },
]

/** Floods, typhoons, slides, quakes, fires of forest, snow. */
const disasters: readonly UnseenText[] = [
  { id: 'D01', text: '7月15日18时至16日8时，全县平均降雨量132毫米，最大为石塘村241毫米。全县12个乡镇3.26万人受灾，紧急转移安置4218人，因灾死亡2人、失踪1人，倒塌房屋46户131间，直接经济损失1.84亿元。', dead: 2, missing: 1, evacuated: 4218, directLossWan: 18400, standard: 'natural-disaster-casualty', grade: 3 },
  { id: 'D02', text: '受台风影响，全镇转移群众一万二千余人，无人员伤亡，农作物受灾3000亩，经济损失四千多万元。', evacuated: 12000, directLossWan: 4000 },
  { id: 'D03', text: '凌晨2时，后山发生滑坡，掩埋民房4栋，12人被困，经连夜搜救，救出9人（其中2人重伤），3人遇难。', dead: 3, injured: 2, seriouslyInjured: 2, standard: 'geological-disaster', grade: 3 },
  { id: 'D04', text: '因灾死亡失踪人口11人，其中死亡8人、失踪3人。', dead: 8, missing: 3, deadOrMissing: 11, standard: 'natural-disaster-casualty', grade: 2 },
  { id: 'D05', text: '山洪冲走露营游客，造成3至5人失联，具体人数正在核实。', missing: 3 },
  { id: 'D06', text: '泥石流造成房屋损毁，群众因提前撤离躲过一劫，避免了5户19人伤亡，直接经济损失约480万元。', directLossWan: 480, standard: 'geological-disaster', grade: 3 },
  { id: 'D07', text: '6.3级地震造成42人死亡、190人受伤（重伤31人），直接经济损失亿元以上仍在统计。', dead: 42, injured: 190, seriouslyInjured: 31, standard: 'earthquake', grade: 3 },
  { id: 'D08', text: '森林火灾受害森林面积86.5公顷，扑救中1名扑火队员牺牲、4名队员受伤。', dead: 1, injured: 4, standard: 'forest-fire', grade: 3 },
  { id: 'D09', text: '日本九州昨日发生强降雨，造成17人死亡、6人下落不明。我县今日普降中雨，未发生灾情。' },
  { id: 'D10', text: '雷击造成在田间劳作的村民一死两伤。', dead: 1, injured: 2 },
  { id: 'D11', text: '据统计，暴雪致大棚倒塌230座，牲畜死亡412头（只），道路中断3条，尚无人员伤亡报告，农业损失1260万元。', directLossWan: 1260 },
  { id: 'D12', text: '冰雹灾害共造成经济损失0.35亿元，其中直接经济损失2890万元。', directLossWan: 2890 },
  { id: 'D13', text: '截至12日10时统计，新增死亡1人，累计死亡6人，失联人员由9人减至4人，新增转移320人，累计转移5600人。', dead: 6, missing: 4, evacuated: 5600, standard: 'natural-disaster-casualty', grade: 2 },
  { id: 'D14', text: '河水漫堤，三名村干部在转移群众途中被洪水冲走，一人自救上岸，两人至今杳无音信。', missing: 2 },
  { id: 'D15', text: '龙卷风袭击工业园，伤亡情况：死亡1人，重伤2人，轻伤17人；财产损失：约2600万。', dead: 1, injured: 19, seriouslyInjured: 2, directLossWan: 2600 },
  { id: 'D16', text: '大坝出现管涌，险情现已得到控制。若溃坝，下游3个村2600人将受到威胁，可能造成重大伤亡。已转移下游群众2600人。', evacuated: 2600 },
  { id: 'D17', text: '张村滑坡致2死1失踪，李村泥石流致1死，全镇共死亡3人、失踪1人。', dead: 3, missing: 1 },
  { id: 'D18', text: '塌方体砸中路过车辆，车内四人，两人当场遇难、一人送医途中死亡、一人重伤。', dead: 3, injured: 1, seriouslyInjured: 1 },
]

/** Health and public order. */
const health: readonly UnseenText[] = [
  { id: 'H01', text: '某小学食堂用餐后出现呕吐腹泻学生共67名，送医观察治疗，无重症和死亡病例。', standard: 'food-poisoning' },
  { id: 'H02', text: '婚宴后115人食物中毒，其中1人经抢救无效死亡。', dead: 1, standard: 'food-poisoning', grade: 2 },
  { id: 'H03', text: '误食野生菌引起中毒，一家六口住院，两人死亡，其余四人病情稳定。', dead: 2 },
  { id: 'H04', text: '全县报告流感样病例230例，其中重症4例，无死亡。' },
  { id: 'H05', text: '商场内发生踩踏，致4人受伤，其中1名儿童伤情较重，网传死亡2人为不实信息。', injured: 4, seriouslyInjured: 1 },
  { id: 'H06', text: '广场发生持刀伤人事件，两名群众遇害，六名群众受伤，嫌疑人被当场击毙。', dead: 2, injured: 6 },
]

/** Nobody was hurt, or not this time. */
const avoided: readonly UnseenText[] = [
  { id: 'V01', text: '由于监测员及时吹哨，12户41人赶在滑坡前撤到安全地带，41条生命得以保全。', evacuated: 41 },
  { id: 'V02', text: '巡查发现险情后立即封路，成功避免一起可能造成10人以上伤亡的重大事故。' },
  { id: 'V03', text: '挡土墙轰然倒塌时，墙下7名工人刚撤离不到五分钟，无一人受伤。', evacuated: 7 },
  { id: 'V04', text: '若非提前转移，后果不堪设想——去年邻村同样的滑坡夺去了4条生命。' },
  { id: 'V05', text: '本次处置及时，未出现死亡，也没有人受伤，更没有造成财产损失。' },
  { id: 'V06', text: '被困5名驴友经14小时搜救全部安全下山，无人受伤。' },
  { id: 'V07', text: '网友发帖称“隧道塌方死了20多人”，经公安机关核查，该信息系编造，隧道施工正常。' },
  { id: 'V08', text: '避险成功，保住了28人的生命，减少直接经济损失约600万元。' },
  { id: 'V09', text: '险情未造成人员伤亡，若晚撤半小时，屋里的3口人必死无疑。' },
  { id: 'V10', text: '落水儿童被路过群众救起，现已脱离危险，没有造成死亡。' },
  { id: 'V11', text: '当地2008年曾发生8.0级地震，遇难6.9万余人。今日3.2级有感地震未造成人员伤亡和房屋倒塌。' },
  { id: 'V12', text: '会议通报了外省“3·15”瓦斯爆炸事故情况，该事故造成13人死亡、直接经济损失2800万元，要求全县举一反三。' },
]

/** Plans, rules and exercises. */
const exercises: readonly UnseenText[] = [
  { id: 'P01', text: '演练背景：强台风登陆我县，全县停电，3处山体滑坡，假定12人被埋，5人死亡。各救援队伍按指令赶赴集结点。' },
  { id: 'P02', text: '【桌面推演】情景一：液氨储罐泄漏，中毒8人，死亡2人。情景二：火势蔓延，再伤3人。' },
  { id: 'P03', text: '符合下列条件之一的启动Ⅱ级响应：死亡失踪10人以上30人以下；紧急转移安置1万人以上；倒塌房屋1000间以上。' },
  { id: 'P04', text: '本县近日印发防汛预案，明确一次过程死亡3人及以上即由县长坐镇指挥。' },
  { id: 'P05', text: '为检验协同能力，县消防大队今天上午在某商场组织实战演习，设定三楼起火、15名群众被困、2人受伤。演习历时40分钟，参演人员180人，达到预期效果。' },
  { id: 'P06', text: '培训课件案例：2013年某厂氨气泄漏，15人死亡、25人受伤。请各单位对照自查。' },
  { id: 'P07', text: '第三条 死亡30人以上，或者重伤100人以上，或者直接经济损失1亿元以上的事故，为特别重大事故。' },
  { id: 'P08', text: '演练结束后，县应急局接报：真实险情，丁村公路塌方，压住一辆货车，司机当场死亡。', dead: 1 },
  { id: 'P09', text: '今年以来全县发生道路交通事故43起，死亡9人，受伤51人，与去年同期相比分别下降12%、18%和9%。', dead: 9, injured: 51 },
  { id: 'P10', text: '市里要求死亡1人的事故也要在30分钟内电话报告。' },
]

export const unseenTexts: readonly UnseenText[] = [...accidents, ...disasters, ...health, ...avoided, ...exercises]
