import { useEffect, useState } from 'react'

/** A value once it stood still for `milliseconds`, so that typing and scrubbing do not ask the server at every step. */
export function useSettled<T>(value: T, milliseconds: number): T {
  const [settled, setSettled] = useState(value)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), milliseconds)
    return () => clearTimeout(timer)
  }, [value, milliseconds])
  return settled
}
