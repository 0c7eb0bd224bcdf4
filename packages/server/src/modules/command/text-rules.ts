import { Problem } from '@fengsui/contract/kernel'

const PHONE = /(?<!\d)1\d{2}[-\s]?\d{4}[-\s]?\d{4}(?!\d)/u

/** Whether a text holds a mobile number, also in full-width digits or with dashes. */
export function holdsPhoneNumber(value: string): boolean {
  return PHONE.test(value.normalize('NFKC'))
}

/**
 * Texts that go into the journal as they are (titles, matter, measures, criteria) must not hold telephone numbers: they could
 * never be destroyed. @throws Problem invalid-input naming each field
 */
export function refusePhoneNumbers(fields: Readonly<Record<string, string | readonly string[]>>): void {
  const errors = Object.entries(fields).flatMap(([path, value]) =>
    (typeof value === 'string' ? [value] : value).some(holdsPhoneNumber) ? [{ path, message: '这里不要写电话号码，请写在任务要求里或在通讯录维护' }] : [])
  const first = errors[0]
  if (first) throw new Problem('invalid-input', first.path === 'title' ? '标题里不要写电话，请写到任务要求里' : '这些内容会永久留档，不要写电话号码；请删除后重试', errors)
}
