/** Tells the other tabs of this browser that the one session cookie now belongs to somebody else. */
const channelName = 'fengsui-session'

/** @param accountId who signed in, `null` after signing out */
export function announceSession(accountId: string | null): void {
  if (typeof BroadcastChannel !== 'function') return
  const channel = new BroadcastChannel(channelName)
  channel.postMessage({ accountId })
  channel.close()
}

export function listenToSessions(onChange: (accountId: string | null) => void): () => void {
  if (typeof BroadcastChannel !== 'function') return () => undefined
  const channel = new BroadcastChannel(channelName)
  channel.addEventListener('message', ({ data }: MessageEvent<{ accountId: string | null }>) => onChange(data.accountId))
  return () => channel.close()
}
