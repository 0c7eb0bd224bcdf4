import { AbsencesTab } from '../features/rosters/AbsencesTab.tsx'
import { ChangesTab } from '../features/rosters/ChangesTab.tsx'
import { FilingsTab } from '../features/rosters/FilingsTab.tsx'
import { MineTab } from '../features/rosters/MineTab.tsx'
import { MonthTab } from '../features/rosters/MonthTab.tsx'
import { SetupTab } from '../features/rosters/SetupTab.tsx'
import { paths, useGo } from '../lib/navigation.ts'
import type { RosterTab } from '../lib/navigation.ts'
import { SectionsPage } from './SectionsPage.tsx'
import type { Section } from './SectionsPage.tsx'

interface RostersPageProps {
  /** From the address; an unknown one shows the first. */
  readonly tab: string
  readonly unitId?: string | undefined
}

/** Duty rosters: the month, how it is made, swaps, holiday filing, leaders away, one's own shifts. */
export function RostersPage({ tab, unitId }: RostersPageProps) {
  const go = useGo()
  const choose = (key: RosterTab) => ({ unitId, onUnit: (id: string) => go(paths.rosters(key, id), { replace: true }) })
  const sections: readonly Section<RosterTab>[] = [
    { key: 'month', label: '值班表', needs: 'roster:read', page: () => <MonthTab {...choose('month')} /> },
    { key: 'mine', label: '我的班', needs: 'roster:read', page: () => <MineTab /> },
    { key: 'changes', label: '换班', needs: 'roster:read', page: () => <ChangesTab /> },
    { key: 'filings', label: '节假日报备', needs: 'roster:read', page: () => <FilingsTab /> },
    { key: 'absences', label: '外出报备', needs: 'roster:read', page: () => <AbsencesTab /> },
    { key: 'setup', label: '班次与人员', needs: 'roster:read', page: () => <SetupTab {...choose('setup')} /> },
  ]
  return <SectionsPage label="值班表" sections={sections} current={tab} pathOf={(key) => paths.rosters(key, unitId)} permissionName="查看值班表、外出报备" />
}
