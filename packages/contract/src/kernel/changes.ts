/** A JSON value as the journal can hold it. */
export type Json = null | boolean | number | string | Json[] | { [key: string]: Json }

/**
 * The unit of writing: some fields of one object get new values. The platform writes it to the object's table and, as part of a
 * journal entry, to the journal; so folding all entries gives the tables (INC-2), and the same change is what screens receive.
 */
export interface Change {
  /** Object kind, see `objects.ts`. */
  object: string
  id: string
  /** Present on the change that brings the object into being; the set then holds every field that is not null. */
  created?: true
  set: { [field: string]: Json }
}

/** Who may see an entry: holders of the permission of the objects it touches, whose jurisdiction holds `division`, or whose unit is one of `units`. */
export interface Audience {
  division: string
  units?: string[]
  /** Persons, or units as a whole, whom it concerns personally: they hear that something of theirs changed, and of which kind, also where they may not read the entry. */
  called?: string[]
  /** For what is not yet said to anybody above, as a draft: accounts of exactly this place, not those whose jurisdiction holds it. */
  ownPlaceOnly?: true
}

/** What a journal entry says. Never a name, a telephone number or narrative text: those are references (see `protected.ts`). */
export interface EntryData {
  audience: Audience
  changes: Change[]
  /** Small facts for the timeline that are no object's field, e.g. how many minutes late. */
  note?: { [key: string]: Json }
}
