import { factLabels } from '@fengsui/contract/incidents/grading'
import type { FactName } from '@fengsui/contract/incidents/grading'
import type { ReportView } from '@fengsui/contract/reports'
import { Button, Modal, Select } from 'antd'
import { useState } from 'react'
import { titleOfReport } from '../../lib/report-writing/report-elements.ts'
import { joinClasses } from '../../ui/join-classes.ts'
import { Card } from '../../ui/layout/Card.tsx'
import { listChangedFigures, listWords } from './report-differences.ts'
import styles from './report-page.module.css'

interface DifferencesCardProps {
  readonly report: ReportView
  /** Issued reports before this one, the nearest first. */
  readonly earlier: readonly ReportView[]
  readonly incidentClass: string
}

/** What changed since an earlier report: figures with their difference; words side by side on demand. */
export function DifferencesCard({ report, earlier, incidentClass }: DifferencesCardProps) {
  const [againstId, setAgainstId] = useState<string | null>(null)
  const [open, setOpen] = useState(false)
  const against = earlier.find((other) => other.id === againstId) ?? earlier[0]
  if (against === undefined) return null
  const changed = listChangedFigures(against, report)
  const words = listWords(against, report, incidentClass)
  const changedWords = words.filter((word) => !word.same).length
  const figures = (Object.keys(factLabels) as FactName[]).filter((name) => typeof against.facts[name] === 'number' || typeof report.facts[name] === 'number')
  const figure = (value: unknown): string => (typeof value === 'number' ? value.toLocaleString('zh-CN') : '未报')
  return (
    <Card
      title="与此前相比"
      extra={<Select size="small" aria-label="与哪一份比" value={against.id} popupMatchSelectWidth={false} options={earlier.map((other) => ({ value: other.id, label: titleOfReport(other) }))} onChange={setAgainstId} />}
    >
      {changed.length === 0 ? (
        <p className={styles.none}>数字没有变化</p>
      ) : (
        <ul className={styles.rows}>
          {changed.map(({ key, label, before, after, change }) => (
            <li key={key} className={styles.change}>
              <span>{label}</span>
              <span>
                {before} → <b>{after}</b>
              </span>
              <span className={styles.delta}>{change}</span>
            </li>
          ))}
        </ul>
      )}
      <p className={styles.compareFoot}>
        文字 {changedWords === 0 ? '没有变化' : `${changedWords} 项不同`}
        <Button type="link" size="small" onClick={() => setOpen(true)}>
          并排看
        </Button>
      </p>
      <Modal open={open} title={`${titleOfReport(against)} 与 ${titleOfReport(report)}`} width={980} footer={null} onCancel={() => setOpen(false)} destroyOnHidden>
        <table className={styles.compare}>
          <thead>
            <tr>
              <th scope="col">项目</th>
              <th scope="col">
                {titleOfReport(against)} {against.number}
              </th>
              <th scope="col">
                {titleOfReport(report)} {report.number === '' ? '（草稿）' : report.number}
              </th>
              <th scope="col">增减</th>
            </tr>
          </thead>
          <tbody>
            {figures.map((name) => {
              const difference = changed.find((each) => each.key === name)
              return (
                <tr key={name} className={joinClasses(difference !== undefined && styles.differs)}>
                  <th scope="row">
                    {factLabels[name].labelZh}（{factLabels[name].unitZh}）
                  </th>
                  <td className={styles.number}>{figure(against.facts[name])}</td>
                  <td className={styles.number}>{figure(report.facts[name])}</td>
                  <td className={styles.number}>{difference?.change ?? ''}</td>
                </tr>
              )
            })}
            {words.map((word) => (
              <tr key={word.key} className={joinClasses(!word.same && styles.differs)}>
                <th scope="row">{word.label}</th>
                <td>{word.before === '' ? '—' : word.before}</td>
                <td>{word.after === '' ? '—' : word.after}</td>
                <td>{word.same ? '' : word.before === '' ? '新增' : word.after === '' ? '未写' : '改动'}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </Modal>
    </Card>
  )
}
