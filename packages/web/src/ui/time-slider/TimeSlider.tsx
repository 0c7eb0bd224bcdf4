import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { hourMinute, monthDayTime } from '../clocks/time-text.ts'
import { joinClasses } from '../join-classes.ts'
import { Symbol } from '../symbols/Symbol.tsx'
import { useElementSize } from '../use-element-size.ts'
import { timeTicks } from './time-ticks.ts'
import styles from './time-slider.module.css'

/** A point worth jumping to. */
export interface SliderEvent {
  readonly id: string
  /** ISO instant. */
  readonly at: string
  readonly label: string
}

interface TimeSliderProps {
  /** Ends of the axis, ISO instants. */
  readonly from: string
  readonly to: string
  /** Where the knob stands, epoch milliseconds. */
  readonly value: number
  /** Up to where things have happened; later is hatched. Epoch milliseconds. */
  readonly known?: number
  readonly playing: boolean
  readonly speed: number
  readonly speeds?: readonly number[]
  readonly events?: readonly SliderEvent[]
  readonly note?: string
  readonly floating?: boolean
  /** Only the axis, where the page has its own play and step. */
  readonly bare?: boolean
  readonly onChange: (at: number) => void
  readonly onPlay: (playing: boolean) => void
  readonly onSpeed: (speed: number) => void
  /** Shows "回到现在" when given. */
  readonly onBackToNow?: (() => void) | undefined
}

/** Room that one time under the axis needs, CSS pixels. */
const tickRoom = 92

/** Play, pause, step and scrub through time, with marks for what mattered. It holds no state: the caller moves time. */
export function TimeSlider(props: TimeSliderProps) {
  const { value, playing, speed, speeds = [1, 10, 60, 300], events = [], note, floating = false, bare = false, onChange, onPlay, onSpeed, onBackToNow } = props
  const { t } = useTranslation('ui')
  const axis = useRef<HTMLDivElement>(null)
  const { width } = useElementSize(axis)
  const start = Date.parse(props.from)
  const end = Date.parse(props.to)
  const share = (at: number): number => (end <= start ? 0 : Math.min(1, Math.max(0, (at - start) / (end - start))))
  const percent = (at: number): string => `${share(at) * 100}%`
  const nextEvent = events.find((event) => Date.parse(event.at) > value)
  const nextSpeed = speeds[(speeds.indexOf(speed) + 1) % speeds.length] ?? speed
  return (
    <div className={joinClasses(styles.slider, floating && styles.floating)} role="group" aria-label={t('slider.time')}>
      {!bare && <div className={styles.controls}>
        <button type="button" className={styles.play} onClick={() => onPlay(!playing)} aria-label={t(playing ? 'slider.pause' : 'slider.play')}>
          <Symbol name={playing ? 'pause' : 'play'} size={12} />
        </button>
        <button
          type="button"
          onClick={() => onChange(nextEvent === undefined ? end : Date.parse(nextEvent.at))}
          aria-label={t('slider.step')}
          title={nextEvent === undefined ? t('slider.step') : `${t('slider.step')} · ${hourMinute(nextEvent.at)} ${nextEvent.label}`}
        >
          <Symbol name="step" size={12} />
        </button>
        <button type="button" onClick={() => onSpeed(nextSpeed)}>
          {t('slider.speed', { speed })}
        </button>
        {note !== undefined && <span className={styles.note}>{note}</span>}
        <span className={styles.legend}>
          {events.length > 0 && (
            <>
              <i /> {t('slider.events')}
            </>
          )}
          {onBackToNow !== undefined && (
            <button type="button" onClick={onBackToNow}>
              {t('slider.back')}
            </button>
          )}
        </span>
      </div>}
      <div className={joinClasses(styles.axis, bare && styles.bare)} ref={axis}>
        <div className={styles.track}>
          <i style={{ width: percent(value) }} />
          {props.known !== undefined && <span className={styles.future} style={{ left: percent(props.known) }} />}
        </div>
        {events.map((event) => (
          <button
            key={event.id}
            type="button"
            className={styles.event}
            style={{ left: percent(Date.parse(event.at)) }}
            title={`${hourMinute(event.at)} ${event.label}`}
            aria-label={`${hourMinute(event.at)} ${event.label}`}
            onClick={() => onChange(Date.parse(event.at))}
          />
        ))}
        <input
          type="range"
          className={styles.knob}
          min={start}
          max={end}
          step={60_000}
          value={Math.min(end, Math.max(start, value))}
          aria-label={t('slider.time')}
          aria-valuetext={monthDayTime(value)}
          onChange={(event) => onChange(event.target.valueAsNumber)}
        />
        <span className={styles.label} style={{ left: percent(value) }}>
          {hourMinute(value)}
        </span>
        {timeTicks(start, end, Math.max(2, Math.floor(width / tickRoom))).map((tick, index) => (
          <span key={tick} className={styles.tick} style={{ left: percent(tick) }}>
            {index === 0 || hourMinute(tick) === '00:00' ? monthDayTime(tick) : hourMinute(tick)}
          </span>
        ))}
      </div>
    </div>
  )
}
