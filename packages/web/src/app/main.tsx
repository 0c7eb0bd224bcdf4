import { createRoot } from 'react-dom/client'
import { speakChinese } from '../lib/chinese-messages.ts'
import { DeskApp } from './DeskApp.tsx'

speakChinese()
const root = document.getElementById('root')
if (root !== null) createRoot(root).render(<DeskApp />)
