import { openItemKinds, strictKinds, type HandedItem, type OpenItemKind } from '@fengsui/contract/duty'
import { paths } from '../../../lib/navigation.ts'

/** Items of a handover by kind, in the order in which the server lists them. */
export function groupItems(items: readonly HandedItem[]): { readonly kind: OpenItemKind; readonly name: string; readonly strict: boolean; readonly items: readonly HandedItem[] }[] {
  const kinds = (Object.keys(openItemKinds) as OpenItemKind[]).filter((kind) => items.some((item) => item.kind === kind))
  return kinds.map((kind) => ({ kind, name: openItemKinds[kind], strict: strictKinds.includes(kind), items: items.filter((item) => item.kind === kind) }))
}

/** Those that have to be ticked before the successor can sign: all that were there when the leaving officer signed, and every clock. */
export function listUnticked(items: readonly HandedItem[], ticked: ReadonlySet<string>): HandedItem[] {
  return items.filter((item) => !ticked.has(item.key) && (!item.arrived || strictKinds.includes(item.kind)))
}

/** Page on which an open item is dealt with; null where there is none of its own. */
export function pathOfItem(item: Pick<HandedItem, 'kind' | 'objectId' | 'incidentId'>): string | null {
  switch (item.kind) {
    case 'signal':
      return paths.duty(item.objectId)
    case 'call':
      return paths.call(item.objectId)
    case 'task':
      return paths.tasks(item.objectId)
    case 'instruction':
      return paths.instructions(item.objectId)
    case 'warning':
    case 'linkage-alarm':
      return paths.warnings()
    case 'phone-log':
      return paths.dutyLog('phones')
    case 'fax':
      return paths.dutyLog('exchange')
    case 'absence':
      return null
    default:
      return item.incidentId === null ? null : paths.incident(item.incidentId)
  }
}

/** `12 秒`, `3 分 05 秒` */
export function answerWords(seconds: number | null): string {
  if (seconds === null) return ''
  return seconds < 60 ? `${seconds} 秒` : `${Math.floor(seconds / 60)} 分 ${String(seconds % 60).padStart(2, '0')} 秒`
}

/** `22:00` of minutes of the day; past midnight with 次日. */
export function minuteWords(minute: number): string {
  const rest = minute % 1440
  return `${minute >= 1440 ? '次日 ' : ''}${String(Math.floor(rest / 60)).padStart(2, '0')}:${String(rest % 60).padStart(2, '0')}`
}

/** `22:30` as minutes; null when it is no time. */
export function readMinute(text: string): number | null {
  const [, hours, minutes] = /^([01]?\d|2[0-3]):([0-5]\d)$/.exec(text.trim()) ?? []
  return hours === undefined || minutes === undefined ? null : Number(hours) * 60 + Number(minutes)
}

/** Whom a number belongs to, in one line; null when nobody knows it. */
export function knownWords(known: { readonly personName: string | null; readonly title: string | null; readonly unitName: string | null }): string | null {
  const words = [known.unitName, known.personName, known.title].filter((each) => each !== null && each !== '')
  return words.length === 0 ? null : words.join(' ')
}
