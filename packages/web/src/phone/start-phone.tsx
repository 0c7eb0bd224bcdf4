import { createRoot } from 'react-dom/client'
import { speakChinese } from '../lib/chinese-messages.ts'
import '../ui/tokens.css'
import '../ui/global.css'
import { PhoneCore } from './core/phone-core.ts'
import { listenForInstall } from './install.ts'
import styles from './parts/phone.module.css'
import { PhoneApp } from './PhoneApp.tsx'
import { addressOfPlace } from './place.ts'
import { keepPageOffline } from './update.ts'

/** Opens the phone app on the page's root element. */
export async function startPhone(root: HTMLElement): Promise<void> {
  // The worker serves pages that were opened below /m/; one opened at the bare address would never be its own.
  if (window.location.pathname === '/m') {
    window.location.replace(addressOfPlace('home'))
    return
  }
  speakChinese()
  listenForInstall()
  document.documentElement.dataset['theme'] = window.matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light'
  void keepPageOffline()
  const reactRoot = createRoot(root)
  try {
    const core = await PhoneCore.open()
    reactRoot.render(<PhoneApp core={core} />)
    core.start()
  } catch {
    reactRoot.render(
      <main className={styles.entrance}>
        <p className={styles.problem} role="alert">
          这个浏览器不让网页保存内容，断网时会丢，所以不能在这里办。请退出无痕模式、清理手机存储，或换一个浏览器再打开。急事请直接打值班电话。
        </p>
        <a className={styles.second} href="/?desk">
          用电脑版
        </a>
      </main>,
    )
  }
}
