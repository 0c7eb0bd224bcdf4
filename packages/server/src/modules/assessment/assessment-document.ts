import { assessmentItemKeys, assessmentItems, bulletinStatusNames, type BulletinView } from '@fengsui/contract/assessment'
import { beijingShort, legalDay } from '@fengsui/contract/kernel'
import type { OfficialDocument, Sheet, TableBlock } from '../../platform/documents/document.ts'

const dayWords = (at: string): string => {
  const day = legalDay(at)
  return `${day.slice(0, 4)}年${Number(day.slice(4, 6))}月${Number(day.slice(6, 8))}日`
}
const monthWords = (month: string): string => `${month.slice(0, 4)}年${Number(month.slice(5))}月`

/** Ranks of all units with the points of each item where one sees them. */
function ranking(bulletin: BulletinView): TableBlock {
  const keys = assessmentItemKeys.filter((key) => bulletin.scores.some((score) => score.items?.some((item) => item.key === key)))
  return {
    kind: 'table', widths: [8, 26, 10, ...keys.map(() => 9)], numeric: [2, ...keys.map((_, index) => index + 3)], head: [['名次', '单位', '得分', ...keys.map((key) => assessmentItems[key].name)].map((text) => ({ text }))],
    rows: bulletin.scores.map((score) => [score.rank, score.unitName, score.total, ...keys.map((key) => (score.items === null ? '—' : (score.items.find((item) => item.key === key)?.points ?? null)))]),
  }
}

/** Every event that counted, of the units whose details one sees. */
function details(bulletin: BulletinView): TableBlock {
  return {
    kind: 'table', widths: [22, 12, 10, 18, 38], numeric: [2], head: [['单位', '项目', '分值', '时间', '依据'].map((text) => ({ text }))],
    rows: bulletin.scores.flatMap((score) => (score.items ?? []).flatMap((item) => {
      const each = bulletin.scheme.items.find((one) => one.key === item.key)?.points ?? 0
      return item.events.map((event) => [score.unitName, item.name, each, beijingShort(event.at), event.label === '' ? assessmentItems[event.item].source : event.label])
    })),
  }
}

const schemeWords = (bulletin: BulletinView): string =>
  `计分依据“${bulletin.scheme.name}”（${bulletin.scheme.basis}）：基础分 ${bulletin.scheme.base} 分；${bulletin.scheme.items.filter((item) => item.points !== 0).map((item) => `${assessmentItems[item.key].name}每次 ${item.points > 0 ? '+' : ''}${item.points}${item.cap === null ? '' : `，每月最多 ${item.cap}`}`).join('；')}。`

/** The bulletin as an official paper. What its reader may not see is not in it. */
export function bulletinPaper(bulletin: BulletinView, at: string): OfficialDocument {
  const detail = details(bulletin)
  const date = dayWords(bulletin.publishedAt ?? at)
  return {
    head: { issuer: bulletin.byUnitName, number: null, signatory: null, urgency: null },
    title: `关于${monthWords(bulletin.month)}突发事件信息报送情况的通报`,
    addressees: '各有关单位',
    body: [
      { kind: 'paragraph', indent: true, text: `现将${bulletin.placeName}${monthWords(bulletin.month)}突发事件信息报送考核情况通报如下，共考核 ${bulletin.scores.length} 个单位。` },
      { kind: 'heading', level: 1, text: '一、得分与名次' }, ranking(bulletin),
      ...(detail.rows.length === 0 ? [] : [{ kind: 'heading' as const, level: 1 as const, text: '二、计分明细' }, detail]),
      { kind: 'heading', level: 1, text: detail.rows.length === 0 ? '二、计分办法' : '三、计分办法' }, { kind: 'paragraph', indent: true, text: schemeWords(bulletin) },
      ...(bulletin.objectionsUntil === null ? [] : [{ kind: 'paragraph' as const, indent: true, text: `对计分有异议的，请于 ${beijingShort(bulletin.objectionsUntil)} 前提出。` }]),
    ],
    signature: { issuer: bulletin.byUnitName, date },
    imprint: bulletin.status === 'draft' ? null : { copiesTo: null, issuedBy: bulletin.byUnitName, issuedOn: `${date}印发` },
    notes: [...(bulletin.status === 'draft' ? ['草稿，未印发'] : bulletin.revision > 0 ? [`印发后因异议成立更正 ${bulletin.revision} 次，以本版为准`] : []), `数据截至 ${beijingShort(bulletin.computedAt)}`],
  }
}

/** The bulletin as a workbook: ranks and details. */
export function bulletinSheets(bulletin: BulletinView): Sheet[] {
  const above = [`${bulletin.placeName}${monthWords(bulletin.month)}突发事件信息报送考核（${bulletinStatusNames[bulletin.status]}）`]
  return [{ name: '得分与名次', above, table: ranking(bulletin), below: [schemeWords(bulletin)] }, { name: '计分明细', above, table: details(bulletin) }]
}

export const bulletinFileName = (bulletin: BulletinView): string => `${bulletin.placeName}${monthWords(bulletin.month)}信息报送考核通报`
