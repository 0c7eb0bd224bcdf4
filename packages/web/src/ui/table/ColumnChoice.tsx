import { Button, Checkbox, Dropdown } from 'antd'
import { useTranslation } from 'react-i18next'
import { Symbol } from '../symbols/Symbol.tsx'
import styles from './table.module.css'

interface ColumnChoiceProps {
  readonly columns: readonly { readonly key: string; readonly title: string; readonly required?: boolean }[]
  readonly hidden: ReadonlySet<string>
  readonly onChange: (hidden: ReadonlySet<string>) => void
  readonly onReset: () => void
}

/** Which columns to show; the ones without which a row says nothing stay. */
export function ColumnChoice({ columns, hidden, onChange, onReset }: ColumnChoiceProps) {
  const { t } = useTranslation('ui')
  const toggle = (key: string): void => {
    const next = new Set(hidden)
    if (!next.delete(key)) next.add(key)
    onChange(next)
  }
  return (
    <Dropdown
      trigger={['click']}
      popupRender={() => (
        <div className={styles.columns}>
          {columns.map(({ key, title, required = false }) => (
            <Checkbox key={key} checked={!hidden.has(key)} disabled={required} onChange={() => toggle(key)}>
              {title}
            </Checkbox>
          ))}
          <Button size="small" type="link" onClick={onReset}>
            {t('table.resetColumns')}
          </Button>
        </div>
      )}
    >
      <Button size="small" icon={<Symbol name="columns" size={14} />}>
        {t('table.columns')}
      </Button>
    </Dropdown>
  )
}
