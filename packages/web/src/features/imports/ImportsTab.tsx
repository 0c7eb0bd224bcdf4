import { routes } from '@fengsui/contract'
import { importKinds } from '@fengsui/contract/imports'
import type { ImportKind, ImportPreview } from '@fengsui/contract/imports'
import { Button, Segmented } from 'antd'
import { useState } from 'react'
import { useApiBase } from '../../lib/api-base.tsx'
import { problemOf } from '../../lib/api-problem.ts'
import { addressOf, callRoute } from '../../lib/api.ts'
import { uploadFile } from '../../lib/attachments/upload-file.ts'
import { useSession } from '../../lib/session.tsx'
import { useCommand } from '../../lib/use-command.ts'
import { FileField } from '../../ui/forms/FileField.tsx'
import { ProgressBar } from '../../ui/layout/ProgressBar.tsx'
import { Symbol } from '../../ui/symbols/Symbol.tsx'
import styles from './imports.module.css'
import { PreviewPart } from './PreviewPart.tsx'

type Stage =
  | { readonly kind: 'choose' }
  | { readonly kind: 'sending'; readonly share: number }
  | { readonly kind: 'reading' }
  | { readonly kind: 'checked'; readonly sha256: string; readonly name: string; readonly preview: ImportPreview }
  | { readonly kind: 'done'; readonly created: number; readonly name: string }

const kinds = Object.keys(importKinds) as ImportKind[]

/** Units, people and teams from Excel: template, upload, check row by row, then all of it or nothing. */
export function ImportsTab() {
  const { base } = useApiBase()
  const { permissions } = useSession()
  const allowed = kinds.filter((kind) => permissions.includes(importKinds[kind].permission))
  const [kind, setKind] = useState<ImportKind>(allowed[0] ?? 'units')
  const [stage, setStage] = useState<Stage>({ kind: 'choose' })
  const [round, setRound] = useState(0)
  const [problem, setProblem] = useState<string | null>(null)
  const commit = useCommand(routes.commitImport)

  const restart = (): void => {
    setStage({ kind: 'choose' })
    setProblem(null)
    commit.clear()
    setRound(round + 1)
  }
  const check = async (file: File | undefined): Promise<void> => {
    if (file === undefined) return
    setProblem(null)
    commit.clear()
    try {
      setStage({ kind: 'sending', share: 0 })
      const { sha256 } = await uploadFile(file, { base, onProgress: (share) => setStage({ kind: 'sending', share }) })
      setStage({ kind: 'reading' })
      const preview = await callRoute(routes.previewImport, { body: { sha256, kind } }, { base })
      setStage({ kind: 'checked', sha256, name: file.name, preview })
    } catch (error) {
      setProblem(problemOf(error).detail)
      setStage({ kind: 'choose' })
    }
  }
  const bringIn = async (): Promise<void> => {
    if (stage.kind !== 'checked') return
    const done = await commit.run({ body: { sha256: stage.sha256, kind } })
    if (done !== undefined) setStage({ kind: 'done', created: done.created, name: stage.name })
  }
  const { name } = importKinds[kind]
  return (
    <div className={styles.page}>
      <Segmented<ImportKind>
        value={kind}
        options={allowed.map((each) => ({ value: each, label: importKinds[each].name }))}
        onChange={(next) => {
          setKind(next)
          restart()
        }}
      />
      <ol className={styles.steps}>
        <li>
          <b>下载模板，填好数据</b>
          <p>列名不能改，顺序可以变；带 * 的必填。已有自己的表格，把列名改成模板里的即可。</p>
          <Button href={`${base}${addressOf(routes.downloadImportTemplate, { params: { kind } })}`} icon={<Symbol name="download" />}>
            下载{name}导入模板
          </Button>
        </li>
        <li>
          <b>选择表格</b>
          <p>xlsx 或 CSV，不超过 20 MB、20,000 行。只检查，不改动任何东西。</p>
          <FileField key={`${kind} ${round}`} accept=".xlsx,.csv,text/csv,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet" onChoose={(file) => void check(file)} />
          {stage.kind === 'sending' && <ProgressBar label="上传表格" total={100} parts={[{ label: '已传', value: Math.round(stage.share * 100), step: 5 }]} text={`已传 ${Math.round(stage.share * 100)}%`} />}
          {stage.kind === 'reading' && <p role="status">正在逐行检查…</p>}
          {problem !== null && (
            <p className={styles.problem} role="alert">
              <Symbol name="note" size={14} />
              {problem}
            </p>
          )}
        </li>
        {stage.kind === 'checked' && (
          <li>
            <b>检查结果：{stage.name}</b>
            <PreviewPart preview={stage.preview} fileName={stage.name} />
            {stage.preview.errorCount === 0 && (
              <Button type="primary" size="large" loading={commit.busy} onClick={() => void bringIn()}>
                导入这 {stage.preview.rows} 条{name}
              </Button>
            )}
            {commit.problem !== null && (
              <p className={styles.problem} role="alert">
                <Symbol name="note" size={14} />
                {commit.problem.detail}
              </p>
            )}
          </li>
        )}
        {stage.kind === 'done' && (
          <li>
            <p className={styles.done} role="status">
              <Symbol name="check" />
              已导入 {stage.created} 条{name}（{stage.name}），全部成功。
            </p>
            <Button onClick={restart}>再导入一份</Button>
          </li>
        )}
      </ol>
    </div>
  )
}
