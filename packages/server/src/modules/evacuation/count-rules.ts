import { countKinds, listTopmost, type CountKind, type EvacuationCount, type EvacuationTotal } from '@fengsui/contract/evacuation'
import { isWithin, Problem } from '@fengsui/contract/kernel'

type Figures = Pick<EvacuationCount, 'planned' | 'moved' | 'refused' | 'followedUp'>

/**
 * Plausibility of one statement. Nobody is reached twice, so those followed up cannot be more than those who refused; more moved and refused than were
 * to be moved is possible (a plan was too small) but must be said. That figures fall needs no reason: the journal keeps each.
 * @throws Problem naming the field
 */
export function requirePlausible(kind: CountKind, figures: Figures, beyondPlan: boolean): void {
  const [moved, refused, planned, followed] = kind === 'vessels' ? ['已回港', '失联', '应回港', '已联系上'] : ['已转移', '拒绝', '应转移', '已上门']
  if (figures.followedUp > figures.refused) throw new Problem('invalid-input', `${followed}的不能多于${refused}的，请核对`, [{ path: 'followedUp', message: `不能多于${refused ?? ''}的` }])
  if (figures.moved + figures.refused > figures.planned && !beyondPlan) {
    throw new Problem('invalid-input', `${moved}与${refused}合计 ${String(figures.moved + figures.refused)}，多于${planned} ${String(figures.planned)}；请核对，确实多于计划的请勾选“确已超出计划”`, [{ path: 'planned', message: `少于${moved}与${refused}之和` }])
  }
}

function sum(counts: readonly EvacuationCount[], field: keyof Figures): number {
  return counts.reduce((total, count) => total + count[field], 0)
}

/**
 * One total per kind; kinds are never added to each other. The highest place that stated itself speaks for all below it, what it says is not
 * added to theirs; `difference` is its `moved` minus theirs, so that a gap is seen instead of hidden.
 */
export function totalise(counts: readonly EvacuationCount[]): EvacuationTotal[] {
  return (Object.keys(countKinds) as CountKind[]).flatMap((kind) => {
    const own = counts.filter((count) => count.kind === kind)
    if (own.length === 0) return []
    const top = listTopmost(own)
    const differences = top.flatMap((count) => {
      const below = listTopmost(own.filter((other) => other.divisionCode !== count.divisionCode && isWithin(other.divisionCode, count.divisionCode)))
      return below.length === 0 ? [] : [count.moved - sum(below, 'moved')]
    })
    return [{
      kind, planned: sum(top, 'planned'), moved: sum(top, 'moved'), refused: sum(top, 'refused'), followedUp: sum(top, 'followedUp'), places: own.length,
      difference: differences.length === 0 ? null : differences.reduce((total, each) => total + each, 0),
    }]
  })
}
