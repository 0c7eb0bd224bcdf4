import { routes } from '@fengsui/contract'
import { dutyRoleNames, dutyRoles } from '@fengsui/contract/rosters'
import { LinkTo, paths } from '../../lib/navigation.ts'
import { useCan } from '../../lib/session.tsx'
import { useRoute } from '../../lib/use-route.ts'
import { monthDayTime } from '../../ui/clocks/time-text.ts'
import styles from './rosters.module.css'

const MINUTE_MS = 60_000

/** Over the duty desk: who stands now, with numbers as one may see them, which leaders are away and who signs for them. */
export function OnDutyStrip() {
  const may = useCan('roster:read')
  const onDuty = useRoute(routes.getOnDuty, { query: {} }, { touches: ['duty-shift', 'leader-absence', 'delegation', 'contact-point'], enabled: may, refetchInterval: MINUTE_MS })
  const unit = onDuty.data?.items.find(({ rostered }) => rostered) ?? onDuty.data?.items[0]
  if (!may || unit === undefined) return null
  const away = unit.signing.filter((each) => each.away)
  return (
    <div className={styles.tonight} role="region" aria-label="现在谁值班">
      <b>{unit.unitName}值班</b>
      {unit.people.length === 0 ? <span className={styles.quiet}>这时没有排班</span> : (
        <dl>
          {dutyRoles.filter((role) => unit.people.some((person) => person.role === role)).map((role) => (
            <div key={role}>
              <dt>{dutyRoleNames[role]}</dt>
              <dd>{unit.people.filter((person) => person.role === role).map((person) => `${person.name}${person.phone === null ? '' : ` ${person.phone}`}`).join('、')}</dd>
            </div>
          ))}
        </dl>
      )}
      {unit.people[0] !== undefined && <span className={styles.quiet}>至 {monthDayTime(unit.people[0].endsAt)}</span>}
      {away.map((each) => (
        <span key={`${each.postName}${each.name}`}>
          {each.postName}{each.name}外出{each.until === null ? '' : `（至 ${monthDayTime(each.until)}）`}，{each.deputyName === null ? '没有代签人' : `${each.deputyName}${each.lent ? '代签' : '主持（未授权代签）'}`}
        </span>
      ))}
      <LinkTo to={paths.rosters('month')}>值班表</LinkTo>
    </div>
  )
}
