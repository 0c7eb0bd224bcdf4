import type { Position } from '@fengsui/contract/kernel'
import { useEffect, useEffectEvent, useState } from 'react'
import { cleanCorners, ringProblem } from '../../map/geometry/ring.ts'
import type { Tool } from './drawing.ts'
import type { DrawnArea } from './surroundings.ts'

const firstMetres = 5000

/** What is being drawn and what is drawn, with the ways to change it. */
export interface Drawing {
  readonly tool: Tool
  readonly area: DrawnArea | null
  /** Measured path. */
  readonly path: readonly Position[]
  /** Corners of the area being drawn. */
  readonly corners: readonly Position[]
  readonly choose: (tool: Tool) => void
  /** A press on the map or a place found by name. */
  readonly place: (position: Position) => void
  /** Ends the area being drawn, if its corners enclose one. */
  readonly finish: () => void
  readonly stepBack: () => void
  readonly clear: () => void
  readonly surround: (centre: Position) => void
  readonly setMetres: (metres: number) => void
  readonly closeArea: () => void
}

/** The drawing tools of the map: Esc gives up, Enter ends an area, Backspace takes the last point back. */
export function useDrawing(onArea: (area: DrawnArea) => void): Drawing {
  const [tool, setTool] = useState<Tool>('none')
  const [area, setArea] = useState<DrawnArea | null>(null)
  const [path, setPath] = useState<readonly Position[]>([])
  const [corners, setCorners] = useState<readonly Position[]>([])

  const show = (next: DrawnArea): void => {
    setArea(next)
    setCorners([])
    setTool('none')
    onArea(next)
  }
  const surround = (centre: Position): void => show({ kind: 'circle', centre, metres: area?.kind === 'circle' ? area.metres : firstMetres })
  const finish = (): void => {
    if (tool !== 'area' || ringProblem(corners) !== null) return
    show({ kind: 'ring', corners: cleanCorners(corners) })
  }
  const stepBack = (): void => (tool === 'area' ? setCorners((before) => before.slice(0, -1)) : setPath((before) => before.slice(0, -1)))
  const giveUp = (): void => {
    setTool('none')
    setCorners([])
    if (tool === 'measure') setPath([])
  }
  const press = useEffectEvent((event: KeyboardEvent): void => {
    if (event.defaultPrevented || event.isComposing) return
    if (event.key === 'Escape') giveUp()
    // Enter on a button or in the search box is theirs.
    else if (event.target instanceof HTMLElement && event.target.closest('input, textarea, button, a, [role=option]') !== null) return
    else if (event.key === 'Enter') finish()
    else if (event.key === 'Backspace') stepBack()
  })
  const drawing = tool !== 'none'
  useEffect(() => {
    if (!drawing) return
    const listen = (event: KeyboardEvent): void => press(event)
    window.addEventListener('keydown', listen)
    return () => window.removeEventListener('keydown', listen)
  }, [drawing])

  return {
    tool,
    area,
    path,
    corners,
    choose: (next) => {
      setTool(next)
      setCorners([])
      if (next === 'measure') setPath([])
    },
    place: (position) => {
      if (tool === 'circle') surround(position)
      else if (tool === 'area') setCorners((before) => [...before, position])
      else if (tool === 'measure') setPath((before) => [...before, position])
    },
    finish,
    stepBack,
    clear: () => {
      setArea(null)
      setPath([])
      setCorners([])
      setTool('none')
    },
    surround,
    setMetres: (metres) => {
      if (area?.kind === 'circle') show({ ...area, metres })
    },
    closeArea: () => setArea(null),
  }
}
