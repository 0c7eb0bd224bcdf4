export { isInNetwork, readNetwork } from './public-address.ts'
export { FetchProblem } from './fetch-problem.ts'
export { createOutboundFetch, type InnerPermit, type OutboundFetch } from './outbound-fetch.ts'
