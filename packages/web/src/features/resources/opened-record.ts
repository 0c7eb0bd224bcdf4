/** Which record a list shows opened, as the address says; `null` closes it. */
export interface OpenedRecord {
  readonly openId: string | null
  readonly onOpen: (id: string | null) => void
}
