import { eventKey, objectionStatusNames, type BulletinView, type ScoreView } from '@fengsui/contract/assessment'
import { Button } from 'antd'
import { useState } from 'react'
import { LinkTo } from '../../lib/navigation.ts'
import { useMay } from '../../lib/use-may.ts'
import { monthDayTime } from '../../ui/clocks/time-text.ts'
import { Tag } from '../../ui/marks/Tag.tsx'
import { DecideDialog, ObjectDialog } from './ObjectionDialogs.tsx'
import { evidencePath, itemName, pointWords } from './assessment-words.ts'
import styles from './assessment.module.css'

interface ScoreRowProps {
  readonly bulletin: BulletinView
  readonly score: ScoreView
  readonly openAtFirst: boolean
}

/** One unit of a bulletin: rank, points by item; opened, every event with what proves it, and the objections. */
export function ScoreRow({ bulletin, score, openAtFirst }: ScoreRowProps) {
  const [open, setOpen] = useState(openAtFirst)
  const mayObject = useMay('assessment:object') && score.mayObject
  const mayDecide = useMay('assessment:edit')
  const [objecting, setObjecting] = useState<string | null>(null)
  const [deciding, setDeciding] = useState<string | null>(null)
  const summary = score.items === null ? '' : score.items.length === 0 ? '没有加扣分' : score.items.map((item) => `${item.name} ${item.count} 次 ${pointWords(item.points)}`).join('，')
  const events = (score.items ?? []).flatMap((item) => item.events.map((event) => ({ event, each: bulletin.scheme.items.find((one) => one.key === item.key)?.points ?? 0 })))
  const known = new Set(score.objections.map((objection) => objection.eventKey))
  const decided = score.objections.find((objection) => objection.id === deciding)
  return (
    <>
      <tr>
        <td className={styles.figure}>{score.rank}</td>
        <td>
          {score.items === null ? (
            score.unitName
          ) : (
            <button type="button" className={styles.open} aria-expanded={open} onClick={() => setOpen(!open)}>
              {score.unitName}
            </button>
          )}
        </td>
        <td className={styles.figure}>
          <b>{score.total}</b>
        </td>
        <td className={styles.items}>
          {summary}
          {score.excluded > 0 && `（异议成立，${score.excluded} 条不计）`} {score.objections.some((objection) => objection.status === 'raised') && <Tag tone="outline">有异议待裁定</Tag>}
        </td>
      </tr>
      {open && score.items !== null && (
        <tr className={styles.details}>
          <td />
          <td colSpan={3}>
            {events.length === 0 ? (
              <p className={styles.note}>本月没有计分事项。</p>
            ) : (
              <ul className={styles.events}>
                {events.map(({ event, each }) => {
                  const path = evidencePath(event)
                  const key = eventKey(event)
                  return (
                    <li key={key}>
                      <span>{itemName(event.item)}</span>
                      <span className={styles.figure}>{pointWords(each)}</span>
                      <time dateTime={event.at}>{monthDayTime(event.at)}</time>
                      {path === null ? <span>{event.label}</span> : <LinkTo to={path}>{event.label === '' ? '查看依据' : event.label}</LinkTo>}
                      {mayObject && !known.has(key) ? (
                        <Button size="small" onClick={() => setObjecting(key)}>
                          提出异议
                        </Button>
                      ) : (
                        <span />
                      )}
                    </li>
                  )
                })}
              </ul>
            )}
            {score.objections.length > 0 && (
              <div className={styles.objections}>
                {score.objections.map((objection) => (
                  <div key={objection.id} className={styles.objection}>
                    <span className={styles.meta}>
                      <Tag tone={objection.status === 'raised' ? 'accent' : 'quiet'}>{objectionStatusNames[objection.status]}</Tag>
                      {monthDayTime(objection.raisedAt)} 对“{itemName(objection.eventKey.split(':')[0] as Parameters<typeof itemName>[0])}”提出异议
                      {mayDecide && objection.mayDecide && (
                        <Button size="small" type="primary" onClick={() => setDeciding(objection.id)}>
                          裁定
                        </Button>
                      )}
                    </span>
                    <p>{objection.reason}</p>
                    {objection.decision !== null && <p>裁定：{objection.decision}</p>}
                  </div>
                ))}
              </div>
            )}
            {objecting !== null && <ObjectDialog bulletinId={bulletin.id} eventKey={objecting} onClose={() => setObjecting(null)} />}
            {decided !== undefined && <DecideDialog objection={decided} onClose={() => setDeciding(null)} />}
          </td>
        </tr>
      )}
    </>
  )
}
