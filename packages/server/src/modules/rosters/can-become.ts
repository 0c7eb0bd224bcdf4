/** Whether a lifecycle table lets something go from one status to another. */
export function canBecome<S extends string>(lifecycle: Readonly<Record<S, readonly S[]>>, from: S, to: S): boolean {
  return lifecycle[from].includes(to)
}
