import { routes } from '@fengsui/contract'
import { feedKinds } from '@fengsui/contract/signals'
import type { FeedFieldPaths, FeedItemView, FeedKind, FeedView } from '@fengsui/contract/signals'
import { Button, Input, InputNumber, Select, Switch } from 'antd'
import { useState } from 'react'
import { callRoute } from '../../../lib/api.ts'
import { useApiBase } from '../../../lib/api-base.tsx'
import { readFormProblems } from '../../../lib/form-problems.ts'
import { useSession } from '../../../lib/session.tsx'
import { useCommand } from '../../../lib/use-command.ts'
import { monthDayTime } from '../../../ui/clocks/time-text.ts'
import { Field } from '../../../ui/forms/Field.tsx'
import { FormDialog } from '../../../ui/forms/FormDialog.tsx'
import { VerificationMark } from '../../../ui/marks/VerificationMark.tsx'
import { PlaceField } from '../PlaceField.tsx'
import styles from './intake.module.css'

interface FeedDialogProps {
  readonly feed: FeedView | null
  readonly onClose: () => void
}

const labels = { name: '名称', url: '网址', kind: '格式', fieldPaths: '字段路径', intervalMinutes: '间隔', keywordsAny: '关键词', keywordsNone: '排除词', divisionCode: '归属' }
const pathLabels: Readonly<Record<keyof FeedFieldPaths, string>> = { items: '条目列表', title: '标题', text: '正文', link: '链接', id: '编号', publishedAt: '发布时间' }
const usualPaths: FeedFieldPaths = { items: '', title: 'title', text: 'content', link: 'link', id: 'id', publishedAt: 'publishedAt' }
/** Offered at first; a county changes them as it likes. */
const usualWords = ['滑坡', '塌方', '泥石流', '山洪', '内涝', '火灾', '爆炸', '泄漏', '坍塌', '车祸', '沉船', '中毒', '地震']

interface Preview {
  readonly items: readonly FeedItemView[]
  readonly seen: number
  readonly taken: number
}

/** A web source: where, how often, which words; a look at what it delivers comes before it is kept. */
export function FeedDialog({ feed, onClose }: FeedDialogProps) {
  const { account, division } = useSession()
  const { base } = useApiBase()
  const [name, setName] = useState(feed?.name ?? '')
  const [url, setUrl] = useState(feed?.url ?? '')
  const [kind, setKind] = useState<FeedKind>(feed?.kind ?? 'rss')
  const [fieldPaths, setFieldPaths] = useState<FeedFieldPaths>(feed?.fieldPaths ?? usualPaths)
  const [intervalMinutes, setIntervalMinutes] = useState<number | null>(feed?.intervalMinutes ?? 15)
  const [keywordsAny, setKeywordsAny] = useState<string[]>([...(feed?.keywordsAny ?? usualWords)])
  const [keywordsNone, setKeywordsNone] = useState<string[]>([...(feed?.keywordsNone ?? ['演练', '演习'])])
  const [place, setPlace] = useState<{ code: string; path: string } | null>(feed === null ? { code: account.divisionCode, path: division.name } : { code: feed.divisionCode, path: feed.placeName })
  const [active, setActive] = useState(feed?.active ?? true)
  const [preview, setPreview] = useState<Preview | null>(null)
  const [trouble, setTrouble] = useState<string | null>(null)
  const [fetching, setFetching] = useState(false)
  const create = useCommand(routes.createFeed, { onDone: onClose })
  const update = useCommand(routes.updateFeed, { onDone: onClose })
  const problems = readFormProblems(create.problem ?? update.problem, labels, 'feed')
  const source = { url: url.trim(), kind, fieldPaths: kind === 'json' ? fieldPaths : null, keywordsAny, keywordsNone, divisionCode: place?.code ?? '' }

  const look = async (): Promise<void> => {
    setFetching(true)
    setTrouble(null)
    setPreview(null)
    try {
      setPreview(await callRoute(routes.previewFeed, { body: source }, { base }))
    } catch (error) {
      setTrouble(error instanceof Error ? error.message : '没有取到，请稍后再试')
    } finally {
      setFetching(false)
    }
  }
  const save = (): void => {
    const body = { ...source, name: name.trim(), intervalMinutes: intervalMinutes ?? 0, active }
    if (feed === null) void create.run({ body })
    else void update.run({ params: { feedId: feed.id }, body })
  }
  return (
    <FormDialog open title={feed === null ? '新增信息源' : '信息源'} okText="保存" width={720} busy={create.busy || update.busy} problems={problems.fields} refusal={problems.refusal} onSubmit={save} onClose={onClose}>
      <Field id="feed-name" label="名称" required error={problems.errorOf('name')}>
        <Input value={name} maxLength={40} autoFocus placeholder="例：演示县融媒体中心" onChange={(event) => setName(event.target.value)} />
      </Field>
      <Field id="feed-url" label="网址" required hint="只能是公开网站；内网网站须先由系统管理员登记地址。" error={problems.errorOf('url')}>
        <Input value={url} maxLength={1000} placeholder="https://" onChange={(event) => setUrl(event.target.value)} />
      </Field>
      <div className={styles.two}>
        <Field id="feed-kind" label="格式" error={problems.errorOf('kind')}>
          <Select<FeedKind> value={kind} options={(Object.keys(feedKinds) as FeedKind[]).map((each) => ({ value: each, label: feedKinds[each] }))} onChange={setKind} />
        </Field>
        <Field id="feed-intervalMinutes" label="每隔几分钟抓一次" error={problems.errorOf('intervalMinutes')}>
          <InputNumber min={5} max={1440} value={intervalMinutes} onChange={setIntervalMinutes} />
        </Field>
      </div>
      {kind === 'json' && (
        <fieldset className={styles.paths}>
          <legend>各字段在 JSON 里的路径（用点分隔；条目列表留空为最外层）</legend>
          {(Object.keys(pathLabels) as (keyof FeedFieldPaths)[]).map((each) => (
            <label key={each}>
              {pathLabels[each]}
              <Input size="small" value={fieldPaths[each]} onChange={(event) => setFieldPaths({ ...fieldPaths, [each]: event.target.value })} />
            </label>
          ))}
        </fieldset>
      )}
      <Field id="feed-keywordsAny" label="含任一词才收（留空为全收）" error={problems.errorOf('keywordsAny')}>
        <Select mode="tags" open={false} suffixIcon={null} tokenSeparators={[' ', ',', '，', '、']} value={keywordsAny} onChange={setKeywordsAny} />
      </Field>
      <Field id="feed-keywordsNone" label="含任一词就不收" error={problems.errorOf('keywordsNone')}>
        <Select mode="tags" open={false} suffixIcon={null} tokenSeparators={[' ', ',', '，', '、']} value={keywordsNone} onChange={setKeywordsNone} />
      </Field>
      <div>
        <label htmlFor="feed-divisionCode">归属（认不出地点的条目归这里）</label>
        <PlaceField id="feed-divisionCode" value={place} onChange={setPlace} />
      </div>
      <label className={styles.switch}>
        <Switch checked={active} onChange={setActive} /> {active ? '启用' : '停用'}
      </label>
      <div className={styles.previewHead}>
        <Button loading={fetching} onClick={() => void look()}>
          试取
        </Button>
        {preview !== null && (
          <span role="status">
            取到 {preview.seen} 条，其中 {preview.taken} 条会成为来报
          </span>
        )}
        {trouble !== null && <span role="alert">{trouble}</span>}
      </div>
      {preview !== null && preview.items.length > 0 && (
        <ol className={styles.preview} aria-label="试取结果">
          {preview.items.map((item, index) => (
            <li key={`${index} ${item.title}`}>
              <b>{item.title}</b>
              <p>{item.text}</p>
              <small>
                <VerificationMark shape={item.taken ? 'disc' : 'ring'} word={item.taken ? '收' : '不收'} /> {item.because}
                {item.typeName !== null && `，${item.typeName}`}
                {item.placeName !== null && `，${item.placeName}`}
                {item.publishedAt !== null && `，${monthDayTime(item.publishedAt)} 发布`}
              </small>
            </li>
          ))}
        </ol>
      )}
    </FormDialog>
  )
}
