import type { ProblemBody } from '@fengsui/contract/kernel'
import type { FieldProblem } from '../ui/forms/FormErrors.tsx'

/** What a refused command says to a form. */
export interface FormProblems {
  /** Errors of fields the form has, with element ids to go to. */
  readonly fields: readonly FieldProblem[]
  /** Message beside the field of that name. */
  readonly errorOf: (name: string) => string | undefined
  /** What went wrong as a whole; empty when every error belongs to a field. */
  readonly refusal: string | undefined
}

/**
 * Sorts a problem into fields and the rest.
 * @param labels Chinese label by field name; element ids are `prefix-name`
 */
export function readFormProblems(problem: Pick<ProblemBody, 'detail' | 'errors'> | null, labels: Readonly<Record<string, string>>, prefix: string, own: readonly { readonly field: string; readonly message: string }[] = []): FormProblems {
  const found = new Map<string, string>(own.map(({ field, message }) => [field, message]))
  const rest: string[] = []
  for (const { path, message } of problem?.errors ?? []) {
    const name = findField(path, labels)
    if (name === undefined) rest.push(path === '' ? message : `${path}：${message}`)
    else if (!found.has(name)) found.set(name, message)
  }
  const fields = [...found].map(([field, message]) => ({ field: `${prefix}-${field}`, label: labels[field] ?? field, message }))
  const whole = problem === null || (fields.length > own.length && rest.length === 0) ? rest : [problem.detail, ...rest.filter((line) => !problem.detail.includes(line))]
  return { fields, errorOf: (name) => found.get(name), refusal: whole.length === 0 ? undefined : whole.join('；') }
}

/** `body.facts.dead` belongs to `facts.dead` when the form has that, else to `facts`. */
function findField(path: string, labels: Readonly<Record<string, string>>): string | undefined {
  const parts = path.split('.').filter((part) => part !== 'body')
  for (let length = parts.length; length > 0; length -= 1) {
    const name = parts.slice(0, length).join('.')
    if (Object.hasOwn(labels, name)) return name
  }
  return undefined
}
