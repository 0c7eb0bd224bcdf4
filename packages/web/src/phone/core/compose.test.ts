import { evacuationRoutes } from '@fengsui/contract/evacuation'
import { signalRoutes } from '@fengsui/contract/signals'
import { describe, expect, it } from 'vitest'
import { addressOfPlace, placeOf } from '../place.ts'
import { composeReport } from '../pages/report-content.ts'
import { checkComposition, composeEntries, referenceTo } from './compose.ts'

const at = '2019-08-09T18:14:00.000Z'
const photo = { name: '02时14分现场1.jpg', type: 'image/jpeg', bytes: new ArrayBuffer(3) }
const shared = { accountId: 'a', at, key: 'k', words: '报险情', subject: null }
let serial = 0
const newId = (): string => `id-${++serial}`

describe('a form as the queue takes it', () => {
  it('is one command and its photos, which need what the command makes', () => {
    const [command, picture, ...more] = composeEntries({ ...shared, kind: 'report', route: signalRoutes.submitSignal, params: {}, body: { source: 'grid', typeCode: '11D01', divisionCode: '331099101201' }, photos: [photo] }, newId)
    expect(more).toEqual([])
    expect(command?.draft).toMatchObject({ key: 'k', path: '/signals', needs: [], file: null, composedAt: at })
    expect(picture).toMatchObject({ bytes: photo.bytes, draft: { key: 'k-photo-1', path: '/attachments', needs: ['k'], body: { owner: { kind: 'signal', id: '@k' }, name: photo.name }, file: { size: 3 } } })
    expect(new Set([command?.draft.commandId, picture?.draft.commandId]).size).toBe(2)
  })

  it('needs the household that is itself still in the queue', () => {
    const [command] = composeEntries({ ...shared, kind: 'household-notify', route: evacuationRoutes.notifyHousehold, params: { householdId: referenceTo('h') }, body: {} }, newId)
    expect(command?.draft).toMatchObject({ needs: ['h'], params: { householdId: '@h' } })
  })

  it('is refused at once in the words of the contract', () => {
    expect(checkComposition(evacuationRoutes.listHouseholdInto, { divisionCode: '331099101201', householder: '', people: 0, reason: '' }).map(({ path }) => path).sort()).toEqual(['householder', 'people', 'reason'])
    expect(checkComposition(evacuationRoutes.notifyHousehold, {})).toEqual([])
  })
})

describe('a report', () => {
  const content = { tile: 'landslide', divisionCode: '331099101201', minutesAgo: 10, counts: { injured: 1, dead: null }, words: ' 后山塌了 ', photos: [] }
  it('says when it happened, counts only what is known, and how rough the position is', () => {
    expect(composeReport(content, { position: { longitude: 120.9, latitude: 28.6 }, accuracy: 12 }, at)).toEqual({ typeCode: '11D01', divisionCode: '331099101201', position: { longitude: 120.9, latitude: 28.6 }, occurredAt: '2019-08-09T18:04:00.000Z', facts: { injured: 1 }, words: '后山塌了' })
    expect(composeReport(content, { position: { longitude: 120.9, latitude: 28.6 }, accuracy: 812.4 }, at)?.words).toBe('后山塌了（手机定位误差约 812 米）')
  })
  it('is never empty, and tells apart what shares a type', () => {
    const bare = { ...content, counts: {}, words: '' }
    expect(composeReport(bare, { position: null, accuracy: null }, at)?.words).toBe('滑坡塌方')
    expect(composeReport({ ...bare, tile: 'power' }, { position: null, accuracy: null }, at)).toMatchObject({ typeCode: '12P00', words: '断电断网' })
    expect(composeReport({ ...bare, tile: null }, { position: null, accuracy: null }, at)).toBeNull()
  })
})

describe('addresses of the phone pages', () => {
  it('lead there and back, and unknown ones home', () => {
    for (const [name, id] of [['home', null], ['tasks', 'x y'], ['households', '@k'], ['mine', null]] as const) expect(placeOf(addressOfPlace(name, id))).toEqual({ name, id, visit: 0 })
    expect(placeOf('/m')).toEqual({ name: 'home', id: null, visit: 0 })
    expect(placeOf('/m/nonsense', 3)).toEqual({ name: 'home', id: null, visit: 3 })
  })
})
