import { z } from 'zod'

/** UUID made by the application (version 7; the sandbox makes reproducible ones of version 8). Lower case. */
export const Id = z
  .string()
  .regex(/^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/, '编号格式不对，应为小写 UUID')

/** Idempotency key of one intention: a double click or a resumed client sends the same id and gets the same answer. */
export const CommandId = Id
