import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { defaultFileLimits } from '../../platform/files/file-folder.ts'
import { createTestNode, type TestCaller, type TestNode } from '../../../test/test-node.ts'

const MB = 1024 * 1024
let test: TestNode
let duty: TestCaller
beforeAll(async () => {
  test = await createTestNode({ fileLimits: { ...defaultFileLimits, bytes: { ...defaultFileLimits.bytes, document: MB }, totalBytes: 2 * MB, diskReserveBytes: 0 } })
  duty = await test.caller({ divisionCode: '331099000000', roles: ['duty-officer'] })
})
afterAll(() => test.close())

const upload = async (text: string): Promise<{ status: number; body: { detail?: string } }> => {
  const response = await test.node.http.app.inject({ method: 'POST', url: '/api/v1/files', payload: Buffer.from(text), headers: { host: 'localhost', 'content-type': 'application/octet-stream', 'x-file-name': 'a.txt', authorization: `Bearer ${duty.token}` } })
  return { status: response.statusCode, body: response.json() }
}

describe('limits set for a node', () => {
  it('hold for one file and for all together; what does not fit leaves nothing behind', async () => {
    expect(await upload('长'.repeat(400_000))).toMatchObject({ status: 413, body: { detail: expect.stringContaining('超过 1 MB') as unknown } })
    expect((await upload('a'.repeat(MB))).status).toBe(200)
    expect((await upload('b'.repeat(MB - 1000))).status).toBe(200)
    expect(await upload('c'.repeat(2000))).toMatchObject({ status: 503, body: { detail: expect.stringMatching(/附件总量已到上限 2 MB.*先用文字报送/u) as unknown } })
    expect((await upload('d'.repeat(1000))).status).toBe(200)
    expect((await upload('e')).status).toBe(503)
    const { rows } = await sql<{ bytes: number }>`select sum(bytes)::bigint as bytes from stored_file`.execute(test.db.db)
    expect(rows[0]?.bytes).toBe(2 * MB)
  })
})
