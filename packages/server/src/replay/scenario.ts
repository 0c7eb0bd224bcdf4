import type { Instant, Json, Route, RouteRequest, RouteResponse } from '@fengsui/contract/kernel'

/** What may be varied from one run to the next; part of the sandbox's identity, so that two variants never mix. */
export interface ScenarioParameters {
  /** People killed by the landslide. */
  readonly deaths: number
}

type Payload<R extends Route> = Omit<RouteRequest<R>['body'], 'commandId'>

/** What a step works with: the public interface, nothing else. */
export interface StepApi {
  readonly at: Instant
  readonly parameters: ScenarioParameters
  /** Sends a command as a demo account and lets everything that follows from it happen. The command id comes from scenario, step and content. */
  command<const R extends Route>(as: string, route: R, request: { params?: RouteRequest<R>['params']; body: Payload<R> }): Promise<RouteResponse<R>>
  read<const R extends Route>(as: string, route: R, request: { params?: RouteRequest<R>['params']; query?: RouteRequest<R>['query'] }): Promise<RouteResponse<R>>
  /**
   * A value found once and kept in the sandbox. Everything a step reads and then builds a command from goes through here: a resumed
   * step would otherwise read a later state, and send another command.
   */
  once<T extends Json>(name: string, find: () => Promise<T>): Promise<T>
  /** A value that an earlier step kept. Throws when there is none: an error of the scenario. */
  known(name: string): string
}

export interface ScenarioStep {
  readonly at: Instant
  /** One Chinese line: what happens. */
  readonly text: string
  run(api: StepApi): Promise<void>
}

/** The interface refused something that the scenario expects to work, or did not do what it must. */
export class StepFailed extends Error {
  override readonly name = 'StepFailed'
}

/** A night told through the public interface. */
export interface Scenario {
  readonly key: string
  readonly title: string
  /** First screen: what is fact, what is made up, which rules apply. */
  readonly openingNote: string
  readonly from: Instant
  readonly to: Instant
  /** Day of the rules in force, fixed so that two runs on different days are alike. */
  readonly rulesAsOf: Instant
  readonly steps: readonly ScenarioStep[]
}
