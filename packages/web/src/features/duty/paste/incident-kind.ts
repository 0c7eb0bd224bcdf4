import type { Span } from './numerals.ts'

/** What happened, by the words used for it. */
export interface FoundKind {
  readonly typeCode: string
  readonly span: Span
}

/** Words → type code, the more telling first: a landslide in a typhoon is a landslide. */
const kinds: readonly (readonly [RegExp, string])[] = [
  [/泥石流/u, '11D02'],
  [/山体滑坡|滑坡|山体垮塌|塌方|崩塌|后山塌|山塌/u, '11D01'],
  [/山洪/u, '11A51'],
  [/森林火灾|山林火灾|山火/u, '11G01'],
  [/危化品|危险化学品|化学品泄漏|氨气泄漏|液氯/u, '12D00'],
  [/火灾|起火|着火|失火/u, '12G00'],
  [/车祸|交通事故|翻车|追尾/u, '12H00'],
  [/沉船|翻船|船只倾覆|渔船失联|船舶碰撞/u, '12J00'],
  [/决口|溃堤|漫堤|超保证水位|超警戒水位|洪水|河水漫/u, '11A01'],
  [/内涝|积水|进水|水淹|被淹|倒灌/u, '11A02'],
  [/地震/u, '11C02'],
  [/龙卷风/u, '11B02'],
  [/风暴潮/u, '11E02'],
  [/房屋倒塌|民房倒塌|倒房|房子塌|屋顶被掀|大风/u, '11B06'],
  [/暴雨/u, '11B03'],
  [/台风/u, '11B01'],
]

/** The first kind whose words occur; null when none do. */
export function findKind(text: string): FoundKind | null {
  for (const [pattern, typeCode] of kinds) {
    const match = pattern.exec(text)
    if (match !== null) return { typeCode, span: { from: match.index, to: match.index + match[0].length } }
  }
  return null
}
