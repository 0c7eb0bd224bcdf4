import { factLabels } from '@fengsui/contract/incidents/grading'
import type { FactName, IncidentFacts } from '@fengsui/contract/incidents/grading'
import { beijingShort } from '@fengsui/contract/kernel'
import type { ReportView } from '@fengsui/contract/reports'
import { joinClasses } from '../../ui/join-classes.ts'
import { listReportElements, listReportFigures, readElement, sayChineseDay, titleOfReport } from './report-elements.ts'
import type { ReportSubject } from './report-elements.ts'
import styles from './report-writing.module.css'

interface ReportDocumentProps {
  readonly report: ReportView
  readonly subject: ReportSubject
  /** Shown instead of the stored content while it is being written. */
  readonly content?: { readonly facts: IncidentFacts; readonly elements: Readonly<Record<string, string>> } | undefined
  /** Figures of the report before in the series; changed ones are marked. */
  readonly previousFacts?: IncidentFacts | undefined
}

/** A report as a sheet of paper: head, number, figures, elements, signature. */
export function ReportDocument({ report, subject, content, previousFacts }: ReportDocumentProps) {
  const { facts, elements } = content ?? report
  const shown = listReportFigures(subject.incidentClass, facts).filter((name) => typeof facts[name] === 'number' || (previousFacts !== undefined && typeof previousFacts[name] === 'number'))
  const rows = Array.from({ length: Math.ceil(shown.length / 2) }, (_, index) => shown.slice(index * 2, index * 2 + 2))
  const at = report.issuedAt ?? report.draftedAt
  return (
    <article className={styles.sheet} aria-label={`${report.incidentTitle}${titleOfReport(report)}`}>
      <header>
        <h1>突发事件信息报告</h1>
        <p className={styles.numberLine}>
          <span>{report.number === '' ? '编号：签发时编' : report.number}</span>
          <span>
            {titleOfReport(report)}
            {report.zero && '（零报告）'}
          </span>
          <span>{report.issuedAt === null ? '草稿，未报出' : `${sayChineseDay(report.issuedAt)} ${beijingShort(report.issuedAt).slice(6)}`}</span>
        </p>
      </header>
      <h2>关于{report.incidentTitle}的{titleOfReport(report)}</h2>
      {shown.length > 0 && (
        <table>
          <caption className="visually-hidden">数字</caption>
          <tbody>
            {rows.map((row) => (
              <tr key={row.join()}>
                {row.flatMap((name) => [<th key={`${name}-name`} scope="row">{factLabels[name].labelZh}</th>, <FigureCell key={name} name={name} facts={facts} previousFacts={previousFacts} />])}
                {row.length === 1 && shown.length > 1 && (
                  <>
                    <th />
                    <td />
                  </>
                )}
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <dl className={styles.lines}>
        {listReportElements(report.kind, subject.incidentClass).map((element) => {
          const text = readElement(element, subject, facts, elements)
          if (text === null && element.need === 'advised') return null
          return (
            <div key={element.field}>
              <dt>{element.labelZh}</dt>
              <dd>{text ?? <span className={styles.gap}>未填</span>}</dd>
            </div>
          )
        })}
      </dl>
      <div className={styles.sign}>
        {report.signatoryName !== null && <p>签发：{report.signatoryName}</p>}
        <p>{report.fromUnitName}</p>
        <p>{sayChineseDay(at)}</p>
      </div>
    </article>
  )
}

function FigureCell({ name, facts, previousFacts }: { readonly name: FactName; readonly facts: IncidentFacts; readonly previousFacts: IncidentFacts | undefined }) {
  const value = facts[name]
  const before = previousFacts?.[name]
  const changed = previousFacts !== undefined && (value ?? null) !== (before ?? null)
  const say = (figure: unknown): string => (typeof figure === 'number' ? `${figure.toLocaleString('zh-CN')} ${factLabels[name].unitZh}` : '未报')
  return (
    <td className={joinClasses(changed && styles.changed)}>
      {say(value)}
      {changed && <small>上一份：{say(before)}</small>}
    </td>
  )
}
