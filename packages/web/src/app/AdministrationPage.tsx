import { AccountPage } from '../features/access/AccountPage.tsx'
import { AccountsTab } from '../features/access/AccountsTab.tsx'
import { AuditTab } from '../features/access/AuditTab.tsx'
import { DelegationsTab } from '../features/access/DelegationsTab.tsx'
import { SessionsTab } from '../features/access/SessionsTab.tsx'
import { TokensTab } from '../features/access/TokensTab.tsx'
import { CalendarTab } from '../features/calendar/CalendarTab.tsx'
import { CallingRulesTab } from '../features/calls/CallingRulesTab.tsx'
import { FeedsTab } from '../features/duty/intake/FeedsTab.tsx'
import { ImportsTab } from '../features/imports/ImportsTab.tsx'
import { HeadquartersTab } from '../features/org/HeadquartersTab.tsx'
import { PeopleTab } from '../features/org/PeopleTab.tsx'
import { PostsTab } from '../features/org/PostsTab.tsx'
import { UnitsTab } from '../features/org/UnitsTab.tsx'
import { DocumentFormTab } from '../features/reports/DocumentFormTab.tsx'
import { ClockRulesTab } from '../features/reports/clocks/ClockRulesTab.tsx'
import { paths } from '../lib/navigation.ts'
import type { AdminTab } from '../lib/navigation.ts'
import { SectionsPage } from './SectionsPage.tsx'
import type { Section } from './SectionsPage.tsx'

interface AdministrationPageProps {
  /** From the address; an unknown one shows the first. */
  readonly tab: string
  /** Only this unit's people. */
  readonly unitId?: string | undefined
}

/** The organisation and who may do what: each section with its own address. */
export function AdministrationPage({ tab, unitId }: AdministrationPageProps) {
  const sections: readonly Section<AdminTab>[] = [
    { key: 'me', label: '我的账号', needs: null, page: () => <AccountPage /> },
    { key: 'units', label: '单位', needs: 'org:read', page: () => <UnitsTab /> },
    { key: 'people', label: '人员', needs: 'org:read', page: () => <PeopleTab key={unitId} unitId={unitId} /> },
    { key: 'posts', label: '应急岗位', needs: 'org:read', page: () => <PostsTab /> },
    { key: 'headquarters', label: '专项指挥部', needs: 'org:read', page: () => <HeadquartersTab /> },
    { key: 'calling', label: '叫应规则', needs: 'call:read', page: () => <CallingRulesTab /> },
    { key: 'clocks', label: '时限规则', needs: 'org:read', page: () => <ClockRulesTab /> },
    { key: 'calendar', label: '工作日历', needs: 'org:read', page: () => <CalendarTab /> },
    { key: 'papers', label: '公文格式', needs: 'org:edit', page: () => <DocumentFormTab /> },
    { key: 'feeds', label: '信息源', needs: 'feed:edit', page: () => <FeedsTab /> },
    { key: 'imports', label: '导入', needs: 'org:edit', page: () => <ImportsTab /> },
    { key: 'accounts', label: '账号', needs: 'account:manage', page: () => <AccountsTab /> },
    { key: 'sessions', label: '会话', needs: 'account:manage', page: () => <SessionsTab /> },
    { key: 'delegations', label: '委托', needs: null, page: () => <DelegationsTab /> },
    { key: 'tokens', label: '接口令牌', needs: 'account:manage', page: () => <TokensTab /> },
    { key: 'audit', label: '审计', needs: 'account:manage', page: () => <AuditTab /> },
  ]
  // Whoever comes without an address comes for the organisation.
  return <SectionsPage label="组织与管理" sections={sections} current={tab} start="units" pathOf={(key) => paths.admin(key)} permissionName="查看组织与通讯录" />
}
