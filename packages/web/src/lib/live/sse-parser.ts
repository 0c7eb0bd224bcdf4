/** One server-sent event. */
export interface ServerEvent {
  readonly event: string
  readonly id: string | null
  readonly data: string
}

/** Puts the chunks of an event stream together into events (WHATWG HTML 9.2). Comments, the heartbeat, give nothing. */
export function createSseParser(onEvent: (event: ServerEvent) => void): (chunk: string) => void {
  let rest = ''
  let event = 'message'
  let id: string | null = null
  let data: string[] = []
  const dispatch = (): void => {
    if (data.length > 0) onEvent({ event, id, data: data.join('\n') })
    event = 'message'
    id = null
    data = []
  }
  return (chunk) => {
    const lines = (rest + chunk).split(/\r\n|\n|\r/)
    rest = lines.pop() ?? ''
    for (const line of lines) {
      if (line === '') {
        dispatch()
        continue
      }
      const colon = line.indexOf(':')
      const field = colon === -1 ? line : line.slice(0, colon)
      const value = colon === -1 ? '' : line.slice(colon + 1).replace(/^ /, '')
      if (field === 'event') event = value
      else if (field === 'id') id = value
      else if (field === 'data') data.push(value)
    }
  }
}
