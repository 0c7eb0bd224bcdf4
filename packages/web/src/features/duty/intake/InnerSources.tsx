import { routes } from '@fengsui/contract'
import { Button, Input, InputNumber } from 'antd'
import { useState } from 'react'
import { readFormProblems } from '../../../lib/form-problems.ts'
import { useCommand } from '../../../lib/use-command.ts'
import { useRoute } from '../../../lib/use-route.ts'
import { monthDayTime } from '../../../ui/clocks/time-text.ts'
import { Field } from '../../../ui/forms/Field.tsx'
import { FormDialog } from '../../../ui/forms/FormDialog.tsx'
import { Card } from '../../../ui/layout/Card.tsx'
import styles from './intake.module.css'

const labels = { host: '主机', port: '端口', network: '网段', note: '用途' }

/** Inner addresses that feeds may be fetched from: each listed on purpose, with who and when in the journal. */
export function InnerSources() {
  const [adding, setAdding] = useState(false)
  const sources = useRoute(routes.listInnerSources, {}, { touches: ['inner-source'] })
  const end = useCommand(routes.endInnerSource)
  const items = sources.data?.items ?? []
  return (
    <Card
      title="允许抓取的内网地址"
      count={items.length === 0 ? undefined : `${items.filter(({ active }) => active).length} 个`}
      extra={
        <Button size="small" onClick={() => setAdding(true)}>
          登记地址
        </Button>
      }
      padded
    >
      {items.length === 0 ? (
        <p className={styles.tip}>没有。信息源只能取公开网站；政务内网的网站在这里逐个登记后才能取。本机和云平台内部地址不能登记。</p>
      ) : (
        <ul className={styles.inner}>
          {items.map((source) => (
            <li key={source.id}>
              <b>
                {source.host}:{source.port}
              </b>
              <span>{source.network}</span>
              <span>{source.note}</span>
              <small>{source.active ? `${monthDayTime(source.addedAt)} 登记` : `${source.endedAt === null ? '' : monthDayTime(source.endedAt)} 停用`}</small>
              {source.active && (
                <Button size="small" loading={end.busy} onClick={() => void end.run({ params: { innerSourceId: source.id } })}>
                  停用
                </Button>
              )}
            </li>
          ))}
        </ul>
      )}
      {end.problem !== null && <p role="alert">{end.problem.detail}</p>}
      {adding && <InnerSourceDialog onClose={() => setAdding(false)} />}
    </Card>
  )
}

function InnerSourceDialog({ onClose }: { readonly onClose: () => void }) {
  const [host, setHost] = useState('')
  const [port, setPort] = useState<number | null>(80)
  const [network, setNetwork] = useState('')
  const [note, setNote] = useState('')
  const allow = useCommand(routes.allowInnerSource, { onDone: onClose })
  const problems = readFormProblems(allow.problem, labels, 'inner')
  return (
    <FormDialog open title="登记内网地址" okText="登记" busy={allow.busy} problems={problems.fields} refusal={problems.refusal} onSubmit={() => void allow.run({ body: { host: host.trim(), port: port ?? 0, network: network.trim(), note } })} onClose={onClose}>
      <Field id="inner-host" label="主机名或地址" required error={problems.errorOf('host')}>
        <Input value={host} autoFocus placeholder="oa.example.gov.cn" onChange={(event) => setHost(event.target.value)} />
      </Field>
      <Field id="inner-port" label="端口" required error={problems.errorOf('port')}>
        <InputNumber min={1} max={65_535} value={port} onChange={setPort} />
      </Field>
      <Field id="inner-network" label="地址所在网段" required hint="解析到这个网段以外的地址一律不取；IPv4 至少 /24。" error={problems.errorOf('network')}>
        <Input value={network} placeholder="10.1.2.3/32" onChange={(event) => setNetwork(event.target.value)} />
      </Field>
      <Field id="inner-note" label="用途" required error={problems.errorOf('note')}>
        <Input value={note} maxLength={100} onChange={(event) => setNote(event.target.value)} />
      </Field>
    </FormDialog>
  )
}
