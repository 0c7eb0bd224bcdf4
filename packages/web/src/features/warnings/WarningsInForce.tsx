import { routes } from '@fengsui/contract'
import { LinkTo, paths } from '../../lib/navigation.ts'
import { useCan, useSession } from '../../lib/session.tsx'
import { useRoute } from '../../lib/use-route.ts'
import { WarningMark } from '../../ui/marks/WarningMark.tsx'
import { LinkageCell } from './LinkageCell.tsx'
import { byGravity } from './warning-words.ts'
import styles from './warnings.module.css'

/** More than these are counted; the page of warnings has them all. */
const shownMarks = 6

/** The warnings in force, in one line over a page: none, no line. With an incident: those that hold for it, and whether its response keeps up. */
export function WarningsInForce({ incidentId }: { readonly incidentId?: string }) {
  const mayRead = useCan('warning:read')
  const { division } = useSession()
  const warnings = useRoute(
    routes.listWarnings,
    { query: { status: 'inForce', limit: 200, ...(incidentId === undefined ? {} : { incidentId }) } },
    { touches: ['warning', 'linkage-alarm', 'response'], enabled: mayRead },
  )
  const sorted = byGravity(warnings.data?.items ?? [])
  const [first] = sorted
  if (first === undefined) return null
  const more = sorted.length - shownMarks
  const watched = sorted.find(({ linkage }) => linkage !== null && linkage.state !== 'satisfied') ?? sorted.find(({ divisionCode }) => divisionCode === division.code)
  return (
    <section className={styles.strip} aria-label="生效预警">
      <b>生效预警</b>
      <ul>
        {sorted.slice(0, shownMarks).map((warning) => (
          <li key={warning.id} title={`${warning.headline}（${warning.issuer}）`}>
            <WarningMark colour={warning.level} hazard={warning.hazardName} suffix={warning.placeName} />
          </li>
        ))}
      </ul>
      {watched !== undefined && <LinkageCell warning={watched} />}
      <LinkTo to={paths.warnings()} className={styles.stripMore}>
        {more > 0 ? `还有 ${more} 条` : '看预警'}
      </LinkTo>
    </section>
  )
}
