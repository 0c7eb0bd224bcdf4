import type { TimelineText } from '../../platform/module.ts'

const say: TimelineText = (entry) => {
  const set = entry.data.changes[0]?.set
  if (!set || typeof set['name'] !== 'string') return null
  const wind = typeof set['windMetresPerSecond'] === 'number' ? `，中心附近最大风速 ${set['windMetresPerSecond']} m/s` : ''
  const pressure = typeof set['pressureHpa'] === 'number' ? `，气压 ${set['pressureHpa']} hPa` : ''
  const landfall = typeof set['landfall'] === 'string' ? `在${set['landfall']}登陆` : '定位更新'
  return { text: `台风${set['name']}${landfall}${wind}${pressure}`, importance: typeof set['landfall'] === 'string' ? 'decision' : 'fact' }
}

export const monitoringTexts: Readonly<Record<string, TimelineText>> = { 'typhoon-fix.recorded': say }
