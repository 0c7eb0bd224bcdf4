import { beijingShort } from '@fengsui/contract/kernel'
import { signalRoutes } from '@fengsui/contract/signals'
import { useMemo, useRef, useState } from 'react'
import type { QueueItem } from '../../lib/offline/queue-item.ts'
import { joinClasses } from '../../ui/join-classes.ts'
import { Symbol } from '../../ui/symbols/Symbol.tsx'
import { useKept, useMe, usePhone, usePhoneState } from '../core/phone-context.ts'
import { useSend } from '../core/use-send.ts'
import { useVillages } from '../core/use-villages.ts'
import { CountRow } from '../parts/CountRow.tsx'
import { FormProblems } from '../parts/FormProblems.tsx'
import { ItemState } from '../parts/ItemState.tsx'
import { PhotoRow } from '../parts/PhotoRow.tsx'
import { VillageField } from '../parts/VillageField.tsx'
import styles from '../parts/phone.module.css'
import { goTo } from '../place.ts'
import { useKeptDraft } from '../use-kept-draft.ts'
import { describeFix, usePosition } from '../use-position.ts'
import { composeReport, reportCounts, reportTiles } from './report-content.ts'
import type { ReportContent } from './report-content.ts'

const minuteChoices = [
  [0, '刚刚'],
  [10, '10 分钟前'],
  [30, '半小时前'],
  [60, '1 小时前'],
] as const

/** 一分钟报灾: works without a network from beginning to end. `editing` is a refused report to be put right. */
export function ReportPage({ editing }: { readonly editing: QueueItem | null }) {
  const [sentKey, setSentKey] = useState<string | null>(null)
  return sentKey === null ? <ReportForm editing={editing} onSent={setSentKey} /> : <ReportSent itemKey={sentKey} onNext={() => setSentKey(null)} />
}

function contentOf(editing: QueueItem | null, divisionCode: string): ReportContent {
  const empty: ReportContent = { tile: null, divisionCode, minutesAgo: 0, counts: {}, words: '', photos: [] }
  if (editing === null) return empty
  const parsed = signalRoutes.submitSignal.schema.body.safeParse({ ...editing.body, commandId: editing.commandId })
  if (!parsed.success) return empty
  const { typeCode, words, facts, divisionCode: place } = parsed.data
  const tile = reportTiles.find((each) => each.typeCode === typeCode && (each.says === null || words.startsWith(each.says))) ?? reportTiles.find((each) => each.typeCode === typeCode)
  return { ...empty, tile: tile?.key ?? null, divisionCode: place, counts: facts, words: tile?.says !== undefined && tile.says !== null && words.startsWith(tile.says) ? words.slice(tile.says.length).replace(/^。/, '') : words }
}

function ReportForm({ editing, onSent }: { readonly editing: QueueItem | null; readonly onSent: (key: string) => void }) {
  const core = usePhone()
  const me = useMe()
  const { reachable } = usePhoneState()
  const villages = useVillages()
  const initial = useMemo(() => contentOf(editing, me.account.divisionCode), [editing, me.account.divisionCode])
  const [content, change, clear] = useKeptDraft(editing === null ? 'report' : `report:${editing.key}`, initial)
  const [located, setLocated] = useState(true)
  const [fix, locate] = usePosition(located)
  const [asked, setAsked] = useState(false)
  const { send, problems, failure } = useSend(editing)
  const busy = useRef(false)
  if (content === null) return null
  const placeName = villages.find(({ code }) => code === content.divisionCode)?.name ?? me.division.name
  const missing = asked && content.tile === null ? [{ path: 'typeCode', message: '请选出了什么事' }] : []

  const submit = async (): Promise<void> => {
    if (busy.current) return
    busy.current = true
    setAsked(true)
    const composed = composeReport(content, located ? fix : { position: null, accuracy: null }, editing?.composedAt ?? core.clock.now())
    const tile = reportTiles.find(({ key }) => key === content.tile)
    if (composed !== null && tile !== undefined) {
      const key = await send({ kind: 'report', route: signalRoutes.submitSignal, params: {}, body: { source: me.account.roles.includes('information-officer') ? 'grid' : 'unit', ...composed }, words: `报险情：${tile.word}，${placeName}`, subject: null, photos: content.photos })
      if (key !== null) {
        clear()
        onSent(key)
      }
    }
    busy.current = false
  }
  return (
    <form
      className={styles.section}
      aria-label="一分钟报灾"
      onSubmit={(event) => {
        event.preventDefault()
        void submit()
      }}
    >
      <section className={styles.section}>
        <h2 id="report-kind">出了什么事</h2>
        <div className={styles.kinds} role="group" aria-labelledby="report-kind">
          {reportTiles.map(({ key, word, symbol }) => (
            <button key={key} type="button" className={styles.tile} aria-pressed={content.tile === key} onClick={() => change({ tile: key })}>
              <Symbol name={symbol} size={32} />
              {word}
            </button>
          ))}
        </div>
      </section>
      <section className={styles.place}>
        <Symbol name="pin" size={24} />
        <div>
          <b>{placeName}</b>
          <span className={styles.small}>{located ? describeFix(fix) : '按村的位置上报'}</span>
        </div>
        <button type="button" className={styles.second} onClick={() => (located ? (fix.phase === 'found' || fix.phase === 'asking' ? setLocated(false) : locate()) : setLocated(true))}>
          {located && (fix.phase === 'found' || fix.phase === 'asking') ? '改按村' : '重新定位'}
        </button>
      </section>
      <VillageField id="report-place" label="在哪里" value={content.divisionCode} onChange={(divisionCode) => change({ divisionCode })} />
      <div className={styles.steppers}>
        {reportCounts.map(({ fact, label }) => (
          <CountRow key={fact} label={label} value={content.counts[fact] ?? null} onChange={(value) => change({ counts: { ...content.counts, [fact]: value } })} />
        ))}
      </div>
      {editing === null && <PhotoRow photos={content.photos} onChange={(photos) => change({ photos })} />}
      <div className={styles.field}>
        <label htmlFor="report-words">说一句（可不写）</label>
        <textarea id="report-words" rows={2} maxLength={3900} value={content.words} placeholder="按键盘上的话筒可以说" onChange={(event) => change({ words: event.target.value })} />
      </div>
      <div className={styles.row} role="group" aria-label="什么时候">
        {minuteChoices.map(([minutes, word]) => (
          <button key={minutes} type="button" className={styles.second} aria-pressed={content.minutesAgo === minutes} onClick={() => change({ minutesAgo: minutes })}>
            {word}
          </button>
        ))}
      </div>
      <FormProblems problems={[...missing, ...problems]} failure={failure} />
      <button type="submit" className={joinClasses(styles.big, styles.stick)}>
        <Symbol name="send" size={24} />
        {editing !== null ? '改好，重发' : reachable ? '上报' : '存下，有网就发'}
      </button>
      <p className={styles.small}>不填完也能发，照片在文字之后发。情况有变再报一条。</p>
    </form>
  )
}

/** What became of the report: on this phone, on its way, or there, with its number. */
function ReportSent({ itemKey, onNext }: { readonly itemKey: string; readonly onNext: () => void }) {
  const { items } = usePhoneState()
  const { data: signals } = useKept('signals')
  const item = items.find(({ key }) => key === itemKey)
  const signal = item?.resultId === null || item === undefined ? undefined : signals?.items.find(({ id }) => id === item.resultId)
  const photos = items.filter(({ needs }) => needs.includes(itemKey))
  return (
    <>
      <div className={styles.card}>
        <div className={styles.done} role="status">
          {item === undefined || item.state === 'delivered' ? (
            <>
              <b>{signal === undefined ? '已上报' : `已上报，编号 ${signal.number}`}</b>
              {item !== undefined && item.deliveredAt !== null && <p>{beijingShort(item.composedAt)} 编写，{beijingShort(signal?.receivedAt ?? item.deliveredAt)} 值班室收到。值班室会回拨核实，请保持电话畅通。</p>}
            </>
          ) : item.state === 'refused' ? (
            <>
              <b>没有收下</b>
              <p>{item.problem?.detail}</p>
              <button type="button" className={styles.second} onClick={() => goTo('mine')}>
                去改
              </button>
            </>
          ) : (
            <>
              <b>已存在本机，有网就发</b>
              <p>还没有送到值班室。急事请同时打电话。</p>
              <ItemState item={item} />
            </>
          )}
          {photos.length > 0 && (
            <p className={styles.small}>
              照片 {photos.length} 张，已送达 {photos.filter(({ state }) => state === 'delivered').length} 张
            </p>
          )}
        </div>
      </div>
      <button type="button" className={styles.big} onClick={onNext}>
        再报一条
      </button>
      <button type="button" className={styles.second} onClick={() => goTo('home')}>
        回首页
      </button>
    </>
  )
}
