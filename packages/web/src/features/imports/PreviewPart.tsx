import type { ImportPreview } from '@fengsui/contract/imports'
import { Button } from 'antd'
import { ProgressBar } from '../../ui/layout/ProgressBar.tsx'
import { Symbol } from '../../ui/symbols/Symbol.tsx'
import { csvText, saveTextFile } from '../../ui/table/csv.ts'
import styles from './imports.module.css'

/** What the check found: how many rows are good, what to correct where, and the first rows as they were understood. */
export function PreviewPart({ preview, fileName }: { readonly preview: ImportPreview; readonly fileName: string }) {
  const { rows, valid, errorCount, errors, ignored, columns, sample, sheet } = preview
  const save = (): void => saveTextFile(`${fileName.replace(/\.\w+$/, '')}-要改的地方.csv`, csvText(['工作表', '行', '列', '怎么改'], errors.map(({ row, column, message }) => [sheet, row, column, message])))
  return (
    <div className={styles.preview}>
      <ProgressBar label="检查结果" total={rows} text={`共 ${rows} 行，没问题 ${valid} 行`} parts={[{ label: '没问题', value: valid, step: 5 }, { label: '要改', value: rows - valid, step: 'missing' }]} />
      {errorCount > 0 && (
        <>
          <p className={styles.problem} role="alert">
            <Symbol name="note" size={14} />
            有 {errorCount} 处要改。有一行不对，整份都不会导入；请在原表里改好后重新选择。
          </p>
          <div className={styles.scroll}>
            <table className={styles.table} aria-label="要改的地方">
              <thead>
                <tr>
                  <th>行</th>
                  <th>列</th>
                  <th>怎么改</th>
                </tr>
              </thead>
              <tbody>
                {errors.map(({ row, column, message }, index) => (
                  <tr key={index}>
                    <td>{row ?? '—'}</td>
                    <td>{column ?? '—'}</td>
                    <td>{message}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
          <div className={styles.tools}>
            <Button size="small" icon={<Symbol name="download" size={14} />} onClick={save}>
              导出要改的地方
            </Button>
            {errorCount > errors.length && <span>只列出前 {errors.length} 处</span>}
          </div>
        </>
      )}
      {ignored.length > 0 && <p className={styles.quiet}>这些列用不着，没有读：{ignored.join('、')}</p>}
      {sample.length > 0 && (
        <div className={styles.scroll}>
          <table className={styles.table} aria-label="前几行">
            <caption>
              工作表“{sheet}”前 {sample.length} 行
            </caption>
            <thead>
              <tr>
                <th>行</th>
                {columns.map((column) => (
                  <th key={column}>{column}</th>
                ))}
              </tr>
            </thead>
            <tbody>
              {sample.map(({ row, cells }) => (
                <tr key={row}>
                  <td>{row}</td>
                  {cells.map((cell, index) => (
                    <td key={columns[index]}>{cell}</td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </div>
  )
}
