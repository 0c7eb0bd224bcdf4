/** Draws docs/lifecycles/README.md from the lifecycle tables of the contract; `--check` exits 1 when the committed page differs. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { consultationLifecycle, noticeLifecycle, seatLifecycle, taskLifecycle, taskStatusNames } from '../packages/contract/src/command/index.ts'
import { dispatchLifecycle, dispatchStatusNames, requestLifecycle, requestStatusNames } from '../packages/contract/src/dispatch/index.ts'
import { householdLifecycle, householdStatusNames, protectiveOrderLifecycle } from '../packages/contract/src/evacuation/index.ts'
import { improvementLifecycle, improvementStatusNames } from '../packages/contract/src/evaluation/index.ts'
import { dutyLifecycle, dutyStatusNames, instructionLifecycle, instructionStatusNames } from '../packages/contract/src/instructions/index.ts'
import { incidentLifecycle, incidentStatusNames } from '../packages/contract/src/incidents/index.ts'
import { reportLifecycle, reportStatusNames, verificationLifecycle, verificationStatusNames } from '../packages/contract/src/reports/index.ts'
import { equipmentLifecycle, equipmentStateNames, readinessLifecycle, readinessNames, shelterLifecycle, shelterStateNames } from '../packages/contract/src/resources/index.ts'
import { callLifecycle, callStatusNames, notificationLifecycle, notificationStatusNames, recipientLifecycle, recipientStatusNames } from '../packages/contract/src/notifications/index.ts'
import { signalLifecycle, signalStatusNames } from '../packages/contract/src/signals/index.ts'
import { linkageAlarmLifecycle, linkageAlarmStatusNames, warningLifecycle, warningStatusNames } from '../packages/contract/src/warnings/index.ts'

const page = join(import.meta.dirname, '../docs/lifecycles/README.md')

const diagrams: { title: string; from: string; names: Readonly<Record<string, string>>; table: Readonly<Record<string, readonly string[]>> }[] = [
  { title: '来报 signal', from: 'signals/index.ts', names: signalStatusNames, table: signalLifecycle },
  { title: '突发事件 incident', from: 'incidents/index.ts', names: incidentStatusNames, table: incidentLifecycle },
  { title: '信息报告 report', from: 'reports/report-lifecycle.ts', names: reportStatusNames, table: Object.fromEntries(Object.entries(reportLifecycle).map(([status, actions]) => [status, [...new Set(Object.values(actions as Record<string, string>))].filter((next) => next !== status)])) },
  { title: '核实指令 verification order', from: 'reports/verification-orders.ts', names: verificationStatusNames, table: verificationLifecycle },
  { title: '任务 task', from: 'command/index.ts', names: taskStatusNames, table: taskLifecycle },
  { title: '通知 notice', from: 'command/index.ts', names: { queued: '已发送', delivered: '已送达', acknowledged: '已确认' }, table: noticeLifecycle },
  { title: '席位 seat', from: 'command/index.ts', names: { called: '已通知', present: '已到位', released: '已撤销' }, table: seatLifecycle },
  { title: '预警 warning', from: 'warnings/index.ts', names: warningStatusNames, table: warningLifecycle },
  { title: '预警联动告警 linkage alarm', from: 'warnings/index.ts', names: linkageAlarmStatusNames, table: linkageAlarmLifecycle },
  { title: '转移户 transfer household', from: 'evacuation/index.ts', names: householdStatusNames, table: householdLifecycle },
  { title: '指挥长令 protective order', from: 'evacuation/index.ts', names: { inForce: '生效', lifted: '已解除' }, table: protectiveOrderLifecycle },
  { title: '队伍 team', from: 'resources/index.ts', names: readinessNames, table: readinessLifecycle },
  { title: '装备 equipment', from: 'resources/index.ts', names: equipmentStateNames, table: equipmentLifecycle },
  { title: '避难场所 shelter', from: 'resources/index.ts', names: shelterStateNames, table: shelterLifecycle },
  { title: '资源申请 resource request', from: 'dispatch/index.ts', names: requestStatusNames, table: requestLifecycle },
  { title: '调度令 dispatch', from: 'dispatch/index.ts', names: dispatchStatusNames, table: dispatchLifecycle },
  { title: '会商 consultation', from: 'command/index.ts', names: { called: '已召集', concluded: '已结论', missed: '未开' }, table: consultationLifecycle },
  { title: '批示 instruction', from: 'instructions/index.ts', names: instructionStatusNames, table: instructionLifecycle },
  { title: '批示承办 instruction-duty', from: 'instructions/index.ts', names: dutyStatusNames, table: dutyLifecycle },
  { title: '叫应 call', from: 'notifications/index.ts', names: callStatusNames, table: callLifecycle },
  { title: '叫应对象 call-recipient', from: 'notifications/index.ts', names: recipientStatusNames, table: recipientLifecycle },
  { title: '改进建议 improvement', from: 'evaluation/index.ts', names: improvementStatusNames, table: improvementLifecycle },
  { title: '通知记录 notification', from: 'notifications/index.ts', names: notificationStatusNames, table: notificationLifecycle },
]

function draw({ title, from, names, table }: (typeof diagrams)[number]): string {
  const states = Object.keys(table)
  const lines = [
    ...states.map((state) => `    ${state} : ${names[state] ?? state}`),
    `    [*] --> ${states[0] ?? ''}`,
    ...states.flatMap((state) => (table[state] ?? []).map((next) => `    ${state} --> ${next}`)),
    ...states.filter((state) => (table[state] ?? []).length === 0).map((state) => `    ${state} --> [*]`),
  ]
  return `## ${title}\n\nTable: \`packages/contract/src/${from}\`\n\n\`\`\`mermaid\nstateDiagram-v2\n${lines.join('\n')}\n\`\`\`\n`
}

const text = `# 生命周期 · Lifecycles\n\nGenerated from the tables in the contract by \`npx tsx scripts/build-lifecycles.ts\`; do not edit. Every pair of states is tested against its table.\n\n${diagrams.map(draw).join('\n')}`

if (process.argv.includes('--check')) {
  if (!existsSync(page) || readFileSync(page, 'utf8') !== text) {
    console.error('docs/lifecycles/README.md differs from the lifecycle tables: run npx tsx scripts/build-lifecycles.ts')
    process.exitCode = 1
  }
} else writeFileSync(page, text)
