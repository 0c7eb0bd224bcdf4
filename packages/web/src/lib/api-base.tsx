import { createContext, use, useMemo } from 'react'
import type { ReactNode } from 'react'
import { mainApiBase } from './api.ts'

/** Which interface the pages below talk to. */
export interface ApiBase {
  /** Path of the interface, `/api/v1` or a replay's view. */
  readonly base: string
  /** Commands are refused: one only watches. */
  readonly readOnly: boolean
  /** Put before every address of `paths`, so that links stay inside a replay. */
  readonly pathPrefix: string
}

const mainBase: ApiBase = { base: mainApiBase, readOnly: false, pathPrefix: '' }
const ApiBaseContext = createContext<ApiBase>(mainBase)

interface ApiBaseProviderProps {
  readonly base: string
  readonly readOnly?: boolean
  readonly pathPrefix?: string
  readonly children: ReactNode
}

/** Points the pages below at another interface of the same shape, for example a replay's view. */
export function ApiBaseProvider({ base, readOnly = false, pathPrefix = '', children }: ApiBaseProviderProps) {
  const value = useMemo(() => ({ base, readOnly, pathPrefix }), [base, readOnly, pathPrefix])
  return <ApiBaseContext value={value}>{children}</ApiBaseContext>
}

/** The interface in force here. */
export function useApiBase(): ApiBase {
  return use(ApiBaseContext)
}
