import { routes } from '@fengsui/contract'
import { buildGazetteer } from '@fengsui/contract/signals/extraction'
import { useDeferredValue, useMemo, useRef } from 'react'
import { useMay } from '../../lib/use-may.ts'
import { useRoute } from '../../lib/use-route.ts'
import { useNow } from '../../ui/now-context.tsx'
import { readText } from './reading.ts'
import type { Reading } from './reading.ts'

const shortestText = 4

/**
 * Reads a text against the place names the unit may report for and a point in time, after the keys: typing never waits for it.
 * @param at instant that relative words are reckoned from; the present when left out
 */
export function useReading(text: string, at?: string): Reading {
  const maySubmit = useMay('signal:submit')
  const deferred = useDeferredValue(text)
  const present = useRef(0)
  present.current = useNow()
  const places = useRoute(routes.listPlaceNames, {}, { touches: ['division'], enabled: maySubmit && deferred.trim().length >= shortestText })
  const items = places.data?.items
  const gazetteer = useMemo(() => (items === undefined ? undefined : buildGazetteer(items)), [items])
  return useMemo(() => readText(deferred, at ?? new Date(present.current).toISOString(), gazetteer), [deferred, gazetteer, at])
}
