import type { ResponseView } from '@fengsui/contract/command'
import { levelRoman } from '@fengsui/contract/incidents'
import { Button } from 'antd'
import { LinkTo, paths } from '../../../lib/navigation.ts'
import { RelativeTime } from '../../../ui/clocks/RelativeTime.tsx'
import { monthDayTime } from '../../../ui/clocks/time-text.ts'
import { ResponseShield } from '../../../ui/marks/ResponseShield.tsx'
import { Tag } from '../../../ui/marks/Tag.tsx'
import { EmptyState } from '../../../ui/states/PageStates.tsx'
import type { CommandBoard } from '../workspace/workspace-data.ts'
import styles from './panels.module.css'

interface ResponsePanelProps {
  readonly incidentId: string
  readonly board: CommandBoard
  readonly may: { readonly start: boolean; readonly change: boolean; readonly end: boolean; readonly decide: boolean }
  readonly onStart: () => void
  readonly onChangeLevel: (responseId: string) => void
  readonly onEnd: (responseId: string) => void
  readonly onAppoint: (responseId: string) => void
  readonly onEnterState: () => void
  readonly onLeaveState: (stateId: string) => void
}

const stateNames = { emergency: '应急状态', floodEmergency: '紧急防汛期' } as const

/** Every response to the incident with its four statutory matters, what found no owner, and special states of places. */
export function ResponsePanel(props: ResponsePanelProps) {
  const { board, may, onStart, onEnterState, onLeaveState } = props
  return (
    <div className={styles.panel}>
      <div className={styles.panelTools}>
        <b>应急响应 {board.responses.length} 个</b>
        {may.start && (
          <Button size="small" type="primary" onClick={onStart}>
            启动响应
          </Button>
        )}
      </div>
      {board.responses.length === 0 && <EmptyState symbol="rail-commandPost" title="还没有启动响应" hint="对照预案的启动条件，由有权签发的人启动；启动即成立指挥部、派出任务。" />}
      {board.responses.map((response) => (
        <OneResponse key={response.id} response={response} {...props} />
      ))}
      <div className={styles.panelTools}>
        <b>应急状态、紧急防汛期</b>
        {may.decide && (
          <Button size="small" onClick={onEnterState}>
            宣布进入
          </Button>
        )}
      </div>
      {board.emergencyStates.length === 0 ? (
        <p className={styles.quiet}>没有宣布。紧急防汛期依据《防洪法》第四十五条。</p>
      ) : (
        <ul className={styles.cards}>
          {board.emergencyStates.map((state) => (
            <li key={state.id} className={styles.oneCard}>
              <div className={styles.cardLine}>
                <b>
                  {state.placeName}
                  {stateNames[state.kind]}
                </b>
                {state.leftAt === null ? <Tag tone="accent">进行中</Tag> : <Tag>已解除</Tag>}
                {state.leftAt === null && may.decide && (
                  <Button size="small" onClick={() => onLeaveState(state.id)}>
                    解除
                  </Button>
                )}
              </div>
              <p>进入条件：{state.criteria}</p>
              {state.leaveCriteria !== null && <p>解除条件：{state.leaveCriteria}</p>}
              <div className={styles.cardMeta}>
                {monthDayTime(state.enteredAt)} 起{state.leftAt === null ? '' : `，${monthDayTime(state.leftAt)} 止`}
              </div>
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}

function OneResponse({ response, incidentId, board, may, onChangeLevel, onEnd, onAppoint }: ResponsePanelProps & { readonly response: ResponseView }) {
  const active = response.status === 'active'
  const onSite = board.seats.find((seat) => seat.responseId === response.id && seat.role === 'onSiteCommander' && seat.status !== 'released')
  return (
    <section className={styles.oneCard} aria-label={`${response.placeName}响应`}>
      <div className={styles.cardLine}>
        <ResponseShield level={response.level} outline={!active} />
        <b>
          {response.placeName}
          {levelRoman[response.level]}级响应
        </b>
        <Tag tone={active ? 'accent' : 'quiet'}>{active ? '执行中' : '已终止'}</Tag>
      </div>
      <dl className={styles.pairs}>
        <dt>响应事项</dt>
        <dd>{response.matter}</dd>
        <dt>预计期限</dt>
        <dd>{response.expectedHours} 小时</dd>
        <dt>措施</dt>
        <dd>
          <ol>
            {response.measures.map((measure) => (
              <li key={measure}>{measure}</li>
            ))}
          </ol>
        </dd>
        <dt>启动</dt>
        <dd>
          <RelativeTime at={response.startedAt} />，{response.decidedByUnitName}签发
        </dd>
        <dt>预案</dt>
        <dd>
          <LinkTo to={paths.plan(response.planId, incidentId)}>
            {response.planTitle}（{response.planVersion}）
          </LinkTo>
        </dd>
        <dt>指挥部</dt>
        <dd>{response.headquartersName}</dd>
        <dt>现场指挥官</dt>
        <dd>{onSite === undefined ? '未指定' : `${onSite.personName ?? onSite.unitName}${onSite.room === null ? '' : `，${onSite.room}`}`}</dd>
        {response.endReason !== null && (
          <>
            <dt>终止理由</dt>
            <dd>{response.endReason}</dd>
          </>
        )}
      </dl>
      {response.unresolved.length > 0 && (
        <details className={styles.unresolved}>
          <summary>预案中 {response.unresolved.length} 处在本地无人承接，已交指挥部办公室</summary>
          <ul>
            {response.unresolved.map((item) => (
              <li key={item.path}>
                <b>{item.name}</b>：{item.why}
              </li>
            ))}
          </ul>
        </details>
      )}
      {active && (
        <div className={styles.formEnd}>
          {may.change && <Button size="small" onClick={() => onChangeLevel(response.id)}>调整级别</Button>}
          {may.decide && <Button size="small" onClick={() => onAppoint(response.id)}>{onSite === undefined ? '指定现场指挥官' : '改派现场指挥官'}</Button>}
          {may.end && <Button size="small" onClick={() => onEnd(response.id)}>终止响应</Button>}
        </div>
      )}
    </section>
  )
}
