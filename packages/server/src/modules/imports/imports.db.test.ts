import { routes } from '@fengsui/contract'
import { importKinds, type ImportKind, type ImportPreview } from '@fengsui/contract/imports'
import exceljs from 'exceljs'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTestNode, type TestCaller, type TestNode } from '../../../test/test-node.ts'
import { makeZip } from '../../../test/sample-files.ts'

const COUNTY = '331099000000'
const TOWN = '331099101000'

let test: TestNode
let admin: TestCaller
let neighbour: TestCaller
beforeAll(async () => {
  test = await createTestNode()
  admin = await test.caller({ divisionCode: COUNTY, roles: ['administrator'], unitName: '县应急管理局' })
  neighbour = await test.caller({ divisionCode: '331082000000', roles: ['administrator'] })
  await test.caller({ divisionCode: TOWN, roles: ['duty-officer'], unitName: '甲镇人民政府' })
})
afterAll(() => test.close())

type Row = (string | number | { formula: string; result: number })[]
async function makeSheet(rows: readonly Row[]): Promise<Buffer> {
  const workbook = new exceljs.Workbook()
  const sheet = workbook.addWorksheet('表一')
  for (const row of rows) sheet.addRow(row)
  return Buffer.from(await workbook.xlsx.writeBuffer())
}

async function upload(bytes: Buffer, name = '表.xlsx', by = admin): Promise<string> {
  const response = await test.node.http.app.inject({ method: 'POST', url: '/api/v1/files', payload: bytes, headers: { host: 'localhost', 'content-type': 'application/octet-stream', 'x-file-name': encodeURIComponent(name), authorization: `Bearer ${by.token}` } })
  expect(response.statusCode, response.body).toBe(200)
  return response.json<{ sha256: string }>().sha256
}
const preview = (kind: ImportKind, sha256: string, by = admin) => test.send(by, routes.previewImport, { body: { sha256, kind } })
const commit = (kind: ImportKind, sha256: string, by = admin, commandId = test.newId()) => test.send(by, routes.commitImport, { body: { commandId, sha256, kind } })
const looked = async (kind: ImportKind, bytes: Buffer, name?: string) => {
  const answer = await preview(kind, await upload(bytes, name))
  expect(answer.status, answer.text).toBe(200)
  return answer.body as ImportPreview
}
const messages = ({ errors }: ImportPreview) => errors.map(({ row, column, message }) => `${row ?? ''} ${column ?? ''} ${message}`)
const counts = async () => (await sql<{ n: string }>`select concat((select count(*) from unit), ',', (select count(*) from person), ',', (select count(*) from contact_point), ',', (select count(*) from team), ',', (select count(*) from journal), ',', (select count(*) from personal_fact)) as n`.execute(test.db.db)).rows[0]?.n

const unitHead: Row = ['所在地区', '应急职责*', '单位名称*', '上级单位', '24小时值守', '经度', '纬度', '备注']

describe('units', () => {
  it('come in from columns in any order, parents of the same table included, and once', async () => {
    const sha256 = await upload(await makeSheet([unitHead, [COUNTY, '水利局', '县水文中心', '县水利工程站', '是', '', ''], [TOWN, '水利局', '县水利工程站', '', '', 121.2, 28.6], [331099000000, 'water', '县河道所', '县应急管理局', '否', '', '']]))
    const shown = (await preview('units', sha256)).body as ImportPreview
    expect(shown).toMatchObject({ rows: 3, valid: 3, errorCount: 0, ignored: ['备注'], sheet: '表一' })
    const commandId = test.newId()
    const answers = await Promise.all([commit('units', sha256, admin, commandId), commit('units', sha256, admin, commandId)])
    expect(answers.map(({ status, body }) => [status, body])).toEqual([[200, { created: 3 }], [200, { created: 3 }]])
    const { rows } = await sql<{ name: string; parent: string | null; staffed: boolean }>`select u.name, p.name as parent, u.staffed_all_hours as staffed from unit u left join unit p on p.id = u.parent_id where u.role = 'water' order by u.name`.execute(test.db.db)
    expect(rows).toEqual([{ name: '县水利工程站', parent: null, staffed: false }, { name: '县水文中心', parent: '县水利工程站', staffed: true }, { name: '县河道所', parent: '县应急管理局', staffed: false }])
    const again = await commit('units', sha256)
    expect([again.status, again.text]).toEqual([422, expect.stringMatching(/一行也没有导入.*已有这个单位/)])
  })

  it('say for each row and column what to correct, and nothing comes in', async () => {
    const before = await counts()
    const shown = await looked('units', await makeSheet([
      unitHead,
      [COUNTY, '水利局', '好单位'], ['330000000000', '水利局', '外地单位'], ['没有这地方', '水利局', '某单位'], [COUNTY, '养鱼局', '甲单位'], [COUNTY, '', '乙单位'], [COUNTY, '水利局', ''],
      [COUNTY, '水利局', '好单位'], [COUNTY, '水利局', '丙单位', '没有的上级'], [COUNTY, '水利局', { formula: 'A1&"x"', result: 1 }], [COUNTY, '水利局', '丁单位', '', '', 28.6, 121.2], [COUNTY, '水利局', '戊单位', '', '', 121.2], [COUNTY, '水利局', '打13900000000'],
      [COUNTY, '水利局', '圈一', '圈二'], [COUNTY, '水利局', '圈二', '圈一'],
    ]))
    expect(messages(shown)).toEqual([
      expect.stringMatching(/^3 所在地区 辖区内没有/), expect.stringMatching(/^4 所在地区 辖区内没有/), expect.stringMatching(/^5 应急职责 没有“养鱼局”/), expect.stringMatching(/^6 应急职责 必填/), expect.stringMatching(/^7 单位名称 必填/),
      expect.stringMatching(/^8 单位名称 与第 2 行重复/), expect.stringMatching(/^9 上级单位 没有/), expect.stringMatching(/^10 单位名称 这里是公式/), expect.stringMatching(/^11 经度 .*写反/), expect.stringMatching(/^12 纬度 .*都/), expect.stringMatching(/^13 单位名称 这里不要写电话/),
      expect.stringMatching(/^14 上级单位 .*一圈/), expect.stringMatching(/^15 上级单位 .*一圈/),
    ])
    expect([shown.rows, shown.valid]).toEqual([14, 1])
    expect(await counts()).toBe(before)
  })
})

describe('people', () => {
  const head: Row = ['姓名', '单位', '职务', '手机号码', '邮箱']
  it('come in with numbers apart from the journal; duplicates inside and outside are found', async () => {
    const sha256 = await upload(await makeSheet([head, ['演示人甲', '县应急管理局', '科长', 13900000011, ''], ['演示人乙', '甲镇人民政府', '镇长', '139-0000 0012'.replaceAll('-', ''), 'a@b.cn']]))
    expect((await commit('people', sha256)).body).toEqual({ created: 2 })
    const { rows } = await sql<{ text: string }>`select string_agg(data, '') as text from journal where type = 'person.created'`.execute(test.db.db)
    expect(rows[0]?.text).not.toMatch(/演示人甲|13900000011/)
    const list = await test.call(admin, routes.listPersons, { query: { q: '演示人乙' } })
    expect(list.items[0]?.contacts.map(({ kind, value, preferred }) => [kind, value, preferred])).toEqual([['mobile', '13900000012', true], ['email', 'a@b.cn', false]])
    const shown = await looked('people', await makeSheet([
      head, ['演示人甲', '县应急管理局', '科长'], ['演示人丙', '县应急管理局', '科员', 13900000012], ['演示人丁', '县应急管理局', '科员', 13900000013], ['演示人戊', '县应急管理局', '科员', 13900000013], ['演示人丁', '县应急管理局', '科员'],
      ['演示人己', '没有的局', '科员'], ['演示人庚', '县应急管理局', '科员', '1390000'], ['演示人辛', '县应急管理局', '科员', '', 'nomail'],
    ]))
    expect(messages(shown)).toEqual([
      expect.stringMatching(/^2 姓名 这个单位已有同名/), expect.stringMatching(/^3 手机 .*已登记/), expect.stringMatching(/^5 手机 与第 4 行/), expect.stringMatching(/^6 姓名 与第 4 行/), expect.stringMatching(/^7 单位 辖区内没有/), expect.stringMatching(/^8 手机 .*11 位/), expect.stringMatching(/^9 邮箱/),
    ])
  })

  it.each([['UTF-8', (text: string) => Buffer.from(text)], ['UTF-8 with a mark', (text: string) => Buffer.from(`\uFEFF${text}`)]])('come from CSV in %s', async (_, encode) => {
    const shown = await looked('people', encode('姓名,单位,职务,手机\r\n"演示人, 壬",县应急管理局,"副""局""长",13900000021\r\n=cmd|x,县应急管理局,科员,\r\n'), '人.csv')
    expect(shown.sample[0]?.cells).toEqual(['县应急管理局', '演示人, 壬', '副"局"长', '13900000021'])
    expect(messages(shown)).toEqual([expect.stringMatching(/^3 姓名 这里是公式/)])
  })

  it('come from CSV in GBK, as older Excel writes it', async () => {
    // 姓名,单位,职务 / 甲,县应急管理局,局长
    const bytes = Buffer.from('d0d5c3fb2cb5a5cebb2cd6b0cef10d0abcd72ccfd8d3a6bcb1b9dcc0edbed62cbed6b3a40d0a', 'hex')
    expect((await looked('people', bytes, '人.csv')).sample[0]?.cells).toEqual(['县应急管理局', '甲', '局长'])
  })
})

describe('teams', () => {
  it('come in under the own unit or, for who keeps the organisation, any', async () => {
    const head: Row = ['队伍名称', '队伍类型', '能力', '管理单位', '人数', '经度', '纬度']
    const sheet = await makeSheet([head, ['水上救援队', '水上救援', '水上救援、人员转移', '甲镇人民政府', 30, 121.2, 28.6]])
    const member = await test.caller({ divisionCode: COUNTY, roles: ['member-unit'], unitName: '县消防' })
    const denied = (await preview('teams', await upload(sheet, '队.xlsx', member), member)).body as ImportPreview
    expect(messages(denied)).toEqual([expect.stringMatching(/只能登记在本单位名下/)])
    expect((await commit('teams', await upload(sheet))).body).toEqual({ created: 1 })
    expect((await commit('teams', await upload(sheet))).status).toBe(422)
    const wrong = await looked('teams', await makeSheet([head, ['某队', '水上救援', '飞天', '甲镇人民政府', '三十']]))
    expect(messages(wrong)).toEqual([expect.stringMatching(/没有“飞天”/), expect.stringMatching(/^2 人数 /)])
  })
})

describe('what is refused', () => {
  it('other roles, other people’s uploads, what is no table', async () => {
    const sha256 = await upload(await makeSheet([unitHead, [COUNTY, '水利局', '某某单位']]))
    expect((await preview('units', sha256, await test.caller({ divisionCode: COUNTY, roles: ['duty-officer'] }))).status).toBe(403)
    expect((await preview('units', sha256, neighbour)).status).toBe(404)
    expect((await commit('units', sha256, neighbour)).status).toBe(404)
    expect((await preview('units', await upload(Buffer.from('%PDF-1.7')))).status).toBe(415)
  })

  it('a table without the wanted columns, without rows, twice the same column', async () => {
    expect(messages(await looked('units', await makeSheet([['甲', '乙'], ['1', '2']])))).toEqual([expect.stringMatching(/缺少“单位名称”/), expect.stringMatching(/缺少“应急职责”/), expect.stringMatching(/缺少“所在地区”/)])
    expect(messages(await looked('units', await makeSheet([unitHead])))).toEqual([expect.stringMatching(/没有数据/)])
    expect(messages(await looked('units', await makeSheet([[...unitHead, '单位名称'], [COUNTY, '水利局', '某某单位']])))).toEqual([expect.stringMatching(/出现了两次/)])
  })

  it('a zip bomb, whatever it claims of itself, and a broken workbook', async () => {
    const parts = { '[Content_Types].xml': 'x', 'xl/workbook.xml': '<workbook/>' }
    const bomb = makeZip({ ...parts, 'xl/worksheets/sheet1.xml': Buffer.alloc(150 * 1024 * 1024, 32) }, 1000)
    const refused = await preview('units', await upload(bomb))
    expect([refused.status, refused.text]).toEqual([422, expect.stringMatching(/解开后过大/)])
    const broken = await preview('units', await upload(makeZip(parts)))
    expect([broken.status, broken.text]).toEqual([422, expect.stringMatching(/没有可见的工作表/)])
  })

  it('more rows than one import takes', async () => {
    const csv = `姓名,单位,职务\n${'甲,县应急管理局,科员\n'.repeat(20_001)}`
    const refused = await preview('people', await upload(Buffer.from(csv), '人.csv'))
    expect([refused.status, refused.text]).toEqual([422, expect.stringMatching(/行数超过 20000/)])
  })
})

describe('a whole county', () => {
  it('takes two thousand people at once and all or nothing', async () => {
    const rows: Row[] = Array.from({ length: 2000 }, (_, n) => [`县人${n}`, '县应急管理局', '科员', 13_910_000_000 + n])
    const before = await counts()
    const bad = await commit('people', await upload(await makeSheet([['姓名', '单位', '职务', '手机'], ...rows, ['', '县应急管理局', '科员', '']])))
    expect(bad.status).toBe(422)
    expect(await counts()).toBe(before)
    expect((await commit('people', await upload(await makeSheet([['姓名', '单位', '职务', '手机'], ...rows])))).body).toEqual({ created: 2000 })
  })
})

describe('templates', () => {
  it.each(Object.keys(importKinds) as ImportKind[])('%s: opens, has the columns and drop-downs, and its example row comes through the check', async (kind) => {
    const response = await test.node.http.app.inject({ url: `/api/v1/imports/template/${kind}`, headers: { host: 'localhost', authorization: `Bearer ${admin.token}` } })
    expect([response.statusCode, response.headers['content-type']]).toEqual([200, 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'])
    const shown = await looked(kind, response.rawPayload)
    expect(messages(shown)).toEqual([expect.stringMatching(/没有数据/)])
    const workbook = new exceljs.Workbook()
    await workbook.xlsx.load(response.rawPayload as unknown as Parameters<typeof workbook.xlsx.load>[0])
    const withChoices = importKinds[kind].columns.findIndex((column) => 'choices' in column)
    if (withChoices >= 0) expect(workbook.worksheets[0]?.getCell(2, withChoices + 1).dataValidation.type).toBe('list')
    expect((await test.send(await test.caller({ divisionCode: COUNTY, roles: ['reviewer'] }), routes.downloadImportTemplate, { params: { kind } })).status).toBe(403)
  })
})
