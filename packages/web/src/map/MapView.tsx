import { lazy, Suspense } from 'react'
import { LoadingState } from '../ui/states/PageStates.tsx'
import type { MapCanvasProps } from './canvas/MapCanvas.tsx'

const LazyMapCanvas = lazy(() => import('./canvas/MapCanvas.tsx').then(({ MapCanvas }) => ({ default: MapCanvas })))

/** The map for pages: its heavy library loads apart, so that the desk answers a call before the map stands. */
export function MapView(props: MapCanvasProps) {
  return (
    <Suspense fallback={<LoadingState lines={3} />}>
      <LazyMapCanvas {...props} />
    </Suspense>
  )
}
