import { useState } from 'react'
import { DrillFrame } from '../frames/DrillFrame.tsx'
import { RedStrip } from '../frames/RedStrip.tsx'
import { NowProvider } from '../now-context.tsx'
import { AppShell } from '../shell/AppShell.tsx'
import type { SymbolName } from '../symbols/symbols.ts'
import { ThemeProvider } from '../ThemeProvider.tsx'
import { MapSection } from './MapSection.tsx'
import { MarksSection } from './MarksSection.tsx'
import { sampleNow } from './sample-data.ts'
import { SymbolsSection } from './SymbolsSection.tsx'
import { WorkSection } from './WorkSection.tsx'
import styles from './gallery.module.css'

const railItems = (
  [
    ['marks', '值班', 'rail-duty', 12],
    ['work', '指挥', 'rail-commandPost', 0],
    ['map', '一张图', 'rail-map', 0],
    ['symbols', '监测', 'rail-monitoring', 0],
    ['warnings', '预警', 'rail-warning', 0],
    ['plans', '预案', 'rail-plan', 0],
    ['resources', '资源', 'rail-resource', 0],
    ['risks', '风险', 'rail-risk', 0],
    ['drill', '演练', 'rail-drill', 0],
    ['statistics', '统计', 'rail-statistics', 0],
    ['administration', '管理', 'rail-administration', 0],
  ] as const satisfies readonly (readonly [string, string, SymbolName, number])[]
).map(([key, word, symbol, count]) => ({ key, word, symbol, count, href: `#${key}` }))

/** Every part of the design system with realistic content, for looking at. The address says which section and look: `#work?dark`. */
export function Gallery() {
  const [hash, setHash] = useState(window.location.hash)
  const section = hash.replace(/^#/, '').split('?')[0] ?? ''
  const [dark, setDark] = useState(hash.includes('dark'))
  const go = (key: string): void => {
    window.location.hash = key
    setHash(`#${key}`)
  }
  const shell = (
    <AppShell
      railItems={railItems}
      currentRail={section === '' ? 'marks' : section}
      onRail={go}
      place={{ key: '331000', name: '台州市', note: '应急指挥中心' }}
      places={[
        { key: '331000', name: '台州市' },
        { key: '331099', name: '演示县' },
      ]}
      onPlace={() => undefined}
      onSearch={() => undefined}
      link={{ online: true, up: 4, total: 5 }}
      shift="夜班 20:00–08:00 带班 林某某"
      unread={6}
      onMessages={() => undefined}
      userName="周某某"
      userMenu={[{ key: 'look', label: dark ? '日间外观' : '夜班外观' }]}
      onUserMenu={() => setDark(!dark)}
      strip={
        section === 'map' ? undefined : (
          <RedStrip
            title="演示县：红色预警生效 38 分钟，响应仍为Ⅲ级"
            detail="暴雨红色 01:37 起 · 已叫应 2 次无人接听 · 02:18 自动升级到市带班领导"
            actions={[
              { label: '立即叫应', onPress: () => undefined },
              { label: '看依据', onPress: () => undefined },
            ]}
          />
        )
      }
    >
      <div className={styles.page}>
        {section === 'map' ? <MapSection /> : section === 'symbols' ? <SymbolsSection /> : section === 'work' || section === 'drill' ? <WorkSection /> : <MarksSection />}
      </div>
    </AppShell>
  )
  return (
    <ThemeProvider mode={dark ? 'dark' : 'light'}>
      <NowProvider instant={sampleNow}>
        {section === 'drill' ? (
          <DrillFrame kind="drill" name="利奇马登陆夜">
            {shell}
          </DrillFrame>
        ) : (
          shell
        )}
      </NowProvider>
    </ThemeProvider>
  )
}
