const channelName = 'fengsui-offline'

/** Tells the pages of this browser, this one too, that the queue on the phone changed. */
export interface ChangeSignal {
  readonly tell: () => void
  readonly close: () => void
}

export function openChangeSignal(onChange: () => void): ChangeSignal {
  const channel = typeof BroadcastChannel === 'function' ? new BroadcastChannel(channelName) : null
  channel?.addEventListener('message', onChange)
  return {
    tell: () => {
      onChange()
      channel?.postMessage(null)
    },
    close: () => channel?.close(),
  }
}
