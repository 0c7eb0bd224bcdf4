import { QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { useState } from 'react'
import { BusinessClock } from '../lib/clock/BusinessClock.tsx'
import { createQueryClient } from '../lib/query-client.ts'
import { SessionProvider } from '../lib/session.tsx'
import { CrashBoundary } from './CrashBoundary.tsx'
import { ThemeChoice } from './ThemeChoice.tsx'
import { createDeskRouter } from './router.tsx'

/** The desk: look, data, session, clock, pages. */
export function DeskApp() {
  const [queryClient] = useState(createQueryClient)
  const [router] = useState(createDeskRouter)
  return (
    <ThemeChoice>
      <CrashBoundary>
        <QueryClientProvider client={queryClient}>
          <SessionProvider>
            <BusinessClock>
              <RouterProvider router={router} />
            </BusinessClock>
          </SessionProvider>
        </QueryClientProvider>
      </CrashBoundary>
    </ThemeChoice>
  )
}
