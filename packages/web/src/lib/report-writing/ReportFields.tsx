import { factLabels, formatLegalBasis } from '@fengsui/contract/incidents/grading'
import type { FactName, IncidentFacts } from '@fengsui/contract/incidents/grading'
import type { ReportKind } from '@fengsui/contract/reports'
import { Button, Input, Popover } from 'antd'
import { CountStepper } from '../../ui/forms/CountStepper.tsx'
import { joinClasses } from '../../ui/join-classes.ts'
import { deriveElement, listReportElements, listReportFigures, readElement } from './report-elements.ts'
import type { ReportElement, ReportSubject } from './report-elements.ts'
import styles from './report-writing.module.css'
import type { ReportDraft } from './use-report-draft.ts'

interface ReportFieldsProps {
  readonly kind: ReportKind
  readonly subject: ReportSubject
  readonly draft: ReportDraft
  /** Figures of the report before, shown where they changed. */
  readonly previousFacts?: IncidentFacts | undefined
  readonly size?: 'normal' | 'touch'
}

/** What "not known yet" says in a report: the law accepts it, silence it does not. */
const notKnownYet = '暂不掌握，正在核实'

/** Figures and elements of a draft, the missing ones marked. */
export function ReportFields({ kind, subject, draft, previousFacts, size = 'normal' }: ReportFieldsProps) {
  const { facts, elements, setFacts, setElement } = draft
  const all = listReportElements(kind, subject.incidentClass)
  const derived = all.filter((element) => element.origin !== 'written')
  const written = all.filter((element) => element.origin === 'written')
  return (
    <div className={styles.fields}>
      <section aria-label="数字">
        <h3>数字{previousFacts !== undefined && <small>与上一份不同的已标出</small>}</h3>
        <div className={styles.figures}>
          {listReportFigures(subject.incidentClass, facts).map((name) => {
            const value = facts[name]
            const before = previousFacts?.[name]
            const changed = previousFacts !== undefined && (value ?? null) !== (before ?? null)
            const { labelZh, unitZh, kind: factKind } = factLabels[name]
            return (
              <div key={name}>
                <CountStepper id={`figure-${name}`} label={labelZh} unit={unitZh} size={size} marked={changed} decimals={factKind === 'amount'} value={typeof value === 'number' ? value : null} onChange={(next) => setFacts(withFact(facts, name, next))} />
                {changed && <p className={styles.before}>上一份：{typeof before === 'number' ? `${before} ${unitZh}` : '未报'}</p>}
              </div>
            )
          })}
        </div>
      </section>
      <section aria-label="随事件和数字自动写出">
        <h3>
          自动写出<small>随事件和数字变化，不用再填</small>
        </h3>
        <dl className={styles.derived}>
          {derived.map((element) => {
            const text = readElement(element, subject, facts, elements)
            const missing = text === null && element.need === 'required'
            const mayDeclare = deriveElement(element.field, subject, facts) === null
            const declared = (elements[element.field]?.trim() ?? '') !== ''
            return (
              <div key={element.field} className={joinClasses(missing && styles.missing)}>
                <dt>{element.labelZh}</dt>
                <dd>
                  {text ?? <span className={styles.quiet}>{missing ? '必填，请在上面填数字' : '未报'}</span>}
                  {mayDeclare && element.origin === 'figures' && (
                    <Button type="link" size="small" onClick={() => setElement(element.field, declared ? '' : notKnownYet)}>
                      {declared ? '改为填数字' : '暂不掌握'}
                    </Button>
                  )}
                </dd>
              </div>
            )
          })}
        </dl>
      </section>
      <section aria-label="文字要素">
        <h3>文字要素</h3>
        {written.map((element) => (
          <WrittenElement key={element.field} element={element} value={elements[element.field] ?? ''} onChange={(text) => setElement(element.field, text)} />
        ))}
      </section>
    </div>
  )
}

interface WrittenElementProps {
  readonly element: ReportElement
  readonly value: string
  readonly onChange: (text: string) => void
}

function WrittenElement({ element, value, onChange }: WrittenElementProps) {
  const id = `element-${element.field}`
  const missing = element.need === 'required' && value.trim() === ''
  return (
    <div className={joinClasses(styles.element, missing && styles.missing)}>
      <div className={styles.elementHead}>
        <label htmlFor={id}>{element.labelZh}</label>
        <Popover trigger="click" content={<p className={styles.basis}>{formatLegalBasis(element.legalBasis)}</p>}>
          <button type="button" className={styles.need} title={`${element.labelZh}的依据`}>
            {element.need === 'required' ? '必填' : '建议'}
          </button>
        </Popover>
        {missing && (
          <Button type="link" size="small" onClick={() => onChange(notKnownYet)}>
            暂不掌握
          </Button>
        )}
      </div>
      <Input.TextArea id={id} autoSize={{ minRows: 1, maxRows: 8 }} maxLength={4000} value={value} placeholder={hints[element.field] ?? '请填写'} onChange={(event) => onChange(event.target.value)} />
    </div>
  )
}

/** What to write, in a few words; the label alone is not enough at four in the morning. */
const hints: Readonly<Record<string, string>> = {
  source: '谁报来的：某镇值班室电话、网格员、自动站',
  impactScope: '影响到哪些村、多少户、哪些道路和设施',
  measuresTaken: '已派谁、多少人、在做什么；转移、救治、交通管制',
  trend: '会不会扩大：雨、水位、后山、天气',
  leadersOnScene: '到场领导职务和到场时间',
  suggestions: '需要上级协调什么',
  contactPhone: '现场能打通的电话',
  signer: '签发人职务',
  changes: '与上一份相比变了什么',
  rescueProgress: '搜救、抢险做到哪一步',
  needs: '要什么、多少、送到哪里；不需要就写“暂不需要”',
  cause: '初步查明的原因',
  treatment: '处置结果、善后安排',
  lessons: '做得好的和要改的',
}

function withFact(facts: IncidentFacts, name: FactName, value: number | null): IncidentFacts {
  const { [name]: _dropped, ...rest } = facts
  return value === null ? rest : { ...rest, [name]: value }
}
