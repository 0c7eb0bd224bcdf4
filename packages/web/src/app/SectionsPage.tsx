import type { Permission } from '@fengsui/contract/kernel'
import type { ReactNode } from 'react'
import { useGo } from '../lib/navigation.ts'
import { useSession } from '../lib/session.tsx'
import { Card } from '../ui/layout/Card.tsx'
import { TabStrip } from '../ui/layout/TabStrip.tsx'
import { NoPermissionState } from '../ui/states/PageStates.tsx'
import styles from './administration.module.css'

/** One section of a page, with its own address. */
export interface Section<K extends string> {
  readonly key: K
  readonly label: string
  /** Null: everybody. */
  readonly needs: Permission | null
  readonly page: () => ReactNode
  /** The page draws its own cards: the tabs stand over it instead of around it. */
  readonly ownCards?: boolean
}

interface SectionsPageProps<K extends string> {
  readonly label: string
  readonly sections: readonly Section<K>[]
  /** From the address; an unknown one shows `start`, or the first that is allowed. */
  readonly current: string
  readonly start?: K
  readonly pathOf: (key: K) => string
  /** The permission named to those who may see no section at all. */
  readonly permissionName: string
}

/** A page of sections under one row of tabs; only those the role may use are there. */
export function SectionsPage<K extends string>({ label, sections, current, start, pathOf, permissionName }: SectionsPageProps<K>) {
  const go = useGo()
  const { permissions } = useSession()
  const allowed = sections.filter(({ needs }) => needs === null || permissions.includes(needs))
  const shown = allowed.find(({ key }) => key === current) ?? allowed.find(({ key }) => key === start) ?? allowed[0]
  if (shown === undefined) return <NoPermissionState permission={permissionName} />
  const strip = <TabStrip label={label} items={allowed} value={shown.key} onChange={(key) => go(pathOf(key))} />
  if (shown.ownCards === true) {
    return (
      <div className={styles.over}>
        <Card className={styles.strip} head={strip}>{null}</Card>
        <div className={styles.under}>{shown.page()}</div>
      </div>
    )
  }
  return (
    <div className={styles.page}>
      <Card className={styles.card} head={strip}>
        {shown.page()}
      </Card>
    </div>
  )
}
