const systems: readonly (readonly [RegExp, string])[] = [
  [/HarmonyOS|OpenHarmony/i, '鸿蒙'], [/iPhone/, 'iPhone'], [/iPad/, 'iPad'], [/Android/, '安卓手机'], [/Windows/, 'Windows 电脑'],
  [/Kylin/i, '麒麟电脑'], [/UOS|UnionTech/i, '统信电脑'], [/Mac OS X|Macintosh/, '苹果电脑'], [/Linux/, 'Linux 电脑'],
]
const browsers: readonly (readonly [RegExp, string])[] = [
  [/MicroMessenger/, '微信'], [/DingTalk/, '钉钉'], [/Edg\//, 'Edge'], [/Firefox\//, 'Firefox'], [/QQBrowser/, 'QQ 浏览器'], [/Chrome\//, 'Chrome'], [/Safari\//, 'Safari'],
]

/** A browser's name for itself in words a person recognises. */
export function deviceOf(userAgent: string): string {
  const find = (table: typeof systems): string | undefined => table.find(([pattern]) => pattern.test(userAgent))?.[1]
  const words = [find(systems), find(browsers)].filter((word) => word !== undefined)
  return words.length > 0 ? words.join(' · ') : userAgent === '' ? '未知设备' : '其他程序'
}
