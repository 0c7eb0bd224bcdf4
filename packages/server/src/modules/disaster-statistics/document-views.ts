import type { EntryView, FormSetKey, ListCode } from '@fengsui/contract/disaster-statistics'
import { Problem } from '@fengsui/contract/kernel'
import type { Actor } from '../../platform/actor.ts'
import type { Queryable } from '../../platform/db/database.ts'
import type { ObjectStore } from '../../platform/objects/object-store.ts'
import { listEntries } from './entry-views.ts'
import { listPaper, returnPaper, tablePaper, type Paper } from './form-document.ts'
import { getOverview } from './overview-views.ts'
import { getProcessView } from './process-views.ts'
import { getReturn } from './return-views.ts'

export type { Paper } from './form-document.ts'

/** More rows than this are no paper: the place below is asked for. */
const MOST_ROWS = 5000

/** A version as the official forms. @throws Problem not-found */
export async function readReturnPaper(objects: ObjectStore, db: Queryable, actor: Actor, id: string): Promise<Paper> {
  return returnPaper(await getReturn(objects, db, actor, id))
}

/** The places below one beside each other. @throws Problem not-found */
export async function readTablePaper(objects: ObjectStore, db: Queryable, actor: Actor, query: { processId: string; formSet: FormSetKey; divisionCode?: string | undefined }, clock: { at: string; asOf: string }): Promise<Paper> {
  const process = await getProcessView(objects, db, actor, query.processId)
  return tablePaper(process, await getOverview(objects, db, actor, query, clock), query.formSet)
}

/** A list as far as its reader may see. @throws Problem too-large where it is no paper any more */
export async function readListPaper(objects: ObjectStore, db: Queryable, actor: Actor, query: { processId: string; list: ListCode; divisionCode?: string | undefined }, at: string): Promise<Paper> {
  const process = await getProcessView(objects, db, actor, query.processId)
  const entries: EntryView[] = []
  let after: string | undefined
  do {
    const page = await listEntries(objects, db, actor, { ...query, status: 'listed', limit: 500, after })
    entries.push(...page.items)
    after = page.next ?? undefined
    if (entries.length > MOST_ROWS) throw new Problem('too-large', `一览表超过 ${String(MOST_ROWS)} 行，请按乡镇分别导出`)
  } while (after !== undefined)
  return listPaper(process, query.list, entries, at)
}
