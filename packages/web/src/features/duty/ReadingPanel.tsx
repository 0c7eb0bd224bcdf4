import { findIncidentType } from '@fengsui/contract/incidents/grading'
import type { ExtractedField } from '@fengsui/contract/signals/extraction'
import { Button } from 'antd'
import { useState } from 'react'
import { monthDayTime } from '../../ui/clocks/time-text.ts'
import { joinClasses } from '../../ui/join-classes.ts'
import { VerificationMark } from '../../ui/marks/VerificationMark.tsx'
import { LiveGrade } from './GradePanel.tsx'
import { MarkedText } from './MarkedText.tsx'
import { figuresOf, labelOf, numberOf, sayFigure } from './reading.ts'
import type { Reading } from './reading.ts'
import styles from './reading-panel.module.css'
import type { FillableField, FilledForm } from './report-form-content.ts'

interface ReadingPanelProps {
  readonly reading: Reading
  readonly form: FilledForm
  /** Instant whose rules grade. */
  readonly asOf: string
  readonly onConfirm: (fields: readonly FillableField[] | 'all') => void
  /** Another figure the text gives, chosen by a person. */
  readonly onPick: (fact: `facts.${string}`, value: number) => void
}

interface Line {
  readonly field: FillableField
  readonly from: ExtractedField
  readonly label: string
  /** As the text has it. */
  readonly said: string
  /** As the form has it, where a person changed it. */
  readonly changed: string | null
  readonly confidence: 'high' | 'medium' | 'low'
  readonly others: readonly { readonly value: number; readonly text: string }[]
}

const confidences = { high: { shape: 'half', word: '明确' }, medium: { shape: 'ring', word: '约数' }, low: { shape: 'cross', word: '有出入' } } as const

function linesOf(reading: Reading, form: FilledForm): Line[] {
  const { extraction } = reading
  if (extraction === null) return []
  const plain = (field: FillableField, from: ExtractedField, label: string, said: string | null, now: string | null, sure = true): Line[] =>
    said === null ? [] : [{ field, from, label, said, changed: now !== null && now !== said ? now : null, confidence: sure ? 'high' : 'low', others: [] }]
  return [
    ...plain('occurredAt', 'occurredAt', '发生时间', extraction.occurredAt === null ? null : `${extraction.occurredAbout ? '约 ' : ''}${monthDayTime(extraction.occurredAt)}`, form.occurredAt === null || form.occurredAt === extraction.occurredAt ? null : monthDayTime(form.occurredAt)),
    ...plain('place', 'place', '地点', extraction.place?.name.replace(/^[^省]+省(?:[^市]+市)?(?=.)/u, '') ?? null, form.place === null || form.place.code === extraction.place?.code ? null : form.place.path, (extraction.place?.others.length ?? 0) === 0),
    ...plain('typeCode', 'class', '类型', extraction.typeCode === null ? null : (findIncidentType(extraction.typeCode)?.nameZh ?? null), form.typeCode === null || form.typeCode === extraction.typeCode ? null : (findIncidentType(form.typeCode)?.nameZh ?? form.typeCode)),
    ...figuresOf(extraction).map(({ field, fact, value, how }): Line => {
      const { label, unit } = labelOf(fact)
      const now = form.facts[fact]
      return { field: `facts.${fact}`, from: field, label, said: sayFigure(value, how, unit), changed: typeof now === 'number' && now !== value ? `${now.toLocaleString('zh-CN')} ${unit}` : null, confidence: how?.confidence ?? 'medium', others: how?.alternatives ?? [] }
    }),
    ...plain('caller', 'phone', '电话', extraction.phone, null),
  ]
}

/** What was read from the words, each beside the words it rests on, with the grade it leads to; a person confirms each or all at once. */
export function ReadingPanel({ reading, form, asOf, onConfirm, onPick }: ReadingPanelProps) {
  const [hovered, setHovered] = useState<number | null>(null)
  const lines = linesOf(reading, form)
  if (lines.length === 0) return null
  const waiting = lines.filter(({ field }) => form.fromText.includes(field))
  const together = reading.extraction?.deadOrMissing ?? null
  return (
    <div className={styles.panel}>
      <div className={styles.words}>
        <MarkedText pieces={reading.pieces} hovered={hovered} onHover={setHovered} />
      </div>
      <div className={styles.head} role="status">
        <span>
          已按原文填了 {lines.length} 项
          {waiting.length > 0 ? `，${waiting.length} 项待确认` : '，都已确认'}
        </span>
        {waiting.length > 1 && (
          <Button size="small" onClick={() => onConfirm('all')}>
            全部确认
          </Button>
        )}
      </div>
      <ol className={styles.lines} aria-label="从原文读出">
        {lines.map(({ field, from, label, said, changed, confidence, others }) => {
          const number = numberOf(reading, from)
          const open = form.fromText.includes(field)
          const unsure = form.unsure.includes(field)
          return (
            <li key={field} className={joinClasses(number !== null && number === hovered && styles.on, unsure && styles.unsure)} onMouseEnter={() => setHovered(number)} onMouseLeave={() => setHovered(null)}>
              <i className={joinClasses(number === null && styles.noNumber)}>{number}</i>
              <span className={styles.label}>{label}</span>
              <b>
                {changed === null ? said : changed}
                {changed !== null && <small>原文 {said}</small>}
              </b>
              {open ? <VerificationMark {...confidences[confidence]} /> : <VerificationMark shape="disc" word={changed === null ? '已确认' : '已改'} />}
              {open ? (
                <Button size="small" aria-label={`确认${label}`} onClick={() => onConfirm([field])}>
                  确认
                </Button>
              ) : (
                <span />
              )}
              {open && others.length > 0 && (
                <span className={styles.others}>
                  文中另有：
                  {others.map((other) => (
                    <Button key={other.value} size="small" type="link" onClick={() => onPick(field as `facts.${string}`, other.value)}>
                      {other.value}（{other.text}）
                    </Button>
                  ))}
                </span>
              )}
            </li>
          )
        })}
      </ol>
      {together !== null && form.facts.missing === undefined && <p className={styles.tip}>文中只说死亡、失踪合计 {together} 人，请问清各是多少再填。</p>}
      {reading.extraction?.noGradeZh !== null && reading.extraction?.noGradeZh !== undefined && <p className={styles.tip}>{reading.extraction.noGradeZh}。</p>}
      {reading.cutAt !== null && <p className={styles.tip}>文字很长，只读了前 {reading.cutAt.toLocaleString('zh-CN')} 字。</p>}
      {form.typeCode !== null && form.place !== null && (
        <div className={styles.grade}>
          <LiveGrade typeCode={form.typeCode} divisionCode={form.place.code} facts={form.facts} asOf={asOf} />
        </div>
      )}
    </div>
  )
}
