import { DigestsTab } from '../features/digests/DigestsTab.tsx'
import { DisasterListPage } from '../features/disaster-statistics/DisasterListPage.tsx'
import { CommissionsTab } from '../features/duty/intake/CommissionsTab.tsx'
import { InstructionsPage } from '../features/instructions/InstructionsPage.tsx'
import { AwaitingSignatureTab } from '../features/reports/AwaitingSignatureTab.tsx'
import { paths, useGo } from '../lib/navigation.ts'
import type { ReportingTab } from '../lib/navigation.ts'
import { SectionsPage } from './SectionsPage.tsx'
import type { Section } from './SectionsPage.tsx'

interface ReportingPageProps {
  /** From the address; an unknown one shows the first. */
  readonly tab: string
  /** One record of the section. */
  readonly recordId?: string | undefined
}

/** What a duty office handles beside single incidents: what waits for a signature, daily products, disaster statistics, instructions, commissions. */
export function ReportingPage({ tab, recordId }: ReportingPageProps) {
  const go = useGo()
  const sections: readonly Section<ReportingTab>[] = [
    { key: 'review', label: '审签', needs: 'report:draft', page: () => <AwaitingSignatureTab /> },
    { key: 'digests', label: '每日要情', needs: 'digest:read', page: () => <DigestsTab openId={recordId ?? null} onOpen={(id) => go(paths.reporting('digests', id))} /> },
    { key: 'disasters', label: '灾情统计', needs: 'disaster:read', page: () => <DisasterListPage />, ownCards: true },
    { key: 'instructions', label: '批示督办', needs: 'instruction:read', page: () => <InstructionsPage {...(recordId === undefined ? {} : { instructionId: recordId })} />, ownCards: true },
    { key: 'commissions', label: '约稿', needs: 'signal:read', page: () => <CommissionsTab /> },
  ]
  return <SectionsPage label="报送" sections={sections} current={tab} pathOf={(key) => paths.reporting(key)} permissionName="查看每日要情" />
}
