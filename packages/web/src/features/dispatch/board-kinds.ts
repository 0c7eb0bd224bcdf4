import type { ObjectKind } from '@fengsui/contract'

/** Objects that the dispatch board is made from. */
export const boardKinds: readonly ObjectKind[] = ['resource-request', 'shortage', 'dispatch', 'demand']
