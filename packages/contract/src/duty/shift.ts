import { z } from 'zod'
import { CommandId, Id, Instant, pageOf, PageQuery, Protected, RawBytes, route, text } from '../kernel/index.ts'

/** The running duty of a unit (当班): who answers for its desk from when to when. One at a time for a unit. `byHand`: no roster named it, somebody took it. */
export const DutyWatch = z.object({
  id: Id, divisionCode: z.string(), unitId: Id, /** The roster's shift; null when taken by hand. */ rosterShiftId: Id.nullable(), byHand: z.boolean(),
  officerAccountId: Id, officerPersonId: Id.nullable(), leaderPersonId: Id.nullable(),
  status: z.enum(['running', 'handedOver']), takenAt: z.string(), plannedEndAt: z.string(), endedAt: z.string().nullable(), remindedAt: z.string().nullable(), escalatedAt: z.string().nullable(),
})
export type DutyWatch = z.infer<typeof DutyWatch>
/** What may follow what; a duty ends by a handover and by nothing else. */
export const dutyWatchLifecycle = { running: ['handedOver'], handedOver: [] } as const satisfies Record<DutyWatch['status'], readonly DutyWatch['status'][]>

/** What stays open at a desk when the duty changes. */
export const openItemKinds = { clock: '报送时限', order: '核实指令', suspicion: '疑点', 'linkage-alarm': '预警联动告警', signal: '未核实来报', call: '未应答叫应', task: '逾期任务', instruction: '批示', 'phone-log': '未办结来电', fax: '未处理传真', warning: '生效预警', absence: '领导外出' } as const
export type OpenItemKind = keyof typeof openItemKinds
export const OpenItemKind = z.enum(Object.keys(openItemKinds) as [OpenItemKind, ...OpenItemKind[]])
/** Kinds of which every one must be accepted by name up to the last moment (DUTY-6): legal time runs on them. */
export const strictKinds: readonly OpenItemKind[] = ['clock', 'order']

/** One open item. Titles are those of the objects themselves: no names, no numbers. */
export const OpenItem = z.object({ key: z.string(), kind: OpenItemKind, title: z.string(), detail: z.string(), dueAt: z.string().nullable(), ownerName: z.string(), /** Since when it is open. */ since: z.string(), incidentId: Id.nullable(), /** Of the object, for its page. */ objectId: Id })
export type OpenItem = z.infer<typeof OpenItem>
/** As it stands in a signed handover: `arrived` after the leaving officer had signed, and therefore the successor's from the start. */
export const HandedItem = OpenItem.extend({ arrived: z.boolean() })
export type HandedItem = z.infer<typeof HandedItem>

export const handoverStatusNames = { draft: '待交班人签字', signed: '待接班人签字', completed: '已交接', withdrawn: '已撤回' } as const
export type HandoverStatus = keyof typeof handoverStatusNames
/** What may follow what. */
export const handoverLifecycle = { draft: ['signed', 'withdrawn'], signed: ['draft', 'completed', 'withdrawn'], completed: [], withdrawn: [] } as const satisfies Record<HandoverStatus, readonly HandoverStatus[]>

/** A handover (交接班): signed by the one who leaves and by the one who comes, each with the own account. */
export const Handover = z.object({
  id: Id, number: z.string(), divisionCode: z.string(), unitId: Id, watchId: Id, status: z.enum(['draft', 'signed', 'completed', 'withdrawn']), draftedAt: z.string(), notes: Protected.nullable(),
  leavingAccountId: Id.nullable(), leavingSignedAt: z.string().nullable(), leavingFactor: z.boolean().nullable(), /** Why somebody else signed for the one who leaves. */ onBehalfReason: Protected.nullable(),
  successorAccountId: Id.nullable(), successorSignedAt: z.string().nullable(), successorFactor: z.boolean().nullable(), successorWatchId: Id.nullable(),
  /** What the successor took over, as it stood at that instant. */
  items: z.array(HandedItem).nullable(),
  /** End of the journal when it was completed: whoever cuts the journal afterwards contradicts this paper. */
  headPosition: z.number().nullable(), headChain: z.string().nullable(),
})
export type Handover = z.infer<typeof Handover>

export const DutyPersonView = z.object({ accountId: Id.nullable(), personId: Id.nullable(), name: z.string() })
export const WatchView = DutyWatch.extend({ unitName: z.string(), officerName: z.string(), leaderName: z.string().nullable(), overdueMinutes: z.number() })
export type WatchView = z.infer<typeof WatchView>
export const HandoverView = Handover.omit({ notes: true, onBehalfReason: true, items: true }).extend({
  notes: z.string().nullable(), onBehalfReason: z.string().nullable(), unitName: z.string(), fromName: z.string(), leavingName: z.string().nullable(), successorName: z.string().nullable(), watchTakenAt: z.string(), plannedEndAt: z.string(),
  /** Live while it is not completed, then as it was handed over. */
  items: z.array(HandedItem), headWords: z.string().nullable(), maySign: z.boolean(), mayAccept: z.boolean(), /** Why this account cannot accept, for the button. */ whyNotAccept: z.string().nullable(), mayWithdraw: z.boolean(), /** The account has a second factor: a code is asked for. */ asksCode: z.boolean(),
})
export type HandoverView = z.infer<typeof HandoverView>
export const HandoverRow = Handover.pick({ id: true, number: true, status: true, unitId: true, divisionCode: true, draftedAt: true, leavingSignedAt: true, successorSignedAt: true }).extend({ unitName: z.string(), fromName: z.string(), successorName: z.string().nullable(), itemCount: z.number() })
export type HandoverRow = z.infer<typeof HandoverRow>

/** A place of the roster at this moment. */
export const RosteredView = z.object({ shiftId: Id, role: z.enum(['leader', 'officer', 'standby', 'trainee']), personId: Id, personName: z.string(), startsAt: z.string(), endsAt: z.string() })
/** What the bar over the duty desk shows. */
export const DutyDesk = z.object({ unitId: Id, unitName: z.string(), watch: WatchView.nullable(), rostered: z.array(RosteredView), openCount: z.number(), strictCount: z.number(), handover: z.object({ id: Id, number: z.string(), status: z.enum(['draft', 'signed']) }).nullable(), isMine: z.boolean(), mayTake: z.boolean(), mayHandOver: z.boolean() })
export type DutyDesk = z.infer<typeof DutyDesk>

const command = z.object({ commandId: CommandId })
const HandoverParams = z.object({ handoverId: Id })
const code = z.string().max(40).default('')

export const shiftRoutes = {
  getDutyDesk: route({ method: 'GET', path: '/duty/desk', access: 'duty:read', tag: '值班', summary: '本单位谁在值班、有多少未了事项', schema: { query: z.object({}), response: DutyDesk } }),
  listWatches: route({ method: 'GET', path: '/duty/watches', access: 'duty:read', tag: '值班', summary: '当班与历次值班', schema: { query: PageQuery.extend({ status: z.enum(['running', 'all']).default('running'), unitId: Id.optional() }), response: pageOf(WatchView) } }),
  takeDuty: route({ method: 'POST', path: '/duty/watches', access: 'duty:work', tag: '值班', summary: '接班（本单位无人当班时；有人当班须交接）', schema: { body: command.extend({ plannedEndAt: Instant.nullable().default(null) }), response: WatchView } }),
  listHandovers: route({ method: 'GET', path: '/duty/handovers', access: 'duty:read', tag: '值班', summary: '交接班记录', schema: { query: PageQuery.extend({ unitId: Id.optional() }), response: pageOf(HandoverRow) } }),
  getHandover: route({ method: 'GET', path: '/duty/handovers/:handoverId', access: 'duty:read', tag: '值班', summary: '一份交接班', schema: { params: HandoverParams, response: HandoverView } }),
  draftHandover: route({ method: 'POST', path: '/duty/handovers', access: 'duty:work', tag: '值班', summary: '起草交接班：自动列出未了事项', schema: { body: command, response: HandoverView } }),
  noteHandover: route({ method: 'POST', path: '/duty/handovers/:handoverId/notes', access: 'duty:work', tag: '值班', summary: '交班人附言', schema: { params: HandoverParams, body: command.extend({ notes: text(0, 2000) }), response: HandoverView } }),
  signHandover: route({ method: 'POST', path: '/duty/handovers/:handoverId/signature', access: 'duty:work', tag: '值班', summary: '交班人签字；本人不在时由带班领导代签并写明原因', schema: { params: HandoverParams, body: command.extend({ code, reason: text(0, 200).default('') }), response: HandoverView } }),
  acceptHandover: route({ method: 'POST', path: '/duty/handovers/:handoverId/acceptance', access: 'duty:work', tag: '值班', summary: '接班人签字并逐项接收；有时限在走的须全部接收', schema: { params: HandoverParams, body: command.extend({ acceptedKeys: z.array(z.string().max(80)).max(2000), code, plannedEndAt: Instant.nullable().default(null) }), response: HandoverView } }),
  withdrawHandover: route({ method: 'POST', path: '/duty/handovers/:handoverId/withdrawal', access: 'duty:work', tag: '值班', summary: '撤回交接班，继续当班', schema: { params: HandoverParams, body: command, response: HandoverView } }),
  downloadHandover: route({ method: 'GET', path: '/duty/handovers/:handoverId/document', access: 'duty:read', tag: '值班', raw: 'download', summary: '交接班记录（docx、pdf）', schema: { params: HandoverParams, query: z.object({ format: z.enum(['docx', 'pdf']).default('pdf') }), response: RawBytes } }),
}
