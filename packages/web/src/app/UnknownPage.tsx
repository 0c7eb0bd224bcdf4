import { Button } from 'antd'
import { useGo } from '../lib/navigation.ts'
import { EmptyState } from '../ui/states/PageStates.tsx'

/** An address that leads nowhere. */
export function UnknownPage() {
  const go = useGo()
  return (
    <EmptyState
      symbol="search"
      title="没有这个页面"
      hint="地址可能输错了，或者所指的内容已经换了地方。请从左侧导航进入，或按 Ctrl K 查找。"
      action={
        <Button type="primary" onClick={() => go('/', { replace: true })}>
          回首页
        </Button>
      }
    />
  )
}
