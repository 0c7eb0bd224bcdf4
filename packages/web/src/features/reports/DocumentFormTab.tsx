import { routes } from '@fengsui/contract'
import type { DocumentFormsView } from '@fengsui/contract/reports'
import { Button, Input } from 'antd'
import { useState } from 'react'
import { readFormProblems } from '../../lib/form-problems.ts'
import { UnitPicker } from '../../lib/pickers/UnitPicker.tsx'
import { useSession } from '../../lib/session.tsx'
import { useCommand } from '../../lib/use-command.ts'
import { useRoute } from '../../lib/use-route.ts'
import { RelativeTime } from '../../ui/clocks/RelativeTime.tsx'
import { Field } from '../../ui/forms/Field.tsx'
import { FormErrors } from '../../ui/forms/FormErrors.tsx'
import { Card } from '../../ui/layout/Card.tsx'
import { EmptyState, ErrorState, LoadingState } from '../../ui/states/PageStates.tsx'
import styles from './document-form.module.css'

const labels = { issuerTitle: '发文机关标志（红头）', numberWord: '机关代字', signatureName: '发文机关署名', copiesTo: '默认抄送', printedBy: '印发机关', inForceFrom: '生效时间' }

/** How a unit's reports look on paper: red head, number, signature, copies. */
export function DocumentFormTab() {
  const { account } = useSession()
  const [unitId, setUnitId] = useState<string | null>(account.unitId)
  const forms = useRoute(routes.getDocumentForm, { params: { unitId: unitId ?? account.unitId } }, { touches: ['document-form'], enabled: unitId !== null })
  const shown = forms.data?.unitId === unitId ? forms.data : undefined
  return (
    <div className={styles.page}>
      <Field label="单位">
        <UnitPicker value={unitId} onChange={setUnitId} />
      </Field>
      {forms.error !== null && <ErrorState hint={forms.error.problem.detail} code={forms.error.problem.code} onRetry={() => void forms.refetch()} />}
      {unitId === null ? <EmptyState title="请选择单位" hint="红头、文号、署名按单位设置。" /> : shown === undefined ? forms.error === null && <LoadingState lines={6} /> : <Forms key={`${shown.unitId} ${shown.history[0]?.id ?? ''}`} forms={shown} />}
    </div>
  )
}

function Forms({ forms }: { readonly forms: DocumentFormsView }) {
  const [content, setContent] = useState({ issuerTitle: forms.inForce.issuerTitle, numberWord: forms.inForce.numberWord, signatureName: forms.inForce.signatureName, copiesTo: forms.inForce.copiesTo, printedBy: forms.inForce.printedBy })
  const save = useCommand(routes.setDocumentForm)
  const problems = readFormProblems(save.problem, labels, 'form')
  const line = (name: keyof typeof content, hint: string, maxLength: number) => (
    <Field id={`form-${name}`} label={labels[name]} hint={hint} error={problems.errorOf(name)} required={name !== 'copiesTo'}>
      <Input value={content[name]} maxLength={maxLength} disabled={!forms.maySet} onChange={(event) => setContent({ ...content, [name]: event.target.value })} />
    </Field>
  )
  return (
    <>
      <Card title="公文格式" count={forms.own ? '本单位自定' : '平台默认，尚未自定'} padded footer={forms.maySet ? <Button type="primary" loading={save.busy} onClick={() => void save.run({ params: { unitId: forms.unitId }, body: content })}>保存，即时生效</Button> : '只有系统管理员能改'}>
        <div className={styles.fields}>
          {line('issuerTitle', '红色大字，一般为发文机关全称或规范化简称', 30)}
          {line('numberWord', `文号将是“${content.numberWord}〔年份〕序号号”；改代字后序号从 1 起`, 20)}
          {line('signatureName', '正文后落款', 30)}
          {line('copiesTo', '版记里固定抄送的机关，可不填', 200)}
          {line('printedBy', '版记末行', 30)}
          <FormErrors problems={problems.fields} />
          {problems.refusal !== undefined && <p role="alert">{problems.refusal}</p>}
        </div>
        <div className={styles.sample} aria-label="红头样式">
          <b>{content.issuerTitle}</b>
          <span>{content.numberWord}〔2026〕12号</span>
        </div>
      </Card>
      <Card title="历次制定" count={`${forms.history.length} 次`}>
        {forms.history.length === 0 ? (
          <EmptyState title="还没有自定过" hint="未自定时用单位名称作红头，文号按地区编。" />
        ) : (
          <ul className={styles.history}>
            {forms.history.map((form) => (
              <li key={form.id}>
                <b>{form.issuerTitle}</b>
                <span>{form.numberWord}</span>
                <RelativeTime at={form.inForceFrom} />
              </li>
            ))}
          </ul>
        )}
      </Card>
    </>
  )
}
