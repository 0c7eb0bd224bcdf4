import { Button } from 'antd'
import type { ReactNode } from 'react'
import { incidentStatusNames } from '@fengsui/contract/incidents'
import { findIncidentType } from '@fengsui/contract/incidents/grading'
import { signalStatusNames } from '@fengsui/contract/signals'
import { LinkTo, paths } from '../../lib/navigation.ts'
import type { MapStation } from '../../map/situation/map-situation.ts'
import type { MapThing } from '../../map/situation/situation-to-layers.ts'
import { RelativeTime } from '../../ui/clocks/RelativeTime.tsx'
import { Card } from '../../ui/layout/Card.tsx'
import { ResponseShield } from '../../ui/marks/ResponseShield.tsx'
import { Symbol } from '../../ui/symbols/Symbol.tsx'
import { CloseButton } from './LayerPanel.tsx'
import { IncidentGradeMark, symbolOf } from './ThingRow.tsx'
import styles from './map-page.module.css'
import { positionText } from './surroundings.ts'
import { texts } from './texts.ts'

interface ThingCardProps {
  readonly thing: MapThing
  readonly onClose: () => void
  readonly onZoom: () => void
  readonly onSurroundings: () => void
}

/** What is known of one thing on the map, and the way to its page. */
export function ThingCard({ thing, onClose, onZoom, onSurroundings }: ThingCardProps) {
  const { position } = thing.object
  return (
    <Card
      className={styles.side}
      title={texts.kinds[thing.kind]}
      extra={<CloseButton onClose={onClose} />}
      padded
      footer={
        <>
          {thing.kind === 'incident' && (
            <LinkTo to={paths.incident(thing.object.id)} className={styles.primary}>
              {texts.openIncident}
            </LinkTo>
          )}
          {thing.kind === 'signal' && (
            <LinkTo to={paths.duty(thing.object.id)} className={styles.primary}>
              {texts.openSignal}
            </LinkTo>
          )}
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
        <Symbol name={symbolOf(thing)} size={32} />
        <b>{thing.kind === 'station' ? thing.object.name : thing.object.title}</b>
        {thing.kind === 'incident' && <IncidentGradeMark incident={thing.object} />}
      </div>
      <dl className={styles.facts}>
        <ThingFacts thing={thing} />
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

function ThingFacts({ thing }: { readonly thing: MapThing }) {
  switch (thing.kind) {
    case 'incident': {
      const { typeCode, placeName, occurredAt, status, number, responseLevel, dead, missing } = thing.object
      return (
        <>
          <Fact name={texts.fields.status}>
            {incidentStatusNames[status]} {responseLevel !== null && <ResponseShield level={responseLevel} />}
          </Fact>
          <Fact name={texts.fields.number}>{number}</Fact>
          <Fact name={texts.fields.type}>{findIncidentType(typeCode)?.nameZh ?? typeCode}</Fact>
          <Fact name={texts.fields.place}>{placeName}</Fact>
          <Fact name={texts.fields.occurred}>
            <RelativeTime at={occurredAt} />
          </Fact>
          <Fact name={texts.fields.casualties}>
            死亡 {dead ?? texts.unknown} · 失联 {missing ?? texts.unknown}
          </Fact>
        </>
      )
    }
    case 'signal': {
      const { typeCode, placeName, receivedAt, status, levelMetres, aboveGuaranteeMetres } = thing.object
      return (
        <>
          <Fact name={texts.fields.status}>{signalStatusNames[status]}</Fact>
          <Fact name={texts.fields.type}>{findIncidentType(typeCode)?.nameZh ?? typeCode}</Fact>
          <Fact name={texts.fields.place}>{placeName}</Fact>
          <Fact name={texts.fields.received}>
            <RelativeTime at={receivedAt} />
          </Fact>
          {levelMetres !== null && (
            <Fact name={texts.fields.level}>
              {levelMetres.toFixed(2)} m{aboveGuaranteeMetres !== null && aboveGuaranteeMetres > 0 && `，${texts.above(aboveGuaranteeMetres)}`}
            </Fact>
          )}
        </>
      )
    }
    case 'station':
      return <StationFacts station={thing.object} />
  }
}

const metresText = (value: number | null): string => (value === null ? texts.unknown : `${value.toFixed(2)} m`)

function StationFacts({ station }: { readonly station: MapStation }) {
  const { river, reading, guaranteeLevelMetres, warningLevelMetres } = station
  return (
    <>
      <Fact name={texts.fields.river}>{river}</Fact>
      <Fact name={texts.fields.reading}>
        {reading === null ? (
          texts.none
        ) : (
          <>
            {metresText(reading.levelMetres)} · <RelativeTime at={reading.readAt} show="time" />
          </>
        )}
      </Fact>
      <Fact name={texts.fields.guarantee}>{metresText(guaranteeLevelMetres)}</Fact>
      <Fact name={texts.fields.warning}>{metresText(warningLevelMetres)}</Fact>
    </>
  )
}
