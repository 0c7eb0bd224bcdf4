import type { Clock, Suspicion } from '@fengsui/contract/reports'
import { clockStatusNames, suspicionKindNames } from '@fengsui/contract/reports'
import { findIncidentSymbol } from '../../lib/incident-symbol.ts'
import { LinkTo, paths } from '../../lib/navigation.ts'
import type { MapIncident } from '../../map/situation/map-situation.ts'
import { Countdown } from '../../ui/clocks/Countdown.tsx'
import { hourMinute } from '../../ui/clocks/time-text.ts'
import { joinClasses } from '../../ui/join-classes.ts'
import { Card } from '../../ui/layout/Card.tsx'
import { ProgressBar } from '../../ui/layout/ProgressBar.tsx'
import { StatNumber, StatRow } from '../../ui/layout/StatNumber.tsx'
import { GradeMark } from '../../ui/marks/GradeMark.tsx'
import { ResponseShield } from '../../ui/marks/ResponseShield.tsx'
import { RiskChip } from '../../ui/marks/RiskChip.tsx'
import { Symbol } from '../../ui/symbols/Symbol.tsx'
import type { NightState } from './replay-night.ts'
import styles from './replay.module.css'
import { texts } from './texts.ts'

interface IncidentCardProps {
  readonly incidents: readonly MapIncident[]
  readonly hovered: string | null
  readonly onHover: (incidentId: string | null) => void
}

/** Incidents of the moment; pointing at one marks it on the map, a press opens its page inside the replay. */
export function IncidentCard({ incidents, hovered, onHover }: IncidentCardProps) {
  return (
    <Card title={texts.incidents} count={incidents.length}>
      {incidents.length === 0 && <p className={styles.none}>{texts.noIncidents}</p>}
      <ul>
        {incidents.map((incident) => {
          const grade = incident.grade ?? incident.proposedGrade
          return (
            <li
              key={incident.id}
              className={joinClasses(styles.incident, hovered === incident.id && styles.hovered)}
              onPointerEnter={() => onHover(incident.id)}
              onPointerLeave={() => onHover(null)}
              onFocus={() => onHover(incident.id)}
              onBlur={() => onHover(null)}
            >
              <Symbol name={findIncidentSymbol(incident.typeCode)} size={20} />
              <LinkTo to={paths.incident(incident.id)}>{incident.title}</LinkTo>
              <span className={styles.marks}>
                {incident.responseLevel !== null && <ResponseShield level={incident.responseLevel} />}
                {grade !== null && <GradeMark grade={grade} proposed={incident.grade === null} />}
              </span>
            </li>
          )
        })}
      </ul>
    </Card>
  )
}

/** How far the tasks are. */
export function TaskCard({ tasks }: { readonly tasks: NightState['tasks'] }) {
  return (
    <Card title={texts.tasks} padded className={styles.tasks}>
      {tasks.total === 0 ? (
        <p className={styles.none}>{texts.noTasks}</p>
      ) : (
        <>
          <StatRow>
            <StatNumber label={texts.facts.tasks} value={tasks.total} />
            <StatNumber label={texts.facts.acknowledged} value={tasks.acknowledged} />
            <StatNumber label={texts.facts.done} value={tasks.done} />
            <StatNumber label={texts.facts.overdue} value={tasks.overdue} />
          </StatRow>
          <ProgressBar
            thin
            label={texts.tasks}
            total={tasks.total}
            parts={[
              { label: texts.facts.done, value: tasks.done, step: 5 },
              { label: texts.facts.acknowledged, value: tasks.acknowledged - tasks.done, step: 2 },
            ]}
          />
        </>
      )}
    </Card>
  )
}

interface ClockCardProps {
  readonly clocks: readonly Clock[]
  readonly suspicions: readonly Suspicion[]
  readonly nameOf: (unitId: string) => string
}

/** Deadlines as they stood, with how they ended where they had, and suspicions raised. */
export function ClockCard({ clocks, suspicions, nameOf }: ClockCardProps) {
  return (
    <Card className={styles.clocks} title={texts.clocks} count={clocks.length}>
      {suspicions.map(({ id, kind, status, raisedAt }) => (
        <p key={id} className={styles.suspicion}>
          <RiskChip word={`${suspicionKindNames[kind]}${texts.suspicions}`} />
          {hourMinute(raisedAt)} · {texts.suspicionStatus[status]}
        </p>
      ))}
      {clocks.length === 0 && <p className={styles.none}>{texts.noClocks}</p>}
      <ul>
        {clocks.map((clock) => {
          const way = texts.deadlineFor(nameOf(clock.fromUnitId), nameOf(clock.toUnitId))
          return (
            <li key={clock.id} className={styles.clock}>
              <Countdown
                look="row"
                name={clock.title}
                detail={clock.status === 'running' ? way : `${way} ${clockStatusNames[clock.status]}`.trim()}
                startedAt={clock.startsAt}
                dueAt={clock.dueAt}
                doneAt={clock.metAt ?? undefined}
                rule={{ text: clock.title, basis: clock.legalBasis }}
              />
            </li>
          )
        })}
      </ul>
    </Card>
  )
}
