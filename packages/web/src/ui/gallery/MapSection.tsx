import { useEffect, useMemo, useState } from 'react'
import { buildFacilityLayer, buildForceLayer, buildIncidentLayer, buildSignalLayers } from '../../map/layers/situation-layers.ts'
import { buildTyphoonLayers } from '../../map/layers/typhoon-layers.ts'
import { circleRing } from '../../map/geometry/geodesy.ts'
import type { MapItemRef, MapLayer } from '../../map/layers/map-layer.ts'
import { MapView } from '../../map/MapView.tsx'
import { Card } from '../layout/Card.tsx'
import { TimeSlider } from '../time-slider/TimeSlider.tsx'
import styles from './gallery.module.css'
import { sampleFixes } from './sample-data.ts'

const at = (longitude: number, latitude: number) => ({ longitude, latitude })
const bounds = { west: 120.7, south: 28.1, east: 122.0, north: 29.1 }

const standing: readonly MapLayer[] = [
  {
    id: 'surroundings',
    kind: 'areas',
    areas: [
      { id: 'radius', rings: [circleRing(at(121.49, 28.52), 8000)], tone: 'accent', fill: 'tint' },
      { id: 'water', rings: [circleRing(at(121.5, 28.52), 3200)], tone: 'accent', fill: 'hatch' },
    ],
    interactive: false,
  },
  buildFacilityLayer('facilities', [
    { id: 'f1', position: at(121.42, 28.66), symbol: 'facility-hospital', name: '椒江医院' },
    { id: 'f2', position: at(121.13, 28.85), symbol: 'facility-gauge', name: '西门站' },
    { id: 'f3', position: at(121.2, 28.6), symbol: 'facility-reservoir', name: '长潭水库' },
    { id: 'f4', position: at(121.55, 28.55), symbol: 'facility-shelter', name: '金清中学' },
  ]),
  ...buildSignalLayers([{ id: 's1', position: at(121.12, 28.86), symbol: 'hazard-flood', label: '西门站 7.61 m', urgent: true }]),
  buildForceLayer([
    { id: 'q1', position: at(121.45, 28.58), symbol: 'force-boat', name: '横街镇水上应急队', state: 'working' },
    { id: 'q2', position: at(121.38, 28.42), symbol: 'force-team', name: '滨海镇民兵应急连', state: 'standby' },
    { id: 'q3', position: at(121.9, 28.47), symbol: 'force-team', name: '大陈岛', state: 'lost' },
    { id: 'q4', position: at(121.26, 28.64), symbol: 'force-engineering', name: '宁溪抢险队', state: 'working' },
  ]),
  buildIncidentLayer([
    { id: 'i1', position: at(121.05, 28.62), symbol: 'hazard-landslide', title: '岭下村滑坡' },
    { id: 'i2', position: at(121.49, 28.52), symbol: 'hazard-trapped', title: '下塘角村被困' },
  ]),
]

/** Map with every kind of layer and the time slider that drives it. */
export function MapSection() {
  const [now, setNow] = useState(Date.parse('2019-08-09T18:15:00.000Z'))
  const [playing, setPlaying] = useState(false)
  const [speed, setSpeed] = useState(60)
  const [hovered, setHovered] = useState<MapItemRef | null>(null)
  const [selected, setSelected] = useState<MapItemRef | null>({ layerId: 'incidents', itemId: 'i1' })
  useEffect(() => {
    if (!playing) return
    const timer = setInterval(() => setNow((value) => value + speed * 200), 200)
    return () => clearInterval(timer)
  }, [playing, speed])
  const layers = useMemo(() => [...buildTyphoonLayers(sampleFixes, now), ...standing], [now])
  return (
    <Card title="一张图" count={hovered === null ? '指到符号上看联动' : `${hovered.layerId} ${hovered.itemId}`}>
      <div className={styles.map}>
        <MapView layers={layers} bounds={bounds} hovered={hovered} selected={selected} onHover={setHovered} onSelect={setSelected} />
      </div>
      <TimeSlider
        from="2019-08-09T10:00:00.000Z"
        to="2019-08-10T04:00:00.000Z"
        value={now}
        known={Date.parse('2019-08-09T18:15:00.000Z')}
        playing={playing}
        speed={speed}
        note="金清站逐时雨量，最大 52 mm"
        events={[
          { id: 'e1', at: '2019-08-09T17:45:00.000Z', label: '登陆温岭城南镇' },
          { id: 'e2', at: '2019-08-09T17:52:00.000Z', label: '接报岭下村滑坡' },
        ]}
        onChange={setNow}
        onPlay={setPlaying}
        onSpeed={setSpeed}
        onBackToNow={() => setNow(Date.parse('2019-08-09T18:15:00.000Z'))}
      />
    </Card>
  )
}
