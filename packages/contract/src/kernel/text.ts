import { z } from 'zod'

/**
 * Text that PostgreSQL, canonical JSON and a terminal can all carry: refuses NUL (PostgreSQL cannot store it), lone
 * surrogates (not UTF-8, would change under hashing) and the bidirectional overrides used to disguise text.
 */
export function isCarriableText(value: string): boolean {
  if (/[\u0000\u202a-\u202e\u2066-\u2069]/u.test(value)) return false
  return value.isWellFormed()
}

declare global {
  interface String {
    isWellFormed(): boolean
  }
}

/** Trimmed text between `min` and `max` UTF-16 units. */
export function text(min: number, max: number) {
  return z
    .string()
    .max(max, `最多 ${max} 个字`)
    .refine(isCarriableText, '含有不能保存的字符（如空字符、残缺的表情符号），请删除后重试')
    .transform((value) => value.trim())
    .refine((value) => value.length >= min, min <= 1 ? '必填，请填写内容' : `至少 ${min} 个字`)
}
