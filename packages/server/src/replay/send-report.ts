import { routes } from '@fengsui/contract'
import type { StepApi } from './scenario.ts'

/** Who reviews what a duty officer of the demo drafts. */
const leaders: Readonly<Record<string, string>> = { 'demo-duty': 'demo-leader', 'city-duty': 'city-leader' }

/**
 * Signs and sends a draft as a watch at night does: the final report goes through review; others go out at once, and where a leader's signature is wanted
 * with the word of the leader on watch.
 */
export async function sendReport(api: StepApi, as: string, report: { readonly id: string; readonly kind: string }): Promise<void> {
  const params = { reportId: report.id }
  const leader = leaders[as]
  if (report.kind === 'final' && leader !== undefined) {
    await api.command(as, routes.submitReport, { params, body: {} })
    await api.command(leader, routes.reviewReport, { params, body: { decision: 'approve', remarks: '' } })
  }
  await api.command(as, routes.issueReport, { params, body: { urgentReason: '夜间时限紧，已电话请示带班领导同意先发' } })
}
