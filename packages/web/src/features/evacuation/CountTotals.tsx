import { countKinds, type CountKind } from '@fengsui/contract/evacuation'
import { ProgressBar } from '../../ui/layout/ProgressBar.tsx'
import { differenceWords } from './count-tree.ts'
import type { EvacuationBoard } from './use-evacuation.ts'
import styles from './evacuation.module.css'

const words: Readonly<Record<CountKind, { moved: string; planned: string; refused: string; followed: string; unit: string }>> = {
  avoidance: { moved: '已转移', planned: '应转移', refused: '拒绝', followed: '已上门', unit: '人' },
  resettlement: { moved: '已安置', planned: '应安置', refused: '未到', followed: '已联系', unit: '人' },
  vessels: { moved: '已回港', planned: '应回港', refused: '失联', followed: '已联系上', unit: '艘' },
}

const amount = (value: number): string => value.toLocaleString('zh-CN')

/** The three kinds of counts, each in its own frame: they are never added to each other. */
export function CountTotals({ board }: { readonly board: EvacuationBoard }) {
  return (
    <div className={styles.totals}>
      {(Object.keys(countKinds) as CountKind[]).map((kind) => {
        const total = board.totals.find((each) => each.kind === kind)
        const { moved, planned, refused, followed, unit } = words[kind]
        const difference = differenceWords(total?.difference)
        return (
          <section key={kind} className={styles.total} aria-label={countKinds[kind]}>
            <h3>{countKinds[kind]}</h3>
            {total === undefined ? (
              <p className={styles.quiet}>还没有上报</p>
            ) : (
              <>
                <p className={styles.figure}>
                  <b>{amount(total.moved)}</b>
                  <small>
                    {moved} / {planned} {amount(total.planned)} {unit}
                  </small>
                </p>
                <ProgressBar thin label={countKinds[kind]} total={Math.max(total.planned, total.moved)} parts={[{ label: moved, value: total.moved, step: 5 }, { label: refused, value: total.refused, step: 'missing' }]} />
                <p className={styles.quiet}>
                  {total.refused > 0 ? `${refused} ${amount(total.refused)}，${followed} ${amount(total.followedUp)}` : `没有${refused}`} · {total.places} 地上报
                  {difference !== null && <em>{difference}</em>}
                </p>
              </>
            )}
          </section>
        )
      })}
    </div>
  )
}
