import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { routes } from '@fengsui/contract'
import type { StoredFile } from '@fengsui/contract/attachments'
import { addMinutes } from '@fengsui/contract/kernel'
import { sql } from 'kysely'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTestNode, type TestCaller, type TestNode } from '../../../test/test-node.ts'
import { makePhoto, makeZip } from '../../../test/sample-files.ts'

const COUNTY = '331099000000'
const OTHER = '331082000000'
const VILLAGE = '331099101201'

let test: TestNode
let duty: TestCaller
let officer: TestCaller
let neighbour: TestCaller
let signalId: string
let incidentId: string
let photo: Buffer
beforeAll(async () => {
  test = await createTestNode()
  await test.caller({ divisionCode: '331000000000', roles: ['duty-officer'] })
  duty = await test.caller({ divisionCode: COUNTY, roles: ['duty-officer', 'commander', 'duty-leader'] })
  officer = await test.caller({ divisionCode: VILLAGE, roles: ['information-officer'], unitRole: 'village' })
  neighbour = await test.caller({ divisionCode: OTHER, roles: ['duty-officer', 'commander', 'member-unit', 'administrator'] })
  signalId = (await test.call(officer, routes.submitSignal, { body: { commandId: test.newId(), source: 'grid', typeCode: '11D01', divisionCode: VILLAGE, facts: { dead: 1 }, words: '塌方了' } })).id
  incidentId = (await test.call(duty, routes.verifySignal, { params: { signalId }, body: { commandId: test.newId() } })).incidentId
  photo = await makePhoto()
})
afterAll(() => test.close())

interface Reply { status: number; body: Record<string, unknown>; text: string }
async function upload(by: TestCaller | null, bytes: Buffer, name = '', headers: Record<string, string> = {}): Promise<Reply> {
  const response = await test.node.http.app.inject({
    method: 'POST', url: '/api/v1/files', payload: bytes,
    headers: { host: 'localhost', 'content-type': 'application/octet-stream', 'x-file-name': encodeURIComponent(name), ...(by ? { authorization: `Bearer ${by.token}` } : {}), ...headers },
  })
  return { status: response.statusCode, body: response.json(), text: response.body }
}
const stored = async (by: TestCaller, bytes: Buffer, name = '') => {
  const reply = await upload(by, bytes, name)
  expect(reply.status, reply.text).toBe(200)
  return reply.body as unknown as StoredFile
}
const attach = (by: TestCaller, sha256: string, change: Partial<{ commandId: string; owner: { kind: 'signal' | 'task' | 'report' | 'incident'; id: string }; name: string; keepPosition: boolean }> = {}) =>
  test.send(by, routes.attachFile, { body: { commandId: test.newId(), owner: { kind: 'signal', id: signalId }, sha256, name: '现场.jpg', ...change } })
const download = (by: TestCaller, id: string, tail = '', headers: Record<string, string> = {}) => test.node.http.app.inject({ url: `/api/v1/files/${id}${tail}`, headers: { host: 'localhost', authorization: `Bearer ${by.token}`, ...headers } })
const contentsOnDisk = () => readdirSync(join(test.dataDir, 'files'), { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).map((entry) => entry.name)
const pathOf = (sha256: string) => join(test.dataDir, 'files', sha256.slice(0, 2), sha256)

describe('a photograph', () => {
  it('offers place and time, keeps them only when asked to, and is stored small and bare', async () => {
    const file = await stored(officer, photo, 'IMG_1.jpg')
    expect(file).toMatchObject({ mediaType: 'image/jpeg', widthPixels: 2560, heightPixels: 1600, position: { longitude: 121.25, latitude: 28.5 }, takenAt: '2019-08-09T17:45:00.000Z' })
    const bytes = readFileSync(pathOf(file.sha256))
    expect(createHash('sha256').update(bytes).digest('hex')).toBe(file.sha256)
    expect((await sharp(bytes).metadata()).exif).toBeUndefined()
    expect(bytes.includes('CameraMaker')).toBe(false)
    const bare = (await attach(officer, file.sha256)).body as { id: string; position: unknown; hasThumbnail: boolean }
    expect(bare).toMatchObject({ position: null, hasThumbnail: true, name: '现场.jpg', mayRemove: true })
    const located = (await attach(officer, file.sha256, { owner: { kind: 'signal', id: (await test.call(officer, routes.submitSignal, { body: { commandId: test.newId(), source: 'grid', typeCode: '11D01', divisionCode: VILLAGE, facts: {}, words: '又塌了' } })).id }, keepPosition: true })).body
    expect(located).toMatchObject({ position: { longitude: 121.25, latitude: 28.5 } })
    const thumbnail = await download(officer, bare.id, '/thumbnail')
    expect([thumbnail.statusCode, thumbnail.headers['content-type'], (await sharp(thumbnail.rawPayload).metadata()).width]).toEqual([200, 'image/jpeg', 320])
  })

  it('is one content and one attachment however often it is sent', async () => {
    const bytes = await makePhoto({ width: 400, height: 300, colour: '#112233' })
    const [one, two] = await Promise.all([stored(officer, bytes), stored(officer, bytes)])
    expect(one.sha256).toBe(two.sha256)
    const commandId = test.newId()
    const answers = await Promise.all([attach(officer, one.sha256, { commandId }), attach(officer, one.sha256, { commandId }), attach(officer, one.sha256)])
    expect(new Set(answers.map(({ body }) => (body as { id: string }).id)).size).toBe(1)
    expect(contentsOnDisk().filter((name) => name === one.sha256)).toHaveLength(1)
  })
})

describe('what is refused, by content and not by name', () => {
  const page = Buffer.from('<!doctype html><script>alert(1)</script>')
  it.each<[string, () => Buffer | Promise<Buffer>, number, RegExp]>([
    ['SVG', () => Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>1</script></svg>'), 415, /不收/],
    ['HTML', () => page, 415, /不收/],
    ['HTML after blanks and a mark', () => Buffer.concat([Buffer.from('\uFEFF \n\t'), page]), 415, /不收/],
    ['HTML behind words', () => Buffer.concat([Buffer.from('plain words first '), page]), 415, /不收/],
    ['a shell script', () => Buffer.from('#!/bin/sh\nrm -rf /\n'), 415, /不收/],
    ['a Windows program', () => Buffer.concat([Buffer.from('MZ'), Buffer.alloc(200, 1)]), 415, /不收/],
    ['a Linux program', () => Buffer.concat([Buffer.from('\x7fELF', 'latin1'), Buffer.alloc(200)]), 415, /不收/],
    ['an archive', () => makeZip({ 'a.txt': 'a' }), 415, /压缩包/],
    ['a document with macros', () => makeZip({ '[Content_Types].xml': 'x', 'word/document.xml': 'x', 'word/vbaProject.bin': 'x' }), 415, /宏/],
    ['nothing', () => Buffer.alloc(0), 400, /空的/],
    ['a broken picture', () => Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe0]), Buffer.alloc(500, 7)]), 422, /打不开/],
    ['HEIC', () => Buffer.concat([Buffer.from('\0\0\0\x18ftypheic', 'latin1'), Buffer.alloc(300)]), 415, /HEIC/],
    ['a pixel bomb', () => sharp({ create: { width: 16_000, height: 16_000, channels: 3, background: '#000' } }).png({ compressionLevel: 9 }).toBuffer(), 413, /像素/],
    ['too much of it', () => Buffer.concat([Buffer.from('%PDF-1.7'), Buffer.alloc(21 * 1024 * 1024, 32)]), 413, /20 MB/],
  ])('%s', async (_, make, status, says) => {
    const before = contentsOnDisk().length
    const reply = await upload(officer, await make(), 'IMG_2.jpg')
    expect([reply.status, reply.text]).toEqual([status, expect.stringMatching(says)])
    expect(contentsOnDisk().length).toBe(before)
  })

  it('a polyglot loses what was behind the picture', async () => {
    const file = await stored(officer, Buffer.concat([await makePhoto({ width: 300, height: 200 }), page, makeZip({ 'evil.class': 'x' })]), 'x.html')
    const bytes = readFileSync(pathOf(file.sha256))
    expect(bytes.includes('<script>')).toBe(false)
    expect(bytes.includes('evil.class')).toBe(false)
  })

  it.each([['../../etc/passwd', 'passwd.pdf'], ['C:\\Windows\\x.exe', 'x.pdf'], ['a\u0000b"\r\nSet-Cookie: x=1.html', 'abSet-Cookie x=1.pdf'], ['.htaccess', 'htaccess.pdf'], ['', 'PDF.pdf']])('the name %j becomes harmless', async (name, expected) => {
    const file = await stored(officer, Buffer.from(`%PDF-1.7 ${name}`), name)
    const signal = await test.call(officer, routes.submitSignal, { body: { commandId: test.newId(), source: 'grid', typeCode: '11D01', divisionCode: VILLAGE, facts: {}, words: '名字' } })
    const answer = await attach(officer, file.sha256, { name: name.replaceAll('\u0000', ''), owner: { kind: 'signal', id: signal.id } })
    expect((answer.body as { name: string }).name).toBe(expected)
    const sent = await download(officer, (answer.body as { id: string }).id)
    expect(sent.headers['content-disposition']).toBe(`attachment; filename*=UTF-8''${encodeURIComponent(expected)}`)
    expect(sent.headers['set-cookie']).toBeUndefined()
    expect([sent.headers['x-content-type-options'], sent.headers['content-security-policy']]).toEqual(['nosniff', "default-src 'none'; sandbox"])
  })

  it('a stranger, a role without any use for files, another type of request, a wrong CSRF token', async () => {
    expect((await upload(null, photo)).status).toBe(401)
    expect((await upload(await test.caller({ divisionCode: COUNTY, roles: ['reviewer'] }), photo)).status).toBe(403)
    expect((await test.send(officer, routes.uploadFile, { body: { a: 1 } })).status).toBe(415)
    const secret = 'a-session-secret'
    await sql`insert into session (id, token_hash, account_id, csrf_token, created_at, seen_at, rotated_at, expires_at, user_agent, address)
      values (${test.newId()}, ${createHash('sha256').update(secret).digest('hex')}, ${officer.actor.accountId}, 'right', ${test.clock.now()}, ${test.clock.now()}, ${test.clock.now()}, '2099-01-01', '', '')`.execute(test.db.db)
    const cookie = { cookie: `fengsui_session=${secret}` }
    expect((await upload(null, photo, '', cookie)).body['code']).toBe('csrf-refused')
    expect((await upload(null, photo, '', { ...cookie, 'x-csrf-token': 'wrong' })).body['code']).toBe('csrf-refused')
    expect((await upload(null, photo, '', { ...cookie, 'x-csrf-token': 'right', 'sec-fetch-site': 'cross-site' })).body['code']).toBe('csrf-refused')
    expect((await upload(null, photo, '', { ...cookie, 'x-csrf-token': 'right' })).status).toBe(200)
  })
})

describe('who may attach and see', () => {
  it('knowing a digest gives nothing: only who brought a content attaches it', async () => {
    const file = await stored(officer, await makePhoto({ width: 320, height: 240, colour: '#990000' }))
    expect((await attach(duty, file.sha256)).status).toBe(404)
    expect((await attach(officer, 'f'.repeat(64))).status).toBe(404)
  })

  it('needs the permission, the object in sight and one’s own business', async () => {
    const file = await stored(neighbour, await makePhoto({ width: 320, height: 240, colour: '#009900' }))
    expect((await attach(neighbour, file.sha256)).status).toBe(404)
    expect((await attach(neighbour, file.sha256, { owner: { kind: 'incident', id: incidentId } })).status).toBe(404)
    const own = await stored(officer, await makePhoto({ width: 320, height: 240, colour: '#000099' }))
    expect((await attach(officer, own.sha256, { owner: { kind: 'incident', id: incidentId } })).status).toBe(403)
    expect((await attach(officer, own.sha256, { owner: { kind: 'signal', id: test.newId() } })).status).toBe(404)
  })

  it('shows it to who may read the object, in list, content, thumbnail, and to nobody else', async () => {
    const { items } = await test.call(duty, routes.listAttachments, { query: { incidentId } })
    expect(items.length).toBeGreaterThan(0)
    const id = items[0]?.id ?? ''
    expect((await download(duty, id)).statusCode).toBe(200)
    for (const tail of ['', '/thumbnail']) expect((await download(neighbour, id, tail)).statusCode).toBe(404)
    expect((await test.send(neighbour, routes.listAttachments, { query: { incidentId } })).body).toEqual({ items: [] })
    expect((await test.send(neighbour, routes.listAttachments, { query: { ownerKind: 'signal', ownerId: signalId } })).status).toBe(404)
    expect((await test.send(neighbour, routes.removeAttachment, { params: { attachmentId: id }, body: { commandId: test.newId() } })).status).toBe(404)
    expect((await test.send(duty, routes.removeAttachment, { params: { attachmentId: id }, body: { commandId: test.newId() } })).status).toBe(403)
    expect((await test.send(await test.caller({ divisionCode: COUNTY, roles: ['administrator'] }), routes.listAttachments, { query: { incidentId } })).body).toEqual({ items: [] })
  })

  it('is taken away by the unit that brought it, and stays on the disk for the record', async () => {
    const file = await stored(officer, await makePhoto({ width: 200, height: 200, colour: '#777777' }))
    const { id } = (await attach(officer, file.sha256)).body as { id: string }
    expect((await test.send(officer, routes.removeAttachment, { params: { attachmentId: id }, body: { commandId: test.newId() } })).status).toBe(200)
    expect((await download(officer, id)).statusCode).toBe(404)
    expect(existsSync(pathOf(file.sha256))).toBe(true)
  })

  it('joins a draft, not an issued report', async () => {
    const report = await test.call(duty, routes.draftReport, { params: { incidentId }, body: { commandId: test.newId(), kind: 'initial', facts: { dead: 1 }, elements: { situation: '情况' } } })
    const file = await stored(duty, Buffer.from('%PDF-1.7 现场图'), '附图.pdf')
    expect((await attach(duty, file.sha256, { owner: { kind: 'report', id: report.id } })).status).toBe(200)
    await test.call(duty, routes.issueReport, { params: { reportId: report.id }, body: { commandId: test.newId() } })
    const second = await stored(duty, Buffer.from('%PDF-1.7 补充'), '补充.pdf')
    expect((await attach(duty, second.sha256, { owner: { kind: 'report', id: report.id } })).status).toBe(409)
  })

  it('is heard of live by those who may read the object only, and folds into the tables', async () => {
    await test.settle()
    const { rows } = await sql<{ data: string }>`select data from journal where type = 'attachment.added' order by entry`.execute(test.db.db)
    expect(rows.length).toBeGreaterThan(3)
    for (const { data } of rows) expect(data).not.toMatch(/现场|passwd|附图/)
    const kinds = rows.map(({ data }) => (JSON.parse(data) as { changes: { object: string }[] }).changes.map(({ object }) => object))
    expect(kinds.every((each) => each[0] === 'attachment' && each.length === 2)).toBe(true)
  })
})

describe('sending', () => {
  it('gives parts, the whole, 304 and 416', async () => {
    const bytes = Buffer.concat([Buffer.from('\0\0\0\x18ftypisom', 'latin1'), Buffer.from(Array.from({ length: 5000 }, (_, n) => n % 251))])
    const file = await stored(officer, bytes, '现场.mp4')
    const { id } = (await attach(officer, file.sha256, { name: '现场.mp4' })).body as { id: string }
    const part = await download(officer, id, '', { range: 'bytes=100-199' })
    expect([part.statusCode, part.headers['content-range'], part.rawPayload.equals(bytes.subarray(100, 200))]).toEqual([206, `bytes 100-199/${bytes.length}`, true])
    expect((await download(officer, id, '', { range: 'bytes=-10' })).rawPayload.equals(bytes.subarray(-10))).toBe(true)
    expect((await download(officer, id, '', { range: 'bytes=9999999-' })).statusCode).toBe(416)
    const whole = await download(officer, id)
    expect([whole.statusCode, whole.headers['content-type'], whole.rawPayload.equals(bytes)]).toEqual([200, 'video/mp4', true])
    expect((await download(officer, id, '', { 'if-none-match': String(whole.headers['etag']) })).statusCode).toBe(304)
  })
})

describe('what nobody uses', () => {
  it('goes after a day, together with its thumbnail, and nothing that is used', async () => {
    const used = await stored(officer, await makePhoto({ width: 111, height: 100 }))
    await attach(officer, used.sha256)
    const unused = await stored(officer, await makePhoto({ width: 222, height: 100, colour: '#abcdef' }))
    const young = await stored(officer, Buffer.from('%PDF-1.7 young'))
    expect(await test.node.modules.attachments.sweep()).toBe(0)
    test.clock.advanceTo(addMinutes(test.clock.now(), 23 * 60))
    await stored(officer, Buffer.from('%PDF-1.7 young'))
    test.clock.advanceTo(addMinutes(test.clock.now(), 70))
    expect(await test.node.modules.attachments.sweep()).toBeGreaterThan(0)
    expect([used.sha256, unused.sha256, young.sha256].map((sha256) => existsSync(pathOf(sha256)))).toEqual([true, false, true])
    expect((await attach(officer, unused.sha256)).status).toBe(404)
    const { rows } = await sql<{ sha256: string }>`select sha256 from stored_file union select thumbnail_sha256 from stored_file where thumbnail_sha256 is not null order by 1`.execute(test.db.db)
    expect(contentsOnDisk().sort()).toEqual(rows.map(({ sha256 }) => sha256))
  })
})
