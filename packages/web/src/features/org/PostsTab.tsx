import { routes } from '@fengsui/contract'
import type { RouteResponse } from '@fengsui/contract/kernel'
import { App } from 'antd'
import { useState } from 'react'
import { useFormCommand } from '../../lib/form/use-form-command.ts'
import { PersonPicker } from '../../lib/pickers/PersonPicker.tsx'
import { useCan } from '../../lib/session.tsx'
import { useRoute } from '../../lib/use-route.ts'
import { Field } from '../../ui/forms/Field.tsx'
import { FormDialog } from '../../ui/forms/FormDialog.tsx'
import { Tag } from '../../ui/marks/Tag.tsx'
import { DataTable } from '../../ui/table/DataTable.tsx'
import type { TableColumn, TableFilter } from '../../ui/table/DataTable.tsx'
import styles from './org.module.css'

type PostRow = RouteResponse<typeof routes.listPosts>['items'][number]

const columns: readonly TableColumn<PostRow>[] = [
  { key: 'unit', title: '单位', value: ({ unitName }) => unitName },
  { key: 'name', title: '应急岗位', value: ({ name }) => name, required: true, render: ({ name }) => <b>{name}</b> },
  { key: 'lead', title: '负责人', value: ({ lead }) => (lead ? '是' : ''), width: 88 },
  { key: 'person', title: '任职', value: ({ personName }) => personName ?? '空缺', render: ({ personName }) => personName ?? <Tag tone="outline">空缺</Tag> },
]
const filters: readonly TableFilter<PostRow>[] = [{ key: 'vacant', label: '空缺', passes: ({ personId }) => personId === null }]

/** Posts that plans name, and who holds them: a vacancy here is a gap in the night. */
export function PostsTab() {
  const mayEdit = useCan('org:edit')
  const [appointing, setAppointing] = useState<PostRow | null>(null)
  const posts = useRoute(routes.listPosts, {}, { touches: ['post', 'person'] })
  return (
    <div className={styles.table}>
      <div className={styles.fill}>
        <DataTable
          name="应急岗位"
          columns={columns}
          rows={posts.data?.items}
          rowKey={({ id }) => id}
          filters={filters}
          emptyTitle="还没有应急岗位"
          emptyHint="岗位随单位和预案建立；预案启动时据此找到总指挥、带班领导等人。"
          error={posts.data === undefined && posts.error !== null ? { message: posts.error.problem.detail, code: posts.error.problem.code } : undefined}
          onRetry={() => void posts.refetch()}
          onOpen={mayEdit ? setAppointing : undefined}
        />
      </div>
      {appointing !== null && <AppointDialog post={appointing} onClose={() => setAppointing(null)} />}
    </div>
  )
}

function AppointDialog({ post, onClose }: { readonly post: PostRow; readonly onClose: () => void }) {
  const { message } = App.useApp()
  const [personId, setPersonId] = useState(post.personId)
  const form = useFormCommand(routes.appointPost, {
    labels: { personId: '任职人员' },
    prefix: 'post',
    onDone: () => {
      void message.success(personId === null ? '岗位已空出' : '已任命')
      onClose()
    },
  })
  return (
    <FormDialog
      open
      title={`${post.unitName} · ${post.name}`}
      okText={personId === null ? '空出岗位' : '任命'}
      width={440}
      busy={form.busy}
      problems={form.problems}
      refusal={form.refusal}
      onClose={onClose}
      onSubmit={() => void form.submit({ params: { postId: post.id }, body: { personId } })}
    >
      <Field label="任职人员" hint="清空即为空缺" id={form.idOf('personId')} error={form.errorOf('personId')}>
        <PersonPicker value={personId} unitId={post.unitId} onChange={setPersonId} />
      </Field>
    </FormDialog>
  )
}
