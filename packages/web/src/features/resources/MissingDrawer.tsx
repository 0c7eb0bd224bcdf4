import { Drawer } from 'antd'
import { EmptyState } from '../../ui/states/PageStates.tsx'

/** The address names a record that is not in the list: given up since, or of another jurisdiction. */
export function MissingDrawer({ onClose }: { readonly onClose: () => void }) {
  return (
    <Drawer open title="没有找到" size={440} onClose={onClose}>
      <EmptyState symbol="search" title="没有这条记录" hint="它可能已撤销，或不在您的辖区。请关闭后在列表里查找。" />
    </Drawer>
  )
}
