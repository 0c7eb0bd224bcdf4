import { disc, ground, line, solid } from './symbol-parts.ts'
import type { SymbolDefinition } from './symbol-parts.ts'

const stroke = (word: string, d: string, ...more: SymbolDefinition['parts']): SymbolDefinition => ({
  shape: 'bare',
  word,
  parts: [line(d, 1.75), ...more],
})

const roundedRect = (x: number, y: number, w: number, h: number, r: number): string =>
  `M${x + r} ${y}h${w - 2 * r}a${r} ${r} 0 0 1 ${r} ${r}v${h - 2 * r}a${r} ${r} 0 0 1 ${-r} ${r}h${2 * r - w}a${r} ${r} 0 0 1 ${-r} ${-r}v${2 * r - h}a${r} ${r} 0 0 1 ${r} ${-r}z`

/** Where news comes from, and who it goes to. */
export const sourceSymbols = {
  phoneCall: stroke('电话', 'M5.5 3.500h3.300l1.7 4.3-2.2 1.600a12 12 0 0 0 6.3 6.300l1.6-2.2 4.3 1.700v3.300a2 2 0 0 1-2.2 2A16.5 16.5 0 0 1 3.5 5.700a2 2 0 0 1 2-2.200z'),
  gridOfficer: stroke('网格员', `${disc(9, 7, 3.5)}M2.5 20.500c.4-4 2.9-6.2 6.5-6.2 1.4 0 2.6.3 3.6.9${roundedRect(15, 11, 6.5, 10, 1.5)}M17.5 18.500h1.5`),
  public: stroke('群众', `${disc(8.5, 8, 3.2)}M2.5 20c.4-3.9 2.7-5.9 6-5.900s5.6 2 6 5.900M15.5 5.100a3 3 0 0 1 0 5.800M17.5 14.500c2.3.6 3.7 2.5 4 5.5`),
  sensor: stroke('自动站', 'M2.5 12.500H7l2.5-7.5 4.5 14 2.5-6.500h5'),
  media: stroke('网络媒体', `${roundedRect(3, 4.5, 14.5, 15, 1.5)}M17.5 9H21v8.500a2 2 0 0 1-2 2h-2.500M6.5 8.500h7.500M6.5 12.500h3.500M6.5 16h3.500M12.8 12.500H14M12.8 16H14`),
  upperLevel: stroke('上级', 'M12 20.500v-13M6.5 12.5 12 7l5.5 5.500M5 3.500h14'),
  lowerLevel: stroke('下级', 'M12 3.500v13M6.5 11.5 12 17l5.5-5.500M5 20.500h14'),
  unit: stroke('单位', 'M4 21V9.500L12 4l8 5.500V21M2.5 21h19M9.5 21v-5.500h5V21M9 11.500h.1M15 11.500h.1M12 11.500h.1'),
  radio: stroke('卫星电话', `${roundedRect(7, 8, 10, 13.5, 2)}M15 8V2.500M10 12h4M10 16h.1M14 16h.1`),
  sms: stroke('短信', 'M4 4.500h16a1 1 0 0 1 1 1v11a1 1 0 0 1-1 1h-8l-5 4v-4H4a1 1 0 0 1-1-1v-11a1 1 0 0 1 1-1zM7.5 9.500h9M7.5 13h5.5'),
} as const satisfies Record<string, SymbolDefinition>

/** The words of the left rail. */
export const railSymbols = {
  duty: stroke('值班', `M4 14v-2.500a8 8 0 0 1 16 0V14${roundedRect(2.8, 13, 4.2, 6.2, 1.5)}${roundedRect(17, 13, 4.2, 6.2, 1.5)}M19.1 19.200c0 1.7-1.8 2.5-4.6 2.500H13`),
  commandPost: stroke('指挥', 'M5.5 21.500v-19M5.5 4h13.500l-3.2 4.2 3.2 4.200H5.5'),
  map: stroke('一张图', 'm3 6.5 6-3 6 3 6-3v14l-6 3-6-3-6 3zM9 3.500v14M15 6.500v14'),
  monitoring: stroke('监测', `${roundedRect(2.5, 4, 19, 13, 1.5)}M8 21h8M5.5 11h3l1.8-3.5 3 6.5 2-3h3.2`),
  warning: stroke('预警', 'M3 10v4.200h3.200l7.3 4.300v-13L6.2 10zM16.8 9.300a4 4 0 0 1 0 5.400M19.4 6.700a7.6 7.6 0 0 1 0 10.6'),
  plan: stroke('预案', 'M6 2.500h8.500L19 7v14.500H6zM14 2.500v5h5M9.3 14.200l2 2 3.7-4.2'),
  resource: stroke('资源', 'm12 2.5 8.5 4.700v9.600L12 21.500l-8.5-4.700V7.200zM3.5 7.2 12 12l8.5-4.800M12 12v9.5'),
  risk: stroke('风险', 'M12 3.5 21.5 20h-19zM12 9.500V14M12 17v.1'),
  drill: stroke('演练', `${disc(12, 12, 8.5)}${disc(12, 12, 3.8)}M12 1.500v4M12 18.500v4M1.5 12h4M18.5 12h4`),
  statistics: stroke('统计', 'M3.5 20.500h17M7 17v-4.500M12 17V5.500M17 17V9.5'),
  administration: stroke('管理', 'M4 7h8M18 7h2M4 17h2M12 17h8', line(`${disc(15, 7, 2.7)}${disc(9, 17, 2.7)}`, 1.75)),
} as const satisfies Record<string, SymbolDefinition>

/** Actions and states of the interface itself. */
export const interfaceSymbols = {
  logo: {
    shape: 'bare',
    word: '烽燧',
    parts: [solid('M12.4 1.200c.4 2.3 3.1 3.3 3.1 6a3.5 3.5 0 0 1-7 0c0-1.4.7-2.3 1.5-3.1.1.9.5 1.5 1.1 1.7-.2-1.7.1-3.3 1.3-4.600zM6.2 11.300h2.300v1.600h2.300v-1.600h2.400v1.600h2.300v-1.600h2.300v3.600h-1.200l1.2 7.600h-4.100v-2.900a1.7 1.7 0 0 0-3.4 0v2.900H6.200l1.2-7.600H6.200z')],
  },
  warningTriangle: {
    shape: 'bare',
    word: '预警信号',
    parts: [solid('M10.7 2.900a1.5 1.5 0 0 1 2.6 0l9.3 16.400a1.5 1.5 0 0 1-1.3 2.200H2.700a1.5 1.5 0 0 1-1.3-2.200zM10.8 8.300l.5 6.700h1.400l.5-6.700zM12 16.200a1.4 1.4 0 1 0 0 2.8 1.4 1.4 0 0 0 0-2.800z')],
  },
  cyclone: {
    shape: 'bare',
    word: '台风中心',
    parts: [solid(`M18.6 12.300c0 5.7-3.7 9.2-9 10.4 2.7-1.8 3.9-3.3 4.1-4.600A6.5 6.5 0 0 1 5.4 11.700c0-5.7 3.7-9.2 9-10.4-2.7 1.8-3.9 3.3-4.1 4.600a6.5 6.5 0 0 1 8.3 6.400z${disc(12, 12, 2.6)}`)],
  },
  trackFix: { shape: 'bare', word: '台风定位点', parts: [ground(disc(12, 12, 9)), line(disc(12, 12, 9), 4)] },
  landfall: { shape: 'bare', word: '登陆点', parts: [line('M6 6l12 12M18 6 6 18', 3)] },
  search: stroke('搜索', `${disc(10.5, 10.5, 6.5)}M15.5 15.500l5 5`),
  bell: stroke('消息', 'M6 16.500V11a6 6 0 0 1 12 0v5.500l1.7 2H4.300zM10 21.500h4'),
  clock: stroke('时钟', `${disc(12, 12, 9)}M12 6.500V12l3.5 2.5`),
  chevronDown: stroke('展开', 'm6 9.5 6 6 6-6'),
  chevronRight: stroke('前往', 'm9.5 6 6 6-6 6'),
  chevronLeft: stroke('返回', 'm14.5 6-6 6 6 6'),
  arrowRight: stroke('到', 'M4 12h15.500M14 6.500l5.5 5.5-5.5 5.5'),
  close: stroke('关闭', 'm5.5 5.5 13 13M18.5 5.500l-13 13'),
  plus: stroke('添加', 'M12 4.500v15M4.5 12h15'),
  minus: stroke('减少', 'M4.5 12h15'),
  check: stroke('完成', 'm4.5 12.5 5 5 10-11'),
  doubleCheck: stroke('已确认', 'm2 13 4.5 4.5 9-10.500M11.5 15.800l1.7 1.700L22 7'),
  print: stroke('打印', `M7 8.500v-6h10v6M7 17.500H4a1.5 1.5 0 0 1-1.5-1.500v-6A1.5 1.5 0 0 1 4 8.500h16a1.5 1.5 0 0 1 1.5 1.500v6a1.5 1.5 0 0 1-1.5 1.500h-3M7 14h10v7.500H7z`),
  share: stroke('分享', 'M12 15V3M7.5 7 12 2.5 16.5 7M5 11.500v9h14v-9'),
  more: { shape: 'bare', word: '更多', parts: [solid(`${disc(5, 12, 1.8)}${disc(12, 12, 1.8)}${disc(19, 12, 1.8)}`)] },
  filter: stroke('筛选', 'M3.5 6h17M7 12h10M10.5 18h3'),
  columns: stroke('显示列', `${roundedRect(3, 4, 18, 16, 1.5)}M9 4v16M15 4v16`),
  download: stroke('导出', 'M12 3v12M7 10.500l5 5 5-5M4 20.500h16'),
  play: { shape: 'bare', word: '播放', parts: [solid('M7 4.200a1 1 0 0 1 1.5-.9l12 7.800a1 1 0 0 1 0 1.700l-12 7.800a1 1 0 0 1-1.5-.8z')] },
  pause: { shape: 'bare', word: '暂停', parts: [solid('M6 4.500h4v15H6zM14 4.500h4v15h-4z')] },
  step: { shape: 'bare', word: '下一步', parts: [solid('M5 4.800a1 1 0 0 1 1.5-.8l9 7.100a1 1 0 0 1 0 1.700l-9 7.200a1 1 0 0 1-1.5-.8zM17.5 4h2.200v16h-2.200z')] },
  lock: stroke('未放开', `${roundedRect(4.5, 10.5, 15, 11, 1.5)}M8 10.500V7a4 4 0 0 1 8 0v3.500M12 15v2.5`),
  pin: stroke('位置', `M12 21.500c4.7-4.8 7-8.4 7-11.500a7 7 0 0 0-14 0c0 3.1 2.3 6.7 7 11.500z${disc(12, 10, 2.5)}`),
  link: stroke('关联', 'M10 14a4.5 4.5 0 0 0 6.4 0l3.1-3.100a4.5 4.5 0 0 0-6.4-6.400L12 5.600M14 10a4.5 4.5 0 0 0-6.4 0l-3.1 3.100a4.5 4.5 0 0 0 6.4 6.400L12 18.4'),
  send: stroke('发送', 'M21.5 2.5 2.5 10l7 4.5 4.5 7zM21.5 2.500l-12 12'),
  merge: stroke('并为一事', `M6 3v3.500c0 3.5 6 3.5 6 7.500v2M18 3v3.500c0 3.5-6 3.5-6 7.5${disc(12, 18.8, 2.7)}`),
  expand: stroke('放大', 'M14 4h6v6M20 4l-7 7M10 20H4v-6M4 20l7-7'),
  layers: stroke('图层', 'm12 3 9 5-9 5-9-5zM3 12.500l9 5 9-5M3 17l9 5 9-5'),
  ruler: stroke('量算', 'm2.8 16 13.2-13.2 5.2 5.200L8 21.200zM6.5 12.300l2 2M9.7 9.100l3 3M12.9 5.900l2 2'),
  offline: stroke('无网络', 'M4.5 4 20 19.500M9 18.500h.1M2 9.500a15 15 0 0 1 4.3-2.800M10 5.600A15 15 0 0 1 22 9.500M5.5 13.500a10 10 0 0 1 4-2.300M14 11.100a10 10 0 0 1 4.5 2.4', solid(disc(12, 18.5, 1.3))),
  user: stroke('用户', `${disc(12, 8, 4)}M4.5 21c.5-4.6 3.3-7 7.5-7s7 2.4 7.5 7`),
  users: stroke('人员', `${disc(8.5, 8, 3.2)}M2.5 20c.4-3.9 2.7-5.9 6-5.900s5.6 2 6 5.900M15.5 5.100a3 3 0 0 1 0 5.800M17.5 14.500c2.3.6 3.7 2.5 4 5.5`),
  note: stroke('说明', `${disc(12, 12, 9)}M12 11v5.500M12 7.700v.1`),
  question: stroke('提示', `${disc(12, 12, 9)}M9.5 9.500a2.5 2.5 0 1 1 3.5 2.300c-.7.3-1 .8-1 1.700M12 16.700v.1`),
  edit: stroke('修改', 'M4 20h4.200L20 8.2 15.8 4 4 15.800zM13 6.800l4.2 4.2'),
  photo: stroke('拍照', `M3.5 7.500H7l2-3h6l2 3h3.500a1 1 0 0 1 1 1v10a1 1 0 0 1-1 1h-17a1 1 0 0 1-1-1v-10a1 1 0 0 1 1-1z${disc(12, 13, 3.7)}`),
  microphone: stroke('语音', `${roundedRect(8.5, 2.5, 7, 11.5, 3.5)}M5 11.500a7 7 0 0 0 14 0M12 18.500v3M8.5 21.500h7`),
  moon: stroke('夜班', 'M20.5 14.500A8.7 8.7 0 0 1 9.5 3.500a8.7 8.7 0 1 0 11 11z'),
  sun: stroke('日间', `${disc(12, 12, 4)}M12 2v2.500M12 19.500V22M2 12h2.500M19.5 12H22M4.9 4.900l1.8 1.800M17.3 17.300l1.8 1.800M4.9 19.100l1.8-1.800M17.3 6.700l1.8-1.8`),
  refresh: stroke('重试', 'M20.5 4.500v5h-5M3.5 19.500v-5h5M5 9a7.7 7.7 0 0 1 13.5-1.500l2 2M19 15a7.7 7.7 0 0 1-13.5 1.500l-2-2'),
  home: stroke('首页', 'M3.5 11 12 3.5 20.5 11M5.5 9.500V20.500h13V9.500M10 20.500v-6h4v6'),
} as const satisfies Record<string, SymbolDefinition>
