import { routes } from '@fengsui/contract'
import type { RouteResponse } from '@fengsui/contract/kernel'
import { useRoute } from '../../lib/use-route.ts'
import { Card } from '../../ui/layout/Card.tsx'
import { EmptyState, ErrorState, LoadingState } from '../../ui/states/PageStates.tsx'
import styles from './org.module.css'

type Headquarters = RouteResponse<typeof routes.listHeadquarters>['items'][number]

/** Special headquarters of the emergency committees: office, chief, members with their duties. */
export function HeadquartersTab() {
  const answer = useRoute(routes.listHeadquarters, {}, { touches: ['special-headquarters', 'post', 'unit'] })
  if (answer.data === undefined) {
    return answer.error === null ? <LoadingState /> : <ErrorState hint={answer.error.problem.detail} code={answer.error.problem.code} onRetry={() => void answer.refetch()} />
  }
  if (answer.data.items.length === 0) return <EmptyState symbol="rail-commandPost" title="没有专项指挥部" hint="专项指挥部随组织数据导入；本辖区还没有设立。" />
  return (
    <div className={styles.headquarters}>
      {answer.data.items.map((headquarters) => (
        <HeadquartersCard key={headquarters.id} headquarters={headquarters} />
      ))}
    </div>
  )
}

function HeadquartersCard({ headquarters }: { readonly headquarters: Headquarters }) {
  const { name, divisionName, officeName, chiefName, members } = headquarters
  return (
    <Card title={name} count={divisionName} padded>
      <dl className={styles.facts}>
        <dt>办公室</dt>
        <dd>{officeName}</dd>
        <dt>总指挥</dt>
        <dd>{chiefName ?? '空缺'}</dd>
      </dl>
      <h3 className={styles.subhead}>成员单位 {members.length}</h3>
      <ul className={styles.members}>
        {members.map(({ unitId, unitName, duty }) => (
          <li key={unitId}>
            <b>{unitName}</b>
            <span>{duty}</span>
          </li>
        ))}
      </ul>
    </Card>
  )
}
