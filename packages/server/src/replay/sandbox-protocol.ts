import type { Instant, Json } from '@fengsui/contract/kernel'
import type { ReplaySummary } from './summary-rules.ts'

/** How the program that drives a sandbox and the sandbox's process talk: one JSON message each way over the IPC channel. */
export interface SandboxSettings {
  /** Connection to any database of the server, as a role that may create databases. Given over IPC, never on a command line. */
  adminUrl: string
  /** Database of this sandbox. */
  database: string
  /** Where keys and signed heads lie. */
  dataDir: string
  migrationsDir: string
  demoDir: string
  /** Shown on every screen. */
  title: string
  /** Of the program, as the interface states it. */
  version: string
  /** Seed of all ids: equal seeds give equal journals. */
  seed: string
  start: Instant
  rulesAsOf: Instant
}

/** Where a sandbox stands; the same after a kill as before. */
export interface SandboxState {
  /** Loopback port of its interface. */
  port: number
  now: Instant
  /** Steps completed. */
  stepsDone: number
  kept: { [name: string]: Json }
}

export interface SandboxCalls {
  open: { input: SandboxSettings; output: SandboxState }
  /** Lets everything happen that is ready at the present instant. */
  settle: { input: Record<string, never>; output: Record<string, never> }
  /** Moves the business clock, stopping at every timer on the way. */
  advanceTo: { input: { to: Instant }; output: Record<string, never> }
  /** An API token of a demo account. */
  token: { input: { username: string }; output: { token: string } }
  /** Keeps a value found by a step. */
  keep: { input: { name: string; value: Json }; output: Record<string, never> }
  /** Notes that this many steps are complete. */
  stepsDone: { input: { count: number }; output: Record<string, never> }
  /** Counts the outcome, verifies the journal and signs its head. */
  summarise: { input: Record<string, never>; output: Omit<ReplaySummary, 'durationMs'> }
  close: { input: Record<string, never>; output: Record<string, never> }
}
export type SandboxCall = keyof SandboxCalls

export interface SandboxRequest<C extends SandboxCall = SandboxCall> {
  id: number
  call: C
  input: SandboxCalls[C]['input']
}

export type SandboxAnswer = { id: number; output: unknown } | { id: number; error: string; permanent: boolean }
