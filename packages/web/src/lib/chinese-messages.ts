import { config } from 'zod'
import zhCN from 'zod/v4/locales/zh-CN.js'

/** Lets the contract's checks speak Chinese in the browser where a rule has no words of its own, as the server does. */
export function speakChinese(): void {
  config(zhCN())
}
