import { beijingShort } from '@fengsui/contract/kernel'
import { useEffect, useState } from 'react'
import { countQueue } from '../../lib/offline/queue-item.ts'
import { monthDayTime } from '../../ui/clocks/time-text.ts'
import { alarm, keepSoundChoice, readSoundChoice } from '../alarm.ts'
import { useMe, usePhone, usePhoneState } from '../core/phone-context.ts'
import { readSpecs } from '../core/read-specs.ts'
import type { ReadName } from '../core/read-specs.ts'
import { useInstall } from '../install.ts'
import { QueueRow } from '../parts/QueueRow.tsx'
import styles from '../parts/phone.module.css'
import { goTo } from '../place.ts'

/** The account, the queue item by item, the age of what is kept, installation, the way out. */
export function MinePage() {
  const core = usePhone()
  const me = useMe()
  const { items, sender, ofOthers } = usePhoneState()
  const commands = items.filter(({ file }) => file === null)
  const { waiting, refused } = countQueue(items)
  return (
    <>
      <section className={styles.card} aria-label="账号">
        <h2>{me.displayName}</h2>
        <p>
          {me.unitName} · {me.division.name} · {me.roleNames.join('、')}
        </p>
        {ofOthers > 0 && <p className={styles.small}>本机还存着别的账号 {ofOthers} 条待发内容，等本人登录后发出。</p>}
      </section>
      <section className={styles.section} aria-label="发送情况">
        <h2>
          发送情况
          {waiting > 0 && (
            <button type="button" className={styles.plain} onClick={() => core.retry()}>
              现在发送
            </button>
          )}
        </h2>
        {sender.kind === 'no-answer' && waiting > 0 && <p className={styles.note}>{sender.problem?.detail ?? '连不上服务，会一直自动再试。内容存在本机，关掉本页、关机都不会丢。'}</p>}
        {refused > 0 && <p className={styles.problem}>{refused} 条被拒，不会自己消失，请逐条处理。</p>}
        {commands.length === 0 ? (
          <p className={styles.empty}>没有待发的内容。</p>
        ) : (
          <ul className={styles.list}>
            {[...commands].reverse().map((item) => (
              <QueueRow key={item.key} item={item} />
            ))}
          </ul>
        )}
      </section>
      <KeptData />
      <SoundAndInstall />
      {me.permissions.includes('resource:read') && (
        <button type="button" className={styles.second} onClick={() => goTo('shelters')}>
          避难场所
        </button>
      )}
      <a className={styles.second} href="/?desk">
        电脑版
      </a>
      <SignOut />
    </>
  )
}

/** How old what this phone keeps is. */
function KeptData() {
  const { kept } = usePhone()
  const me = useMe()
  const [ages, setAges] = useState<readonly { readonly name: string; readonly readAt: string }[]>([])
  useEffect(() => {
    let here = true
    void kept.listAges(me.account.id).then((found) => here && setAges(found))
    return () => {
      here = false
    }
  }, [kept, me.account.id])
  return (
    <section className={styles.card} aria-label="本机存的资料">
      <h2>本机存的资料</h2>
      <ul>
        {ages.map(({ name, readAt }) => (
          <li key={name} className={styles.spread}>
            {name in readSpecs ? readSpecs[name as ReadName].words : name}
            <span className={styles.small}>截至 {monthDayTime(readAt)}</span>
          </li>
        ))}
      </ul>
      {ages.length === 0 && <p className={styles.small}>还没有。连上网后自动存，断网也能看；退出登录即清除，一周没更新也清除。</p>}
    </section>
  )
}

function SoundAndInstall() {
  const [sound, setSound] = useState(readSoundChoice())
  const install = useInstall()
  return (
    <section className={styles.card} aria-label="本机设置">
      <h2>本机设置</h2>
      <button
        type="button"
        className={styles.second}
        aria-pressed={sound === 'on'}
        onClick={() => {
          const next = sound === 'on' ? 'off' : 'on'
          keepSoundChoice(next)
          setSound(next)
          if (next === 'on') alarm.try()
        }}
      >
        紧急叫应响铃：{sound === 'on' ? '开' : '关'}
      </button>
      {install.kind === 'ready' && (
        <button type="button" className={styles.second} onClick={install.ask}>
          装到桌面
        </button>
      )}
      {install.kind === 'by-hand' && <p className={styles.small}>装到桌面：在浏览器菜单里选“添加到主屏幕”。装好后断网也能打开。</p>}
      {install.kind === 'installed' && <p className={styles.small}>已装到桌面，断网也能打开。</p>}
    </section>
  )
}

/** Leaving: what was read is wiped; what is unsent stays for its person, and that is said. */
function SignOut() {
  const { session } = usePhone()
  const { items } = usePhoneState()
  const [asking, setAsking] = useState(false)
  const { waiting, refused } = countQueue(items)
  const left = waiting + refused
  if (!asking) {
    return (
      <button type="button" className={styles.second} onClick={() => setAsking(true)}>
        退出登录
      </button>
    )
  }
  return (
    <section className={styles.card} role="alertdialog" aria-label="退出登录">
      <h2>{left > 0 ? `还有 ${left} 条没有送达` : '退出并清除本机资料？'}</h2>
      <p>
        {left > 0
          ? `退出后它们仍存在本机，只有你再次登录才会发出，最早的写于 ${beijingShort(items.find(({ state }) => state !== 'delivered')?.composedAt ?? '')}。其他资料会清除。`
          : '台账、任务等资料会从本机清除，再登录后重新取。'}
      </p>
      <div className={styles.buttons}>
        <button type="button" className={styles.second} onClick={() => setAsking(false)}>
          不退出
        </button>
        <button type="button" className={styles.second} onClick={() => void session.signOut()}>
          {left > 0 ? '留着待发，退出' : '清除并退出'}
        </button>
      </div>
    </section>
  )
}
