import { z } from 'zod'
import { DivisionLevel } from '../kernel/index.ts'

/** A place as the reader of texts needs it: official name, full name, pinyin syllables without tones. */
export const PlaceName = z.object({ code: z.string(), name: z.string(), fullName: z.string(), level: DivisionLevel, pinyin: z.string() })
export type PlaceName = z.infer<typeof PlaceName>
