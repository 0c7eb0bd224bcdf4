import { routes } from '@fengsui/contract'
import { factLabels, type FactName } from '@fengsui/contract/incidents/grading'
import { reportKindNames, reportLineNames, type ReportKind, type ReportLine, type ReportLinesView } from '@fengsui/contract/reports'
import { LinkTo, paths } from '../../../lib/navigation.ts'
import { useRoute } from '../../../lib/use-route.ts'
import { monthDayTime } from '../../../ui/clocks/time-text.ts'
import { ErrorState, LoadingState } from '../../../ui/states/PageStates.tsx'
import styles from './duties.module.css'

const lines = Object.keys(reportLineNames) as ReportLine[]
const nameOf = (fact: string): string => (fact in factLabels ? factLabels[fact as FactName].labelZh : fact)
const said = (value: number | string | boolean | null): string => (value === null ? '未报' : value === true ? '是' : value === false ? '否' : String(value))

/** Which of the two lines got each report when, and where a level was told different figures on each. */
export function ReportLines({ incidentId }: { readonly incidentId: string }) {
  const answer = useRoute(routes.getReportLines, { params: { incidentId } }, { touches: ['report', 'report-delivery'] })
  return (
    <section className={styles.section}>
      <div className={styles.head}>
        <h3>两条线</h3>
      </div>
      {answer.data === undefined ? (
        answer.error === null ? <LoadingState /> : <ErrorState hint={answer.error.problem.detail} code={answer.error.problem.code} onRetry={() => void answer.refetch()} />
      ) : answer.data.reports.length === 0 ? (
        <p className={styles.note}>还没有报出的报告。报出后在这里核对总值班室线和应急系统线各自何时收到、数字是否一致。</p>
      ) : (
        <>
          <Levels view={answer.data} />
          <Reports view={answer.data} />
        </>
      )}
    </section>
  )
}

function Levels({ view }: { readonly view: ReportLinesView }) {
  const differing = view.levels.filter((level) => level.differences.length > 0)
  const both = view.levels.filter((level) => level.office !== null && level.emergency !== null)
  if (both.length === 0) return <p className={styles.note}>还没有哪一级两条线都收到报告，数字无从核对。</p>
  if (differing.length === 0) return <p className={styles.note}>{both.map((level) => level.placeName).join('、')}两条线收到的数字一致{both.length < view.levels.length ? '；其余层级只有一条线收到' : ''}。</p>
  return (
    <div className={styles.tableWrap}>
      <table className={styles.table}>
        <thead>
          <tr><th>层级</th><th>不一致的数字</th>{lines.map((line) => <th key={line}>{reportLineNames[line]}</th>)}</tr>
        </thead>
        <tbody>
          {differing.flatMap((level) => level.differences.map((difference) => (
            <tr key={`${level.placeName} ${difference.fact}`}>
              <td>{level.placeName}</td>
              <td>{nameOf(difference.fact)}</td>
              <td><b className={styles.late}>{said(difference.office)}</b><small>{level.office}</small></td>
              <td><b className={styles.late}>{said(difference.emergency)}</b><small>{level.emergency}</small></td>
            </tr>
          )))}
        </tbody>
      </table>
    </div>
  )
}

function Reports({ view }: { readonly view: ReportLinesView }) {
  return (
    <div className={styles.tableWrap}>
      <table className={styles.table}>
        <thead>
          <tr><th>报告</th>{lines.map((line) => <th key={line}>{reportLineNames[line]}</th>)}</tr>
        </thead>
        <tbody>
          {view.reports.map((report) => (
            <tr key={report.reportId}>
              <td>
                <LinkTo to={paths.report(report.reportId)}>{reportKindNames[report.kind as ReportKind]} {report.number}</LinkTo>
                <small>{report.fromUnitName} {monthDayTime(report.issuedAt)}</small>
              </td>
              {lines.map((line) => {
                const got = report.deliveries.filter((delivery) => delivery.line === line)
                return (
                  <td key={line}>
                    {got.length === 0 && <span className={styles.meta}>没有发这条线</span>}
                    {got.map((delivery) => (
                      <div key={`${delivery.toUnitName} ${delivery.sentAt}`}>
                        {delivery.toUnitName}{delivery.by === 'phone' ? '（电话）' : ''}
                        <small>{monthDayTime(delivery.sentAt)} 发出，{delivery.receivedAt === null ? '未签收' : `${monthDayTime(delivery.receivedAt)} 签收`}</small>
                      </div>
                    ))}
                  </td>
                )
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
