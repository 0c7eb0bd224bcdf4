import { routes } from '@fengsui/contract'
import { factLabels, incidentTypes } from '@fengsui/contract/incidents/grading'
import { signalSources } from '@fengsui/contract/signals'
import type { SignalSource, SignalView } from '@fengsui/contract/signals'
import { App, Button, Input, Select } from 'antd'
import { useRef, useState } from 'react'
import { readFormProblems } from '../../lib/form-problems.ts'
import { findIncidentSymbol } from '../../lib/incident-symbol.ts'
import { useSession } from '../../lib/session.tsx'
import { AttachmentField } from '../../lib/attachments/AttachmentField.tsx'
import { useUploads } from '../../lib/attachments/use-uploads.ts'
import { useCommand } from '../../lib/use-command.ts'
import { useDraft } from '../../lib/use-draft.ts'
import { CountStepper } from '../../ui/forms/CountStepper.tsx'
import { FieldError, FormErrors } from '../../ui/forms/FormErrors.tsx'
import { joinClasses } from '../../ui/join-classes.ts'
import { useNow } from '../../ui/now-context.tsx'
import { Symbol } from '../../ui/symbols/Symbol.tsx'
import { InstantField } from './InstantField.tsx'
import { MOST_WORDS, takeFile, takeText } from './pasted-file.ts'
import { PlaceField, sayPlace } from './PlaceField.tsx'
import { PositionField } from './PositionField.tsx'
import styles from './report-form.module.css'
import { figuresOf } from './reading.ts'
import { ReadingPanel } from './ReadingPanel.tsx'
import { askedFigures, checkForm, confirmFields, fillFromText } from './report-form-content.ts'
import type { FillableField, ReportFormContent } from './report-form-content.ts'
import { quickTypes } from './texts.ts'
import { useReading } from './use-reading.ts'

interface ReportFormProps {
  /** Large targets, kind first: for a phone in one hand. */
  readonly touch: boolean
  readonly onSent: (signal: SignalView) => void
}

const labels = { typeCode: '出了什么事', divisionCode: '在哪里', words: '说明', occurredAt: '什么时候', source: '谁报的', caller: '报告人', position: '位置', facts: '人数' }
const minutesAgo = [0, 10, 30, 60]

/** The one-minute report: kind, place, people, a sentence. A pasted text fills what it says; nothing is lost until it is sent. */
export function ReportForm({ touch, onSent }: ReportFormProps) {
  const { account, division } = useSession()
  const now = useRef(0)
  now.current = useNow()
  const atOwnPlace = division.level === 'town' || division.level === 'village'
  const source: SignalSource = account.roles.includes('information-officer') ? 'grid' : account.roles.includes('duty-officer') || account.roles.includes('duty-leader') ? 'phone' : 'unit'
  const [content, setContent, clear] = useDraft<ReportFormContent>('one-minute-report', { words: '', typeCode: null, place: atOwnPlace ? { code: division.code, path: division.name } : null, occurredAt: null, facts: {}, position: null, source, caller: '', touched: [] })
  const reading = useReading(content.words)
  const form = fillFromText(content, reading, (_, name) => sayPlace({ name, path: name }))
  const [note, setNote] = useState<string | null>(null)
  const [asking, setAsking] = useState(false)
  const uploads = useUploads()
  const { message } = App.useApp()
  const [attaching, setAttaching] = useState(false)
  /** The report counts from the moment it was taken; photos that fail say so and can be added to it later. */
  const finish = async (signal: SignalView): Promise<void> => {
    clear()
    setAsking(false)
    setAttaching(true)
    const left = uploads.list.length === 0 ? 0 : await uploads.attachAll({ kind: 'signal', id: signal.id })
    setAttaching(false)
    if (left > 0) void message.warning(`已上报 ${signal.number}，但有 ${left} 份照片或文件没附上，请打开这条来报补附`, 10)
    uploads.clear()
    onSent(signal)
  }
  const submit = useCommand(routes.submitSignal, { onDone: (signal) => void finish(signal) })
  const change = (patch: Partial<ReportFormContent>, ...touched: FillableField[]): void =>
    setContent((before) => ({ ...before, ...patch, touched: [...new Set([...before.touched, ...touched])] }))
  const nowIso = (): string => new Date(now.current).toISOString()
  const own = asking ? checkForm(form, nowIso()).map(({ field, message }) => ({ field: field === 'place' ? 'divisionCode' : field, message })) : []
  const problems = readFormProblems(submit.problem, labels, 'report', own)
  const marked = (field: FillableField): boolean => form.fromText.includes(field)

  const send = (): void => {
    setAsking(true)
    const wrong = checkForm(form, nowIso())
    if (wrong.length > 0 || form.typeCode === null || form.place === null) {
      const first = wrong[0]?.field === 'place' ? 'divisionCode' : wrong[0]?.field
      document.getElementById(`report-${first ?? 'words'}`)?.scrollIntoView({ block: 'center' })
      return
    }
    const facts = Object.fromEntries(Object.entries(form.facts).filter(([, value]) => value !== null && value !== undefined))
    void submit.run({ body: { source: form.source, typeCode: form.typeCode, divisionCode: form.place.code, position: form.position, occurredAt: form.occurredAt, facts, words: form.words.trim(), caller: form.caller.trim() } })
  }

  /** A text file becomes the words, and is attached as it is. */
  const drop = async (file: File): Promise<void> => {
    uploads.add([file])
    const taken = await takeFile(file)
    setNote(taken.note ?? `已读入 ${file.name}，并作为附件。`)
    if (taken.words !== null) change({ words: taken.words })
  }
  const words = (
    <section key="words">
      <label htmlFor="report-words">{touch ? '说一句（可不写）' : '来电记录，或粘贴群里的消息'}</label>
      <div
        onDragOver={(event) => event.preventDefault()}
        onDrop={(event) => {
          const file = event.dataTransfer.files[0]
          if (file === undefined) return
          event.preventDefault()
          void drop(file)
        }}
      >
        <Input.TextArea
          id="report-words"
          autoFocus={!touch}
          autoSize={{ minRows: touch ? 2 : 3, maxRows: 8 }}
          maxLength={MOST_WORDS}
          value={content.words}
          placeholder="例：凌晨2点岭下村后山滑坡，冲毁民房3户，死亡2人，3人失联"
          aria-describedby="report-words-problem report-words-note"
          onChange={(event) => change({ words: event.target.value })}
          onPaste={(event) => {
            const taken = takeText(event.clipboardData.getData('text'))
            if (taken.note === null) return
            event.preventDefault()
            setNote(taken.note)
            change({ words: takeText(`${content.words}${taken.words ?? ''}`).words ?? '' })
          }}
        />
      </div>
      <FieldError id="report-words-problem" message={problems.errorOf('words')} />
      <p id="report-words-note" className={styles.note} role="status">
        {note ?? (touch ? '' : '也可以把文字文件拖进来（UTF-8、GBK 都行）。')}
      </p>
      <ReadingPanel reading={reading} form={form} asOf={nowIso().slice(0, 10)} onConfirm={(fields) => setContent((before) => confirmFields(before, form, fields))} onPick={(field, value) => change({ facts: { ...content.facts, [field.slice('facts.'.length)]: value } }, field as FillableField)} />
    </section>
  )
  const kind = (
    <section key="kind">
      <label id="report-kind">{labels.typeCode}</label>
      <div className={styles.kinds} role="group" aria-labelledby="report-kind">
        {quickTypes.map(({ code, word }) => (
          <button
            key={code}
            id={code === quickTypes[0]?.code ? 'report-typeCode' : undefined}
            type="button"
            aria-pressed={form.typeCode === code}
            className={joinClasses(styles.kind, form.typeCode === code && styles.kindOn, form.typeCode === code && marked('typeCode') && styles.kindRead)}
            onClick={() => change({ typeCode: code }, 'typeCode')}
          >
            <Symbol name={findIncidentSymbol(code)} size={touch ? 28 : 20} />
            {word}
          </button>
        ))}
      </div>
      <Select
        aria-label="其他类型"
        size={touch ? 'large' : 'middle'}
        placeholder="其他类型"
        value={form.typeCode !== null && quickTypes.some(({ code }) => code === form.typeCode) ? null : form.typeCode}
        showSearch={{ optionFilterProp: 'label' }}
        options={incidentTypes.map(({ code, nameZh }) => ({ value: code, label: nameZh }))}
        onChange={(code: string) => change({ typeCode: code }, 'typeCode')}
      />
      <FieldError message={problems.errorOf('typeCode')} />
    </section>
  )
  const place = (
    <section key="place" className={joinClasses(marked('place') && styles.marked)}>
      <label htmlFor="report-divisionCode">{labels.divisionCode}</label>
      <PlaceField id="report-divisionCode" large={touch} value={form.place} onChange={(next) => change({ place: next }, 'place')} describedBy="report-place-problem" />
      <FieldError id="report-place-problem" message={problems.errorOf('divisionCode')} />
      <PositionField value={form.position} place={form.place} onChange={(position) => change({ position })} touch={touch} />
      <FieldError message={problems.errorOf('position')} />
    </section>
  )
  const figures = (
    <section key="figures">
      <label>人数（不知道就不填）</label>
      <div className={styles.figures}>
        {[...askedFigures, ...figuresOf(reading.extraction).map(({ fact }) => fact).filter((fact) => !askedFigures.includes(fact))].map((name) => {
          const value = form.facts[name]
          return (
            <CountStepper
              key={name}
              id={`report-facts-${name}`}
              label={factLabels[name].labelZh}
              unit={factLabels[name].unitZh}
              size={touch ? 'touch' : 'normal'}
              decimals={factLabels[name].kind === 'amount'}
              marked={marked(`facts.${name}`)}
              value={typeof value === 'number' ? value : null}
              onChange={(next) => change({ facts: { ...form.facts, [name]: next } }, `facts.${name}`)}
            />
          )
        })}
      </div>
      <FieldError message={problems.errorOf('facts')} />
    </section>
  )
  const when = (
    <section key="when" className={joinClasses(marked('occurredAt') && styles.marked)}>
      <label htmlFor="report-occurredAt">{labels.occurredAt}（北京时间，不清楚可不填）</label>
      <div className={styles.when}>
        <InstantField id="report-occurredAt" large={touch} value={form.occurredAt} onChange={(occurredAt) => change({ occurredAt }, 'occurredAt')} />
        {minutesAgo.map((minutes) => (
          <Button key={minutes} size={touch ? 'large' : 'middle'} onClick={() => change({ occurredAt: new Date(Math.floor(now.current / 60_000) * 60_000 - minutes * 60_000).toISOString() }, 'occurredAt')}>
            {minutes === 0 ? '刚才' : minutes === 60 ? '1 小时前' : `${minutes} 分前`}
          </Button>
        ))}
      </div>
      <FieldError message={problems.errorOf('occurredAt')} />
    </section>
  )
  const who = (
    <section key="who" className={styles.who}>
      <div>
        <label htmlFor="report-source">{labels.source}</label>
        <Select<SignalSource> id="report-source" size={touch ? 'large' : 'middle'} value={form.source} options={(Object.keys(signalSources) as SignalSource[]).filter((each) => each !== 'sensor').map((each) => ({ value: each, label: signalSources[each] }))} onChange={(next) => change({ source: next })} />
      </div>
      <div className={joinClasses(marked('caller') && styles.marked)}>
        <label htmlFor="report-caller">{labels.caller}（姓名、电话，便于回拨）</label>
        <Input id="report-caller" size={touch ? 'large' : 'middle'} maxLength={60} value={form.caller} onChange={(event) => change({ caller: event.target.value }, 'caller')} />
      </div>
    </section>
  )
  const photos = (
    <section key="photos">
      <label>照片、录音、文件（可不加）</label>
      <AttachmentField uploads={uploads} touch={touch} onPosition={(position) => change({ position })} />
    </section>
  )
  return (
    <form
      className={joinClasses(styles.form, touch && styles.touch)}
      aria-label="一分钟报灾"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        send()
      }}
    >
      <div className={styles.fields}>
        {touch ? [kind, photos, place, figures, words, when, who] : [words, kind, place, figures, photos, when, who]}
        <FormErrors problems={problems.fields} />
        {problems.refusal !== undefined && (
          <p className={styles.refusal} role="alert">
            {problems.refusal}
          </p>
        )}
      </div>
      <div className={styles.foot}>
        <Button type="primary" htmlType="submit" size="large" block loading={submit.busy || attaching} icon={<Symbol name="send" />}>
          {form.unsure.length > 0 ? `还有 ${form.unsure.length} 项要选，选好再上报` : form.fromText.length > 0 ? `确认 ${form.fromText.length} 项并上报` : '上报'}
        </Button>
        <p>边填边存在本机，不填完也能报</p>
      </div>
    </form>
  )
}
