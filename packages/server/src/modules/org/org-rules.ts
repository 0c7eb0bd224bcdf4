import { Problem } from '@fengsui/contract/kernel'
import { PhoneNumber, type ContactKind } from '@fengsui/contract/org'

/** A way to reach somebody, as it is typed. */
export interface TypedContact {
  kind: ContactKind
  value: string
  preferred: boolean
}

/** A contact as it is known. */
export interface KnownContact extends TypedContact {
  id: string
}

const byPhone = new Set<TypedContact['kind']>(['mobile', 'duty-phone', 'landline', 'satellite'])

/** Each contact must be usable: numbers that can be dialled, mail addresses with a host. @throws Problem `invalid-input` */
export function checkContacts(contacts: readonly TypedContact[]): void {
  const errors = contacts.flatMap(({ kind, value }, index) => {
    const path = `contacts.${index}.value`
    if (byPhone.has(kind) && !PhoneNumber.safeParse(value).success) return [{ path, message: '电话只能含数字和横线，请检查' }]
    if (kind === 'email' && !/^[^@\s]+@[^@\s]+$/.test(value)) return [{ path, message: '邮箱格式不对，请检查' }]
    if (contacts.findIndex((other) => other.kind === kind && other.value === value) !== index) return [{ path, message: '这个联系方式重复了，请删去一个' }]
    return []
  })
  if (errors.length > 0) throw new Problem('invalid-input', '联系方式填写有误，请按提示修改', errors)
}

/** Names of units and titles stand in the journal for good: no telephone in them. @throws Problem `invalid-input` */
export function refusePhoneIn(path: string, text: string): void {
  if (!/\d{7,}/.test(text)) return
  const message = '这里不要写电话，请填到联系方式里'
  throw new Problem('invalid-input', message, [{ path, message }])
}

/** What turns the known contacts into the wanted ones; those in both stay as they are. */
export function planContacts(known: readonly KnownContact[], wanted: readonly TypedContact[]): { add: TypedContact[]; remove: string[]; prefer: { id: string; preferred: boolean }[] } {
  const find = (typed: TypedContact) => known.find((each) => each.kind === typed.kind && each.value === typed.value)
  const kept = wanted.flatMap((typed) => {
    const same = find(typed)
    return same ? [{ id: same.id, was: same.preferred, preferred: typed.preferred }] : []
  })
  const keptIds = new Set(kept.map((each) => each.id))
  return {
    add: wanted.filter((typed) => !find(typed)),
    remove: known.filter((each) => !keptIds.has(each.id)).map((each) => each.id),
    prefer: kept.filter((each) => each.was !== each.preferred).map(({ id, preferred }) => ({ id, preferred })),
  }
}
