export const COUNTY_A = '331099000000'
/** Stands in every free text of county A. */
export const MARK = '独有标记甲乙丙'
