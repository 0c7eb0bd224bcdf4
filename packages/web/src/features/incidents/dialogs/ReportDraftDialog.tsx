import { routes } from '@fengsui/contract'
import { isOpenReport, reportKindNames } from '@fengsui/contract/reports'
import type { ReportKind } from '@fengsui/contract/reports'
import { Radio } from 'antd'
import { useState } from 'react'
import { paths, useGo } from '../../../lib/navigation.ts'
import { useSession } from '../../../lib/session.tsx'
import { useRoute } from '../../../lib/use-route.ts'
import { Field } from '../../../ui/forms/Field.tsx'
import { FormDialog } from '../../../ui/forms/FormDialog.tsx'
import { LoadingState } from '../../../ui/states/PageStates.tsx'
import type { IncidentPage } from '../workspace/workspace-data.ts'
import { useDialogForm } from './use-dialog-form.ts'

const kinds: readonly ReportKind[] = ['initial', 'followUp', 'final']

/** Begins the next report of the own unit's series with the facts as known and the words of the last one; it is finished on its page. */
export function ReportDraftDialog({ incident, onClose }: { readonly incident: IncidentPage; readonly onClose: () => void }) {
  const { account } = useSession()
  const go = useGo()
  const reports = useRoute(routes.listReports, { query: { incidentId: incident.id, limit: 500 } }, { touches: ['report'] })
  const series = (reports.data?.items ?? []).filter((report) => report.fromUnitId === account.unitId && report.status !== 'discarded').sort((a, b) => a.sequence - b.sequence)
  const draft = series.find((report) => isOpenReport(report.status))
  const last = series.filter((report) => report.status === 'issued').at(-1)
  const [chosen, setChosen] = useState<ReportKind | null>(null)
  const kind = chosen ?? (last === undefined ? 'initial' : 'followUp')
  const form = useDialogForm(routes.draftReport, 'report', { kind: '种类' }, [], (report) => {
    onClose()
    go(paths.report(report.id))
  })
  const submit = (): void => {
    if (draft !== undefined) {
      onClose()
      go(paths.report(draft.id))
      return
    }
    form.submit(() => ({ params: { incidentId: incident.id }, body: { kind, facts: incident.facts, elements: last?.elements ?? {} } }))
  }
  return (
    <FormDialog open title="起草信息报告" okText={draft === undefined ? '起草并打开' : '打开草稿'} busy={form.busy} locked={reports.data === undefined} problems={form.problems.fields} refusal={form.problems.refusal} onClose={onClose} onSubmit={submit}>
      {reports.data === undefined ? (
        <LoadingState lines={2} />
      ) : draft !== undefined ? (
        <p>本单位已有一份{reportKindNames[draft.kind]}草稿（{draft.number}），请接着写完。</p>
      ) : (
        <Field label="种类" id="report-kind" hint={last === undefined ? '本单位还没有报过，先报初报；要素不全也要先报' : `上一份是${reportKindNames[last.kind]}（${last.number}），文字已带入，数字取当前情况`}>
          <Radio.Group value={kind} options={kinds.map((value) => ({ value, label: reportKindNames[value], disabled: (value === 'initial') !== (last === undefined) }))} onChange={(event) => setChosen(event.target.value as ReportKind)} />
        </Field>
      )}
    </FormDialog>
  )
}
