import { getLevelContent } from '@fengsui/contract/plans/structured'
import type { NoticeTarget, ResponseLevel, StructuredPlan } from '@fengsui/contract/plans/structured'
import { minutesText, unitText } from './plan-texts.ts'
import styles from './plans.module.css'

/** Headquarters, work groups, on-site headquarters and rooms of a plan. */
export function OrganisationView({ plan }: { readonly plan: StructuredPlan }) {
  const { headquarters, groups, onSiteHeadquarters, seats } = plan
  return (
    <div className={styles.level}>
      <section>
        <header className={styles.part}>
          <h3>{headquarters.nameZh}</h3>
        </header>
        <dl className={styles.pairs}>
          <dt>总指挥</dt>
          <dd>{headquarters.chief.nameZh}</dd>
          <dt>副总指挥</dt>
          <dd>{headquarters.deputies.map((post) => post.nameZh).join('、') || '未设'}</dd>
          <dt>办公室</dt>
          <dd>
            {headquarters.office.nameZh}（{headquarters.officeDirector.nameZh}）
          </dd>
          <dt>成员单位</dt>
          <dd>{headquarters.members.map(unitText).join('、')}</dd>
          <dt>现场指挥</dt>
          <dd>
            {onSiteHeadquarters.commander.nameZh}，有权{onSiteHeadquarters.powers.join('；')}
          </dd>
        </dl>
      </section>
      <section>
        <header className={styles.part}>
          <h3>工作组</h3>
          <span className={styles.quiet}>{groups.length} 个</span>
        </header>
        <ul className={styles.groupList}>
          {groups.map((group) => (
            <li key={group.key}>
              <b>{group.nameZh}</b>
              <p>
                牵头 {unitText(group.lead)}
                {group.members.length > 0 && `；成员 ${group.members.map(unitText).join('、')}`}
              </p>
              <p className={styles.quiet}>{group.duties.join('；')}</p>
            </li>
          ))}
        </ul>
      </section>
      {seats.length > 0 && (
        <section>
          <header className={styles.part}>
            <h3>工作室</h3>
            <span className={styles.quiet}>{seats.length} 间</span>
          </header>
          <ul className={styles.rooms}>
            {seats.map((seat) => (
              <li key={seat.room}>
                <b>{seat.room}</b> {unitText(seat.unit)}
              </li>
            ))}
          </ul>
        </section>
      )}
    </div>
  )
}

interface LevelPartProps {
  readonly plan: StructuredPlan
  readonly level: ResponseLevel['level']
}

function targetText(to: NoticeTarget): string {
  if ('allUnitsOfLevel' in to) return '本级有任务的各单位'
  return 'unitRole' in to ? unitText(to) : to.nameZh
}

/** Notices a level sends, to whom, and until when they must be acknowledged. */
export function NoticesView({ plan, level }: LevelPartProps) {
  const { notices } = getLevelContent(plan, level)
  if (notices.length === 0) return <p className={styles.none}>本级没有通知，请补充通知对象。</p>
  return (
    <ul className={styles.groupList}>
      {notices.map((notice) => (
        <li key={notice.key}>
          <b>{targetText(notice.to)}</b> <small className={styles.quiet}>{minutesText(notice.deadlineMinutes)}内确认</small>
          <p>{notice.textZh}</p>
        </li>
      ))}
    </ul>
  )
}

/** What a level needs, for which group, until when. */
export function DemandsView({ plan, level }: LevelPartProps) {
  const { resourceDemands } = getLevelContent(plan, level)
  if (resourceDemands.length === 0) return <p className={styles.none}>本级没有列出资源需求。</p>
  const groupName = (key: string): string => plan.groups.find((group) => group.key === key)?.nameZh ?? key
  return (
    <table className={styles.tasks}>
      <thead>
        <tr>
          <th scope="col">物资装备</th>
          <th scope="col">数量</th>
          <th scope="col">用于</th>
          <th scope="col">到位</th>
        </tr>
      </thead>
      <tbody>
        {resourceDemands.map((demand) => (
          <tr key={demand.key}>
            <td>{demand.itemZh}</td>
            <td>
              {demand.quantity.toLocaleString('zh-CN')} {demand.unitZh}
            </td>
            <td>{groupName(demand.forGroupKey)}</td>
            <td>{minutesText(demand.byMinutes)}内</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
