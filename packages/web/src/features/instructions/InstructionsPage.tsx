import { routes } from '@fengsui/contract'
import { useState } from 'react'
import { GiveInstructionButton } from '../../lib/give-instruction/GiveInstructionButton.tsx'
import { paths, useGo } from '../../lib/navigation.ts'
import { useCan } from '../../lib/session.tsx'
import { useRoute } from '../../lib/use-route.ts'
import { FilterChips } from '../../ui/layout/FilterChips.tsx'
import { TabStrip } from '../../ui/layout/TabStrip.tsx'
import { useNarrow } from '../../ui/shell/use-narrow.ts'
import { EmptyState, ErrorState, LoadingState, NoPermissionState } from '../../ui/states/PageStates.tsx'
import { Symbol } from '../../ui/symbols/Symbol.tsx'
import { InstructionDetail } from './InstructionDetail.tsx'
import { InstructionRow } from './InstructionRow.tsx'
import { sortInstructions } from './instruction-words.ts'
import styles from './instructions.module.css'

const touches = ['instruction', 'instruction-duty', 'instruction-feedback', 'supervision-notice'] as const

/** Instructions of the place, or those the own unit answers: list and paper side by side, one after the other on a phone. */
export function InstructionsPage({ instructionId }: { readonly instructionId?: string }) {
  const go = useGo()
  const narrow = useNarrow()
  const mayRead = useCan('instruction:read')
  const oversees = useCan('instruction:oversee')
  const works = useCan('instruction:work')
  const [shelf, setShelf] = useState<'open' | 'closed'>('open')
  const [only, setOnly] = useState<readonly ('mine' | 'overdue')[]>([])
  const list = useRoute(routes.listInstructions, { query: { status: shelf, limit: 200, ...(only.includes('mine') ? { mine: 'true' } : {}), ...(only.includes('overdue') ? { overdue: 'true' } : {}) } }, { touches, enabled: mayRead })
  const named = useRoute(routes.getInstruction, { params: { instructionId: instructionId ?? '' } }, { touches, enabled: mayRead && instructionId !== undefined })
  if (!mayRead) return <NoPermissionState permission="查看批示" />
  if (list.data === undefined) return list.error === null ? <LoadingState /> : <ErrorState hint={list.error.problem.detail} code={list.error.problem.code} onRetry={() => void list.refetch()} />

  const shown = shelf === 'open' ? sortInstructions(list.data.items) : list.data.items
  const current = instructionId === undefined ? (narrow ? undefined : shown[0]) : (list.data.items.find(({ id }) => id === instructionId) ?? (named.data?.id === instructionId ? named.data : undefined))
  const detail =
    current !== undefined ? (
      <InstructionDetail key={current.id} instruction={current} />
    ) : instructionId !== undefined && named.error === null ? (
      <LoadingState />
    ) : (
      <EmptyState symbol="note" title={instructionId === undefined ? '从左边选一件批示' : '没有找到这件批示'} hint="批示内容、承办单位的反馈和督办单都在这里。" />
    )
  if (narrow && instructionId !== undefined) {
    return (
      <div className={styles.phone}>
        <button type="button" className={styles.back} onClick={() => go(paths.instructions())}>
          <Symbol name="chevronLeft" size={22} />
          全部批示
        </button>
        {detail}
      </div>
    )
  }
  return (
    <div className={styles.page}>
      <div className={styles.column}>
        <header className={styles.head}>
          <h1>{oversees ? '批示督办' : '本单位承办的批示'}</h1>
          <GiveInstructionButton primary thenOpen />
        </header>
        <TabStrip label="办理状态" value={shelf} onChange={setShelf} items={[{ key: 'open', label: '在办', count: shelf === 'open' ? shown.length : undefined }, { key: 'closed', label: '已结', count: shelf === 'closed' ? shown.length : undefined }]} />
        {oversees && <FilterChips label="筛选" value={only} onChange={setOnly} items={[...(works ? [{ key: 'mine' as const, label: '本单位承办' }] : []), { key: 'overdue' as const, label: '有逾期' }]} />}
        {shown.length === 0 ? (
          <EmptyState symbol="note" title={shelf === 'open' ? '没有在办的批示' : '没有已结的批示'} hint={oversees ? '领导在报告或事件页直接批示，或由值班室登记口头、书面和上级批示。' : '领导批示交办给本单位后会出现在这里。'} />
        ) : (
          <ul className={styles.list}>
            {shown.map((instruction) => (
              <InstructionRow key={instruction.id} instruction={instruction} current={instruction.id === current?.id} onOpen={() => go(paths.instructions(instruction.id), { replace: !narrow })} />
            ))}
          </ul>
        )}
        {list.data.next !== null && <p className={styles.none}>只列出最近 200 件，更早的请到事件里查看。</p>}
      </div>
      {!narrow && <div className={styles.side}>{detail}</div>}
    </div>
  )
}
