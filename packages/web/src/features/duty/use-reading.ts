import { routes } from '@fengsui/contract'
import { divisionAt, divisionPrefix } from '@fengsui/contract/kernel'
import { useDeferredValue, useMemo, useRef } from 'react'
import { useSession } from '../../lib/session.tsx'
import { useRoute } from '../../lib/use-route.ts'
import { useNow } from '../../ui/now-context.tsx'
import { cutIntoPieces, readPastedText } from './paste-text.ts'
import type { PastedText, TextPiece } from './paste-text.ts'
import { sayPlace } from './PlaceField.tsx'

/** A text read by the simple parser, with its marked pieces. */
export interface Reading extends PastedText {
  readonly pieces: readonly TextPiece[]
}

const shortestText = 4

/**
 * Reads a text against the own area's place names and a point in time.
 * @param at instant that relative words are reckoned from; the present when left out
 */
export function useReading(text: string, at?: string): Reading {
  const { division, account } = useSession()
  const deferred = useDeferredValue(text)
  const present = useRef(0)
  present.current = useNow()
  // Village officers may report for their county, so its names are the ones to know.
  const area = division.level === 'town' || division.level === 'village' ? divisionAt(account.divisionCode, 'county') : account.divisionCode
  const places = useRoute(routes.listDivisions, { query: { q: divisionPrefix(area), limit: 4000 } }, { touches: ['division'], enabled: deferred.trim().length >= shortestText && division.level !== 'province' })
  return useMemo(() => {
    const names = (places.data?.items ?? []).map((place) => ({ code: place.code, name: place.name, path: sayPlace(place) }))
    const pasted = readPastedText(deferred, at ?? new Date(present.current).toISOString(), names)
    return { ...pasted, pieces: cutIntoPieces(deferred, pasted) }
  }, [deferred, places.data, at])
}
