import { Button, Modal } from 'antd'
import { useOptionalSession, useSessionControl } from '../../lib/session.tsx'
import styles from './access.module.css'
import { SignInForm } from './SignInForm.tsx'

/** The session ended while working: the password again, over the page, which keeps everything typed. */
export function SignInDialog({ open }: { readonly open: boolean }) {
  const me = useOptionalSession()
  const { signOut } = useSessionControl()
  return (
    <Modal open={open} title="登录已过期，请重新登录" footer={null} closable={false} mask={{ closable: false }} keyboard={false} width={400} destroyOnHidden>
      <p className={styles.help}>本页已填写的内容都还在，登录后接着办。</p>
      {open && me !== null && <SignInForm username={me.account.username} autoFocus />}
      <p className={styles.other}>
        <Button type="link" size="small" onClick={() => void signOut()}>
          换一个账号登录
        </Button>
      </p>
    </Modal>
  )
}
