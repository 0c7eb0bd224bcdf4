import type { Permission } from '@fengsui/contract/kernel'
import type { ReactNode } from 'react'
import { AccountPage } from '../features/access/AccountPage.tsx'
import { AccountsTab } from '../features/access/AccountsTab.tsx'
import { AuditTab } from '../features/access/AuditTab.tsx'
import { DelegationsTab } from '../features/access/DelegationsTab.tsx'
import { SessionsTab } from '../features/access/SessionsTab.tsx'
import { TokensTab } from '../features/access/TokensTab.tsx'
import { CallingRulesTab } from '../features/calls/CallingRulesTab.tsx'
import { ImportsTab } from '../features/imports/ImportsTab.tsx'
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

const tabs: Readonly<Record<AdminTab, { readonly label: string; /** Null: everybody. */ readonly needs: Permission | null }>> = {
  me: { label: '我的账号', needs: null },
  units: { label: '单位', needs: 'org:read' },
  people: { label: '人员', needs: 'org:read' },
  posts: { label: '应急岗位', needs: 'org:read' },
  headquarters: { label: '专项指挥部', needs: 'org:read' },
  calling: { label: '叫应规则', needs: 'call:read' },
  imports: { label: '导入', needs: 'org:edit' },
  accounts: { label: '账号', needs: 'account:manage' },
  sessions: { label: '会话', needs: 'account:manage' },
  delegations: { label: '委托', needs: null },
  audit: { label: '审计', needs: 'account:manage' },
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
  const allowed = adminTabs.filter((key) => tabs[key].needs === null || permissions.includes(tabs[key].needs))
  // Whoever comes without an address comes for the organisation.
  const current = allowed.find((key) => key === tab) ?? allowed.find((key) => key === 'units') ?? allowed[0]
  if (current === undefined) return <NoPermissionState permission="查看组织与通讯录" />
  const pages: Readonly<Record<AdminTab, () => ReactNode>> = {
    units: () => <UnitsTab />,
    people: () => <PeopleTab key={unitId} unitId={unitId} />,
    posts: () => <PostsTab />,
    headquarters: () => <HeadquartersTab />,
    me: () => <AccountPage />,
    calling: () => <CallingRulesTab />,
    imports: () => <ImportsTab />,
    accounts: () => <AccountsTab />,
    sessions: () => <SessionsTab />,
    delegations: () => <DelegationsTab />,
    audit: () => <AuditTab />,
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
