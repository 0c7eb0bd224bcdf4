import { Card } from '../../ui/layout/Card.tsx'
import { Symbol } from '../../ui/symbols/Symbol.tsx'
import type { SymbolName } from '../../ui/symbols/symbols.ts'
import { isOpenIncident, isOpenSignal } from '../../map/situation/map-situation.ts'
import type { MapSituation } from '../../map/situation/map-situation.ts'
import styles from './map-page.module.css'
import { texts } from './texts.ts'

const layerKeys = ['typhoon', 'incidents', 'signals', 'stations', 'countyLines', 'townNames'] as const
export type LayerKey = (typeof layerKeys)[number]
/** Which layers are on. */
export type LayerSwitches = Readonly<Record<LayerKey, boolean>>

const groups: readonly { readonly name: string; readonly layers: readonly LayerKey[] }[] = [
  { name: texts.groups.situation, layers: ['typhoon', 'incidents', 'signals'] },
  { name: texts.groups.facilities, layers: ['stations'] },
  { name: texts.groups.divisions, layers: ['countyLines', 'townNames'] },
]

const symbols: Readonly<Record<LayerKey, SymbolName>> = {
  typhoon: 'hazard-typhoon',
  incidents: 'hazard-incident',
  signals: 'source-phoneCall',
  stations: 'facility-gauge',
  countyLines: 'layers',
  townNames: 'facility-village',
}

interface LayerPanelProps {
  readonly situation: MapSituation
  readonly switches: LayerSwitches
  readonly onSwitch: (key: LayerKey, on: boolean) => void
  readonly onClose?: (() => void) | undefined
}

/** What can be shown, how many there are, and what the base map is. */
export function LayerPanel({ situation, switches, onSwitch, onClose }: LayerPanelProps) {
  const incidents = situation.incidents.filter(isOpenIncident)
  const signals = situation.signals.filter(isOpenSignal)
  const last = situation.fixes.at(-1)
  const counts: Readonly<Record<LayerKey, string>> = {
    typhoon: last?.name ?? texts.none,
    incidents: String(incidents.length),
    signals: String(signals.length),
    stations: String(situation.stations.length),
    countyLines: '',
    townNames: '',
  }
  const unplaced = [...incidents, ...signals].filter(({ position }) => position === null).length
  return (
    <Card
      className={styles.layers}
      title={texts.layers}
      count={texts.shownCount(layerKeys.filter((key) => switches[key]).length)}
      extra={onClose === undefined ? undefined : <CloseButton onClose={onClose} />}
    >
      {groups.map(({ name, layers }) => (
        <fieldset key={name} className={styles.group}>
          <legend>{name}</legend>
          {layers.map((key) => (
            <label key={key} className={styles.layer}>
              <input type="checkbox" checked={switches[key]} onChange={(event) => onSwitch(key, event.target.checked)} />
              <Symbol name={symbols[key]} size={18} />
              <span>{texts.layer[key]}</span>
              <small>{counts[key]}</small>
            </label>
          ))}
        </fieldset>
      ))}
      {unplaced > 0 && <p className={styles.aside}>{texts.unplaced(unplaced)}</p>}
      <p className={styles.aside}>
        <Symbol name="offline" size={16} />
        <span>
          {texts.baseMap}：{texts.baseLocal}。{texts.baseNote}
        </span>
      </p>
    </Card>
  )
}

/** Closes a panel. */
export function CloseButton({ onClose }: { readonly onClose: () => void }) {
  return (
    <button type="button" className={styles.iconButton} aria-label={texts.close} title={texts.close} onClick={onClose}>
      <Symbol name="close" />
    </button>
  )
}
