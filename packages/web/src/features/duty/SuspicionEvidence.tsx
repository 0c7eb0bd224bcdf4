import type { SuspicionView } from '@fengsui/contract/reports'
import { LinkTo, paths } from '../../lib/navigation.ts'
import { monthDayTime } from '../../ui/clocks/time-text.ts'
import styles from './suspicions.module.css'

/** 死亡 2 : 1、受伤 6 : 未报 — what others said against what was reported. */
export function differenceWords({ comparison }: Pick<SuspicionView, 'comparison'>): string {
  return (comparison?.differences ?? []).map(({ label, said, reported }) => `${label} 他处 ${said}，所报 ${reported ?? '未写'}`).join('；')
}

/** Both sides of a suspicion: left what others said, right what was reported, below by how much they differ. */
export function SuspicionEvidence({ suspicion }: { readonly suspicion: SuspicionView }) {
  const { comparison, evidence } = suspicion
  return (
    <div className={styles.evidence}>
      {comparison !== null && (
        <div className={styles.sides}>
          <section aria-label="他处所说">
            <h4>他处所说</h4>
            <ul>
              {comparison.said.map((each) => (
                <li key={`${each.at}${each.text}`}>
                  <span><b>{each.source}</b> <time dateTime={each.at}>{monthDayTime(each.at)}</time></span>
                  {each.text}
                  {each.signalId !== null && <LinkTo to={paths.duty(each.signalId)}>看来报</LinkTo>}
                  {each.reportId !== null && <LinkTo to={paths.report(each.reportId)}>看报告</LinkTo>}
                </li>
              ))}
            </ul>
          </section>
          <section aria-label="所报">
            <h4>{suspicion.unitName}所报</h4>
            {comparison.reported.length === 0 ? <p className={styles.nothing}>没有报出任何报告</p> : (
              <ul>
                {comparison.reported.map((each) => (
                  <li key={`${each.at}${each.text}`}>
                    <span><time dateTime={each.at}>{monthDayTime(each.at)}</time></span>
                    {each.text}
                    {each.reportId !== null && <LinkTo to={paths.report(each.reportId)}>看报告</LinkTo>}
                  </li>
                ))}
              </ul>
            )}
          </section>
        </div>
      )}
      {comparison !== null && comparison.differences.length > 0 && (
        <table className={styles.differences}>
          <thead>
            <tr><th scope="col">项目</th><th scope="col">他处所说</th><th scope="col">所报</th><th scope="col">差额</th></tr>
          </thead>
          <tbody>
            {comparison.differences.map((each) => (
              <tr key={each.fact}>
                <th scope="row">{each.label}</th>
                <td>{each.said} 人</td>
                <td>{each.reported === null ? '未写' : `${each.reported} 人`}</td>
                <td><b>{each.said - (each.reported ?? 0)} 人</b></td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <details open={comparison === null}>
        <summary>经过 {evidence.length} 条</summary>
        <ol className={styles.course}>
          {evidence.map((item, index) => (
            <li key={`${index}${item.at}`}>
              <time dateTime={item.at}>{monthDayTime(item.at)}</time>
              {item.text}
            </li>
          ))}
        </ol>
      </details>
      <p className={styles.rule}>{suspicion.ruleText}</p>
    </div>
  )
}
