import { routes } from '@fengsui/contract'
import { digestKindNames, officialTime, type DigestView } from '@fengsui/contract/digests'
import { beijingShort } from '@fengsui/contract/kernel'
import { Button, Input, Popconfirm } from 'antd'
import { useState } from 'react'
import { addressOf } from '../../lib/api.ts'
import { useApiBase } from '../../lib/api-base.tsx'
import { LinkTo, paths } from '../../lib/navigation.ts'
import { useCommand } from '../../lib/use-command.ts'
import { StatNumber, StatRow } from '../../ui/layout/StatNumber.tsx'
import { IssueDigestDialog } from './IssueDigestDialog.tsx'
import { fromWorded, titleOf, toWorded } from './digest-words.ts'
import styles from './digests.module.css'

/** Where a line can be followed to; other objects have no page of their own. */
const pageOf = (ref: { readonly object: string; readonly id: string }): string | null => (ref.object === 'incident' ? paths.incident(ref.id) : null)

/** One digest: figures of the record, words of people, and what can be done with it. */
export function DigestPaper({ digest }: { readonly digest: DigestView }) {
  const { base } = useApiBase()
  const [worded, setWorded] = useState(() => toWorded(digest.sections))
  const [issuing, setIssuing] = useState(false)
  const params = { digestId: digest.id }
  const revise = useCommand(routes.reviseDigest)
  const redraft = useCommand(routes.redraftDigest)
  const discard = useCommand(routes.discardDigest)
  const receive = useCommand(routes.receiveDigest)
  const changed = JSON.stringify(worded) !== JSON.stringify(toWorded(digest.sections))
  const save = (): Promise<DigestView | undefined> => revise.run({ params, body: { sections: fromWorded(worded, digest.sections) } })
  const problem = [revise, redraft, discard, receive].find((command) => command.problem !== null)?.problem
  const mine = digest.deliveries.find(({ mayReceive }) => mayReceive)
  const paper = (format: 'docx' | 'pdf'): string => `${base}${addressOf(routes.getDigestDocument, { params, query: { format } })}`
  const { figures } = digest
  return (
    <article className={styles.paper} aria-label={titleOf(digest)}>
      <header className={styles.head}>
        <div>
          <h2>{titleOf(digest)}</h2>
          <p>
            {digest.number === '' ? '' : `${digest.number} · `}{officialTime(digest.periodFrom)}至{officialTime(digest.periodTo)} · {digest.draftedBy === 'schedule' ? '定时起草' : '人工起草'}{digest.issuedAt === null ? '，尚未签发' : ` · ${beijingShort(digest.issuedAt)} 签发${digest.signatoryName === null ? '' : `（${digest.signatoryName}）`}`}
          </p>
        </div>
        <div className={styles.acts}>
          {mine !== undefined && <Button type="primary" loading={receive.busy} onClick={() => void receive.run({ params: { deliveryId: mine.id } })}>签收</Button>}
          {digest.mayRevise && <Button disabled={!changed} loading={revise.busy} onClick={() => void save()}>保存</Button>}
          {digest.mayRevise && (
            <Popconfirm title="按此刻的记录重新起草？" description="已写的改动会丢弃" okText="重新起草" cancelText="不" onConfirm={() => void redraft.run({ params })}>
              <Button loading={redraft.busy}>重新起草</Button>
            </Popconfirm>
          )}
          {digest.mayRevise && (
            <Popconfirm title="作废这份草稿？" okText="作废" cancelText="不" onConfirm={() => void discard.run({ params })}>
              <Button>作废</Button>
            </Popconfirm>
          )}
          {digest.mayIssue && <Button type="primary" onClick={() => void (changed ? save().then((saved) => saved !== undefined && setIssuing(true)) : setIssuing(true))}>签发</Button>}
          <Button href={paper('pdf')} target="_blank">PDF</Button>
          <Button href={paper('docx')}>Word</Button>
        </div>
      </header>
      {problem !== undefined && problem !== null && <p className={styles.refusal} role="alert">{problem.detail}</p>}
      <StatRow>
        {([['突发事件', figures.incidents, '起'], ['死亡', figures.dead, '人'], ['失踪', figures.missing, '人'], ['受伤', figures.injured, '人'], ['转移', figures.evacuated, '人'], ['来报', figures.signals, '条'], ['生效预警', figures.warningsInForce, '条'], ['应急响应', figures.responses, '个'], ['报出', figures.reportsIssued, '份'], ['超时限', figures.reportsLate, '件']] as const).map(([label, value, unit]) => (
          <StatNumber key={label} label={label} value={value} unit={unit} />
        ))}
      </StatRow>
      {worded.map((section, index) => (
        <section key={section.key} className={styles.section}>
          <h3 id={`digest-${section.key}`}>{section.heading}</h3>
          {digest.mayRevise ? (
            <Input.TextArea
              aria-labelledby={`digest-${section.key}`} value={section.text} autoSize={{ minRows: 1, maxRows: 14 }}
              onChange={(event) => setWorded((before) => before.map((each, place) => (place === index ? { ...each, text: event.target.value } : each)))}
            />
          ) : (
            <Lines section={digest.sections[index]} />
          )}
        </section>
      ))}
      {digest.deliveries.length > 0 && (
        <section className={styles.section}>
          <h3>收件单位</h3>
          <ul className={styles.deliveries}>
            {digest.deliveries.map((delivery) => (
              <li key={delivery.id}>{delivery.toUnitName}：{delivery.receivedAt === null ? `${beijingShort(delivery.sentAt)} 送出，未签收` : `${beijingShort(delivery.receivedAt)} 签收`}</li>
            ))}
          </ul>
        </section>
      )}
      {issuing && <IssueDigestDialog digest={digest} title={`签发${digestKindNames[digest.kind]}`} onClose={() => setIssuing(false)} />}
    </article>
  )
}

function Lines({ section }: { readonly section: DigestView['sections'][number] | undefined }) {
  return (
    <>
      {section?.lines.map((line, index) => {
        const [only, ...more] = line.refs
        const page = only !== undefined && more.length === 0 ? pageOf(only) : null
        return <p key={index}>{line.text}{page !== null && <LinkTo to={page} className={styles.source}>看记录</LinkTo>}</p>
      })}
    </>
  )
}
