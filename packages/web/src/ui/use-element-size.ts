import { useLayoutEffect, useState } from 'react'
import type { RefObject } from 'react'

/** Inner size of an element in CSS pixels. */
export interface ElementSize {
  readonly width: number
  readonly height: number
}

/** Size of an element, kept up to date; zero until it is on the page. */
export function useElementSize(element: RefObject<HTMLElement | null>): ElementSize {
  const [size, setSize] = useState<ElementSize>({ width: 0, height: 0 })
  useLayoutEffect(() => {
    const target = element.current
    if (target === null) return
    const measure = (): void => {
      const { clientWidth: width, clientHeight: height } = target
      setSize((known) => (known.width === width && known.height === height ? known : { width, height }))
    }
    measure()
    const observer = new ResizeObserver(measure)
    observer.observe(target)
    return () => observer.disconnect()
  }, [element])
  return size
}
