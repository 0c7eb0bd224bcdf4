import { useEffect } from 'react'
import { paths, useGo } from '../lib/navigation.ts'
import { useSession } from '../lib/session.tsx'
import { useNarrow } from '../ui/shell/use-narrow.ts'
import { EmptyState, LoadingState } from '../ui/states/PageStates.tsx'
import { homePathOf } from './rail.ts'

const phonePages = '/m/'

/** The bare address: on to where the role's work is. Whoever is only an information officer and holds a phone works on the phone pages, unless `?desk` asks for these. */
export function HomeRedirect() {
  const go = useGo()
  const { permissions, mustEnrol, account } = useSession()
  const home = mustEnrol ? paths.admin('me') : homePathOf(permissions)
  const onPhone = useNarrow() && !mustEnrol && account.roles.every((role) => role === 'information-officer') && !new URLSearchParams(window.location.search).has('desk')
  useEffect(() => {
    if (onPhone) window.location.replace(phonePages)
    else if (home !== null) go(home, { replace: true })
  }, [home, go, onPhone])
  if (home !== null) return <LoadingState />
  return <EmptyState symbol="lock" title="这个账号没有可用的页面" hint="它只供设备和接口使用。需要在网页上办事，请系统管理员为你的账号增加角色。" />
}
