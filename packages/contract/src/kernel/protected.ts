import { z } from 'zod'

/**
 * Stand-in for a value that must be destroyable (个人信息, 突发事件应对法 Art 85): the journal and the tables keep the reference and
 * the salted digest, the value itself lives in `personal_fact` until its day of destruction. The chain stays verifiable after.
 */
export const Protected = z.object({ ref: z.string(), digest: z.string() })
export type Protected = z.infer<typeof Protected>
