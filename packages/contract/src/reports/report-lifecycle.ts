/** 拟稿 → 审核 → 签发. `returned` is a draft with a reviewer's remarks. */
export const reportStatusNames = { draft: '草稿', returned: '已退回', inReview: '送审中', approved: '审核通过', issued: '已签发', discarded: '已作废' } as const
export type ReportStatus = keyof typeof reportStatusNames

/** What can be done with a report in a state, and what state that leads to; shared by server and screens, every pair tested. */
export const reportLifecycle = {
  draft: { revise: 'draft', submit: 'inReview', issue: 'issued', discard: 'discarded' },
  returned: { revise: 'returned', submit: 'inReview', discard: 'discarded' },
  inReview: { withdraw: 'draft', approve: 'approved', return: 'returned', issue: 'issued' },
  approved: { withdraw: 'draft', return: 'returned', issue: 'issued' },
  issued: {},
  discarded: {},
} as const satisfies Record<ReportStatus, Readonly<Partial<Record<ReportAction, ReportStatus>>>>

export type ReportAction = 'revise' | 'submit' | 'withdraw' | 'approve' | 'return' | 'issue' | 'discard'

/** Reports that are written or reviewed at their desk and nowhere else known yet. */
export const openReportStatuses = ['draft', 'returned', 'inReview', 'approved'] as const satisfies readonly ReportStatus[]

export function isOpenReport(status: ReportStatus): boolean {
  return (openReportStatuses as readonly ReportStatus[]).includes(status)
}

const refusals: Readonly<Record<ReportStatus, string>> = {
  draft: '这份报告还是草稿，请先送审',
  returned: '这份稿子已退回，请按意见修改后重新送审',
  inReview: '这份报告送审中，不能改；要改请先撤回',
  approved: '这份报告已审核通过，不能改；要改请先撤回',
  issued: '这份报告已签发报出，不能再改；有新情况请起草续报，有错请起草更正',
  discarded: '这份草稿已作废，请重新起草',
}

/** The state an action leads to, or why it cannot be done. */
export function nextReportStatus(status: ReportStatus, action: ReportAction): { to: ReportStatus } | { refusedZh: string } {
  const to = (reportLifecycle[status] as Readonly<Partial<Record<ReportAction, ReportStatus>>>)[action]
  return to === undefined ? { refusedZh: refusals[status] } : { to }
}
