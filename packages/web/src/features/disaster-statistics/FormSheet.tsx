import { getIndicator, NOW, type Finding, type FormValues } from '@fengsui/contract/disaster-statistics'
import { useRef } from 'react'
import type { ClipboardEvent, KeyboardEvent } from 'react'
import { joinClasses } from '../../ui/join-classes.ts'
import { changeWords, figureWords, shortFinding } from './disaster-words.ts'
import { neighbourKey, pasteInto, type SheetRow, type Typed } from './sheet-cells.ts'
import styles from './disaster.module.css'

interface FormSheetProps {
  /** Spoken name. */
  readonly name: string
  readonly rows: readonly SheetRow[]
  readonly typed: Typed
  readonly problems: Readonly<Record<string, string>>
  readonly findings: readonly Finding[]
  readonly last: FormValues | null
  readonly below: FormValues | null
  readonly readOnly: boolean
  readonly onType: (change: Typed) => void
}

export const cellId = (key: string): string => `cell-${key.replace('@', '-')}`

/** Puts the cursor into a cell, wherever it came from. */
export function focusCell(key: string): void {
  const cell = document.getElementById(cellId(key))
  if (!(cell instanceof HTMLInputElement)) return
  cell.focus()
  cell.select()
}

/**
 * The form as a sheet: arrows and Enter go up and down, Tab to the right, a block pasted from a spreadsheet fills downward; what does not hold
 * stands beside its line.
 */
export function FormSheet({ name, rows, typed, problems, findings, last, below, readOnly, onType }: FormSheetProps) {
  const body = useRef<HTMLTableSectionElement>(null)
  const dual = rows.some((row) => row.kind === 'figure' && row.keys.length > 1)
  const byKey = new Map<string, Finding[]>()
  for (const finding of findings) for (const key of finding.keys) byKey.set(key, [...(byKey.get(key) ?? []), finding])

  const move = (event: KeyboardEvent<HTMLInputElement>, key: string): void => {
    const step = event.key === 'ArrowDown' || (event.key === 'Enter' && !event.shiftKey) ? 1 : event.key === 'ArrowUp' || event.key === 'Enter' ? -1 : 0
    if (step === 0 || event.ctrlKey || event.metaKey || event.altKey || event.nativeEvent.isComposing) return
    event.preventDefault()
    const next = neighbourKey(rows, key, step)
    if (next !== null) focusCell(next)
  }
  const paste = (event: ClipboardEvent<HTMLInputElement>, key: string): void => {
    const block = event.clipboardData.getData('text/plain')
    if (!/[\n\t]/.test(block.trim())) return
    event.preventDefault()
    onType(pasteInto(rows, key, block))
  }
  const cell = (key: string, label: string) => {
    const { type } = getIndicator(key.replace(NOW, ''))
    const words = type === 'text' || type === 'yes-no'
    return (
      <td className={styles.figure}>
        <input
          id={cellId(key)} className={joinClasses(styles.cell, words && styles.cellWords, (type === 'hour' || type === 'day') && styles.cellTime)} value={typed[key] ?? ''} disabled={readOnly} aria-label={label} aria-invalid={problems[key] !== undefined}
          inputMode={type === 'count' ? 'numeric' : type === 'decimal' || type === 'percent' ? 'decimal' : 'text'} autoComplete="off" maxLength={60} placeholder={readOnly ? '—' : type === 'hour' ? '年-月-日-时' : type === 'day' ? '年-月-日' : type === 'yes-no' ? '是/否' : ''}
          onChange={({ target }) => onType({ [key]: target.value })} onFocus={({ target }) => target.select()} onKeyDown={(event) => move(event, key)} onPaste={(event) => paste(event, key)}
        />
        {problems[key] !== undefined && <span className={styles.cellProblem}>{problems[key]}</span>}
      </td>
    )
  }
  return (
    <table className={styles.table} aria-label={name}>
      <thead>
        <tr>
          <th>指标名称</th>
          <th>代码</th>
          <th>计量单位</th>
          <th className={styles.figure}>{dual ? '累计值' : '数量'}</th>
          {dual && <th className={styles.figure}>实时值</th>}
          <th>核对</th>
          {last !== null && <th className={styles.figure}>上一版</th>}
          {below !== null && <th className={styles.figure}>下级合计</th>}
        </tr>
      </thead>
      <tbody ref={body}>
        {rows.map((row, index) => {
          if (row.kind === 'heading') return <tr key={row.text} className={styles.headingRow}><th scope="colgroup" colSpan={dual ? 8 : 7}>{row.text}</th></tr>
          const found = [...new Set(row.keys.flatMap((key) => byKey.get(key) ?? []))]
          const wrong = found.some(({ severity }) => severity === 'error')
          const number = Number(String(typed[row.code] ?? '').replaceAll(',', ''))
          const change = typed[row.code] === undefined || typed[row.code] === '' || Number.isNaN(number) ? '' : changeWords(last?.[row.code], number)
          const label = row.name.replace('其中：', '')
          return (
            <tr key={`${row.code}-${String(index)}`} className={joinClasses(wrong ? styles.wrong : found.length > 0 && styles.doubt)}>
              <th scope="row" className={joinClasses(row.indent === 1 && styles.inner)}>{row.name}</th>
              <td className={styles.code}>{row.code}{row.shared && '（主表）'}</td>
              <td className={styles.code}>{row.unit}</td>
              {cell(row.code, label)}
              {dual && (row.keys[1] === undefined ? <td /> : cell(row.keys[1], `${label}（实时）`))}
              <td className={styles.remark} title={found.map(({ text }) => text).join('\n')}>{found.slice(0, 2).map(shortFinding).join('；')}{found.length > 2 && `；另有 ${String(found.length - 2)} 处`}</td>
              {last !== null && (
                <td className={styles.figure}>
                  {figureWords(last[row.code])}
                  {change !== '' && <small>{change}</small>}
                </td>
              )}
              {below !== null && <td className={styles.figure}>{figureWords(below[row.code])}</td>}
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}
