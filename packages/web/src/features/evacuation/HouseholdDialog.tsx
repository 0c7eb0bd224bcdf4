import { routes } from '@fengsui/contract'
import { householdStatusNames, type HouseholdStatus, type HouseholdView } from '@fengsui/contract/evacuation'
import { Button, Input, Modal, Select } from 'antd'
import { useState } from 'react'
import { useCan } from '../../lib/session.tsx'
import { useCommand } from '../../lib/use-command.ts'
import { useRoute } from '../../lib/use-route.ts'
import { monthDayTime } from '../../ui/clocks/time-text.ts'
import { Field } from '../../ui/forms/Field.tsx'
import { Tag } from '../../ui/marks/Tag.tsx'
import styles from './evacuation.module.css'
import { nextSteps, peopleWords, stepWords, whereabouts } from './household-words.ts'

interface HouseholdDialogProps {
  readonly household: HouseholdView
  /** A replay only shows. */
  readonly mayAct: boolean
  readonly onClose: () => void
}

/** One household: who they are, what happened, and what can be registered now. */
export function HouseholdDialog({ household, mayAct, onClose }: HouseholdDialogProps) {
  const [moving, setMoving] = useState(false)
  const notify = useCommand(routes.notifyHousehold, { onDone: onClose })
  const refuse = useCommand(routes.refuseMove, { onDone: onClose })
  const goHome = useCommand(routes.returnHousehold, { onDone: onClose })
  const params = { householdId: household.id }
  const busy = notify.busy || refuse.busy || goHome.busy
  const problem = notify.problem ?? refuse.problem ?? goHome.problem
  const take = (step: HouseholdStatus): void => {
    if (step === 'moved') setMoving(true)
    else if (step === 'notified') void notify.run({ params, body: {} })
    else if (step === 'refused') void refuse.run({ params, body: { visited: true } })
    else if (step === 'returned') void goHome.run({ params, body: {} })
  }
  const steps = mayAct && household.mayEdit ? nextSteps(household.status) : []
  return (
    <Modal open title={`${household.householder ?? '（已依法销毁）'}户`} footer={null} onCancel={onClose} destroyOnHidden centered width={520}>
      <dl className={styles.facts}>
        <Fact name="状态"><Tag tone={household.status === 'moved' ? 'accent' : 'outline'}>{householdStatusNames[household.status]}</Tag></Fact>
        <Fact name="地区">{household.placeName}</Fact>
        <Fact name="人数">{peopleWords(household)}</Fact>
        <Fact name="原因">{household.reason}</Fact>
        <Fact name="责任人">{household.responsibleName ?? '未指定'}</Fact>
        <Fact name="电话">{household.phone ?? '未登记'}</Fact>
        <Fact name="住址">{household.masked ? '责任人可见' : (household.address ?? '未登记')}</Fact>
        {household.notifiedAt !== null && <Fact name="通知到户">{monthDayTime(household.notifiedAt)}</Fact>}
        {household.visits > 0 && <Fact name="上门">{household.visits} 次{household.visitedAt === null ? '' : `，最近 ${monthDayTime(household.visitedAt)}`}</Fact>}
        {household.movedAt !== null && <Fact name="转移">{monthDayTime(household.movedAt)}{whereabouts(household) === '' ? '' : `，${whereabouts(household)}`}</Fact>}
        {household.returnedAt !== null && <Fact name="返回">{monthDayTime(household.returnedAt)}</Fact>}
      </dl>
      {problem !== null && <p className={styles.problem} role="alert">{problem.detail}</p>}
      {moving ? (
        <MoveForm household={household} onDone={onClose} onCancel={() => setMoving(false)} />
      ) : (
        steps.length > 0 && (
          <div className={styles.steps}>
            {steps.map((step, index) => (
              <Button key={step} type={index === 0 ? 'primary' : 'default'} loading={busy} onClick={() => take(step)}>
                {stepWords(household.status, step)}
              </Button>
            ))}
          </div>
        )
      )}
    </Modal>
  )
}

function Fact({ name, children }: { readonly name: string; readonly children: React.ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  )
}

/** Where they went: an open shelter, or in words. Neither is demanded: a move is registered first, its goal can follow. */
function MoveForm({ household, onDone, onCancel }: { readonly household: HouseholdView; readonly onDone: () => void; readonly onCancel: () => void }) {
  const mayReadShelters = useCan('resource:read')
  const shelters = useRoute(routes.listShelters, { query: { limit: 500 } }, { touches: ['shelter'], enabled: mayReadShelters })
  const [shelterId, setShelterId] = useState<string | null>(household.shelterId)
  const [destination, setDestination] = useState('')
  const move = useCommand(routes.moveHousehold, { onDone })
  const open = (shelters.data?.items ?? []).filter(({ state }) => state === 'open' || state === 'full')
  return (
    <form
      className={styles.moveForm}
      onSubmit={(event) => {
        event.preventDefault()
        void move.run({ params: { householdId: household.id }, body: { shelterId, destination } })
      }}
    >
      {mayReadShelters && (
        <Field label="避难场所" hint={open.length === 0 && !shelters.isLoading ? '没有开放的场所，请写去向' : undefined}>
          <Select allowClear value={shelterId} placeholder="选开放的场所" loading={shelters.isLoading} showSearch={{ optionFilterProp: 'label' }} options={open.map((shelter) => ({ value: shelter.id, label: `${shelter.name}（空 ${shelter.free}）` }))} onChange={(value: string | null | undefined) => setShelterId(value ?? null)} />
        </Field>
      )}
      <Field label="其他去向" hint="投亲靠友等；按个人信息保护">
        <Input value={destination} maxLength={60} onChange={(event) => setDestination(event.target.value)} />
      </Field>
      {move.problem !== null && <p className={styles.problem} role="alert">{move.problem.detail}</p>}
      <div className={styles.steps}>
        <Button type="primary" htmlType="submit" loading={move.busy}>登记已转移</Button>
        <Button onClick={onCancel}>返回</Button>
      </div>
    </form>
  )
}
