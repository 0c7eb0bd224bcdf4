import { routes } from '@fengsui/contract'
import { useState } from 'react'
import { readFormProblems } from '../../lib/form-problems.ts'
import { useCommand } from '../../lib/use-command.ts'
import { Field } from '../../ui/forms/Field.tsx'
import { FileField } from '../../ui/forms/FileField.tsx'
import { FormDialog } from '../../ui/forms/FormDialog.tsx'
import { readPlanFile } from './plan-file.ts'
import type { FileFault, PlanFile } from './plan-file.ts'
import styles from './plans.module.css'

/** Larger files are no plans; reading them would only stall the page. */
const largestFile = 5_000_000

interface ImportPlanDialogProps {
  readonly onClose: () => void
  readonly onDone: (planId: string) => void
}

/** Takes a structured plan from a file into the library as a draft; every fault is listed, and nothing is taken by halves. */
export function ImportPlanDialog({ onClose, onDone }: ImportPlanDialogProps) {
  const [file, setFile] = useState<PlanFile | null>(null)
  const [asked, setAsked] = useState(false)
  const importPlan = useCommand(routes.importPlan, { onDone: (made) => onDone(made.id) })
  const problems = readFormProblems(null, { file: '预案文件' }, 'import', asked && file === null ? [{ field: 'file', message: '请选择文件。' }] : [])
  const choose = (chosen: File | undefined): void => {
    importPlan.clear()
    if (chosen === undefined) return setFile(null)
    if (chosen.size > largestFile) return setFile({ structure: null, title: null, counts: null, remarks: [], faults: [{ path: '', message: '文件超过 5 MB，请核对是不是结构化预案' }] })
    chosen.text().then((text) => setFile(readPlanFile(text)), () => setFile({ structure: null, title: null, counts: null, remarks: [], faults: [{ path: '', message: '文件没有读出来，请重新选择' }] }))
  }
  const submit = (): void => {
    setAsked(true)
    if (file?.structure != null) void importPlan.run({ body: { structure: file.structure } })
  }
  const serverFaults = (importPlan.problem?.errors ?? []).map(({ path, message }) => ({ path, message }))
  return (
    <FormDialog open title="导入结构化预案" okText="导入为草稿" width={680} busy={importPlan.busy} locked={file !== null && file.structure === null} problems={problems.fields} refusal={importPlan.problem?.detail} onClose={onClose} onSubmit={submit}>
      <Field label="预案文件" id="import-file" hint="结构化预案的 JSON 文件；导入后是草稿，检查无误再生效" error={problems.errorOf('file')} required>
        <FileField accept=".json,application/json" onChoose={choose} />
      </Field>
      {file?.title != null && (
        <p>
          <b>{file.title}</b>
          {file.counts !== null && `：${file.counts.levels} 个级别、${file.counts.groups} 个工作组、${file.counts.tasks} 项任务`}
        </p>
      )}
      <Faults title="须改正后才能导入" faults={[...(file?.faults ?? []), ...serverFaults]} />
      <Faults title="可以导入，生效前请处理" faults={file?.remarks ?? []} />
    </FormDialog>
  )
}

function Faults({ title, faults }: { readonly title: string; readonly faults: readonly FileFault[] }) {
  if (faults.length === 0) return null
  return (
    <section className={styles.faults}>
      <h3>
        {title} {faults.length} 处
      </h3>
      <ul>
        {faults.map(({ path, message }) => (
          <li key={`${path} ${message}`}>
            {path !== '' && <code>{path}</code>}
            {message}
          </li>
        ))}
      </ul>
    </section>
  )
}
