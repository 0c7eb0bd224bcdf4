import { useEffect, useState } from 'react'
import type { ReactNode } from 'react'
import type { QueueItem } from '../lib/offline/queue-item.ts'
import { NowProvider } from '../ui/now-context.tsx'
import { alarm, readSoundChoice } from './alarm.ts'
import { PhoneContext, usePhone, usePhoneState } from './core/phone-context.ts'
import type { PhoneCore } from './core/phone-core.ts'
import { DisasterFormPage } from './pages/DisasterFormPage.tsx'
import { HomePage } from './pages/HomePage.tsx'
import { HouseholdPage } from './pages/HouseholdPage.tsx'
import { HouseholdsPage } from './pages/HouseholdsPage.tsx'
import { MinePage } from './pages/MinePage.tsx'
import { NewHouseholdPage } from './pages/NewHouseholdPage.tsx'
import { ReportPage } from './pages/ReportPage.tsx'
import { SheltersPage } from './pages/SheltersPage.tsx'
import { TaskPage } from './pages/TaskPage.tsx'
import { TasksPage } from './pages/TasksPage.tsx'
import { CallAlarm } from './parts/CallAlarm.tsx'
import { PhoneShell } from './parts/PhoneShell.tsx'
import { SignInPage } from './parts/SignInPage.tsx'
import { goTo, usePlace } from './place.ts'
import type { Place } from './place.ts'

/** The phone app around its core. */
export function PhoneApp({ core }: { readonly core: PhoneCore }) {
  return (
    <PhoneContext value={core}>
      <PhoneClockProvider>
        <PhonePages />
      </PhoneClockProvider>
    </PhoneContext>
  )
}

const againMs = 60_000

/** The phone's idea of the server's time, taken anew each minute: phones sleep. */
function PhoneClockProvider({ children }: { readonly children: ReactNode }) {
  const { clock } = usePhone()
  const [sample, setSample] = useState(() => ({ instant: clock.stamp(), sampledAt: performance.now() }))
  useEffect(() => {
    const take = (): void => setSample({ instant: clock.stamp(), sampledAt: performance.now() })
    const timer = window.setInterval(take, againMs)
    document.addEventListener('visibilitychange', take)
    return () => {
      window.clearInterval(timer)
      document.removeEventListener('visibilitychange', take)
    }
  }, [clock])
  return (
    <NowProvider instant={sample.instant} sampledAt={sample.sampledAt} speed={1}>
      {children}
    </NowProvider>
  )
}

interface Page {
  readonly title: string
  readonly back?: () => void
  readonly body: ReactNode
}

function pageOf({ name, id, visit }: Place, items: readonly QueueItem[]): Page {
  const edited = id?.startsWith('edit-') === true ? (items.find(({ key, state }) => `edit-${key}` === id && state === 'refused') ?? null) : null
  switch (name) {
    case 'home':
      return { title: '首页', body: <HomePage /> }
    case 'report':
      return { title: '报险情', back: () => goTo(edited === null ? 'home' : 'mine'), body: <ReportPage key={`${visit} ${id}`} editing={edited} /> }
    case 'tasks':
      return id === null ? { title: '任务', body: <TasksPage /> } : { title: '任务', back: () => goTo('tasks'), body: <TaskPage key={id} taskId={id} /> }
    case 'households':
      if (id === null) return { title: '转移台账', body: <HouseholdsPage /> }
      if (id === 'new' || edited !== null) return { title: '加一户', back: () => goTo('households'), body: <NewHouseholdPage key={id} editing={edited} /> }
      return { title: '转移台账', back: () => goTo('households'), body: <HouseholdPage key={id} householdId={id} /> }
    case 'disaster':
      return { title: '报灾情数字', back: () => goTo(edited === null ? 'home' : 'mine'), body: <DisasterFormPage key={`${visit} ${id}`} editing={edited} /> }
    case 'shelters':
      return { title: '避难场所', back: () => goTo('mine'), body: <SheltersPage /> }
    case 'mine':
      return { title: '我的', body: <MinePage /> }
  }
}

function PhonePages() {
  const { me, standing, items } = usePhoneState()
  const place = usePlace()
  const [signingIn, setSigningIn] = useState(false)
  useEffect(() => {
    if (standing === 'ready') setSigningIn(false)
  }, [standing])
  // Sound was allowed once; each visit the browser wants a touch before it lets the page sound.
  useEffect(() => {
    if (readSoundChoice() !== 'on') return
    const unlock = (): void => alarm.unlock()
    window.addEventListener('pointerdown', unlock, { once: true })
    return () => window.removeEventListener('pointerdown', unlock)
  }, [])
  if (me === null) return <SignInPage />
  if (signingIn) return <SignInPage username={me.account.username} onLater={() => setSigningIn(false)} />
  const { title, back, body } = pageOf(place, items)
  return (
    <PhoneShell title={title} {...(back === undefined ? {} : { back })} onSignIn={() => setSigningIn(true)}>
      {body}
      <CallAlarm />
    </PhoneShell>
  )
}
