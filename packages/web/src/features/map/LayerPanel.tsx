import { facilityKinds } from '@fengsui/contract/resources'
import { Card } from '../../ui/layout/Card.tsx'
import { Symbol } from '../../ui/symbols/Symbol.tsx'
import type { SymbolName } from '../../ui/symbols/symbols.ts'
import { symbolOfFacility } from '../../map/layers/resource-symbols.ts'
import { isOpenShelter } from '../../map/situation/map-resources.ts'
import { isOpenIncident, isOpenSignal } from '../../map/situation/map-situation.ts'
import type { MapSituation } from '../../map/situation/map-situation.ts'
import { countUnplaced, facilityKindList } from './layer-switches.ts'
import type { LayerKey, LayerSwitches, PlainLayerKey } from './layer-switches.ts'
import styles from './map-page.module.css'
import { texts } from './texts.ts'
import type { ShownResourceLists } from './use-map-resources.ts'

const symbols: Readonly<Record<PlainLayerKey, SymbolName>> = {
  typhoon: 'hazard-typhoon',
  incidents: 'hazard-incident',
  signals: 'source-phoneCall',
  dispatches: 'force-truck',
  teams: 'force-team',
  equipment: 'force-boat',
  shelters: 'facility-shelter',
  warehouses: 'facility-warehouse',
  stations: 'facility-gauge',
  countyLines: 'layers',
  townNames: 'facility-village',
}

interface LayerPanelProps {
  readonly situation: MapSituation
  readonly lists: ShownResourceLists
  readonly switches: LayerSwitches
  readonly onSwitch: (key: LayerKey, on: boolean) => void
  readonly onClose?: (() => void) | undefined
}

/** What can be shown, how many there are, and what the base map is. */
export function LayerPanel({ situation, lists, switches, onSwitch, onClose }: LayerPanelProps) {
  const { resources, may } = lists
  const incidents = situation.incidents.filter(isOpenIncident)
  const signals = situation.signals.filter(isOpenSignal)
  const openShelters = resources.shelters.filter(isOpenShelter).length
  const counts: Readonly<Record<PlainLayerKey, string>> = {
    typhoon: situation.fixes.at(-1)?.name ?? texts.none,
    incidents: String(incidents.length),
    signals: String(signals.length),
    dispatches: String(resources.dispatches.length),
    teams: String(resources.teams.length),
    equipment: String(resources.equipment.length),
    shelters: openShelters === 0 ? String(resources.shelters.length) : texts.openOf(openShelters, resources.shelters.length),
    warehouses: String(resources.warehouses.length),
    stations: String(situation.stations.length),
    countyLines: '',
    townNames: '',
  }
  const groups: readonly { readonly name: string; readonly layers: readonly PlainLayerKey[] }[] = [
    { name: texts.groups.situation, layers: ['typhoon', 'incidents', 'signals'] },
    { name: texts.groups.forces, layers: [...(may.dispatch ? (['dispatches'] as const) : []), ...(may.resources ? (['teams', 'equipment', 'shelters'] as const) : []), ...(may.stock ? (['warehouses'] as const) : [])] },
    { name: texts.groups.facilities, layers: ['stations'] },
    { name: texts.groups.divisions, layers: ['countyLines', 'townNames'] },
  ]
  const unplaced = [...incidents, ...signals].filter(({ position }) => position === null).length + countUnplaced(resources)
  const on = (Object.keys(switches) as LayerKey[]).filter((key) => switches[key]).length
  const watchedOn = facilityKindList.filter((kind) => switches[`facility-${kind}`]).length
  return (
    <Card className={styles.layers} title={texts.layers} count={texts.shownCount(on)} extra={onClose === undefined ? undefined : <CloseButton onClose={onClose} />}>
      {groups.filter(({ layers }) => layers.length > 0).map(({ name, layers }) => (
        <fieldset key={name} className={styles.group}>
          <legend>{name}</legend>
          {layers.map((key) => (
            <LayerRow key={key} symbol={symbols[key]} name={texts.layer[key]} count={counts[key]} on={switches[key]} onSwitch={(next) => onSwitch(key, next)} />
          ))}
        </fieldset>
      ))}
      {may.resources && (
        <details className={styles.watched}>
          <summary>
            {texts.watched} <small>{watchedOn === 0 ? resources.facilities.length : texts.shownCount(watchedOn)}</small>
          </summary>
          <fieldset className={styles.group}>
            {facilityKindList.map((kind) => (
              <LayerRow
                key={kind}
                symbol={symbolOfFacility(kind)}
                name={facilityKinds[kind]}
                count={String(resources.facilities.filter((facility) => facility.kind === kind).length)}
                on={switches[`facility-${kind}`]}
                onSwitch={(next) => onSwitch(`facility-${kind}`, next)}
              />
            ))}
          </fieldset>
        </details>
      )}
      {lists.error !== null && <p className={styles.aside} role="alert">{texts.resourcesFailed(lists.error.message)}</p>}
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

interface LayerRowProps {
  readonly symbol: SymbolName
  readonly name: string
  readonly count: string
  readonly on: boolean
  readonly onSwitch: (on: boolean) => void
}

function LayerRow({ symbol, name, count, on, onSwitch }: LayerRowProps) {
  return (
    <label className={styles.layer}>
      <input type="checkbox" checked={on} onChange={(event) => onSwitch(event.target.checked)} />
      <Symbol name={symbol} size={18} />
      <span>{name}</span>
      <small>{count}</small>
    </label>
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
