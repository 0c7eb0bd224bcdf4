import { factLabels, type FactName, type IncidentFacts } from '@fengsui/contract/incidents/grading'
import { beijingShort } from '@fengsui/contract/kernel'
import { describeFigures, describeGrade, listReportElements, listReportFigures, readElement, sayChineseDay, titleOfReport, type DocumentFormsView, type ReportSubject, type ReportView } from '@fengsui/contract/reports'
import type { Block, OfficialDocument, TableBlock } from '../../platform/documents/index.ts'

/** What a report's paper is made from. */
export interface ReportPaper {
  readonly report: ReportView
  readonly subject: ReportSubject
  /** Figures of the issued report before in the series. */
  readonly previousFacts: IncidentFacts | null
  readonly form: Pick<DocumentFormsView['inForce'], 'issuerTitle' | 'signatureName' | 'copiesTo' | 'printedBy'>
}

const numerals = ['一', '二', '三', '四', '五', '六', '七', '八', '九', '十', '十一', '十二', '十三', '十四', '十五', '十六', '十七', '十八', '十九', '二十']
/** Elements that the opening paragraph and the table say already. */
const saidElsewhere: ReadonlySet<string> = new Set(['occurredAt', 'place', 'nature', 'disasterType', 'initialGrade', 'receivedAt', 'source', 'affectedPeople', 'relocated', 'livingAidNeeded', 'deadAndMissing', 'signer'])

/** `2019年8月10日2时30分`, Beijing. */
function sayMoment(at: string): string {
  const [hour, minute] = beijingShort(at).slice(6).split(':').map(Number)
  return `${sayChineseDay(at)}${String(hour)}时${minute === 0 ? '' : `${String(minute)}分`}`
}

/** The same without the year, which the opening has said. */
const sayMomentOfYear = (at: string): string => sayMoment(at).replace(/^\d+年/u, '')

const asSentence = (text: string): string => (/[。！？；]$/u.test(text.trim()) ? text.trim() : `${text.trim()}。`)

function openingOf({ report, subject }: ReportPaper): string {
  const nature = subject.typeName === '' ? '突发事件' : subject.typeName
  const source = report.elements['source']?.trim() ?? ''
  const grade = describeGrade(subject)
  const figures = describeFigures(report.facts, ['dead', 'missing', 'seriouslyInjured', 'injured', 'trapped'])
  return [`${sayMoment(subject.occurredAt)}，${subject.placeName}发生${nature}。`, figures === null ? '' : `截至${sayMomentOfYear(report.issuedAt ?? report.draftedAt)}，${figures}。`, source === '' ? '' : `信息来源：${asSentence(source)}`, `接报时间：${sayMomentOfYear(subject.knownAt)}。`, grade === null ? '' : `事件等级：${grade}。`].join('')
}

function figureTable({ report, subject, previousFacts }: ReportPaper): TableBlock | null {
  const names = listReportFigures(subject.incidentClass, report.facts).filter((name) => typeof report.facts[name] === 'number' || typeof previousFacts?.[name] === 'number')
  if (names.length === 0) return null
  const figure = (facts: IncidentFacts | null, name: FactName): number | null => {
    const value = facts?.[name]
    return typeof value === 'number' ? value : null
  }
  const label = (name: FactName): string => `${factLabels[name].labelZh}${factLabels[name].unitZh === '' ? '' : `（${factLabels[name].unitZh}）`}`
  if (previousFacts === null) return { kind: 'table', caption: '主要数据', widths: [3, 2], head: [[{ text: '指标' }, { text: '数值' }]], rows: names.map((name) => [label(name), figure(report.facts, name)]), numeric: [1] }
  return {
    kind: 'table', caption: '主要数据', widths: [4, 2, 2, 2], head: [[{ text: '指标' }, { text: '上次报' }, { text: '本次报' }, { text: '增减' }]], numeric: [1, 2, 3],
    rows: names.map((name) => {
      const [before, now] = [figure(previousFacts, name), figure(report.facts, name)]
      const change = before === null || now === null ? '' : now === before ? '0' : now > before ? `+${String(now - before)}` : `-${String(before - now)}`
      return [label(name), before ?? '未报', now ?? '未报', change]
    }),
  }
}

function bodyOf(paper: ReportPaper): Block[] {
  const { report, subject } = paper
  const sections: { readonly title: string; readonly blocks: readonly Block[] }[] = []
  const say = (text: string): Block => ({ kind: 'paragraph', text: asSentence(text) })
  if (report.correction !== null) sections.push({ title: '更正说明', blocks: [say(`${report.corrects?.number ?? ''}有误：${report.correction.wrong}`), say(`原因：${report.correction.why}`)] })
  const table = figureTable(paper)
  sections.push({ title: '基本情况', blocks: [{ kind: 'paragraph', text: openingOf(paper) }, ...(table === null ? [] : [table])] })
  for (const element of listReportElements(report.kind, subject.incidentClass)) {
    if (saidElsewhere.has(element.field)) continue
    const text = readElement(element, subject, report.facts, report.elements)
    if (text === null && element.need === 'advised') continue
    sections.push({ title: element.labelZh, blocks: [say(text ?? '暂未掌握，随后续报')] })
  }
  const known = new Set(listReportElements(report.kind, subject.incidentClass).map((element) => element.field))
  for (const [field, text] of Object.entries(report.elements)) if (!known.has(field) && !saidElsewhere.has(field) && text.trim() !== '') sections.push({ title: '其他情况', blocks: [say(text)] })
  return sections.flatMap(({ title, blocks }, index): Block[] => [{ kind: 'heading', level: 1, text: `${numerals[index] ?? String(index + 1)}、${title}` }, ...blocks])
}

/** A report as an official paper (GB/T 9704). A draft says so and has no number; nothing in it is secret. */
export function toReportDocument(paper: ReportPaper): OfficialDocument {
  const { report, form } = paper
  const issued = report.status === 'issued'
  const names = (...purposes: string[]): string => report.deliveries.filter((delivery) => purposes.includes(delivery.purpose)).map((delivery) => delivery.toUnitName).join('、')
  const [upward, sideways, copies] = [names('upward'), names('sideways'), names('sideways', 'leader')]
  const copiesTo = [upward === '' ? names('leader') : copies, form.copiesTo].filter((text) => text !== '').join('、')
  const at = report.issuedAt ?? report.draftedAt
  const call = report.deliveries.find((delivery) => delivery.by === 'phone')
  const digest = report.sealDigest
  return {
    head: { issuer: form.issuerTitle, number: issued ? report.number : '（文号签发时编）', signatory: report.signatoryName, urgency: report.urgency },
    title: `关于${report.incidentTitle}的${titleOfReport(report)}${report.corrects === null ? '' : '（更正）'}`,
    addressees: upward === '' ? (sideways === '' ? null : sideways) : upward,
    body: bodyOf(paper),
    signature: { issuer: form.signatureName, date: sayChineseDay(at) },
    imprint: { copiesTo: copiesTo === '' ? null : copiesTo, issuedBy: form.printedBy, issuedOn: sayChineseDay(at) },
    notes: [
      ...(issued ? [] : ['草稿 未签发']),
      ...(call === undefined ? [] : [`电话报告：${sayMoment(call.spokenAt ?? call.sentAt)}，${call.toUnitName}${call.listener ?? ''}接听`]),
      ...(report.signingWay === 'urgent' ? [report.countersignedAt === null ? '紧急先发，领导补签中' : `紧急先发，${report.countersignedByName ?? '领导'}已于${sayMoment(report.countersignedAt)}补签`] : []),
      ...report.correctedBy.map((other) => `本报告已由${other.number}更正`),
      ...(digest === null ? [] : [`已签名 · 摘要 ${digest.slice(0, 16)}… · 可在系统内核对`]),
    ],
  }
}
