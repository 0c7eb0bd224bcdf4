import type { Sandbox } from '@fengsui/contract/sandboxes'
import { useState } from 'react'
import { paths, useGo } from '../../lib/navigation.ts'
import { Card } from '../../ui/layout/Card.tsx'
import { TabStrip } from '../../ui/layout/TabStrip.tsx'
import { Timeline } from '../../ui/layout/Timeline.tsx'
import type { TimelineItem } from '../../ui/layout/Timeline.tsx'
import styles from './replay.module.css'
import { texts } from './texts.ts'

interface NightStoryProps {
  readonly sandbox: Sandbox
  readonly marks: readonly { readonly at: string; readonly text: string; readonly incidentId: string | null }[]
  /** Epoch milliseconds. */
  readonly shownAt: number
}

/** What happened up to the moment shown, newest first: as the story tells it, or as the journal holds it. */
export function NightStory({ sandbox, marks, shownAt }: NightStoryProps) {
  const [tab, setTab] = useState<'steps' | 'marks'>('steps')
  const go = useGo()
  const told: readonly TimelineItem[] = sandbox.steps
    .slice(0, sandbox.stepIndex)
    .map(({ at, text }, index): TimelineItem => ({ id: `step-${index}`, at, kind: 'event', text }))
  const recorded: readonly TimelineItem[] = marks.map(({ at, text, incidentId }, index): TimelineItem => ({
    id: `mark-${index}`,
    at,
    kind: 'decision',
    text,
    onOpen: incidentId === null ? undefined : () => go(paths.incident(incidentId)),
  }))
  const items = (tab === 'steps' ? told : recorded).filter(({ at }) => Date.parse(at) <= shownAt).toReversed()
  return (
    <Card
      className={styles.story}
      head={
        <TabStrip
          label={texts.story}
          value={tab}
          onChange={setTab}
          items={[
            { key: 'steps', label: texts.storyTabs.steps },
            { key: 'marks', label: texts.storyTabs.marks },
          ]}
        />
      }
    >
      <Timeline items={items} label={texts.story} />
    </Card>
  )
}
