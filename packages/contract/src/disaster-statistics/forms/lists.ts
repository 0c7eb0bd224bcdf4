/** A column of a list of persons or households. Options are numbered as the form numbers them. */
export interface ListColumn {
  readonly code: string
  readonly name: string
  readonly type: 'text' | 'count' | 'decimal' | 'day' | 'option' | 'options'
  readonly unit?: string
  readonly options?: readonly string[]
  /** Identifies or describes a person: kept apart from the record, masked by role. */
  readonly personal: boolean
}

/** One of the lists D01–D03: a row per person or household. */
export interface ListForm {
  readonly code: 'D01' | 'D02' | 'D03'
  readonly title: string
  readonly rowWord: string
  readonly periodText: string
  readonly columns: readonly ListColumn[]
}

/** Kinds of disaster as the lists number them. */
export const listHazards = ['洪涝灾害', '干旱灾害', '地质灾害', '台风灾害', '地震灾害', '风雹灾害', '雪灾', '低温冷冻灾害', '沙尘暴灾害', '森林草原火灾', '海洋灾害', '生物灾害'] as const
/** Causes of death or disappearance as D01010 numbers them; several may apply, 18 needs a word in the remarks. */
export const deathCauses = ['江河洪水冲淹', '山洪冲淹', '崩塌埋压', '滑坡埋压', '泥石流冲埋', '地面塌陷', '房屋倒塌', '构筑物倒塌', '落水', '高空坠物', '高处坠落', '雷击', '雪崩', '低温', '树木倒压', '森林草原火灾', '救援救灾', '其他原因'] as const
const households = ['特困供养人员', '低保户', '返贫监测对象', '其他困难户', '一般户'] as const
const payment = ['现金', '一卡通'] as const

const person = (code: string, name: string, more: Partial<ListColumn> = {}): ListColumn => ({ code, name, type: 'text', ...more, personal: true })
const figure = (code: string, name: string, type: ListColumn['type'], more: Partial<ListColumn> = {}): ListColumn => ({ code, name, type, ...more, personal: false })

export const listForms: readonly ListForm[] = [
  {
    code: 'D01', title: '因灾死亡失踪人口一览表', rowWord: '人', periodText: '实时报送（初报、续报、核报）',
    columns: [
      person('D01001', '姓名'), person('D01002', '性别', { type: 'option', options: ['男', '女'] }), person('D01003', '年龄', { type: 'count', unit: '岁' }), person('D01004', '民族'), person('D01005', '户口所在地'), person('D01006', '身份证号'),
      figure('D01007', '死亡/失踪类型', 'option', { options: ['死亡', '失踪'] }), person('D01008', '死亡失踪地点'), figure('D01009', '死亡失踪时间', 'day'),
      figure('D01010', '死亡失踪原因', 'options', { options: deathCauses }), figure('D01011', '灾害种类', 'option', { options: listHazards }),
      person('D01012', '抚慰金发放金额', { type: 'decimal', unit: '元' }), person('D01013', '抚慰金发放形式', { type: 'option', options: payment }),
      person('D01014', '领款人姓名'), person('D01015', '领款人身份证号'), person('D01016', '领款人联系方式'), person('D01017', '领款人住址'), person('D01018', '与死亡失踪人员关系'), person('D01019', '致灾过程简要描述'),
    ],
  },
  {
    code: 'D02', title: '因灾倒塌损坏住房户一览表', rowWord: '户', periodText: '实时报送（核报）',
    columns: [
      person('D02001', '户主姓名'), person('D02002', '户主身份证号'), person('D02003', '户主联系方式'), person('D02004', '家庭类型', { type: 'option', options: households }), figure('D02005', '家庭人口', 'count', { unit: '人' }), person('D02006', '家庭住址'),
      figure('D02007', '住房间数', 'count', { unit: '间' }), figure('D02008', '房屋结构', 'option', { options: ['钢结构', '钢筋混凝土结构', '砌体结构', '木（竹）结构', '其他结构'] }), figure('D02009', '受灾时间', 'day'), figure('D02010', '灾害种类', 'option', { options: listHazards }),
      figure('D02011', '倒塌住房间数', 'count', { unit: '间' }), figure('D02012', '倒塌住房面积', 'decimal', { unit: '平方米' }), figure('D02013', '严重损坏住房间数', 'count', { unit: '间' }), figure('D02014', '严重损坏住房面积', 'decimal', { unit: '平方米' }),
      figure('D02015', '一般损坏住房间数', 'count', { unit: '间' }), figure('D02016', '一般损坏住房面积', 'decimal', { unit: '平方米' }), person('D02017', '恢复重建资金发放金额', { type: 'decimal', unit: '万元' }), person('D02018', '恢复重建其他投入折款', { type: 'decimal', unit: '万元' }), person('D02019', '恢复重建资金发放形式', { type: 'option', options: payment }),
    ],
  },
  {
    code: 'D03', title: '受灾人员冬春生活政府救助人口一览表', rowWord: '户', periodText: '年报',
    columns: [
      person('D03001', '户主姓名'), person('D03002', '户主身份证号'), person('D03003', '户主联系方式'), person('D03004', '家庭类型', { type: 'option', options: households }), figure('D03005', '家庭人口', 'count', { unit: '人' }), person('D03006', '家庭住址'), person('D03007', '一卡（折）通账号'),
      figure('D03008', '灾害种类', 'option', { options: listHazards }), figure('D03009', '需救助人口', 'count', { unit: '人' }), person('D03010', '已发放救助款', { type: 'decimal', unit: '元' }), person('D03011', '已发放救助物资折款', { type: 'decimal', unit: '元' }), person('D03012', '救助资金发放形式', { type: 'option', options: payment }),
    ],
  },
]
