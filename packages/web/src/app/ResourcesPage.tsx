import { EquipmentTab } from '../features/resources/EquipmentTab.tsx'
import { FacilitiesTab } from '../features/resources/FacilitiesTab.tsx'
import { SheltersTab } from '../features/resources/SheltersTab.tsx'
import { TeamsTab } from '../features/resources/TeamsTab.tsx'
import { StockTab } from '../features/stockpile/StockTab.tsx'
import { paths, useGo } from '../lib/navigation.ts'
import type { ResourceTab } from '../lib/navigation.ts'
import { SectionsPage } from './SectionsPage.tsx'
import type { Section } from './SectionsPage.tsx'

interface ResourcesPageProps {
  /** From the address; an unknown one shows the first. */
  readonly tab: string
  /** One warehouse of the goods. */
  readonly warehouseId?: string | undefined
  /** One team, piece of equipment, shelter or facility, opened over its list. */
  readonly recordId?: string | undefined
}

/** Who and what there is to help with: forces, shelters, places to watch, goods. */
export function ResourcesPage({ tab, warehouseId, recordId }: ResourcesPageProps) {
  const go = useGo()
  // In the address, so that a record can be sent on, reloaded and closed by going back.
  const recordOf = (key: ResourceTab) => ({ openId: recordId ?? null, onOpen: (id: string | null) => go(paths.resources(key, id ?? undefined), { replace: id === null }) })
  const sections: readonly Section<ResourceTab>[] = [
    { key: 'teams', label: '队伍', needs: 'resource:read', page: () => <TeamsTab {...recordOf('teams')} /> },
    { key: 'equipment', label: '装备', needs: 'resource:read', page: () => <EquipmentTab {...recordOf('equipment')} /> },
    { key: 'shelters', label: '避难场所', needs: 'resource:read', page: () => <SheltersTab {...recordOf('shelters')} /> },
    { key: 'facilities', label: '重点设施', needs: 'resource:read', page: () => <FacilitiesTab /> },
    { key: 'stock', label: '物资', needs: 'stock:read', page: () => <StockTab warehouseId={warehouseId} /> },
  ]
  return <SectionsPage label="资源" sections={sections} current={tab} pathOf={(key) => paths.resources(key)} permissionName="查看力量、装备、场所" />
}
