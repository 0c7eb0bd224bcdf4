import { routes } from '@fengsui/contract'
import { formSets, getFigureForm, NOW, returnKindNames, valuesOfFacts, type ProcessView, type ReturnKind, type ReturnView } from '@fengsui/contract/disaster-statistics'
import { Button, Input, Select } from 'antd'
import { useMemo, useState } from 'react'
import { useCan } from '../../lib/session.tsx'
import { useCommand } from '../../lib/use-command.ts'
import { useDraft } from '../../lib/use-draft.ts'
import { useRoute } from '../../lib/use-route.ts'
import { Card } from '../../ui/layout/Card.tsx'
import { TabStrip } from '../../ui/layout/TabStrip.tsx'
import styles from './disaster.module.css'
import { FindingPanel } from './FindingPanel.tsx'
import { focusCell, FormSheet } from './FormSheet.tsx'
import { findInReturn, listSheetRows, readTyped, typedOf, type Typed } from './sheet-cells.ts'

interface ReturnWorkProps {
  readonly process: ProcessView
  readonly view: ReturnView
  readonly editable: boolean
}

/** Kinds that may be chosen now; the server has the last word. */
function kindsOf(process: ProcessView, view: ReturnView): ReturnKind[] {
  if (process.kind === 'winter-needed' || process.kind === 'winter-given') return ['final']
  if (process.kind === 'annual') return ['initial', 'final']
  const begun: ReturnKind = view.last === null ? 'initial' : 'followUp'
  return process.status === 'stable' ? ['final', begun] : [begun]
}

/** The sheet with its checks. What is typed is kept in this browser at once and saved for the others on press; handing in saves first. */
export function ReturnWork({ process, view, editable }: ReturnWorkProps) {
  const saved = useMemo(() => ({ typed: typedOf(view.values), explanations: view.explanations, signatures: view.signatures, kind: view.kind }), [view])
  const [draft, setDraft, clearDraft] = useDraft(`disaster-return:${view.id}:${String(view.revision)}`, saved)
  const shown = editable ? draft : saved
  const [formCode, setFormCode] = useState(view.requiredForms[0] ?? formSets[view.formSet].forms[0])
  const { values, problems } = useMemo(() => readTyped(shown.typed), [shown.typed])
  const kinds = kindsOf(process, view)
  const kind = editable && !kinds.includes(shown.kind) ? (kinds[0] ?? shown.kind) : shown.kind
  const findings = useMemo(() => findInReturn(view, values, kind, process), [view, values, kind, process])
  const save = useCommand(routes.saveDisasterReturn)
  const submit = useCommand(routes.submitDisasterReturn)
  const mayReadIncidents = useCan('incident:read')
  const incident = useRoute(routes.getIncident, { params: { incidentId: process.incidentId ?? '' } }, { touches: ['incident'], enabled: editable && process.incidentId !== null && mayReadIncidents })
  const errors = findings.filter(({ severity }) => severity === 'error').length
  const open = findings.filter(({ id, severity }) => severity === 'check' && (shown.explanations[id] ?? '').trim() === '').length
  const wrongCells = Object.keys(problems).length
  const dirty = editable && JSON.stringify(draft) !== JSON.stringify(saved)
  const type = (change: Typed): void => setDraft((before) => ({ ...before, typed: { ...before.typed, ...change } }))
  const keep = async (takeSum = false, more: Typed = {}): Promise<ReturnView | undefined> => {
    const wanted = readTyped({ ...draft.typed, ...more })
    const kept = await save.run({ params: { returnId: view.id }, body: { revision: view.revision, kind, values: wanted.values, explanations: Object.fromEntries(Object.entries(draft.explanations).filter(([id]) => findings.some((finding) => finding.id === id))), signatures: draft.signatures, takeSum } })
    if (kept !== undefined) clearDraft()
    return kept
  }
  const handIn = async (): Promise<void> => {
    const kept = dirty || kind !== view.kind ? await keep() : view
    if (kept !== undefined) await submit.run({ params: { returnId: view.id }, body: { revision: kept.revision } })
  }
  const go = (key: string): void => {
    const holder = view.requiredForms.find((code) => getFigureForm(code).lines.some((line) => 'code' in line && line.code === key.replace(NOW, '')))
    if (holder !== undefined && holder !== formCode) setFormCode(holder)
    window.setTimeout(() => focusCell(key), 0)
  }
  const forms = formSets[view.formSet].forms.filter((code) => view.requiredForms.includes(code) || getFigureForm(code).lines.some((line) => 'code' in line && line.code.startsWith(code) && view.values[line.code] !== undefined))
  const problem = submit.problem ?? save.problem
  const facts = incident.data === undefined || incident.data.divisionCode !== view.divisionCode ? {} : Object.fromEntries(Object.entries(valuesOfFacts(incident.data.facts)).filter(([key]) => (draft.typed[key] ?? '') === '').map(([key, value]) => [key, String(value)]))
  const belowWords = view.below === null ? {} : typedOf(view.below.values)
  return (
    <div className={styles.work}>
      <Card
        className={styles.sheet}
        head={forms.length > 1 ? <TabStrip label="表" items={forms.map((code) => ({ key: code, label: `${code} ${getFigureForm(code).subtitle ?? '主表'}` }))} value={formCode} onChange={(code) => setFormCode(code)} /> : undefined}
        {...(forms.length > 1 ? {} : { title: `${formCode} ${getFigureForm(formCode).title}` })}
        footer={
          editable ? (
            <>
              <Select size="small" aria-label="报送阶段" value={kind} options={kinds.map((value) => ({ value, label: returnKindNames[value] }))} onChange={(value: ReturnKind) => setDraft((before) => ({ ...before, kind: value }))} />
              {view.below !== null && <Button size="small" onClick={() => void keep(true, belowWords)} loading={save.busy}>取下级合计（{view.below.places} 地）</Button>}
              {Object.keys(facts).length > 0 && <Button size="small" onClick={() => type(facts)}>从事件填入 {Object.keys(facts).length} 项</Button>}
              <span className={styles.note}>{wrongCells > 0 ? `${String(wrongCells)} 格不是有效数字` : errors > 0 ? `${String(errors)} 处须改正` : open > 0 ? `${String(open)} 处待说明` : '可以上报'}{dirty ? '，有未保存的改动（已存在本机）' : ''}</span>
              <span className={styles.ownEnd}>
                <Button loading={save.busy} disabled={!dirty && kind === view.kind} onClick={() => void keep()}>保存</Button>
                <Button type="primary" loading={submit.busy} disabled={wrongCells > 0 || errors > 0 || open > 0} onClick={() => void handIn()}>上报</Button>
              </span>
            </>
          ) : undefined
        }
      >
        {problem !== null && <p className={styles.problem} role="alert">{problem.detail}</p>}
        <FormSheet name={getFigureForm(formCode).title} rows={listSheetRows(formCode, kind)} typed={shown.typed} problems={editable ? problems : {}} findings={findings} last={view.last?.values ?? null} below={view.below?.values ?? null} readOnly={!editable} onType={type} />
      </Card>
      <div className={styles.side}>
        <Card title="逻辑核对" count={findings.length === 0 ? undefined : `${errors > 0 ? `${String(errors)} 处须改正` : ''}${errors > 0 && findings.length > errors ? ' · ' : ''}${findings.length > errors ? `${String(findings.length - errors)} 处核对` : ''}`}>
          <FindingPanel findings={findings} explanations={shown.explanations} readOnly={!editable} onGo={go} onExplain={(id, words) => setDraft((before) => ({ ...before, explanations: { ...before.explanations, [id]: words } }))} />
        </Card>
        <Card title="签署" padded>
          <div className={styles.signatures}>
            {([['head', '单位负责人'], ['statisticsHead', '统计负责人'], ['filler', '填表人']] as const).map(([key, label]) => (
              <label key={key}>
                {label}
                {editable ? <Input size="small" maxLength={20} value={draft.signatures[key]} onChange={({ target }) => setDraft((before) => ({ ...before, signatures: { ...before.signatures, [key]: target.value } }))} /> : <span>{view.signatures[key] === '' ? '—' : view.signatures[key]}</span>}
              </label>
            ))}
            <p className={styles.note}>一览表登记：死亡 {view.lists.dead} 人、失踪 {view.lists.missing} 人{view.lists.houses.listed > 0 && `，倒损住房 ${String(view.lists.houses.listed)} 户`}</p>
          </div>
        </Card>
      </div>
    </div>
  )
}
