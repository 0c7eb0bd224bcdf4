import { planProblems, StructuredPlan } from '@fengsui/contract/plans/structured'

/** One thing to correct in a plan file. */
export interface FileFault {
  readonly path: string
  readonly message: string
}

/** A plan file as read: what can be sent, and every fault, so that all can be corrected in one go. */
export interface PlanFile {
  /** The object to send; null while the file cannot be read at all or its shape is wrong. */
  readonly structure: Record<string, unknown> | null
  readonly title: string | null
  readonly counts: { readonly levels: number; readonly groups: number; readonly tasks: number } | null
  /** Stops the import. */
  readonly faults: readonly FileFault[]
  /** Does not stop it; the draft shows them as its check-up. */
  readonly remarks: readonly FileFault[]
}

const nothing = { structure: null, title: null, counts: null, remarks: [] } as const

/** Reads the text of a structured plan file (JSON) by the same rules as the server. */
export function readPlanFile(text: string): PlanFile {
  let raw: unknown
  try {
    raw = JSON.parse(text)
  } catch {
    return { ...nothing, faults: [{ path: '', message: '不是有效的 JSON 文件，请用“导出结构”得到的文件，或请预案责任人检查' }] }
  }
  if (typeof raw !== 'object' || raw === null || Array.isArray(raw)) return { ...nothing, faults: [{ path: '', message: '文件里不是一个预案，请核对文件' }] }
  const parsed = StructuredPlan.safeParse(raw)
  if (!parsed.success) {
    const title = 'title' in raw && typeof raw.title === 'string' ? raw.title : null
    return { ...nothing, title, faults: parsed.error.issues.map((issue) => ({ path: issue.path.join('.'), message: issue.message })) }
  }
  const plan = parsed.data
  const remarks = planProblems(plan).map(({ path, messageZh }) => ({ path, message: messageZh }))
  return { structure: raw as Record<string, unknown>, title: plan.title, counts: { levels: plan.responseLevels.length, groups: plan.groups.length, tasks: plan.responseLevels.reduce((sum, level) => sum + level.tasks.length, 0) }, faults: [], remarks }
}
