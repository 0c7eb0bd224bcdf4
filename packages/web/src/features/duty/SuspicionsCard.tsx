import { suspicionKindNames, type SuspicionView } from '@fengsui/contract/reports'
import { Button } from 'antd'
import { useState } from 'react'
import { useSession } from '../../lib/session.tsx'
import { useMay } from '../../lib/use-may.ts'
import { RelativeTime } from '../../ui/clocks/RelativeTime.tsx'
import { monthDayTime } from '../../ui/clocks/time-text.ts'
import { Card } from '../../ui/layout/Card.tsx'
import { VerificationMark } from '../../ui/marks/VerificationMark.tsx'
import deskStyles from './desk.module.css'
import { differenceWords } from './SuspicionEvidence.tsx'
import { SuspicionDialog } from './SuspicionDialog.tsx'
import styles from './suspicions.module.css'
import type { Desk } from './use-desk.ts'

const statusWords = { raised: '待认定', upheld: '已认定', dismissed: '已排除' } as const
const decidedShown = 3

/** What is owed or done about an upheld suspicion; null when nothing is. */
function correctionWords(suspicion: SuspicionView): string | null {
  if (suspicion.correctedAt !== null) return `${monthDayTime(suspicion.correctedAt)} 已更正${suspicion.correctionOverdueAt === null ? '' : '（逾期）'}`
  if (suspicion.correctionDueAt === null) return null
  return suspicion.correctionOverdueAt === null ? `应于 ${monthDayTime(suspicion.correctionDueAt)} 前更正` : `逾期未更正，应于 ${monthDayTime(suspicion.correctionDueAt)} 前报出`
}

/** Suspected late, omitted, false or concealed reporting, with evidence side by side; a reviewer of a level above decides and demands the correction. */
export function SuspicionsCard({ desk }: { readonly desk: Desk }) {
  const [openId, setOpenId] = useState<string | null>(null)
  const raised = desk.suspicions.filter((suspicion) => suspicion.status === 'raised')
  const owed = desk.suspicions.filter((suspicion) => suspicion.correctionDueAt !== null && suspicion.correctedAt === null)
  const decided = desk.suspicions.filter((suspicion) => suspicion.status !== 'raised' && !owed.includes(suspicion)).slice(0, decidedShown)
  const mayDecide = useMay('suspicion:decide')
  const { account } = useSession()
  const open = desk.suspicions.find((suspicion) => suspicion.id === openId)
  if (raised.length + owed.length + decided.length === 0) return null
  const isOwn = (suspicion: SuspicionView) => suspicion.unitId === account.unitId || suspicion.divisionCode === account.divisionCode
  const counts = [...(raised.length > 0 ? [`${raised.length} 项待认定`] : []), ...(owed.length > 0 ? [`${owed.length} 项待更正`] : [])].join('，')
  return (
    <Card title="迟漏谎瞒报疑点" count={counts === '' ? undefined : counts} className={deskStyles.suspicions}>
      <ul className={styles.list}>
        {[...raised, ...owed, ...decided].map((suspicion) => (
          <SuspicionItem key={suspicion.id} suspicion={suspicion} decides={suspicion.status === 'raised' && mayDecide && !isOwn(suspicion)} own={suspicion.status === 'raised' && mayDecide && isOwn(suspicion)} onOpen={() => setOpenId(suspicion.id)} />
        ))}
      </ul>
      {open !== undefined && <SuspicionDialog key={open.id} suspicion={open} desk={desk} mayDecide={open.status === 'raised' && mayDecide && !isOwn(open)} onClose={() => setOpenId(null)} />}
    </Card>
  )
}

interface SuspicionItemProps {
  readonly suspicion: SuspicionView
  readonly decides: boolean
  /** It concerns the own unit or level: decided above. */
  readonly own: boolean
  readonly onOpen: () => void
}

function SuspicionItem({ suspicion, decides, own, onOpen }: SuspicionItemProps) {
  const differences = differenceWords(suspicion)
  const correction = correctionWords(suspicion)
  const [first] = suspicion.comparison?.said ?? []
  return (
    <li className={styles.item}>
      <div className={styles.head}>
        <b>
          {suspicion.unitName}疑似{suspicionKindNames[suspicion.kind]}
        </b>
        <RelativeTime at={suspicion.raisedAt} show="time" />
      </div>
      <p>{suspicion.incidentTitle ?? suspicion.placeName}</p>
      {differences !== '' ? <p><b>{differences}</b></p> : first !== undefined ? <p>{first.source}：{first.text}</p> : <p>{suspicion.evidence.at(-1)?.text}</p>}
      {correction !== null && <p><b>{correction}</b></p>}
      <div className={styles.head}>
        <VerificationMark shape={suspicion.status === 'raised' ? 'ring' : suspicion.status === 'upheld' ? 'disc' : 'cross'} word={statusWords[suspicion.status]} />
        {own && <small>由上级认定</small>}
        <Button size="small" onClick={onOpen}>
          {decides ? '看证据并认定' : '看证据'}
        </Button>
      </div>
      {suspicion.decisionReason && <p>{suspicion.decisionReason}</p>}
    </li>
  )
}
