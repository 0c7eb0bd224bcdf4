import { LinkTo } from '../../lib/navigation.ts'
import { Card } from '../../ui/layout/Card.tsx'
import { joinClasses } from '../../ui/join-classes.ts'
import { Symbol } from '../../ui/symbols/Symbol.tsx'
import { labelOfResource, symbolOfResource } from '../../map/layers/resource-layers.ts'
import type { MapResource } from '../../map/situation/map-resources.ts'
import { CloseButton } from './LayerPanel.tsx'
import styles from './map-page.module.css'
import { distanceText } from './surroundings.ts'
import type { FoundRow } from './surroundings-sections.ts'
import { texts } from './texts.ts'

interface FoundRowsProps {
  readonly rows: readonly (Omit<FoundRow, 'metres'> & { readonly metres?: number })[]
  readonly hovered: string | null
  readonly onHover: (id: string | null) => void
  /** Left out where there is nothing to open. */
  readonly onSelect?: (id: string) => void
  /** Address of the record itself, where it has one. */
  readonly pageOf?: ((id: string) => string) | undefined
}

/** Found things in a list; pointing at one marks it on the map. */
export function FoundRows({ rows, hovered, onHover, onSelect, pageOf }: FoundRowsProps) {
  return (
    <ul className={styles.found}>
      {rows.map(({ id, symbol, name, detail, figure, metres }) => {
        const content = (
          <>
            <Symbol name={symbol} size={20} />
            <span className={styles.rowText}>
              <b>{name}</b>
              {detail !== '' && <small>{detail}</small>}
            </span>
            <span className={styles.foundEnd}>
              {figure !== '' && <b>{figure}</b>}
              {metres !== undefined && <small>{distanceText(metres)}</small>}
            </span>
          </>
        )
        return (
          <li key={id} className={joinClasses(hovered === id && styles.rowHovered, pageOf !== undefined && styles.foundLinked)}>
            {onSelect === undefined ? (
              <div>{content}</div>
            ) : (
              <button type="button" onPointerEnter={() => onHover(id)} onPointerLeave={() => onHover(null)} onFocus={() => onHover(id)} onBlur={() => onHover(null)} onClick={() => onSelect(id)}>
                {content}
              </button>
            )}
            {pageOf !== undefined && (
              <LinkTo to={pageOf(id)} title={`打开${name}`}>
                详情
              </LinkTo>
            )}
          </li>
        )
      })}
    </ul>
  )
}

interface BubbleListProps {
  readonly resources: readonly MapResource[]
  readonly hovered: string | null
  readonly onHover: (id: string | null) => void
  readonly onSelect: (id: string) => void
  readonly onClose: () => void
}

/** What a bubble on the map holds, for things that lie too close to be told apart. */
export function BubbleList({ resources, hovered, onHover, onSelect, onClose }: BubbleListProps) {
  const rows = resources.map((resource) => {
    const { object } = resource
    return { id: object.id, symbol: symbolOfResource(resource), name: labelOfResource(resource), detail: resource.kind === 'dispatch' ? resource.object.unitName : (object.unitName ?? ''), figure: '' }
  })
  return (
    <Card className={styles.side} title={texts.cluster(resources.length)} extra={<CloseButton onClose={onClose} />}>
      <FoundRows rows={rows} hovered={hovered} onHover={onHover} onSelect={onSelect} />
    </Card>
  )
}
