import { z } from 'zod'

/** Where a rule comes from: the instrument, the article inside it, and who issued it. Shown beside every decision. */
export const legalBasisSchema = z.strictObject({
  instrument: z.string().min(1),
  article: z.string().min(1),
  issuedBy: z.string().min(1),
})
export type LegalBasis = z.infer<typeof legalBasisSchema>

/** 'verified': checked against the text. 'from-memory': an editable default that an office must confirm before relying on it. */
export const verificationSchema = z.enum(['verified', 'from-memory'])
export type Verification = z.infer<typeof verificationSchema>

/** A legal day in Asia/Shanghai, `YYYY-MM-DD`. */
export const legalDaySchema = z.iso.date()

/** Leading digits of a GB/T 2260 / statistics division code; '' is the whole country. */
export const areaPrefixSchema = z.string().regex(/^\d{0,12}$/)

export const incidentClassSchema = z.enum(['natural-disaster', 'accident', 'public-health', 'social-security'])
export type IncidentClass = z.infer<typeof incidentClassSchema>

/** The four classes of 突发事件应对法 Art 2. */
export const incidentClassNamesZh: Readonly<Record<IncidentClass, string>> = {
  'natural-disaster': '自然灾害',
  accident: '事故灾难',
  'public-health': '公共卫生事件',
  'social-security': '社会安全事件',
}

/** Renders a basis the way an official document cites it, e.g. 《地质灾害防治条例》（国务院令第394号）第四条. */
export function formatLegalBasis(basis: LegalBasis): string {
  const bracket = basis.instrument.indexOf('（')
  const title = bracket < 0 ? basis.instrument : basis.instrument.slice(0, bracket)
  const number = bracket < 0 ? '' : basis.instrument.slice(bracket)
  return `《${title}》${number}${basis.article}`
}
