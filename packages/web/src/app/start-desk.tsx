import { createRoot } from 'react-dom/client'
import { speakChinese } from '../lib/chinese-messages.ts'
import { DeskApp } from './DeskApp.tsx'

/** Opens the desk on the page's root element. */
export function startDesk(root: HTMLElement): void {
  speakChinese()
  createRoot(root).render(<DeskApp />)
}
