import { shapeOutlines } from './symbol-parts.ts'
import { getSymbol } from './symbols.ts'
import type { SymbolName } from './symbols.ts'

interface SymbolProps {
  readonly name: SymbolName
  /** Edge in CSS pixels; 16 in text, 20 in lists, 24 beside headings. */
  readonly size?: number
  /** Spoken name. Without it the symbol is decoration for a word that stands beside it. */
  readonly title?: string
  readonly className?: string | undefined
}

/**
 * One symbol of our own set, drawn in `currentColor`. The glyph inside an outline takes `--symbol-glyph`
 * (the surface colour unless set), so that a selected row can turn the pair around.
 */
export function Symbol({ name, size = 16, title, className }: SymbolProps) {
  const { shape, parts } = getSymbol(name)
  const glyph = shape === 'bare' ? 'currentColor' : 'var(--symbol-glyph, var(--surface))'
  return (
    <svg
      viewBox="0 0 24 24"
      width={size}
      height={size}
      className={className}
      role={title === undefined ? undefined : 'img'}
      aria-label={title}
      aria-hidden={title === undefined ? true : undefined}
      focusable="false"
    >
      {title !== undefined && <title>{title}</title>}
      {shape !== 'bare' && <path d={shapeOutlines[shape]} fill="currentColor" />}
      {parts.map((part) =>
        part.paint !== 'line' ? (
          <path key={part.paint + part.d} d={part.d} fill={part.paint === 'solid' ? glyph : 'var(--symbol-glyph, var(--surface))'} fillRule="evenodd" />
        ) : (
          <path key={part.d} d={part.d} fill="none" stroke={glyph} strokeWidth={part.width ?? 1.75} strokeLinecap="round" strokeLinejoin="round" />
        ),
      )}
    </svg>
  )
}
