/** A grade or level of four; 1 is the gravest. */
export type FourStep = 1 | 2 | 3 | 4

const numerals: Readonly<Record<FourStep, string>> = { 1: 'Ⅰ', 2: 'Ⅱ', 3: 'Ⅲ', 4: 'Ⅳ' }

/** The roman numeral that Chinese notices use for a grade or level. */
export function romanNumeral(step: FourStep): string {
  return numerals[step]
}
