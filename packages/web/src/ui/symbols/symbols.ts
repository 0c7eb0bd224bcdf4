import { facilitySymbols } from './facility-symbols.ts'
import { forceSymbols } from './force-symbols.ts'
import { hazardSymbols } from './hazard-symbols.ts'
import { interfaceSymbols, railSymbols, sourceSymbols } from './stroke-symbols.ts'
import type { SymbolDefinition } from './symbol-parts.ts'

// Forces and facilities may share a word ("power"); prefixes keep names unique on map and list.
const allSymbols = {
  ...prefixNames('hazard', hazardSymbols),
  ...prefixNames('force', forceSymbols),
  ...prefixNames('facility', facilitySymbols),
  ...prefixNames('source', sourceSymbols),
  ...prefixNames('rail', railSymbols),
  ...interfaceSymbols,
}

type Prefixed<P extends string, T> = { readonly [K in keyof T & string as `${P}-${K}`]: SymbolDefinition }

function prefixNames<P extends string, T extends Readonly<Record<string, SymbolDefinition>>>(prefix: P, group: T): Prefixed<P, T> {
  return Object.fromEntries(Object.entries(group).map(([name, def]) => [`${prefix}-${name}`, def])) as Prefixed<P, T>
}

/** Name of a symbol: `hazard-landslide`, `force-boat`, `facility-shelter`, `source-phoneCall`, `rail-duty`, `clock` … */
export type SymbolName = keyof typeof allSymbols

/** The drawing of a symbol; every name has one. */
export function getSymbol(name: SymbolName): SymbolDefinition {
  return allSymbols[name]
}

/** Whether a text, for example from stored data, names a symbol. */
export function isSymbolName(text: string): text is SymbolName {
  return Object.hasOwn(allSymbols, text)
}

/** Every name, for the specimen page and tests. */
export function listSymbolNames(): readonly SymbolName[] {
  return Object.keys(allSymbols) as SymbolName[]
}
