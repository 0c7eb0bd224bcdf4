import { beijingShort } from '@fengsui/contract/kernel'

/** The end of the journal as both sides of a handover can write it down and compare it later: position, first 16 characters of the chain, time of the signature. */
export function lastHeadWords(head: { position: number; chain: string; signedAt: string | null }): string {
  if (head.position === 0) return '日志链还没有条目'
  const short = (head.chain.slice(0, 16).match(/.{4}/g) ?? []).join(' ')
  return `日志链第 ${head.position} 条，链值 ${short}${head.signedAt === null ? '，尚未签名' : `，签于 ${beijingShort(head.signedAt)}`}`
}
