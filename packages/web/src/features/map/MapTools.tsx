import type { Position } from '@fengsui/contract/kernel'
import { joinClasses } from '../../ui/join-classes.ts'
import { Symbol } from '../../ui/symbols/Symbol.tsx'
import type { Tool } from './drawing.ts'
import styles from './map-page.module.css'
import { PlaceSearch } from './PlaceSearch.tsx'
import type { FoundPlace } from './PlaceSearch.tsx'
import { distanceText, pathMetres } from './surroundings.ts'
import { texts } from './texts.ts'

interface MapToolsProps {
  readonly tool: Tool
  readonly path: readonly Position[]
  /** Something is drawn that can be cleared. */
  readonly drawn: boolean
  readonly narrow: boolean
  readonly onTool: (tool: Tool) => void
  readonly onClear: () => void
  readonly onFound: (place: FoundPlace) => void
  readonly onSheet: (sheet: 'layers' | 'list') => void
}

/** Search and drawing above the map; on a phone also the ways to the two sheets. */
export function MapTools({ tool, path, drawn, narrow, onTool, onClear, onFound, onSheet }: MapToolsProps) {
  const hint = tool === 'circle' ? texts.circleHint : tool === 'measure' ? (path.length === 0 ? texts.measureHint : texts.measured(distanceText(pathMetres(path)), path.length)) : null
  return (
    <div className={styles.tools}>
      <PlaceSearch onFound={onFound} />
      <div className={styles.toolGroup} role="toolbar" aria-label="画图工具">
        <ToolButton on={tool === 'circle'} onPress={() => onTool(tool === 'circle' ? 'none' : 'circle')} symbol="pin" word={texts.circle} />
        <ToolButton on={tool === 'measure'} onPress={() => onTool(tool === 'measure' ? 'none' : 'measure')} symbol="ruler" word={texts.measure} />
        {drawn && <ToolButton onPress={onClear} symbol="close" word={texts.clear} />}
        {narrow && (
          <>
            <ToolButton onPress={() => onSheet('layers')} symbol="layers" word={texts.openLayers} />
            <ToolButton onPress={() => onSheet('list')} symbol="note" word={texts.openThings} />
          </>
        )}
      </div>
      {hint !== null && (
        <p role="status" className={styles.hint}>
          {hint}
        </p>
      )}
    </div>
  )
}

interface ToolButtonProps {
  readonly on?: boolean
  readonly symbol: 'pin' | 'ruler' | 'close' | 'layers' | 'note'
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
