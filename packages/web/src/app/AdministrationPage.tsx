import type { Permission } from '@fengsui/contract/kernel'
import type { ReactNode } from 'react'
import { AccountsTab } from '../features/access/AccountsTab.tsx'
import { TokensTab } from '../features/access/TokensTab.tsx'
import { HeadquartersTab } from '../features/org/HeadquartersTab.tsx'
import { PeopleTab } from '../features/org/PeopleTab.tsx'
import { PostsTab } from '../features/org/PostsTab.tsx'
import { UnitsTab } from '../features/org/UnitsTab.tsx'
import { adminTabs, paths, useGo } from '../lib/navigation.ts'
import type { AdminTab } from '../lib/navigation.ts'
import { useSession } from '../lib/session.tsx'
import { Card } from '../ui/layout/Card.tsx'
import { TabStrip } from '../ui/layout/TabStrip.tsx'
import { NoPermissionState } from '../ui/states/PageStates.tsx'
import styles from './administration.module.css'

const tabs: Readonly<Record<AdminTab, { readonly label: string; readonly needs: Permission }>> = {
  units: { label: '单位', needs: 'org:read' },
  people: { label: '人员', needs: 'org:read' },
  posts: { label: '应急岗位', needs: 'org:read' },
  headquarters: { label: '专项指挥部', needs: 'org:read' },
  accounts: { label: '账号', needs: 'account:manage' },
  tokens: { label: '接口令牌', needs: 'account:manage' },
}

interface AdministrationPageProps {
  /** From the address; an unknown one shows the first. */
  readonly tab: string
  /** Only this unit's people. */
  readonly unitId?: string | undefined
}

/** The organisation and who may do what: each section with its own address. */
export function AdministrationPage({ tab, unitId }: AdministrationPageProps) {
  const go = useGo()
  const { permissions } = useSession()
  const allowed = adminTabs.filter((key) => permissions.includes(tabs[key].needs))
  const current = allowed.find((key) => key === tab) ?? allowed[0]
  if (current === undefined) return <NoPermissionState permission="查看组织与通讯录" />
  const pages: Readonly<Record<AdminTab, () => ReactNode>> = {
    units: () => <UnitsTab />,
    people: () => <PeopleTab key={unitId} unitId={unitId} />,
    posts: () => <PostsTab />,
    headquarters: () => <HeadquartersTab />,
    accounts: () => <AccountsTab />,
    tokens: () => <TokensTab />,
  }
  return (
    <div className={styles.page}>
      <Card className={styles.card} head={<TabStrip label="组织与管理" items={allowed.map((key) => ({ key, label: tabs[key].label }))} value={current} onChange={(key) => go(paths.admin(key))} />}>
        {pages[current]()}
      </Card>
    </div>
  )
}
