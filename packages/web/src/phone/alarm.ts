const askedKey = 'fengsui:sound'

/** Whether the person was asked for sound, and what they said. Asked once. */
export function readSoundChoice(): 'on' | 'off' | null {
  try {
    const kept = window.localStorage.getItem(askedKey)
    return kept === 'on' || kept === 'off' ? kept : null
  } catch {
    return null
  }
}

export function keepSoundChoice(choice: 'on' | 'off'): void {
  try {
    window.localStorage.setItem(askedKey, choice)
  } catch {
    // Storage is forbidden: asked again next time.
  }
}

const beepSeconds = 0.28
const pitches = [880, 660] as const
const everyMs = 2_400
const vibration = [400, 150, 400, 150, 400]

/** A loud two-tone alarm made by the phone itself: no file, works without a network. Browsers let it sound only after a touch. */
class Alarm {
  #context: AudioContext | null = null
  #timer: number | null = null

  /** Call in a touch: from then on the page may sound. */
  unlock(): void {
    this.#context ??= new AudioContext()
    void this.#context.resume().catch(() => undefined)
  }

  get sounding(): boolean {
    return this.#timer !== null
  }

  start(): void {
    if (this.#timer !== null) return
    this.#ring()
    this.#timer = window.setInterval(() => this.#ring(), everyMs)
  }

  stop(): void {
    if (this.#timer !== null) window.clearInterval(this.#timer)
    this.#timer = null
    if ('vibrate' in navigator) navigator.vibrate(0)
  }

  /** Once, so that the person hears what it is like. */
  try(): void {
    this.unlock()
    this.#ring()
  }

  #ring(): void {
    if ('vibrate' in navigator) navigator.vibrate(vibration)
    const context = this.#context
    if (context === null || context.state !== 'running') return
    pitches.forEach((pitch, index) => {
      for (const round of [0, 1]) {
        const at = context.currentTime + (round * pitches.length + index) * beepSeconds
        const tone = context.createOscillator()
        const volume = context.createGain()
        tone.type = 'square'
        tone.frequency.value = pitch
        volume.gain.setValueAtTime(0.6, at)
        volume.gain.exponentialRampToValueAtTime(0.01, at + beepSeconds)
        tone.connect(volume).connect(context.destination)
        tone.start(at)
        tone.stop(at + beepSeconds)
      }
    })
  }
}

export const alarm = new Alarm()
