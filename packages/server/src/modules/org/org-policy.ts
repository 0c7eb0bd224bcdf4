import { Problem } from '@fengsui/contract/kernel'
import { covers, type Actor } from '../../platform/actor.ts'

/** What lies outside the jurisdiction does not exist for whoever edits. @throws Problem `not-found` */
export function requireInScope<T extends { divisionCode: string }>(actor: Actor, object: T | undefined, what: string): T {
  if (!object || !covers(actor.scope, object.divisionCode)) throw new Problem('not-found', `没有这个${what}，或不在您的辖区`)
  return object
}

/** The same for something a field refers to. @throws Problem `invalid-input` */
export function requireReference<T extends { divisionCode: string }>(actor: Actor, object: T | undefined, path: string, what: string): T {
  if (object && covers(actor.scope, object.divisionCode)) return object
  const message = `没有这个${what}，或不在您的辖区，请重新选择`
  throw new Problem('invalid-input', message, [{ path, message }])
}
