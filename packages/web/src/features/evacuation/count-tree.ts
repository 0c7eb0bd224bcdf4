import type { CountKind, CountView } from '@fengsui/contract/evacuation'
import { divisionPrefix } from '@fengsui/contract/kernel'

/** A place with what it stated of each kind, and the stated places below it. */
export interface CountNode {
  readonly code: string
  readonly name: string
  readonly counts: Partial<Record<CountKind, CountView>>
  /** `moved` as stated minus the sum of what lies below, where both exist. */
  readonly differences: Partial<Record<CountKind, number>>
  readonly children: readonly CountNode[]
}

const kinds: readonly CountKind[] = ['avoidance', 'resettlement', 'vessels']

/** Figure of a node for a kind: what it states itself, else the sum of what lies below; null when nobody stated any. */
export function movedOf(node: CountNode, kind: CountKind): number | null {
  const own = node.counts[kind]
  if (own !== undefined) return own.moved
  const below = node.children.map((child) => movedOf(child, kind)).filter((moved) => moved !== null)
  return below.length === 0 ? null : below.reduce((sum, moved) => sum + moved, 0)
}

/** The places of the statements as a tree by their codes, each level in code order. */
export function buildCountTree(counts: readonly CountView[]): CountNode[] {
  const byPlace = new Map<string, CountView[]>()
  for (const count of counts) byPlace.set(count.divisionCode, [...(byPlace.get(count.divisionCode) ?? []), count])
  const codes = [...byPlace.keys()].sort()
  const parentOf = (code: string): string | null => codes.filter((other) => other !== code && code.startsWith(divisionPrefix(other))).sort((a, b) => divisionPrefix(b).length - divisionPrefix(a).length)[0] ?? null
  const childrenOf = new Map<string | null, string[]>()
  for (const code of codes) {
    const parent = parentOf(code)
    childrenOf.set(parent, [...(childrenOf.get(parent) ?? []), code])
  }
  const build = (code: string): CountNode => {
    const own = byPlace.get(code) ?? []
    const stated = Object.fromEntries(own.map((count) => [count.kind, count])) as Partial<Record<CountKind, CountView>>
    const children = (childrenOf.get(code) ?? []).map(build)
    const differences: Partial<Record<CountKind, number>> = {}
    for (const kind of kinds) {
      const count = stated[kind]
      const below = children.map((child) => movedOf(child, kind)).filter((moved) => moved !== null)
      if (count !== undefined && below.length > 0) differences[kind] = count.moved - below.reduce((sum, moved) => sum + moved, 0)
    }
    return { code, name: own[0]?.placeName ?? code, counts: stated, differences, children }
  }
  return (childrenOf.get(null) ?? []).map(build)
}

/** Every node with how deep it lies, each before what lies below it. */
export function listNodes(nodes: readonly CountNode[], depth = 0): readonly { readonly node: CountNode; readonly depth: number }[] {
  return nodes.flatMap((node) => [{ node, depth }, ...listNodes(node.children, depth + 1)])
}

/** “比下级合计多 500”, nothing where they agree. */
export function differenceWords(difference: number | null | undefined): string | null {
  if (difference === null || difference === undefined || difference === 0) return null
  return `比下级合计${difference > 0 ? '多' : '少'} ${Math.abs(difference).toLocaleString('zh-CN')}`
}
