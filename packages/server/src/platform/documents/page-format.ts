/**
 * The page of GB/T 9704-2012 《党政机关公文格式》: A4, 天头 37 mm, 订口 28 mm, 版心 156 × 225 mm, 22 lines of 28 characters, body 三号.
 * Lengths in points unless the name says millimetres.
 */
export const pointsOf = (millimetres: number): number => (millimetres / 25.4) * 72

export const pageFormat = {
  widthMillimetres: 210,
  heightMillimetres: 297,
  topMillimetres: 37,
  bottomMillimetres: 35,
  leftMillimetres: 28,
  rightMillimetres: 26,
  linesPerPage: 22,
  charactersPerLine: 28,
} as const

/** Chinese type sizes in points. */
export const typeSize = { issuer: 36, title: 22, body: 16, imprint: 14, pageNumber: 14, table: 10.5, denseTable: 9, notes: 9 } as const

/** Distance from line to line so that 22 lines fill the page's text area. */
export const linePitch = pointsOf(pageFormat.heightMillimetres - pageFormat.topMillimetres - pageFormat.bottomMillimetres) / pageFormat.linesPerPage

/** What each 三号 character gives up so that 28 stand in a line. */
export const characterSpacing = pointsOf(pageFormat.widthMillimetres - pageFormat.leftMillimetres - pageFormat.rightMillimetres) / pageFormat.charactersPerLine - typeSize.body

/** Text area of a page in points. */
export function textArea(landscape: boolean): { width: number; height: number } {
  // 横排表格 lie with their head at the binding edge: the margins turn with the page.
  const across = pointsOf(pageFormat.widthMillimetres - pageFormat.leftMillimetres - pageFormat.rightMillimetres)
  const down = pointsOf(pageFormat.heightMillimetres - pageFormat.topMillimetres - pageFormat.bottomMillimetres)
  return landscape ? { width: down, height: across } : { width: across, height: down }
}

export const documentRed = 'E60012'

/** Official faces, and what a computer without them should take, nearest first. */
export const faces = {
  issuer: { name: '方正小标宋简体', instead: '方正小标宋_GBK,华文中宋,STZhongsong,Noto Serif CJK SC' },
  body: { name: '仿宋_GB2312', instead: '仿宋,FangSong,华文仿宋,Noto Serif CJK SC' },
  heading: { name: '黑体', instead: 'SimHei,华文黑体,Noto Sans CJK SC' },
  subheading: { name: '楷体_GB2312', instead: '楷体,KaiTi,华文楷体,Noto Serif CJK SC' },
  plain: { name: '宋体', instead: 'SimSun,新宋体,Noto Serif CJK SC' },
} as const

/** Latin letters and digits beside them. */
export const latinFace = 'Times New Roman'
