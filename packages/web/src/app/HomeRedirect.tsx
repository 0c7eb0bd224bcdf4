import { useEffect } from 'react'
import { useGo } from '../lib/navigation.ts'
import { useSession } from '../lib/session.tsx'
import { EmptyState, LoadingState } from '../ui/states/PageStates.tsx'
import { homePathOf } from './rail.ts'

/** The bare address: on to where the role's work is. */
export function HomeRedirect() {
  const go = useGo()
  const { permissions } = useSession()
  const home = homePathOf(permissions)
  useEffect(() => {
    if (home !== null) go(home, { replace: true })
  }, [home, go])
  if (home !== null) return <LoadingState />
  return <EmptyState symbol="lock" title="这个账号没有可用的页面" hint="它只供设备和接口使用。需要在网页上办事，请系统管理员为你的账号增加角色。" />
}
