import { Button } from 'antd'
import { useState } from 'react'
import { paths, useGo } from '../navigation.ts'
import { useMay } from '../use-may.ts'
import { Symbol } from '../../ui/symbols/Symbol.tsx'
import { GiveInstructionDialog } from './GiveInstructionDialog.tsx'

interface GiveInstructionButtonProps {
  readonly incidentId?: string | undefined
  readonly reportId?: string | undefined
  readonly aboutTitle?: string | undefined
  readonly primary?: boolean
  /** Opens the new instruction on its own page afterwards. */
  readonly thenOpen?: boolean
}

/** 批示, wherever a leader reads something; hidden from those who may not give any. */
export function GiveInstructionButton({ incidentId, reportId, aboutTitle, primary = false, thenOpen = false }: GiveInstructionButtonProps) {
  const may = useMay('instruction:give')
  const go = useGo()
  const [open, setOpen] = useState(false)
  if (!may) return null
  return (
    <>
      <Button type={primary ? 'primary' : 'default'} icon={<Symbol name="edit" size={14} />} onClick={() => setOpen(true)}>
        {aboutTitle === undefined ? '登记批示' : '批示'}
      </Button>
      {open && <GiveInstructionDialog incidentId={incidentId} reportId={reportId} aboutTitle={aboutTitle} onClose={() => setOpen(false)} onDone={thenOpen ? (made) => go(paths.instructions(made.id)) : undefined} />}
    </>
  )
}
