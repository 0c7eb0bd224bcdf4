/** An owner confirms its teams, equipment, places and warehouses at least this often, days; else they are marked as not confirmed. Platform default, no law gives a number. */
export const confirmDays = 180
/** Hours at work without rest after which a team is called tired. Platform default, no law gives a number. */
export const fatigueHours = 12
