import { z } from 'zod'
import { CommandId, Id, Instant, route, text } from '../kernel/index.ts'

/** How a unit's papers look from an instant on (公文格式): added to, never changed. */
export const DocumentForm = z.object({
  id: Id,
  unitId: Id,
  divisionCode: z.string(),
  /** 发文机关标志, the red line. */
  issuerTitle: z.string(),
  /** 机关代字: what stands before the year in the number, e.g. 演示县应急报. */
  numberWord: z.string(),
  /** 发文机关署名. */
  signatureName: z.string(),
  /** 默认抄送, may be empty. */
  copiesTo: z.string(),
  /** 印发机关. */
  printedBy: z.string(),
  inForceFrom: z.string(),
  setAt: z.string(),
  setByUnitId: Id,
})
export type DocumentForm = z.infer<typeof DocumentForm>

/** The form that holds for a unit and those before it; `own` is false while the platform's default holds. */
export const DocumentFormsView = z.object({
  unitId: Id,
  unitName: z.string(),
  own: z.boolean(),
  inForce: DocumentForm.omit({ id: true, setAt: true, setByUnitId: true, inForceFrom: true }).extend({ inForceFrom: z.string().nullable() }),
  history: z.array(DocumentForm),
  maySet: z.boolean(),
})
export type DocumentFormsView = z.infer<typeof DocumentFormsView>

const Line = (most: number) => text(1, most).refine((value) => !/[\n\r]/u.test(value), '请写在一行内')

export const documentFormRoutes = {
  getDocumentForm: route({ method: 'GET', path: '/units/:unitId/document-form', access: 'org:read', tag: '信息报送', summary: '单位的公文格式：红头、文号、署名、抄送，及历次制定', schema: { params: z.object({ unitId: Id }), response: DocumentFormsView } }),
  setDocumentForm: route({
    method: 'POST', path: '/units/:unitId/document-form', access: 'org:edit', tag: '信息报送', summary: '制定单位的公文格式，自所写时刻起生效',
    schema: {
      params: z.object({ unitId: Id }),
      body: z.object({ commandId: CommandId, issuerTitle: Line(30), numberWord: Line(20).refine((value) => !/[〔〕\d号]/u.test(value), '只写机关代字，年份和序号由系统编'), signatureName: Line(30), copiesTo: text(0, 200), printedBy: Line(30), inForceFrom: Instant.nullable().default(null) }),
      response: DocumentFormsView,
    },
  }),
}
