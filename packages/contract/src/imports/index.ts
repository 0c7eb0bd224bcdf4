import { z } from 'zod'
import { CommandId, RawBytes, route, type Permission } from '../kernel/index.ts'
import { contactKinds } from '../org/index.ts'
import { unitRoles } from '../plans/structured/index.ts'
import { capabilities, teamKinds } from '../resources/index.ts'

/** Most rows of one import; a county's people fit in. */
export const MAX_IMPORT_ROWS = 20_000

/** A column of an import sheet, as the template shows it. */
export interface ImportColumn {
  readonly key: string
  readonly title: string
  readonly required?: boolean
  /** Other headings that mean the same. */
  readonly also?: readonly string[]
  readonly hint: string
  /** Words to choose from. */
  readonly choices?: readonly string[]
  readonly example: string
}

const position: readonly ImportColumn[] = [
  { key: 'longitude', title: '经度', also: ['东经'], hint: '度，如 121.25；与纬度要么都填要么都不填', example: '' },
  { key: 'latitude', title: '纬度', also: ['北纬'], hint: '度，如 28.51', example: '' },
]

/** What can be brought in from Excel, with its columns. Headings may stand in any order; unknown ones are passed over and named. */
export const importKinds = {
  units: {
    name: '单位', permission: 'org:edit',
    columns: [
      { key: 'name', title: '单位名称', required: true, also: ['名称', '单位'], hint: '2–60 字，同一地区内不得重名', example: '演示县水文站' },
      { key: 'role', title: '应急职责', required: true, also: ['职责'], hint: '从下拉列表选', choices: Object.values(unitRoles), example: '水利局' },
      { key: 'division', title: '所在地区', required: true, also: ['行政区划', '区划代码', '地区'], hint: '12 位区划代码，或辖区内不重名的地名', example: '331099000000' },
      { key: 'parent', title: '上级单位', hint: '已有单位或本表中的单位名称，可空', example: '' },
      { key: 'staffed', title: '24小时值守', also: ['24小时值班'], hint: '是、否，空即否', choices: ['是', '否'], example: '否' },
      ...position,
    ],
  },
  people: {
    name: '人员', permission: 'org:edit',
    columns: [
      { key: 'unit', title: '单位', required: true, also: ['单位名称', '所在单位'], hint: '已有单位的名称', example: '演示县水利局' },
      { key: 'name', title: '姓名', required: true, hint: '1–40 字', example: '演示人甲' },
      { key: 'title', title: '职务', required: true, also: ['岗位'], hint: '1–40 字，不要写电话', example: '副局长' },
      ...Object.entries(contactKinds).map(([key, title]) => ({ key, title, ...(key === 'mobile' ? { also: ['手机号', '手机号码', '移动电话'] } : {}), hint: '可空；最先填的一种为首选', example: key === 'mobile' ? '13900000000' : '' })),
    ],
  },
  teams: {
    name: '队伍', permission: 'resource:edit',
    columns: [
      { key: 'name', title: '队伍名称', required: true, also: ['名称'], hint: '2–60 字，同一单位内不得重名', example: '演示县水上救援队' },
      { key: 'kind', title: '队伍类型', required: true, also: ['类型'], hint: '从下拉列表选', choices: Object.values(teamKinds), example: '水上救援' },
      { key: 'capabilities', title: '能力', required: true, also: ['救援能力'], hint: `用顿号隔开：${Object.values(capabilities).join('、')}`, example: '水上救援、人员转移' },
      { key: 'unit', title: '管理单位', required: true, also: ['单位', '所属单位'], hint: '已有单位的名称', example: '演示县消防救援大队' },
      { key: 'strength', title: '人数', required: true, also: ['队伍人数'], hint: '整数，1–5000', example: '30' },
      { key: 'leader', title: '负责人', also: ['队长'], hint: '管理单位在册人员的姓名，可空', example: '' },
      ...position,
    ],
  },
} as const satisfies Record<string, { name: string; permission: Permission; columns: readonly ImportColumn[] }>
export type ImportKind = keyof typeof importKinds
export const ImportKind = z.enum(Object.keys(importKinds) as [ImportKind, ...ImportKind[]])

/** One thing to correct: where, and what to do. */
export const ImportError = z.object({ row: z.number().int().nullable(), column: z.string().nullable(), message: z.string() })
export type ImportError = z.infer<typeof ImportError>

export const ImportPreview = z.object({
  kind: ImportKind,
  sheet: z.string(),
  rows: z.number().int(),
  /** Rows without any error; nothing is taken unless all are. */
  valid: z.number().int(),
  errorCount: z.number().int(),
  /** The first of them. */
  errors: z.array(ImportError),
  /** Headings that mean nothing here. */
  ignored: z.array(z.string()),
  columns: z.array(z.string()),
  sample: z.array(z.object({ row: z.number().int(), cells: z.array(z.string()) })),
})
export type ImportPreview = z.infer<typeof ImportPreview>

const Sha256 = z.string().regex(/^[0-9a-f]{64}$/, '文件编号格式不对，请重新上传')

export const importRoutes = {
  previewImport: route({
    method: 'POST', path: '/imports/preview', access: 'signed-in', tag: '导入', summary: '检查传上来的表格，逐行列出问题，不改动任何东西（无操作编号）',
    schema: { body: z.object({ sha256: Sha256, kind: ImportKind }), response: ImportPreview },
  }),
  commitImport: route({
    method: 'POST', path: '/imports', access: 'signed-in', tag: '导入', summary: '导入检查过的同一份表格：全部成功，或一行也不进',
    schema: { body: z.object({ commandId: CommandId, sha256: Sha256, kind: ImportKind }), response: z.object({ created: z.number().int() }) },
  }),
  downloadImportTemplate: route({ method: 'GET', path: '/imports/template/:kind', access: 'signed-in', tag: '导入', raw: 'download', summary: '导入模板（xlsx，带下拉选项和填写说明）', schema: { params: z.object({ kind: ImportKind }), response: RawBytes } }),
}
