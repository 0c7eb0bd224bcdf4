import type { FeatureCollection, Point } from 'geojson'

/** The offline base map as GeoJSON; a part that could not be read is empty. */
export interface BaseData {
  readonly overview: FeatureCollection
  readonly land: FeatureCollection
  readonly counties: FeatureCollection
  /** One point per county, at its seat, to write the name at. */
  readonly countySeats: FeatureCollection<Point>
  readonly rivers: FeatureCollection
  readonly towns: FeatureCollection
  /** Whether every part was read. */
  readonly complete: boolean
}

const empty = <G extends Point>(): FeatureCollection<G> => ({ type: 'FeatureCollection', features: [] })

const isCollection = (value: unknown): value is FeatureCollection =>
  typeof value === 'object' && value !== null && 'features' in value && Array.isArray(value.features)

async function fetchPart(url: string): Promise<FeatureCollection | null> {
  try {
    const response = await fetch(url)
    if (!response.ok) return null
    const body: unknown = await response.json()
    return isCollection(body) ? body : null
  } catch {
    // No link to the server: the map still shows what lies on it, on a plain ground.
    return null
  }
}

function seatPoints(counties: FeatureCollection): FeatureCollection<Point> {
  return {
    type: 'FeatureCollection',
    features: counties.features.flatMap(({ properties }) => {
      const longitude: unknown = properties?.['seatLongitude']
      const latitude: unknown = properties?.['seatLatitude']
      if (typeof longitude !== 'number' || typeof latitude !== 'number') return []
      return [{ type: 'Feature' as const, properties, geometry: { type: 'Point' as const, coordinates: [longitude, latitude] } }]
    }),
  }
}

let loading: Promise<BaseData> | undefined

/** Reads the base map once per page; a failed part is tried again with the next map. */
export function loadBaseData(folder: string): Promise<BaseData> {
  loading ??= readBaseData(folder).then((data) => {
    if (!data.complete) loading = undefined
    return data
  })
  return loading
}

async function readBaseData(folder: string): Promise<BaseData> {
  const [overview, land, counties, rivers, towns] = await Promise.all(
    ['land-overview', 'land', 'counties', 'rivers', 'towns'].map((name) => fetchPart(`${folder}${name}.geojson`)),
  )
  return {
    overview: overview ?? empty(),
    land: land ?? empty(),
    counties: counties ?? empty(),
    countySeats: counties === null || counties === undefined ? empty() : seatPoints(counties),
    rivers: rivers ?? empty(),
    towns: towns ?? empty(),
    complete: [overview, land, counties, rivers, towns].every((part) => part !== null),
  }
}
