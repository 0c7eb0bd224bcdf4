import type { AttachmentOwner } from '@fengsui/contract/attachments'

interface OwnerSpec {
  /** Fields that name a unit whose business the object is: it may read and, with the permission, attach. */
  readonly unitFields: readonly string[]
  /** Whoever was let into the incident may read. Not for what is about private persons. */
  readonly viaIncident: boolean
  readonly hasIncident: boolean
  readonly words: string
}

/** How each kind of owner is read, where its own module has no rule of its own. */
export const ownerSpecs: Readonly<Record<AttachmentOwner, OwnerSpec>> = {
  signal: { unitFields: ['submittedByUnitId'], viaIncident: true, hasIncident: true, words: '来报' },
  incident: { unitFields: [], viaIncident: false, hasIncident: false, words: '事件' },
  report: { unitFields: ['fromUnitId'], viaIncident: false, hasIncident: true, words: '信息报告' },
  task: { unitFields: ['unitId'], viaIncident: true, hasIncident: true, words: '任务' },
  consultation: { unitFields: [], viaIncident: true, hasIncident: true, words: '会商' },
  response: { unitFields: [], viaIncident: true, hasIncident: true, words: '应急响应' },
  dispatch: { unitFields: ['unitId', 'receiverUnitId'], viaIncident: true, hasIncident: true, words: '调度令' },
  'resource-request': { unitFields: ['fromUnitId', 'toUnitId'], viaIncident: true, hasIncident: true, words: '资源申请' },
  'transfer-household': { unitFields: ['unitId'], viaIncident: false, hasIncident: true, words: '转移户' },
  'evacuation-count': { unitFields: ['byUnitId'], viaIncident: true, hasIncident: true, words: '转移安置数' },
  'stock-move': { unitFields: [], viaIncident: false, hasIncident: true, words: '物资台账' },
  shelter: { unitFields: ['unitId'], viaIncident: false, hasIncident: true, words: '避难场所' },
  facility: { unitFields: ['unitId'], viaIncident: false, hasIncident: false, words: '重点设施' },
  'phone-call': { unitFields: ['unitId'], viaIncident: false, hasIncident: false, words: '通话' },
  fax: { unitFields: ['unitId'], viaIncident: false, hasIncident: false, words: '传真' },
  'instruction-duty': { unitFields: ['unitId'], viaIncident: false, hasIncident: true, words: '批示承办' },
}

/** An object that has attachments, as far as they need it. */
export interface Owner {
  readonly kind: AttachmentOwner
  readonly id: string
  readonly divisionCode: string
  readonly incidentId: string | null
  readonly unitIds: readonly string[]
  /** Not yet said to anybody above: a draft. */
  readonly ownPlaceOnly: boolean
  readonly status: string | null
}

const closed: Readonly<Partial<Record<AttachmentOwner, readonly string[]>>> = { report: ['issued', 'discarded'], task: ['cancelled'], 'instruction-duty': ['accepted', 'cancelled'] }

/** Whether the object takes attachments in its present state; what was issued stays as it was issued. Null, or why not. */
export function whyClosed(owner: Pick<Owner, 'kind' | 'status'>): string | null {
  if (owner.status === null || !(closed[owner.kind]?.includes(owner.status) ?? false)) return null
  if (owner.kind === 'instruction-duty') return '这项承办已经了结，不能再加附件'
  return owner.kind === 'report' ? '报告已报出，不能再加附件；请在续报里附' : '任务已取消，不能再加附件'
}

/** Name of a file as it may be shown and saved: no path, no control characters, with the extension of what it really is. */
export function cleanFileName(given: string, fallback: string, extension: string): string {
  const base = (given.split(/[\\/]/).at(-1) ?? '').replaceAll(/[\u0000-\u001f\u007f<>:"|?*\u202a-\u202e\u2066-\u2069]/g, '').replace(/^\.+/, '').trim()
  const stem = base.replace(/\.[A-Za-z0-9]{1,8}$/, '').slice(0, 100).trim()
  return `${stem === '' ? fallback : stem}.${extension}`
}
