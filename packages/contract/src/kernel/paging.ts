import { z } from 'zod'

/** Page request: `after` is the opaque cursor of the previous page. */
export const PageQuery = z.object({ limit: z.coerce.number().int().min(1).max(500).default(100), after: z.string().max(200).optional() })

export function pageOf<T extends z.ZodType>(item: T) {
  return z.object({ items: z.array(item), next: z.string().nullable() })
}
