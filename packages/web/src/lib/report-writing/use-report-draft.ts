import { routes } from '@fengsui/contract'
import type { IncidentFacts } from '@fengsui/contract/incidents/grading'
import type { Instant, ProblemBody } from '@fengsui/contract/kernel'
import type { ReportView } from '@fengsui/contract/reports'
import { useEffect, useEffectEvent, useRef, useState } from 'react'
import { useNow } from '../../ui/now-context.tsx'
import { useCommand } from '../use-command.ts'
import { useDraft } from '../use-draft.ts'

/** What a person fills in of a report. */
export interface DraftContent {
  readonly facts: IncidentFacts
  readonly elements: Readonly<Record<string, string>>
}

/** A draft being written: kept in this browser at every key, on the server shortly after. */
export interface ReportDraft extends DraftContent {
  readonly setFacts: (facts: IncidentFacts) => void
  readonly setElement: (field: string, text: string) => void
  readonly saving: boolean
  /** When the server last took it; null before the first change here. */
  readonly savedAt: Instant | null
  readonly problem: ProblemBody | null
  /** Saves what is not yet saved. False when the server refused; `problem` says why. */
  readonly flush: () => Promise<boolean>
  /** Forgets the copy in this browser, once the report is out. */
  readonly forget: () => void
}

const saveAfterMilliseconds = 1_500
const withoutEmpty = (elements: Readonly<Record<string, string>>): Record<string, string> => Object.fromEntries(Object.entries(elements).filter(([, value]) => value.trim() !== ''))
const fingerprint = ({ facts, elements }: DraftContent): string =>
  JSON.stringify([Object.entries(facts).filter(([, value]) => value !== null && value !== undefined).sort(), Object.entries(withoutEmpty(elements)).sort()])

/** Edits a report that is still a draft. Nothing typed is lost: neither by closing the page nor by a lost connection. */
export function useReportDraft(report: ReportView): ReportDraft {
  const [content, setContent, forget] = useDraft<DraftContent>(`report:${report.id}`, { facts: report.facts, elements: report.elements })
  const revise = useCommand(routes.reviseDraft)
  const [savedAt, setSavedAt] = useState<Instant | null>(null)
  const now = useRef(0)
  now.current = useNow()
  const known = useRef(fingerprint(report))
  const written = fingerprint(content)

  const save = async (): Promise<boolean> => {
    const sent = fingerprint(content)
    if (sent === known.current || (report.status !== 'draft' && report.status !== 'returned')) return true
    const answer = await revise.run({ params: { reportId: report.id }, body: { facts: content.facts, elements: withoutEmpty(content.elements) } })
    if (answer === undefined) return false
    known.current = sent
    setSavedAt(new Date(now.current).toISOString())
    return true
  }
  const saveLater = useEffectEvent(() => void save())
  useEffect(() => {
    if (written === known.current) return
    const timer = setTimeout(() => saveLater(), saveAfterMilliseconds)
    return () => clearTimeout(timer)
  }, [written])

  return {
    ...content,
    setFacts: (facts) => setContent((before) => ({ ...before, facts })),
    setElement: (field, text) => setContent((before) => ({ ...before, elements: { ...before.elements, [field]: text } })),
    saving: revise.busy,
    savedAt,
    problem: revise.problem,
    flush: save,
    forget,
  }
}
