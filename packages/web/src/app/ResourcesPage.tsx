import type { Permission } from '@fengsui/contract/kernel'
import type { ReactNode } from 'react'
import { EquipmentTab } from '../features/resources/EquipmentTab.tsx'
import { FacilitiesTab } from '../features/resources/FacilitiesTab.tsx'
import { SheltersTab } from '../features/resources/SheltersTab.tsx'
import { TeamsTab } from '../features/resources/TeamsTab.tsx'
import { StockTab } from '../features/stockpile/StockTab.tsx'
import { paths, resourceTabs, useGo } from '../lib/navigation.ts'
import type { ResourceTab } from '../lib/navigation.ts'
import { useSession } from '../lib/session.tsx'
import { Card } from '../ui/layout/Card.tsx'
import { TabStrip } from '../ui/layout/TabStrip.tsx'
import { NoPermissionState } from '../ui/states/PageStates.tsx'
import styles from './administration.module.css'

const tabs: Readonly<Record<ResourceTab, { readonly label: string; readonly needs: Permission }>> = {
  teams: { label: '队伍', needs: 'resource:read' },
  equipment: { label: '装备', needs: 'resource:read' },
  shelters: { label: '避难场所', needs: 'resource:read' },
  facilities: { label: '重点设施', needs: 'resource:read' },
  stock: { label: '物资', needs: 'stock:read' },
}

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
  const { permissions } = useSession()
  const allowed = resourceTabs.filter((key) => permissions.includes(tabs[key].needs))
  const current = allowed.find((key) => key === tab) ?? allowed[0]
  if (current === undefined) return <NoPermissionState permission="查看力量、装备、场所" />
  // In the address, so that a record can be sent on, reloaded and closed by going back.
  const record = { openId: recordId ?? null, onOpen: (id: string | null) => go(paths.resources(current, id ?? undefined), { replace: id === null }) }
  const pages: Readonly<Record<ResourceTab, () => ReactNode>> = {
    teams: () => <TeamsTab {...record} />,
    equipment: () => <EquipmentTab {...record} />,
    shelters: () => <SheltersTab {...record} />,
    facilities: () => <FacilitiesTab />,
    stock: () => <StockTab warehouseId={warehouseId} />,
  }
  return (
    <div className={styles.page}>
      <Card className={styles.card} head={<TabStrip label="资源" items={allowed.map((key) => ({ key, label: tabs[key].label }))} value={current} onChange={(key) => go(paths.resources(key))} />}>
        {pages[current]()}
      </Card>
    </div>
  )
}
