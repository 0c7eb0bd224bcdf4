/** Tells the other tabs of this browser that the one session cookie now belongs to somebody else. */
const channelName = 'fengsui-session'

/** The channel this page listens at. What is said there does not come back to it: only the other tabs hear it. */
let own: BroadcastChannel | null = null

/** @param accountId who signed in, `null` after signing out */
export function announceSession(accountId: string | null): void {
  if (typeof BroadcastChannel !== 'function') return
  const channel = own ?? new BroadcastChannel(channelName)
  channel.postMessage({ accountId })
  if (channel !== own) channel.close()
}

export function listenToSessions(onChange: (accountId: string | null) => void): () => void {
  if (typeof BroadcastChannel !== 'function') return () => undefined
  const channel = new BroadcastChannel(channelName)
  own = channel
  channel.addEventListener('message', ({ data }: MessageEvent<{ accountId: string | null }>) => onChange(data.accountId))
  return () => {
    channel.close()
    if (own === channel) own = null
  }
}
