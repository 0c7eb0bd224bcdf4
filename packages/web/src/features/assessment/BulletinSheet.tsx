import { routes } from '@fengsui/contract'
import { bulletinStatusNames, type BulletinView } from '@fengsui/contract/assessment'
import { Button, Popconfirm } from 'antd'
import { useApiBase } from '../../lib/api-base.tsx'
import { addressOf } from '../../lib/api.ts'
import { useSession } from '../../lib/session.tsx'
import { useCommand } from '../../lib/use-command.ts'
import { useMay } from '../../lib/use-may.ts'
import { monthDayTime } from '../../ui/clocks/time-text.ts'
import { Tag } from '../../ui/marks/Tag.tsx'
import { monthWords } from './assessment-words.ts'
import { ScoreRow } from './ScoreRow.tsx'
import styles from './assessment.module.css'

/** One month's bulletin: ranks, points, evidence; what can be done with it now. */
export function BulletinSheet({ bulletin }: { readonly bulletin: BulletinView }) {
  const { base } = useApiBase()
  const me = useSession()
  const edits = useMay('assessment:edit') && bulletin.mayEdit
  const again = useCommand(routes.draftBulletin)
  const publish = useCommand(routes.publishBulletin)
  const problem = again.problem ?? publish.problem
  const paper = (format: 'docx' | 'pdf' | 'xlsx'): string => `${base}${addressOf(routes.downloadBulletin, { params: { bulletinId: bulletin.id }, query: { format } })}`
  return (
    <div className={styles.bulletin}>
      <header className={styles.head}>
        <div>
          <h2>
            {bulletin.placeName}
            {monthWords(bulletin.month)}信息报送考核
          </h2>
          <p className={styles.meta}>
            <Tag tone={bulletin.status === 'draft' ? 'accent' : 'quiet'}>{bulletinStatusNames[bulletin.status]}</Tag>
            <span>{bulletin.scheme.name}</span>
            <span>数据截至 {monthDayTime(bulletin.computedAt)}</span>
            {bulletin.objectionsUntil !== null && <span>异议截止 {monthDayTime(bulletin.objectionsUntil)}</span>}
            {bulletin.revision > 0 && <Tag tone="outline">更正 {bulletin.revision} 次</Tag>}
          </p>
        </div>
        <div className={styles.buttons}>
          {edits && bulletin.status === 'draft' && (
            <>
              <Popconfirm title="印发后不再重算，只因异议成立而更正" okText="印发" cancelText="再看看" onConfirm={() => void publish.run({ params: { bulletinId: bulletin.id }, body: {} })}>
                <Button type="primary" loading={publish.busy}>
                  印发
                </Button>
              </Popconfirm>
              <Button loading={again.busy} onClick={() => void again.run({ body: { month: bulletin.month } })}>
                按记录重算
              </Button>
            </>
          )}
          <Button href={paper('docx')}>Word</Button>
          <Button href={paper('pdf')}>PDF</Button>
          <Button href={paper('xlsx')}>Excel</Button>
        </div>
      </header>
      {problem !== null && (
        <p className={styles.problem} role="alert">
          {problem.detail}
        </p>
      )}
      <table className={styles.ranks}>
        <thead>
          <tr>
            <th className={styles.figure}>名次</th>
            <th>单位</th>
            <th className={styles.figure}>得分</th>
            <th>加扣分</th>
          </tr>
        </thead>
        <tbody>
          {bulletin.scores.map((score) => (
            <ScoreRow key={score.id} bulletin={bulletin} score={score} openAtFirst={score.unitId === me.account.unitId} />
          ))}
        </tbody>
      </table>
      <p className={styles.note}>
        基础分 {bulletin.scheme.base} 分。依据：{bulletin.scheme.basis}。各条依据可点开核对；同样的记录得出同样的分数。
      </p>
    </div>
  )
}
