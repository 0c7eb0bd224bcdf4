import { routes } from '@fengsui/contract'
import { dispatchStatusNames } from '@fengsui/contract/dispatch'
import { contactKinds } from '@fengsui/contract/org'
import { capabilities, equipmentKinds, equipmentStateNames, facilityKinds, readinessNames, shelterKinds, shelterStateNames, teamKinds } from '@fengsui/contract/resources'
import { Button } from 'antd'
import type { Position } from '@fengsui/contract/kernel'
import type { ReactNode } from 'react'
import { LinkTo, paths } from '../../lib/navigation.ts'
import { useCan } from '../../lib/session.tsx'
import { useRoute } from '../../lib/use-route.ts'
import { labelOfResource, symbolOfResource } from '../../map/layers/resource-layers.ts'
import type { MapResource } from '../../map/situation/map-resources.ts'
import { RelativeTime } from '../../ui/clocks/RelativeTime.tsx'
import { Card } from '../../ui/layout/Card.tsx'
import { ProgressBar } from '../../ui/layout/ProgressBar.tsx'
import { Symbol } from '../../ui/symbols/Symbol.tsx'
import { CloseButton } from './LayerPanel.tsx'
import styles from './map-page.module.css'
import { positionText } from './surroundings.ts'
import { texts } from './texts.ts'

const kindNames: Readonly<Record<MapResource['kind'], string>> = { team: '队伍', equipment: '装备', warehouse: '仓库', shelter: '避难场所', facility: '重点设施', dispatch: '在途调度令' }

function pageOfResource({ kind, object }: MapResource): { readonly to: string; readonly word: string } {
  switch (kind) {
    case 'team':
      return { to: paths.resources('teams', object.id), word: '打开队伍' }
    case 'equipment':
      return { to: paths.resources('equipment', object.id), word: '打开装备' }
    case 'shelter':
      return { to: paths.resources('shelters', object.id), word: '打开避难场所' }
    case 'facility':
      return { to: paths.resources('facilities'), word: '打开重点设施' }
    case 'warehouse':
      return { to: paths.resources('stock', object.id), word: '打开库存' }
    case 'dispatch':
      return { to: paths.dispatch(object.incidentId), word: '打开调度' }
  }
}

interface ResourceCardProps {
  readonly resource: MapResource
  readonly position: Position | null
  readonly onClose: () => void
  readonly onZoom: () => void
  readonly onSurroundings: () => void
}

/** What is known of one force, place or order, whom to ring, and the way to its page. */
export function ResourceCard({ resource, position, onClose, onZoom, onSurroundings }: ResourceCardProps) {
  const page = pageOfResource(resource)
  return (
    <Card
      className={styles.side}
      title={kindNames[resource.kind]}
      extra={<CloseButton onClose={onClose} />}
      padded
      footer={
        <>
          <LinkTo to={page.to} className={styles.primary}>
            {page.word}
          </LinkTo>
          {position !== null && (
            <>
              <Button onClick={onSurroundings}>{texts.drawAround}</Button>
              <Button onClick={onZoom}>{texts.zoomTo}</Button>
            </>
          )}
        </>
      }
    >
      <div className={styles.cardHead}>
        <Symbol name={symbolOfResource(resource)} size={32} />
        <b>{resource.kind === 'equipment' ? labelOfResource(resource) : resource.object.name}</b>
      </div>
      <dl className={styles.facts}>
        <ResourceFacts resource={resource} />
        {resource.object.unitId !== null && <Telephones unitId={resource.object.unitId} />}
        <Fact name={texts.fields.position}>{position === null ? texts.notPlaced : positionText(position)}</Fact>
      </dl>
    </Card>
  )
}

function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </>
  )
}

/** Numbers of the unit's people as this account may see them: the server masks them for others. */
function Telephones({ unitId }: { readonly unitId: string }) {
  const may = useCan('org:read')
  const people = useRoute(routes.listPersons, { query: { unitId, limit: 3 } }, { touches: ['person', 'contact-point'], enabled: may })
  const lines = may && !people.isPlaceholderData ? (people.data?.items ?? []).flatMap(({ id, name, contacts }) => {
    const contact = contacts.find(({ preferred }) => preferred) ?? contacts[0]
    return contact === undefined ? [] : [{ id, name, contact }]
  }) : []
  if (lines.length === 0) return null
  return (
    <Fact name="电话">
      {lines.map(({ id, name, contact }) => (
        <span key={id} className={styles.phone} title={contactKinds[contact.kind]}>
          {name} {/^[\d+\- ]+$/u.test(contact.value) ? <a href={`tel:${contact.value}`}>{contact.value}</a> : contact.value}
        </span>
      ))}
    </Fact>
  )
}

const confirmed = (at: string, stale: boolean) => (
  <Fact name="资料">
    <RelativeTime at={at} /> 确认{stale && '，久未核实'}
  </Fact>
)

function ResourceFacts({ resource }: { readonly resource: MapResource }) {
  switch (resource.kind) {
    case 'team': {
      const { unitName, readiness, kind, strength, boats, capabilities: can, leaderName, hoursAtWork, tired, placeName, confirmedAt, stale } = resource.object
      return (
        <>
          <Fact name="状态">
            {readinessNames[readiness]}
            {hoursAtWork !== null && `，已连续 ${hoursAtWork.toFixed(1)} 小时${tired ? '，应安排轮换' : ''}`}
          </Fact>
          <Fact name="单位">{unitName}</Fact>
          <Fact name="类别">{teamKinds[kind]}</Fact>
          <Fact name="人数">
            {strength} 人{boats > 0 && `，舟艇 ${boats}`}
          </Fact>
          <Fact name="能力">{can.map((each) => capabilities[each]).join('、')}</Fact>
          {leaderName !== null && <Fact name="负责人">{leaderName}</Fact>}
          <Fact name="地区">{placeName}</Fact>
          {confirmed(confirmedAt, stale)}
        </>
      )
    }
    case 'equipment': {
      const { unitName, kind, state, capacity, capacityUnit, placeName, confirmedAt, stale } = resource.object
      return (
        <>
          <Fact name="状态">{equipmentStateNames[state]}</Fact>
          <Fact name="单位">{unitName}</Fact>
          <Fact name="类别">{equipmentKinds[kind]}</Fact>
          {capacity !== null && <Fact name="能力">{`${capacity} ${capacityUnit ?? '人'}`}</Fact>}
          <Fact name="地区">{placeName}</Fact>
          {confirmed(confirmedAt, stale)}
        </>
      )
    }
    case 'shelter': {
      const { unitName, kind, state, capacity, occupancy, free, indoor, facilities, placeName, confirmedAt, stale } = resource.object
      return (
        <>
          <Fact name="状态">{shelterStateNames[state]}</Fact>
          <Fact name="在住">
            <ProgressBar label={resource.object.name} total={capacity} parts={[{ label: '在住', value: occupancy, step: state === 'full' ? 5 : 4 }]} text={`${occupancy} / ${capacity} 人，空 ${free}`} />
          </Fact>
          <Fact name="单位">{unitName}</Fact>
          <Fact name="类别">{`${shelterKinds[kind]} · ${indoor ? '室内' : '室外'}`}</Fact>
          {facilities.length > 0 && <Fact name="设施">{facilities.join('、')}</Fact>}
          <Fact name="地区">{placeName}</Fact>
          {confirmed(confirmedAt, stale)}
        </>
      )
    }
    case 'warehouse': {
      const { unitName, items, lots, gaps, expiringLots, keeperName, keeperPhone, placeName, confirmedAt, stale } = resource.object
      return (
        <>
          <Fact name="单位">{unitName}</Fact>
          <Fact name="库存">{`${items} 种，${lots} 批${gaps > 0 ? `，缺口 ${gaps} 种` : ''}${expiringLots > 0 ? `，临期 ${expiringLots} 批` : ''}`}</Fact>
          {keeperName !== null && <Fact name="保管">{`${keeperName} ${keeperPhone ?? ''}`}</Fact>}
          <Fact name="地区">{placeName}</Fact>
          {confirmed(confirmedAt, stale)}
        </>
      )
    }
    case 'facility': {
      const { unitName, kind, figures, placeName, confirmedAt, stale } = resource.object
      return (
        <>
          <Fact name="类别">{facilityKinds[kind]}</Fact>
          {unitName !== null && <Fact name="单位">{unitName}</Fact>}
          {Object.entries(figures).length > 0 && <Fact name="指标">{Object.entries(figures).map(([name, value]) => `${name} ${value.toLocaleString('zh-CN')}`).join('，')}</Fact>}
          <Fact name="地区">{placeName}</Fact>
          {confirmed(confirmedAt, stale)}
        </>
      )
    }
    case 'dispatch': {
      const { number, status, unitName, quantity, unit, destinationName, receiverUnitName, orderedAt, departedAt, arriveBy, overdueAt, positionAt, incidentTitle } = resource.object
      return (
        <>
          <Fact name="状态">
            {dispatchStatusNames[status]}
            {overdueAt !== null && '，已超过应到时间'}
          </Fact>
          <Fact name="编号">{number}</Fact>
          <Fact name="事件">{incidentTitle}</Fact>
          <Fact name="执行">{unitName}</Fact>
          <Fact name="数量">{`${quantity.toLocaleString('zh-CN')} ${unit}`}</Fact>
          <Fact name="目的地">{`${destinationName}（${receiverUnitName}接收）`}</Fact>
          <Fact name={departedAt === null ? '下令' : '出发'}>
            <RelativeTime at={departedAt ?? orderedAt} />
          </Fact>
          {arriveBy !== null && (
            <Fact name="应到">
              <RelativeTime at={arriveBy} />
            </Fact>
          )}
          <Fact name="位置报告">{positionAt === null || departedAt === null || positionAt < departedAt ? '尚无，按出发地标注' : <RelativeTime at={positionAt} />}</Fact>
        </>
      )
    }
  }
}
