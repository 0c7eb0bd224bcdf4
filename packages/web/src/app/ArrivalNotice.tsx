import { App } from 'antd'
import { useEffect, useRef, useState } from 'react'
import { useLive } from '../lib/live.tsx'
import { useSession } from '../lib/session.tsx'
import { addArrivals, describeArrivals, noArrivals } from './arrivals.ts'

/** A command that starts a response writes many entries; they are told as one. */
const gatherMs = 600

/** Says what came in live: in words at the top, and to screen readers. */
export function ArrivalNotice() {
  const { account } = useSession()
  const { message } = App.useApp()
  const [said, setSaid] = useState('')
  const gathered = useRef(noArrivals)
  const timer = useRef(0)
  useEffect(() => () => window.clearTimeout(timer.current), [])
  useLive((entry) => {
    gathered.current = addArrivals(gathered.current, entry, account.unitId)
    if (describeArrivals(gathered.current) === null) return
    window.clearTimeout(timer.current)
    timer.current = window.setTimeout(() => {
      const words = describeArrivals(gathered.current)
      gathered.current = noArrivals
      if (words === null) return
      setSaid(words)
      void message.info(words)
    }, gatherMs)
  })
  return (
    <p className="visually-hidden" role="status">
      {said}
    </p>
  )
}
