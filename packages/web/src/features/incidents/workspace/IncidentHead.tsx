import type { ResponseView } from '@fengsui/contract/command'
import { gradeNames, incidentStatusNames, levelRoman } from '@fengsui/contract/incidents'
import { addMinutes } from '@fengsui/contract/kernel'
import { LinkTo, paths } from '../../../lib/navigation.ts'
import { ElapsedSince } from '../../../ui/clocks/Duration.tsx'
import { absoluteTime, monthDayTime } from '../../../ui/clocks/time-text.ts'
import { StatNumber, StatRow } from '../../../ui/layout/StatNumber.tsx'
import { GradeMark } from '../../../ui/marks/GradeMark.tsx'
import { ResponseShield } from '../../../ui/marks/ResponseShield.tsx'
import { Tag } from '../../../ui/marks/Tag.tsx'
import { chooseHeadFigures, shortFigure } from './head-figures.ts'
import styles from './head.module.css'
import { shortUnitName } from './unit-names.ts'
import type { IncidentPage } from './workspace-data.ts'

interface IncidentHeadProps {
  readonly incident: IncidentPage
  readonly response: ResponseView | null
  readonly emergencyStates: readonly { readonly id: string; readonly kind: 'emergency' | 'floodEmergency'; readonly placeName: string }[]
}

const stateNames = { emergency: '应急状态', floodEmergency: '紧急防汛期' } as const

/** What it is, how grave, which response runs since when, and the numbers everybody asks for first. */
export function IncidentHead({ incident, response, emergencyStates }: IncidentHeadProps) {
  const { grade, proposal } = incident
  const proposed = proposal?.grade ?? null
  const shownGrade = grade ?? proposed
  return (
    <header className={styles.head}>
      <div className={styles.what}>
        {shownGrade === null ? <Tag tone="outline">未定级</Tag> : <GradeMark grade={shownGrade} proposed={grade === null} size="large" />}
        <div className={styles.title}>
          <h1>{incident.title}</h1>
          <div className={styles.meta}>
            <LinkTo to={paths.incidents()}>事件</LinkTo>
            <span>{grade === null ? (proposed === null ? '未定级' : `建议 ${levelRoman[proposed]}级${gradeNames[proposed]}`) : `${levelRoman[grade]}级${gradeNames[grade]}`}</span>
            <span>
              {incident.typeName} {incident.typeCode}
            </span>
            <span>{incident.placeName}</span>
            <span className={styles.number}>{incident.number}</span>
            <Tag tone={incident.status === 'responding' ? 'accent' : 'outline'}>{incidentStatusNames[incident.status]}</Tag>
            {emergencyStates.map((state) => (
              <Tag key={state.id} tone="accent">
                {state.placeName}
                {stateNames[state.kind]}
              </Tag>
            ))}
          </div>
        </div>
      </div>
      {response !== null && <ResponseBlock response={response} />}
      <div className={styles.figures}>
        <StatRow>
          {chooseHeadFigures(incident.facts).map(({ fact, label, value, unit }) => (
            <StatNumber key={fact} label={label} {...(value === null ? { value: '未报' } : shortFigure(value, unit))} />
          ))}
        </StatRow>
      </div>
    </header>
  )
}

function ResponseBlock({ response }: { readonly response: ResponseView }) {
  const active = response.status === 'active'
  const until = addMinutes(response.startedAt, response.expectedHours * 60)
  return (
    <div className={styles.response}>
      <ResponseShield level={response.level} outline={!active} size="large" />
      <div>
        <b>
          {response.placeName}
          {levelRoman[response.level]}级响应{active ? '' : '（已终止）'}
        </b>
        <small>
          <time dateTime={response.startedAt} title={absoluteTime(response.startedAt)}>
            {monthDayTime(response.startedAt)}
          </time>{' '}
          启动，{shortUnitName(response.decidedByUnitName, response.placeName)}签发
        </small>
      </div>
      <div className={styles.elapsed}>
        <b>
          <ElapsedSince since={response.startedAt} {...(response.endedAt === null ? {} : { until: response.endedAt })} />
        </b>
        <small title={absoluteTime(until)}>{active ? `预计至 ${monthDayTime(until)}` : `${monthDayTime(response.endedAt ?? until)} 终止`}</small>
      </div>
    </div>
  )
}
