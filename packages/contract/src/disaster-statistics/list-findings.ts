import { getIndicator, keyName, NOW, type FormSetKey } from './catalogue.ts'
import { checkAgainstLast, checkAgainstLists, checkForm, checkPlausible, type Finding, type ListTotals, type ReturnKind } from './check-form.ts'
import { hundredths, valueWords, type FormValues } from './values.ts'

/** Everything a return is held against. `below` null where nothing below was checked yet; `lists` only matter for the losses of a disaster. */
export interface Held {
  readonly formSet: FormSetKey
  readonly kind: ReturnKind
  readonly values: FormValues
  readonly last: FormValues | null
  readonly below: FormValues | null
  readonly lists: ListTotals | null
  readonly process: { readonly hazard: string | null; readonly startedOn: string }
}

function checkAgainstBelow(values: FormValues, below: FormValues | null): Finding[] {
  if (below === null) return []
  return Object.entries(below).flatMap(([key, sum]): Finding[] => {
    const stated = values[key]
    if (typeof sum !== 'number' || typeof stated !== 'number' || hundredths(sum) === hundredths(stated)) return []
    const { sum: rule } = getIndicator(key.replace(NOW, ''))
    if (rule !== 'add' && rule !== 'below') return []
    return [{ id: `sum:${key}`, severity: 'check', keys: [key], basis: '逐级汇总（总说明（六）：含分乡镇、分县数据）；平台默认核对', text: `${keyName(key)}填 ${valueWords(key, stated)}，下级已审核合计 ${valueWords(key, sum)}，请核对或说明差异` }]
  })
}

/** Whatever does not hold in a return, errors first: relations, kind of disaster, the last version, the places below, the lists. */
export function listFindings(held: Held): Finding[] {
  const { formSet, kind, values, last, below, lists, process } = held
  const all = [
    ...checkForm(formSet, values),
    ...(formSet === 'loss' ? checkPlausible(values, process, kind) : []),
    ...checkAgainstLast(values, last),
    ...checkAgainstBelow(values, below),
    ...(formSet === 'loss' && lists !== null ? checkAgainstLists(values, lists, kind) : []),
  ]
  return [...all.filter(({ severity }) => severity === 'error'), ...all.filter(({ severity }) => severity === 'check')]
}
