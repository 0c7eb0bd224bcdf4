const lockName = 'fengsui-queue'

/**
 * Runs the work while no other page of this browser does the same. The browser lets go of the lock when a page is killed. Without
 * Web Locks (plain http in a local network) pages are only kept apart by the server, which does each command id once.
 */
export async function runAlone(work: () => Promise<void>): Promise<void> {
  if (!('locks' in navigator)) return work()
  await navigator.locks.request(lockName, work)
}
