import { routes } from '@fengsui/contract'
import { dutyRoleNames, type RosterPreview, type RosterUnit, type SeatAssignment } from '@fengsui/contract/rosters'
import { Button, Input, Modal } from 'antd'
import { useState } from 'react'
import { useApiBase } from '../../lib/api-base.tsx'
import { problemOf } from '../../lib/api-problem.ts'
import { callRoute } from '../../lib/api.ts'
import { useCommand } from '../../lib/use-command.ts'
import { Field } from '../../ui/forms/Field.tsx'
import { Symbol } from '../../ui/symbols/Symbol.tsx'
import { dayWords, type Month } from './roster-words.ts'
import styles from './rosters.module.css'
import { FairnessTable } from './SideLists.tsx'

interface GenerateDialogProps {
  readonly unit: RosterUnit
  readonly month: Month
  /** Seats of a draft that stay as they are; null plans everything anew. */
  readonly keep: readonly SeatAssignment[] | null
  readonly rosterId: string | null
  readonly onSaved: (rosterId: string) => void
  readonly onClose: () => void
}

/** The planner, tried out: what it would make, what it cannot fill and why, what differs, how fair it is. Saving makes a draft. */
export function GenerateDialog({ unit, month, keep, rosterId, onSaved, onClose }: GenerateDialogProps) {
  const { base } = useApiBase()
  const [period, setPeriod] = useState<Month>(month)
  const [seed, setSeed] = useState(1)
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)
  const [preview, setPreview] = useState<RosterPreview | null>(null)
  const save = useCommand(routes.saveRoster, { onDone: (roster) => onSaved(roster.id) })
  const plan = async (next: number): Promise<void> => {
    setBusy(true)
    setProblem(null)
    setSeed(next)
    try {
      setPreview(await callRoute(routes.previewRoster, { body: { unitId: unit.unitId, ...period, seed: next, keep: [...(keep ?? [])] } }, { base }))
    } catch (error) {
      setProblem(problemOf(error).detail)
      setPreview(null)
    }
    setBusy(false)
  }
  const broken = preview?.sheet.problems.filter(({ weight }) => weight === 'rule').length ?? 0
  const wishes = preview?.sheet.problems.filter(({ weight }) => weight === 'wish').length ?? 0
  return (
    <Modal
      open
      title={keep === null ? `自动编排：${unit.unitName}` : `补齐空席：${unit.unitName}`}
      width={860}
      centered
      mask={{ closable: false }}
      onCancel={onClose}
      footer={
        <div className={styles.line}>
          {preview !== null && <Button loading={busy} icon={<Symbol name="refresh" size={14} />} onClick={() => void plan(seed + 1)}>换一种排法</Button>}
          <div className={styles.actions}>
            <Button onClick={onClose}>取消</Button>
            {preview === null ? (
              <Button type="primary" loading={busy} onClick={() => void plan(seed)}>试排</Button>
            ) : (
              <Button type="primary" loading={save.busy} onClick={() => void save.run({ body: { unitId: unit.unitId, ...period, rosterId, assignments: preview.assignments } })}>
                {preview.gaps.length > 0 ? '带缺口存为草稿' : '存为草稿'}
              </Button>
            )}
          </div>
        </div>
      }
    >
      <div className={styles.list}>
        <div className={styles.line}>
          <Field label="从">
            <Input type="date" value={period.fromDay} disabled={keep !== null} onChange={(event) => { setPeriod({ ...period, fromDay: event.target.value }); setPreview(null) }} />
          </Field>
          <Field label="到（含）">
            <Input type="date" value={period.toDay} disabled={keep !== null} onChange={(event) => { setPeriod({ ...period, toDay: event.target.value }); setPreview(null) }} />
          </Field>
          <p className={styles.quiet}>按班次规则、可任角色、请假外出、班后休息和每周夜班上限编排；次数多的少排，节假日、周末分开均衡。存为草稿后可逐格改，审定发布才生效。</p>
        </div>
        {problem !== null && <p className={styles.wrong} role="alert">{problem}</p>}
        {save.problem !== null && <p className={styles.wrong} role="alert">{save.problem.detail}</p>}
        {preview !== null && (
          <>
            <p className={styles.stats} role="status">
              <span>已排 <b>{preview.assignments.length}</b> 席</span>
              <span className={preview.gaps.length > 0 ? styles.wrong : undefined}>缺 <b>{preview.gaps.length}</b> 席</span>
              <span>不合规则 <b>{broken}</b> 处</span>
              <span>未顾到意愿 <b>{wishes}</b> 处</span>
              <span>与现行不同 <b>{preview.differences.length}</b> 席</span>
            </p>
            {preview.gaps.length > 0 && (
              <ul className={styles.gaps}>
                {preview.gaps.slice(0, 12).map((gap) => (
                  <li key={`${gap.day}${gap.shiftKey}${gap.role}${String(gap.place)}`}>
                    <b>{gap.text}</b>
                    <ul>
                      {gap.remedies.map((remedy) => <li key={remedy}>{remedy}</li>)}
                    </ul>
                  </li>
                ))}
              </ul>
            )}
            <div className={styles.split}>
              <div>
                <h3>与现行值班表的不同</h3>
                {preview.differences.length === 0 ? <p className={styles.quiet}>没有不同。</p> : (
                  <ul className={styles.diff}>
                    {preview.differences.slice(0, 200).map((each) => (
                      <li key={`${each.day}${each.shiftKey}${each.role}${String(each.place)}`}>
                        <span>{dayWords(each.day)}</span>
                        <span>{each.shiftName}{dutyRoleNames[each.role]}</span>
                        <span>{each.before ?? '（空）'} → {each.after ?? '（空）'}</span>
                      </li>
                    ))}
                  </ul>
                )}
              </div>
              <div className={styles.side}>
                <h3>编排后的全年次数</h3>
                <FairnessTable sheet={preview.sheet} />
              </div>
            </div>
          </>
        )}
      </div>
    </Modal>
  )
}
