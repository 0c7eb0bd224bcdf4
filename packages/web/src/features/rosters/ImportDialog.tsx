import { routes } from '@fengsui/contract'
import type { RosterImport, RosterUnit } from '@fengsui/contract/rosters'
import { Button, Modal } from 'antd'
import { useState } from 'react'
import { useApiBase } from '../../lib/api-base.tsx'
import { problemOf } from '../../lib/api-problem.ts'
import { addressOf, callRoute } from '../../lib/api.ts'
import { uploadFile } from '../../lib/attachments/upload-file.ts'
import { useCommand } from '../../lib/use-command.ts'
import { FileField } from '../../ui/forms/FileField.tsx'
import { Symbol } from '../../ui/symbols/Symbol.tsx'
import type { Month } from './roster-words.ts'
import styles from './rosters.module.css'

interface ImportDialogProps {
  readonly unit: RosterUnit
  readonly month: Month
  readonly onSaved: (rosterId: string) => void
  readonly onClose: () => void
}

/** A roster out of Excel or CSV: template, check row by row, then all of it as a draft or nothing. */
export function ImportDialog({ unit, month, onSaved, onClose }: ImportDialogProps) {
  const { base } = useApiBase()
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)
  const [read, setRead] = useState<RosterImport | null>(null)
  const save = useCommand(routes.saveRoster, { onDone: (roster) => onSaved(roster.id) })
  const check = async (file: File | undefined): Promise<void> => {
    setRead(null)
    setProblem(null)
    if (file === undefined) return
    setBusy(true)
    try {
      const { sha256 } = await uploadFile(file, { base })
      setRead(await callRoute(routes.previewRosterImport, { body: { sha256, unitId: unit.unitId } }, { base }))
    } catch (error) {
      setProblem(problemOf(error).detail)
    }
    setBusy(false)
  }
  const good = read !== null && read.errorCount === 0 && read.fromDay !== null && read.toDay !== null ? { fromDay: read.fromDay, toDay: read.toDay } : null
  return (
    <Modal
      open title={`导入值班表：${unit.unitName}`} width={680} centered mask={{ closable: false }} onCancel={onClose}
      footer={
        <div className={styles.ends}>
          <Button onClick={onClose}>取消</Button>
          <Button type="primary" disabled={good === null} loading={save.busy} onClick={() => good !== null && read !== null && void save.run({ body: { unitId: unit.unitId, ...good, rosterId: null, assignments: read.assignments } })}>
            存为草稿
          </Button>
        </div>
      }
    >
      <div className={styles.list}>
        <div>
          <Button href={`${base}${addressOf(routes.downloadRosterTemplate, { query: { unitId: unit.unitId, ...month } })}`} icon={<Symbol name="download" size={14} />}>
            下载 {month.fromDay} 至 {month.toDay} 的模板
          </Button>
          <p className={styles.quiet}>日期、班次已填好，只填姓名，多人用顿号隔开。导出的工作簿改好后也能再导入。xlsx 或 CSV；有一行不对，整份都不进。</p>
        </div>
        <FileField accept=".xlsx,.csv,text/csv,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet" onChoose={(file) => void check(file)} />
        {busy && <p role="status">正在逐行检查…</p>}
        {problem !== null && <p className={styles.wrong} role="alert">{problem}</p>}
        {save.problem !== null && <p className={styles.wrong} role="alert">{save.problem.detail}</p>}
        {read !== null && read.errorCount > 0 && (
          <div role="alert">
            <p className={styles.wrong}>{read.errorCount} 处要改，一行也没有导入：</p>
            <ul className={styles.diff}>
              {read.errors.map((error, at) => (
                <li key={`${String(at)}${error.message}`}>
                  <span>{error.row === null ? '整张表' : `第 ${String(error.row)} 行`}</span>
                  <span>{error.column ?? ''}</span>
                  <span>{error.message}</span>
                </li>
              ))}
            </ul>
          </div>
        )}
        {good !== null && read !== null && (
          <p className={styles.stats} role="status">
            <span>{good.fromDay} 至 {good.toDay}</span>
            <span>{read.rows} 行、<b>{read.assignments.length}</b> 席，没有错误</span>
            <span>规则问题 <b>{read.preview?.problems.filter(({ weight }) => weight !== 'wish').length ?? 0}</b> 处（存为草稿后可改）</span>
          </p>
        )}
      </div>
    </Modal>
  )
}
