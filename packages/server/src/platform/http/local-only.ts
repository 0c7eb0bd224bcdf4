import { Problem } from '@fengsui/contract/kernel'
import type { HttpServer } from './http-server.ts'

const LOOPBACK_HOST = /^(127\.\d+\.\d+\.\d+|localhost|\[::1\])(:\d+)?$/

/**
 * While demo accounts exist their passwords are public, so nobody but this machine may come in: requests that a proxy passed on, or
 * that name another host (a page elsewhere that had its name point here), are refused.
 */
export function refuseRemoteRequests(http: HttpServer): void {
  http.app.addHook('onRequest', async (request) => {
    const { headers } = request
    if (headers['x-forwarded-for'] !== undefined || headers['forwarded'] !== undefined || headers['x-real-ip'] !== undefined) {
      throw new Problem('forbidden', '演示系统只许本机使用，不接受代理转发的请求。正式使用请以 npm start -- --empty 建立干净系统')
    }
    if (!LOOPBACK_HOST.test(headers.host ?? '')) throw new Problem('forbidden', '演示系统只许从本机以 127.0.0.1 或 localhost 打开')
  })
}
