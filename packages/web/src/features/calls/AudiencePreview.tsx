import { routes } from '@fengsui/contract'
import { notificationChannels, type CallAudience, type NotificationChannel } from '@fengsui/contract/notifications'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useApiBase } from '../../lib/api-base.tsx'
import type { ApiProblem } from '../../lib/api-problem.ts'
import { callRoute } from '../../lib/api.ts'
import { monthDayTime } from '../../ui/clocks/time-text.ts'
import styles from './calls.module.css'

interface AudiencePreviewProps {
  readonly audience: CallAudience | null
  readonly channels: readonly NotificationChannel[]
  readonly urgency: 'urgent' | 'normal'
}

/** Who will be called and how many can be reached by what, before anything goes out. */
export function AudiencePreview({ audience, channels, urgency }: AudiencePreviewProps) {
  const { base } = useApiBase()
  const body = audience === null || channels.length === 0 ? null : { audience, channels: [...channels] }
  // A preview is a POST for its long body only: it changes nothing, so it is read like any other question.
  const preview = useQuery<Awaited<ReturnType<typeof callRoute<typeof routes.previewCall>>>, ApiProblem>({
    queryKey: [base, `calls/preview?${JSON.stringify(body)}`],
    queryFn: ({ signal }) => callRoute(routes.previewCall, { body: body as NonNullable<typeof body> }, { base, signal }),
    enabled: body !== null,
    placeholderData: keepPreviousData,
  })
  if (body === null) return <p className={styles.note}>选好叫谁、用什么通道，这里先看能叫到多少人。</p>
  if (preview.error !== null) return <p className={styles.refusal} role="alert">{preview.error.problem.detail}</p>
  if (preview.data === undefined) return <p className={styles.note} role="status">正在数人…</p>
  const { audienceName, total, perChannel, withoutContact, placesWithout, sample, quietUntil } = preview.data
  const missing = [withoutContact > 0 ? `${withoutContact.toLocaleString('zh-CN')} 人没有可用的联系方式` : '', placesWithout > 0 ? `${placesWithout.toLocaleString('zh-CN')} 处没有登记人` : ''].filter((part) => part !== '')
  return (
    <section className={styles.preview} aria-label="预览" aria-live="polite">
      <p>
        <b>{total.toLocaleString('zh-CN')}</b> 人：{audienceName}
      </p>
      <p>
        {Object.entries(perChannel).map(([channel, count]) => (
          <span key={channel}>
            {notificationChannels[channel as NotificationChannel]} {count.toLocaleString('zh-CN')}
          </span>
        ))}
      </p>
      {missing.length > 0 && <p className={styles.failure}>{missing.join('；')}，叫不到，请另派人</p>}
      {urgency === 'normal' && quietUntil !== null && <p>现在是静默时段，短信、邮件 {monthDayTime(quietUntil)} 再发</p>}
      {sample.length > 0 && <p className={styles.quiet}>{sample.map(({ name, placeName }) => `${placeName} ${name}`).join('、')}{total > sample.length ? ' 等' : ''}</p>}
    </section>
  )
}
