const beepSeconds = 0.22
const pitches = [880, 660, 880, 660] as const

let context: AudioContext | null = null

/** Browsers let a page sound only after the person has touched it: the first press anywhere unlocks it. */
function unlock(): void {
  context ??= new AudioContext()
  void context.resume().catch(() => undefined)
}
if (typeof window !== 'undefined') window.addEventListener('pointerdown', unlock, { once: true, capture: true })

/** A short alarm made by the page itself. Silent where the browser does not allow sound; the strip is there all the same. */
export function ring(): void {
  const sounding = context
  if (sounding === null || sounding.state !== 'running') return
  pitches.forEach((pitch, index) => {
    const at = sounding.currentTime + index * beepSeconds
    const tone = sounding.createOscillator()
    const volume = sounding.createGain()
    tone.type = 'square'
    tone.frequency.value = pitch
    volume.gain.setValueAtTime(0.25, at)
    volume.gain.exponentialRampToValueAtTime(0.01, at + beepSeconds)
    tone.connect(volume).connect(sounding.destination)
    tone.start(at)
    tone.stop(at + beepSeconds)
  })
}
