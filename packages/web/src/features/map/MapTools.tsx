import type { Position } from '@fengsui/contract/kernel'
import { ringArea, ringProblem } from '../../map/geometry/ring.ts'
import { joinClasses } from '../../ui/join-classes.ts'
import { Symbol } from '../../ui/symbols/Symbol.tsx'
import type { SymbolName } from '../../ui/symbols/symbols.ts'
import styles from './map-page.module.css'
import { PlaceSearch } from './PlaceSearch.tsx'
import type { FoundPlace } from './PlaceSearch.tsx'
import { areaText, distanceText, pathMetres } from './surroundings.ts'
import { texts } from './texts.ts'
import type { Drawing } from './use-drawing.ts'

interface MapToolsProps {
  readonly drawing: Drawing
  readonly narrow: boolean
  readonly onFound: (place: FoundPlace) => void
  readonly onSheet: (sheet: 'layers' | 'list') => void
}

/** Search and drawing above the map; on a phone also the ways to the two sheets. */
export function MapTools({ drawing, narrow, onFound, onSheet }: MapToolsProps) {
  const { tool, path, corners, area } = drawing
  const toggle = (wanted: 'circle' | 'area' | 'measure') => () => drawing.choose(tool === wanted ? 'none' : wanted)
  const hint = hintOf(drawing)
  const points = tool === 'area' ? corners : tool === 'measure' ? path : []
  return (
    <div className={styles.tools}>
      <PlaceSearch onFound={onFound} />
      <div className={styles.toolGroup} role="toolbar" aria-label="画图工具">
        <ToolButton on={tool === 'circle'} onPress={toggle('circle')} symbol="pin" word={texts.circle} />
        <ToolButton on={tool === 'area'} onPress={toggle('area')} symbol="edit" word={texts.area} />
        <ToolButton on={tool === 'measure'} onPress={toggle('measure')} symbol="ruler" word={texts.measure} />
        {(area !== null || path.length > 0 || corners.length > 0) && <ToolButton onPress={drawing.clear} symbol="close" word={texts.clear} />}
        {narrow && (
          <>
            <ToolButton onPress={() => onSheet('layers')} symbol="layers" word={texts.openLayers} />
            <ToolButton onPress={() => onSheet('list')} symbol="note" word={texts.openThings} />
          </>
        )}
      </div>
      {hint !== null && (
        <div className={styles.hint}>
          <span role="status">{hint}</span>
          {points.length > 0 && (
            <button type="button" onClick={drawing.stepBack}>
              {texts.stepBack}
            </button>
          )}
          {tool === 'area' && (
            <button type="button" disabled={ringProblem(corners) !== null} onClick={drawing.finish}>
              {texts.finishArea}
            </button>
          )}
        </div>
      )}
    </div>
  )
}

function hintOf({ tool, path, corners }: Drawing): string | null {
  switch (tool) {
    case 'none':
      return null
    case 'circle':
      return texts.circleHint
    case 'area':
      return areaHint(corners)
    case 'measure':
      return path.length === 0 ? texts.measureHint : texts.measured(distanceText(pathMetres(path)), path.length)
  }
}

function areaHint(corners: readonly Position[]): string {
  const problem = ringProblem(corners)
  if (corners.length === 0) return texts.areaHint
  return problem === null ? texts.areaReady(areaText(ringArea(corners))) : texts.areaProblems[problem]
}

interface ToolButtonProps {
  readonly on?: boolean
  readonly symbol: SymbolName
  readonly word: string
  readonly onPress: () => void
}

function ToolButton({ on, symbol, word, onPress }: ToolButtonProps) {
  return (
    <button type="button" aria-pressed={on} className={joinClasses(styles.tool, on === true && styles.toolOn)} onClick={onPress}>
      <Symbol name={symbol} />
      {word}
    </button>
  )
}
