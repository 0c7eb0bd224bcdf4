import { beijingShort, minutesBetween, type Instant } from '../kernel/index.ts'

/** What was measured of a node. */
export interface NodeMeasures {
  readonly at: Instant
  readonly offsetSeconds: number | null
  readonly offsetSource: 'ntp' | 'database' | 'step' | null
  readonly freeBytes: number | null
  readonly unsealed: number
  readonly parkedReactions: number
  readonly parkedTimers: number
  readonly failedMessages: number
  readonly lastBackupAt: Instant | null
  readonly certificateValidTo: Instant | null
  /** A demo is not asked for backups. */
  readonly demo: boolean
}

export interface NodeNotice {
  readonly key: 'clock' | 'disk' | 'seal' | 'parked' | 'outbox' | 'backup' | 'certificate'
  readonly severity: 'notice' | 'serious'
  readonly title: string
  readonly detail: string
  /** Whether everybody must know, or only who keeps the system. */
  readonly forAll: boolean
}

/** Limits (quality.md, Reliability): clock off by more than 2 s said, more than 60 s serious; disk below 200 MB said, below 50 MB serious. */
export const CLOCK_NOTICE_SECONDS = 2
export const CLOCK_SERIOUS_SECONDS = 60
export const DISK_NOTICE_BYTES = 200e6
export const DISK_SERIOUS_BYTES = 50e6
const UNSEALED_NOTICE = 5000
const BACKUP_MINUTES = 24 * 60
const CERTIFICATE_MINUTES = 30 * 24 * 60

/** What has to be said about a node, the serious first. */
export function nodeNotices(measures: NodeMeasures): NodeNotice[] {
  const notices = [clockNotice(measures), diskNotice(measures), ...backlogNotices(measures), backupNotice(measures), certificateNotice(measures)].filter((notice) => notice !== null)
  return [...notices.filter(({ severity }) => severity === 'serious'), ...notices.filter(({ severity }) => severity === 'notice')]
}

function clockNotice({ offsetSeconds, offsetSource }: NodeMeasures): NodeNotice | null {
  if (offsetSeconds === null || offsetSource === null || Math.abs(offsetSeconds) <= CLOCK_NOTICE_SECONDS) return null
  const serious = Math.abs(offsetSeconds) > CLOCK_SERIOUS_SECONDS
  const against = { ntp: '与时间服务器相比', database: '与数据库服务器相比', step: '运行期间被拨动' }[offsetSource]
  const amount = `${against}${offsetSource === 'step' ? (offsetSeconds > 0 ? '，向前' : '，向后') : offsetSeconds > 0 ? '，快' : '，慢'} ${spanText(Math.abs(offsetSeconds))}`
  return {
    key: 'clock', severity: serious ? 'serious' : 'notice', forAll: true, title: serious ? '服务器时钟不准，时限请以人工核对为准' : '服务器时钟有偏差',
    detail: `${amount}。${serious ? '报送、任务时限和提醒按服务器时钟计算，可能提前或推迟；' : ''}请通知系统管理员校准时间`,
  }
}

function diskNotice({ freeBytes }: NodeMeasures): NodeNotice | null {
  if (freeBytes === null || freeBytes >= DISK_NOTICE_BYTES) return null
  const serious = freeBytes < DISK_SERIOUS_BYTES
  const left = `数据目录只剩 ${Math.floor(freeBytes / 1e6)} MB`
  return serious
    ? { key: 'disk', severity: 'serious', forAll: true, title: '服务器磁盘即将写满', detail: `${left}，随时可能无法保存。请马上通知系统管理员清理；保存不了时先用电话、传真报送` }
    : { key: 'disk', severity: 'notice', forAll: false, title: '服务器磁盘空间不足', detail: `${left}，请尽快清理或扩容` }
}

function backlogNotices({ unsealed, parkedReactions, parkedTimers, failedMessages }: NodeMeasures): NodeNotice[] {
  const parked = parkedReactions + parkedTimers
  const notices: NodeNotice[] = []
  if (unsealed > UNSEALED_NOTICE) notices.push({ key: 'seal', severity: 'notice', forAll: false, title: '日志封口积压', detail: `有 ${unsealed} 条待封口，其他席位看到变化会推迟；内容已保存，不会丢` })
  if (parked > 0) notices.push({ key: 'parked', severity: 'notice', forAll: false, title: '有后台处理被搁置', detail: `联动 ${parkedReactions} 项、定时 ${parkedTimers} 项多次失败，重新启动程序会再试一次；仍不行请查看程序日志` })
  if (failedMessages > 0) notices.push({ key: 'outbox', severity: 'notice', forAll: false, title: '有消息没有发出', detail: `${failedMessages} 条消息多次发送失败，请用电话补发并检查通道` })
  return notices
}

function backupNotice({ at, lastBackupAt, demo }: NodeMeasures): NodeNotice | null {
  if (demo || (lastBackupAt !== null && minutesBetween(lastBackupAt, at) <= BACKUP_MINUTES)) return null
  return { key: 'backup', severity: 'notice', forAll: false, title: '超过一天没有备份', detail: lastBackupAt === null ? '还没有做过备份，请执行 fengsui backup 或设置每日自动备份' : `最近一次备份在 ${beijingShort(lastBackupAt)}，请检查自动备份` }
}

function certificateNotice({ at, certificateValidTo }: NodeMeasures): NodeNotice | null {
  if (certificateValidTo === null || minutesBetween(at, certificateValidTo) > CERTIFICATE_MINUTES) return null
  return { key: 'certificate', severity: 'notice', forAll: false, title: '网站证书即将到期', detail: `${beijingShort(certificateValidTo)} 到期，之后手机打不开。请执行 fengsui tls init 续期并重新启动` }
}

function spanText(seconds: number): string {
  if (seconds < 120) return `${Math.round(seconds)} 秒`
  if (seconds < 7200) return `${Math.round(seconds / 60)} 分钟`
  return seconds < 172_800 ? `${Math.round(seconds / 3600)} 小时` : `${Math.round(seconds / 86_400)} 天`
}
