/** Posts that stand for each other: one of them is always there (DUTY-4; 党政主要负责人不得同时外出). */
const chiefKeys: readonly string[] = ['chief']
const firstDeputyKeys: readonly string[] = ['executive-deputy']
const deputyKeys: readonly string[] = ['deputy']

export interface HeldPost {
  readonly unitId: string
  readonly key: string
  readonly lead: boolean
  readonly personId: string
}

/** An absence that counts: registered, `[startsAt, endsAt)`. */
export interface KnownAbsence {
  readonly personId: string
  readonly startsAt: string
  readonly endsAt: string
}

/**
 * Those of whom not all may be away together with somebody: for the chief the executive deputy, where there is none all deputies; for these the
 * chief; for a head without deputies, and for everybody, the partner of an AB pair. Groups: all of one group away is a clash.
 */
export function counterparts(personId: string, posts: readonly HeldPost[], pairs: readonly { readonly personId: string; readonly deputyPersonId: string }[]): string[][] {
  const groups: string[][] = pairs.flatMap((pair) => (pair.personId === personId ? [[pair.deputyPersonId]] : pair.deputyPersonId === personId ? [[pair.personId]] : []))
  for (const unitId of new Set(posts.filter((post) => post.personId === personId).map((post) => post.unitId))) {
    const held = (keys: readonly string[]): string[] => [...new Set(posts.filter((post) => post.unitId === unitId && keys.includes(post.key)).map((post) => post.personId))]
    const chiefs = held(chiefKeys)
    const seconds = held(firstDeputyKeys).length > 0 ? held(firstDeputyKeys) : held(deputyKeys)
    if (chiefs.includes(personId)) groups.push(seconds.filter((each) => each !== personId))
    else if (seconds.includes(personId)) for (const chief of chiefs) groups.push([chief, ...seconds.filter((each) => each !== personId)])
  }
  return groups.filter((group) => group.length > 0)
}

/** Who would be away at the same time as somebody and must not be; empty when nothing stands against it. */
export function absenceClashes(absence: KnownAbsence, away: readonly KnownAbsence[], groups: readonly (readonly string[])[]): string[] {
  const overlapping = new Set(away.filter((other) => other.personId !== absence.personId && other.startsAt < absence.endsAt && other.endsAt > absence.startsAt).map((other) => other.personId))
  return [...new Set(groups.filter((group) => group.every((personId) => overlapping.has(personId))).flat())].sort()
}
