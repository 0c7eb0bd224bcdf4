import { routes } from '@fengsui/contract'
import { directionNames, instructionStatusNames, mediumNames, urgencyNames, type InstructionView } from '@fengsui/contract/instructions'
import { Button } from 'antd'
import { useState } from 'react'
import type { ReactNode } from 'react'
import { useApiBase } from '../../lib/api-base.tsx'
import { addressOf } from '../../lib/api.ts'
import { LinkTo, paths } from '../../lib/navigation.ts'
import { useCan } from '../../lib/session.tsx'
import { useMay } from '../../lib/use-may.ts'
import { RelativeTime } from '../../ui/clocks/RelativeTime.tsx'
import { Tag } from '../../ui/marks/Tag.tsx'
import { DutyCard } from './DutyCard.tsx'
import { AssignDialog, EndDialog } from './OfficeDialogs.tsx'
import styles from './instructions.module.css'

/** One instruction in full: its words, every unit's part, and what its office can do now. */
export function InstructionDetail({ instruction }: { readonly instruction: InstructionView }) {
  const { base } = useApiBase()
  const handles = useMay('instruction:give') && instruction.mayHandle
  const mayIncident = useCan('incident:read')
  const [dialog, setDialog] = useState<'assign' | 'close' | 'withdraw' | null>(null)
  const open = instruction.status === 'received' || instruction.status === 'underway'
  const paper = (format: 'docx' | 'pdf'): string => `${base}${addressOf(routes.downloadInstruction, { params: { instructionId: instruction.id }, query: { format } })}`
  return (
    <article className={styles.detail} aria-label={instruction.title}>
      <header className={styles.detailHead}>
        <h2>{instruction.title}</h2>
        <p className={styles.tags}>
          <Tag tone={open ? 'accent' : 'quiet'}>{instructionStatusNames[instruction.status]}</Tag>
          {instruction.urgency !== 'normal' && <Tag tone="outline">{urgencyNames[instruction.urgency]}</Tag>}
          <span>{instruction.number}</span>
        </p>
      </header>
      <blockquote className={styles.words}>{instruction.words}</blockquote>
      <dl className={styles.facts}>
        <Fact label="批示领导">
          {instruction.issuer}（{directionNames[instruction.direction]}，{mediumNames[instruction.medium]}）
        </Fact>
        <Fact label="批示时间">
          <RelativeTime at={instruction.givenAt} />
        </Fact>
        <Fact label="登记单位">{instruction.byUnitName}</Fact>
        {instruction.incidentId !== null && <Fact label="事件">{mayIncident ? <LinkTo to={paths.incident(instruction.incidentId)}>{instruction.incidentTitle ?? '打开事件'}</LinkTo> : instruction.incidentTitle}</Fact>}
        {instruction.reportId !== null && (
          <Fact label="所批报告">
            <LinkTo to={paths.report(instruction.reportId)}>打开报告</LinkTo>
          </Fact>
        )}
        {instruction.outcome !== null && <Fact label={instruction.status === 'withdrawn' ? '撤回理由' : '办结意见'}>{instruction.outcome}</Fact>}
      </dl>
      {instruction.duties.length === 0 && <p className={styles.none}>还没有交办给单位。</p>}
      {instruction.duties.map((duty) => (
        <DutyCard key={duty.id} instruction={instruction} duty={duty} />
      ))}
      <div className={styles.actions}>
        {handles && open && (
          <>
            <Button type={instruction.duties.length === 0 ? 'primary' : 'default'} onClick={() => setDialog('assign')}>
              {instruction.duties.length === 0 ? '交办' : '增加承办单位'}
            </Button>
            <Button onClick={() => setDialog('close')}>办结</Button>
            <Button onClick={() => setDialog('withdraw')}>撤回</Button>
          </>
        )}
        <Button href={paper('docx')}>办理单 Word</Button>
        <Button href={paper('pdf')}>办理单 PDF</Button>
      </div>
      {dialog === 'assign' && <AssignDialog instruction={instruction} onClose={() => setDialog(null)} />}
      {dialog === 'close' && <EndDialog act={{ kind: 'close', instruction }} onClose={() => setDialog(null)} />}
      {dialog === 'withdraw' && <EndDialog act={{ kind: 'withdraw', instruction }} onClose={() => setDialog(null)} />}
    </article>
  )
}

function Fact({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </div>
  )
}
