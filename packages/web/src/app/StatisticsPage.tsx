import { AssessmentSection } from '../features/assessment/AssessmentSection.tsx'
import { IncidentStatisticsSection } from '../features/statistics/IncidentStatisticsSection.tsx'
import { paths } from '../lib/navigation.ts'
import type { StatisticsTab } from '../lib/navigation.ts'
import { SectionsPage } from './SectionsPage.tsx'
import type { Section } from './SectionsPage.tsx'

interface StatisticsPageProps {
  /** From the address; an unknown one shows the first that is allowed. */
  readonly tab: string
  /** One bulletin of the assessment. */
  readonly recordId?: string | undefined
}

/** What the record adds up to: incidents, and how the units reported. */
export function StatisticsPage({ tab, recordId }: StatisticsPageProps) {
  const sections: readonly Section<StatisticsTab>[] = [
    { key: 'incidents', label: '突发事件统计', needs: 'statistics:read', page: () => <IncidentStatisticsSection /> },
    { key: 'assessment', label: '信息报送考核', needs: 'assessment:read', page: () => <AssessmentSection bulletinId={recordId} /> },
  ]
  return <SectionsPage label="统计考核" sections={sections} current={tab} pathOf={(key) => paths.statistics(key)} permissionName="查看统计或考核通报" />
}
