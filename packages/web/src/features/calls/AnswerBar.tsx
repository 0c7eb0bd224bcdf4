import type { CallView } from '@fengsui/contract/notifications'
import { ProgressBar } from '../../ui/layout/ProgressBar.tsx'

/** How far a call came: answered, delivered, sent, and who cannot be reached. */
export function AnswerBar({ counts, thin = true }: { readonly counts: CallView['counts']; readonly thin?: boolean }) {
  return (
    <ProgressBar
      label="应答"
      thin={thin}
      total={counts.total}
      text={`${counts.answered} / ${counts.total}`}
      parts={[
        { label: '已应答', value: counts.answered, step: 5 },
        { label: '已送达', value: counts.delivered, step: 3 },
        { label: '已发出', value: counts.sent, step: 2 },
        { label: '送不到', value: counts.unreachable, step: 'missing' },
      ]}
    />
  )
}
