import { knowledgeStateNames, type KnowledgeState } from '@fengsui/contract/situation'
import { VerificationMark } from '../../ui/marks/VerificationMark.tsx'

const shapes = { 'knew-first': 'square', answered: 'disc', told: 'half', overdue: 'cross', shown: 'half', 'not-told': 'ring' } as const satisfies Record<KnowledgeState, string>

/** How a unit stands to a fact, by shape and word. */
export function KnowledgeMark({ state, of }: { readonly state: KnowledgeState; readonly of?: string | undefined }) {
  return <VerificationMark shape={shapes[state]} word={`${knowledgeStateNames[state]}${of ?? ''}`} />
}
