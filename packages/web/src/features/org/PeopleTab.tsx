import { routes } from '@fengsui/contract'
import { contactKinds } from '@fengsui/contract/org'
import type { PersonView } from '@fengsui/contract/org'
import { Button } from 'antd'
import { useMemo, useState } from 'react'
import { useCan } from '../../lib/session.tsx'
import { useAllPages } from '../../lib/use-all-pages.ts'
import { Symbol } from '../../ui/symbols/Symbol.tsx'
import { DataTable } from '../../ui/table/DataTable.tsx'
import type { TableColumn } from '../../ui/table/DataTable.tsx'
import styles from './org.module.css'
import { PersonDialog } from './PersonDialog.tsx'

const contactWords = ({ contacts }: PersonView): string => contacts.map(({ kind, value }) => `${contactKinds[kind]} ${value}`).join('；')

const columns: readonly TableColumn<PersonView>[] = [
  { key: 'name', title: '姓名', value: ({ name }) => name, required: true, width: 112, render: ({ name }) => <b>{name}</b> },
  { key: 'title', title: '职务', value: ({ title }) => title, width: 160 },
  { key: 'unit', title: '单位', value: ({ unitName }) => unitName, width: 240 },
  { key: 'posts', title: '应急岗位', value: ({ posts }) => posts.join('、'), width: 160 },
  {
    key: 'contacts',
    title: '联系方式',
    value: contactWords,
    sortable: false,
    width: 320,
    render: ({ contacts }) => (
      <span className={styles.contacts}>
        {contacts.map(({ id, kind, value, preferred }) => (
          <span key={id} className={preferred ? styles.preferred : undefined} title={preferred ? '首选' : undefined}>
            {contactKinds[kind]} {value}
          </span>
        ))}
      </span>
    ),
  },
]

/** The address book; who has no permission sees telephone numbers masked. */
export function PeopleTab({ unitId }: { readonly unitId?: string | undefined }) {
  const mayEdit = useCan('org:edit')
  const mayReveal = useCan('contact:reveal')
  const [editing, setEditing] = useState<PersonView | 'new' | null>(null)
  const [only, setOnly] = useState(unitId)
  const people = useAllPages(routes.listPersons, { unitId: only }, { touches: ['person', 'contact-point', 'post'] })
  const unitName = useMemo(() => people.data?.[0]?.unitName, [people.data])
  return (
    <div className={styles.table}>
      {only !== undefined && (
        <p className={styles.only}>
          只看{unitName === undefined ? '这个单位' : ` ${unitName} `}的人员
          <Button size="small" type="link" onClick={() => setOnly(undefined)}>
            看全部
          </Button>
        </p>
      )}
      <div className={styles.fill}>
        <DataTable
          name="人员通讯录"
          columns={columns}
          rows={people.data}
          rowKey={({ id }) => id}
          emptyTitle="还没有人员"
          emptyHint={mayEdit ? '点“新建人员”录入姓名、职务和联系方式。' : '请系统管理员先录入人员。'}
          error={people.data === undefined && people.error !== null ? { message: people.error.problem.detail, code: people.error.problem.code } : undefined}
          onRetry={() => void people.refetch()}
          onOpen={mayEdit ? setEditing : undefined}
          tools={
            <>
              {!mayReveal && <span className={styles.masked}>电话已隐去中间几位</span>}
              {mayEdit && (
                <Button size="small" type="primary" icon={<Symbol name="plus" size={14} />} onClick={() => setEditing('new')}>
                  新建人员
                </Button>
              )}
            </>
          }
        />
      </div>
      {editing !== null && <PersonDialog person={editing === 'new' ? null : editing} unitId={only ?? null} onClose={() => setEditing(null)} />}
    </div>
  )
}
