/** Minutes the asked unit has to take a request on. Platform default. */
export const ACCEPT_MINUTES = 15
/** Minutes a unit has to acknowledge an order. Platform default. */
export const ACKNOWLEDGE_MINUTES = 15
