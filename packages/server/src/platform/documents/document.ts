/** One cell of a printed table. Numbers stay numbers so that a workbook can sum them. */
export type Cell = string | number | null

/** A table: head rows may span columns and rows, as official forms do. */
export interface TableBlock {
  readonly kind: 'table'
  readonly caption?: string
  /** Shares of the width, one a column. */
  readonly widths: readonly number[]
  readonly head: readonly (readonly { readonly text: string; readonly columns?: number; readonly rows?: number }[])[]
  readonly rows: readonly (readonly Cell[])[]
  /** Columns whose cells stand to the right. */
  readonly numeric?: readonly number[]
}

export type Block =
  | { readonly kind: 'paragraph'; readonly text: string; readonly indent?: boolean; readonly align?: 'left' | 'center' | 'right' }
  /** Levels of GB/T 9704: 1 一、 2 （一） 3 1. 4 （1）. The numeral is part of the text. */
  | { readonly kind: 'heading'; readonly level: 1 | 2 | 3 | 4; readonly text: string }
  | TableBlock

/** An official document as content; how it looks on paper (GB/T 9704) is the writers' business. Never holds secret material: there is no 密级. */
export interface OfficialDocument {
  /** The red issuing line (发文机关标志) and what stands around it; null for a plain paper such as a roster. */
  readonly head: {
    readonly issuer: string
    /** 发文字号, e.g. 演示县应急〔2026〕12号. */
    readonly number: string | null
    /** 签发人; shown on papers that go up. */
    readonly signatory: string | null
    readonly urgency: '特急' | '加急' | null
  } | null
  readonly title: string
  /** 主送机关, without the colon. */
  readonly addressees: string | null
  readonly body: readonly Block[]
  /** 发文机关署名 and 成文日期 (as words, 2026年11月22日). */
  readonly signature: { readonly issuer: string; readonly date: string } | null
  /** 版记: 抄送, 印发机关, 印发日期. */
  readonly imprint: { readonly copiesTo: string | null; readonly issuedBy: string; readonly issuedOn: string } | null
  /** Small print under the last line: draft marks, digests, who printed it when. */
  readonly notes?: readonly string[]
  readonly landscape?: boolean
}

/** A sheet of a workbook. */
export interface Sheet {
  readonly name: string
  readonly table: TableBlock
  /** Lines above the table: title, unit, period. */
  readonly above?: readonly string[]
  readonly below?: readonly string[]
}
