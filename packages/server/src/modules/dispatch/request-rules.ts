import { requestLifecycle, requestStatusNames, type RequestLine, type RequestStatus, type ResourceRequest, type Shortage } from '@fengsui/contract/dispatch'
import { Problem } from '@fengsui/contract/kernel'

/** What to do instead, by the state a request is in. */
const advice: Record<RequestStatus, string> = {
  draft: '请先报出',
  submitted: '请先受理',
  accepted: '已经受理，请下达调度令或了结',
  partlyFilled: '可继续下达调度令或了结',
  filled: '已全部下令，请跟踪到位后了结',
  refused: '对方已答复不予支持，可另行申请或向上申请',
  closed: '申请已了结，有新需要请另行申请',
  withdrawn: '申请已撤回，有需要请另行申请',
}

export function mayRequestBecome(from: RequestStatus, to: RequestStatus): boolean {
  return (requestLifecycle[from] as readonly RequestStatus[]).includes(to)
}

/** @throws Problem lifecycle-refused that says what to do instead */
export function requireRequestMayBecome(request: Pick<ResourceRequest, 'status'>, to: RequestStatus): void {
  if (!mayRequestBecome(request.status, to)) throw new Problem('lifecycle-refused', `申请现在是“${requestStatusNames[request.status]}”，不能改为“${requestStatusNames[to]}”；${advice[request.status]}`)
}

export function isRequestOpen(request: Pick<ResourceRequest, 'status'>): boolean {
  return request.status !== 'refused' && request.status !== 'closed' && request.status !== 'withdrawn'
}

/** What of a line nobody has been ordered to send. */
export function gapOf(line: Pick<RequestLine, 'quantity' | 'filled'>): number {
  return Math.max(0, line.quantity - line.filled)
}

export function hasArrived(lines: readonly RequestLine[]): boolean {
  return lines.every((line) => line.arrived >= line.quantity)
}

export interface LineStep {
  readonly key: string
  readonly filled?: number
  readonly arrived?: number
}

/** Lines after orders, arrivals or their taking back; never below zero. */
export function stepLines(lines: readonly RequestLine[], steps: readonly LineStep[]): RequestLine[] {
  return lines.map((line) => {
    const own = steps.filter((step) => step.key === line.key)
    return { ...line, filled: Math.max(0, own.reduce((sum, step) => sum + (step.filled ?? 0), line.filled)), arrived: Math.max(0, own.reduce((sum, step) => sum + (step.arrived ?? 0), line.arrived)) }
  })
}

/** The state that follows from what has been ordered; requests that are over keep theirs. */
export function statusAfter(status: RequestStatus, lines: readonly RequestLine[]): RequestStatus {
  if (status !== 'submitted' && status !== 'accepted' && status !== 'partlyFilled' && status !== 'filled') return status
  if (lines.every((line) => gapOf(line) === 0)) return 'filled'
  if (lines.some((line) => line.filled > 0)) return 'partlyFilled'
  return status === 'submitted' ? 'submitted' : 'accepted'
}

export interface Settled {
  readonly shortage: Shortage
  readonly set: { status?: Shortage['status']; metAt?: string | null; quantity?: number }
}

/** What becomes of the shortages of a request when its lines change: met when nothing is missing, smaller or open again otherwise. Only those that change. */
export function settleShortages(shortages: readonly Shortage[], lines: readonly RequestLine[], at: string): Settled[] {
  return shortages.flatMap((shortage): Settled[] => {
    const line = lines.find((each) => each.key === shortage.lineKey)
    if (!line || shortage.status === 'accepted') return []
    const gap = gapOf(line)
    if (gap === 0) return shortage.status === 'met' ? [] : [{ shortage, set: { status: 'met', metAt: at } }]
    if (shortage.status === 'met') return [{ shortage, set: { status: shortage.upwardRequestId === null ? 'open' : 'passedUp', metAt: null, quantity: gap } }]
    return gap === shortage.quantity ? [] : [{ shortage, set: { quantity: gap } }]
  })
}
