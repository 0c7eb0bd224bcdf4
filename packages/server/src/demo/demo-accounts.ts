import type { DemoAccount } from '@fengsui/contract/access'
import type { Role } from '@fengsui/contract/kernel'
import type { PostKey, UnitRole } from '@fengsui/contract/plans/structured'

/** The same for all demo accounts; a system with them answers on a loopback address only. */
export const DEMO_PASSWORD = 'fengsui-demo-2019'

export const DEMO_PROVINCE = '330000000000'
export const DEMO_CITY = '331000000000'
/** 演示县, fictional. */
export const DEMO_COUNTY = '331099000000'

/** A demo account before its unit has an id: which unit and post it acts for. */
export interface DemoAccountSeed {
  readonly username: string
  readonly title: string
  readonly does: string
  readonly roles: readonly Role[]
  readonly unit: { readonly divisionCode: string; readonly role: UnitRole }
  readonly unitName: string
  /** Whose account it is: the holder of this post of the unit, somebody of the unit without one, or nobody (a machine). */
  readonly person: PostKey | 'information-officer' | 'clerk' | null
  /** Jurisdiction, where it is smaller than the unit's place. */
  readonly divisionCode?: string
}

const city = (role: UnitRole) => ({ divisionCode: DEMO_CITY, role })
const county = (role: UnitRole) => ({ divisionCode: DEMO_COUNTY, role })

/** One account for each part in the story; user names are stable, the replay signs in with them. */
export const demoAccountSeeds: readonly DemoAccountSeed[] = [
  { username: 'demo-duty', title: '演示县值班员', does: '接报、核实、报出信息，跟踪任务', roles: ['duty-officer'], person: 'duty-officer', unit: county('duty-office'), unitName: '演示县总值班室' },
  { username: 'demo-leader', title: '演示县带班领导', does: '确认事件等级，签发报告', roles: ['duty-leader'], person: 'duty-leader', unit: county('duty-office'), unitName: '演示县总值班室' },
  { username: 'demo-commander', title: '演示县总指挥', does: '启动、调整、终止县级响应', roles: ['commander'], person: 'chief', unit: county('flood-office'), unitName: '演示县防汛防台抗旱指挥部办公室' },
  { username: 'demo-onsite', title: '演示县现场指挥官', does: '在现场更新情况、派发任务', roles: ['on-site-commander'], person: 'on-site-commander', unit: county('emergency'), unitName: '演示县应急管理局' },
  { username: 'demo-water', title: '演示县水利局', does: '成员单位：签收、反馈任务', roles: ['member-unit'], person: 'group-lead', unit: county('water'), unitName: '演示县水利局' },
  { username: 'demo-fire', title: '演示县消防救援大队', does: '成员单位：签收、反馈抢险任务', roles: ['member-unit'], person: 'group-lead', unit: county('fire'), unitName: '演示县消防救援大队' },
  { username: 'demo-town', title: '演示县甲镇值班员', does: '镇里接报、向县里报告', roles: ['duty-officer'], person: 'duty-officer', unit: { divisionCode: '331099101000', role: 'duty-office' }, unitName: '甲镇值班室' },
  { username: 'demo-officer', title: '岭下村信息员', does: '在村里上报险情', roles: ['information-officer'], person: 'information-officer', unit: { divisionCode: '331099101000', role: 'town-government' }, unitName: '甲镇人民政府', divisionCode: '331099101201' },
  { username: 'city-duty', title: '台州市值班员', does: '接收县级报告，向省里报告', roles: ['duty-officer'], person: 'duty-officer', unit: city('duty-office'), unitName: '台州市总值班室' },
  { username: 'city-leader', title: '台州市带班领导', does: '确认事件等级，签发报告', roles: ['duty-leader'], person: 'duty-leader', unit: city('duty-office'), unitName: '台州市总值班室' },
  { username: 'city-commander', title: '台州市总指挥', does: '启动、调整、终止市级响应', roles: ['commander'], person: 'chief', unit: city('flood-office'), unitName: '台州市防汛防台抗旱指挥部办公室' },
  { username: 'city-reviewer', title: '台州市核查员', does: '核查迟报、漏报、瞒报疑点', roles: ['reviewer'], person: 'clerk', unit: city('emergency'), unitName: '台州市应急管理局' },
  { username: 'city-water', title: '台州市水利局', does: '成员单位：签收、反馈任务', roles: ['member-unit'], person: 'group-lead', unit: city('water'), unitName: '台州市水利局' },
  { username: 'city-fire', title: '台州市消防救援支队', does: '成员单位：签收、反馈抢险任务', roles: ['member-unit'], person: 'group-lead', unit: city('fire'), unitName: '台州市消防救援支队' },
  { username: 'city-admin', title: '台州市系统管理员', does: '维护单位、人员、账号和预案', roles: ['administrator'], person: 'clerk', unit: city('emergency'), unitName: '台州市应急管理局' },
  { username: 'city-keeper', title: '台州市救灾物资仓管员', does: '市级物资出入库、盘点、补手续', roles: ['warehouse-keeper'], person: 'clerk', unit: city('grain'), unitName: '台州市粮食和物资储备局' },
  { username: 'demo-keeper', title: '演示县救灾物资仓管员', does: '县级物资出入库、盘点、补手续', roles: ['warehouse-keeper'], person: 'clerk', unit: county('grain'), unitName: '演示县粮食和物资储备局' },
  { username: 'linhai-duty', title: '临海市值班员', does: '另一个县：看不到演示县的事', roles: ['duty-officer'], person: 'duty-officer', unit: { divisionCode: '331082000000', role: 'duty-office' }, unitName: '临海市总值班室' },
  { username: 'province-duty', title: '浙江省值班员', does: '接收市级报告', roles: ['duty-officer'], person: 'duty-officer', unit: { divisionCode: DEMO_PROVINCE, role: 'duty-office' }, unitName: '浙江省人民政府总值班室' },
  { username: 'province-leader', title: '浙江省带班领导', does: '审定市里的资源申请，下达调度令', roles: ['duty-leader'], person: 'duty-leader', unit: { divisionCode: DEMO_PROVINCE, role: 'duty-office' }, unitName: '浙江省人民政府总值班室' },
  { username: 'gateway', title: '监测接入网关', does: '水位、雨量等设备信号由此进入', roles: ['gateway'], person: null, unit: city('emergency'), unitName: '台州市应急管理局' },
]

/** As the sign-in page lists them; the gateway is a machine and signs in by token. */
export const demoAccounts: readonly DemoAccount[] = demoAccountSeeds
  .filter((seed) => seed.username !== 'gateway')
  .map(({ username, title, unitName, does }) => ({ username, password: DEMO_PASSWORD, title, unitName, does }))
