import { beijingShort } from '@fengsui/contract/kernel'
import { knowledgeKindNames, knowledgeOf, knowledgeStateNames, summariseKnowledge, tellingChannelNames, type KnownFact, type WhoKnew } from '@fengsui/contract/situation'
import type { OfficialDocument, Sheet, TableBlock } from '../../platform/documents/index.ts'

const minutesText = (from: string, to: string): string => `${Math.max(0, Math.round((Date.parse(to) - Date.parse(from)) / 60_000))} 分钟`

/** One line for each unit that was told of a fact by `at`, and for those told later or never answered. */
function rowsOf(view: WhoKnew, fact: KnownFact, at: string): string[][] {
  const nameOf = new Map(view.units.map((unit) => [unit.id, unit.name]))
  return view.units.flatMap((unit) => {
    const knowledge = knowledgeOf(fact, unit.id, at)
    if (!knowledge || (knowledge.telling === null && knowledge.state !== 'knew-first' && !fact.tellings.some((telling) => telling.unitId === unit.id))) return []
    const { telling, state } = knowledge
    return [[
      nameOf.get(unit.id) ?? '', telling === null ? '' : `${tellingChannelNames[telling.channel]} ${telling.by}`, telling === null ? '' : beijingShort(telling.toldAt),
      telling?.answeredAt !== null && telling?.answeredAt !== undefined && telling.answeredAt <= at ? `${beijingShort(telling.answeredAt)}（${minutesText(telling.toldAt, telling.answeredAt)}）` : '',
      `${knowledgeStateNames[state]}${telling !== null && telling.asked > 1 ? `（${telling.asked} 中 ${telling.answered}）` : ''}`,
    ]]
  })
}

const head = (words: readonly string[]): TableBlock['head'] => [words.map((text) => ({ text }))]
const columns = ['单位', '方式', '告知时间', '应答时间（用时）', '状态'] as const

/** The table of knowledge as a paper, as of an instant. Holds units and posts, no persons. */
export function whoKnewDocument(view: WhoKnew, at: string): OfficialDocument {
  const facts = view.facts.filter((fact) => fact.knownAt <= at)
  const nameOf = new Map(view.units.map((unit) => [unit.id, unit.name]))
  return {
    head: null, title: `${view.incidentTitle}知情情况表`, addressees: null,
    body: [
      { kind: 'paragraph', text: `${view.placeName}，事件编号 ${view.incidentNumber}，${beijingShort(view.occurredAt)} 发生。截至 ${beijingShort(at)}，共 ${facts.length} 项。`, indent: true },
      ...facts.flatMap((fact, index): OfficialDocument['body'][number][] => {
        const summary = summariseKnowledge(fact, at)
        const by = fact.knownByUnitId === null ? '' : `，${nameOf.get(fact.knownByUnitId) ?? ''}首先得知`
        const rows = rowsOf(view, fact, at)
        return [
          { kind: 'heading', level: 3, text: `${index + 1}. ${knowledgeKindNames[fact.kind]}：${fact.text}` },
          { kind: 'paragraph', text: `${fact.occurredAt === null ? '' : `${beijingShort(fact.occurredAt)} 发生，`}${beijingShort(fact.knownAt)} 得知${by}${summary === null ? '' : `；已应答 ${summary.answered} 个单位，已告知未应答 ${summary.told} 个，逾期未应答 ${summary.overdue} 个，只上值班台 ${summary.shown} 个，当时尚未告知 ${summary.notTold} 个`}。`, indent: true },
          ...(rows.length === 0 ? [] : [{ kind: 'table', widths: [4, 4, 2.6, 3.6, 3], head: head(columns), rows } as const]),
        ]
      }),
    ],
    signature: null, imprint: null,
    notes: ['由日志链和业务表自动汇集，只列单位，不列人名；“未告知”指到该时刻本系统没有告知记录。', ...(view.hidden.length === 0 ? [] : [`因查阅权限没有列出：${view.hidden.join('、')}。`])],
  }
}

/** The same as a workbook: one row for each fact and unit. */
export function whoKnewSheets(view: WhoKnew, at: string): Sheet[] {
  const facts = view.facts.filter((fact) => fact.knownAt <= at)
  return [{
    name: '知情情况', above: [`${view.incidentTitle}知情情况表`, `截至 ${beijingShort(at)}`],
    table: { kind: 'table', widths: [2, 5, 2.4, 2.4, 4, 4, 2.4, 3.4, 3], head: head(['类别', '事项', '发生', '得知', ...columns]), rows: facts.flatMap((fact) => rowsOf(view, fact, at).map((row) => [knowledgeKindNames[fact.kind], fact.text, fact.occurredAt === null ? '' : beijingShort(fact.occurredAt), beijingShort(fact.knownAt), ...row])) },
  }]
}
