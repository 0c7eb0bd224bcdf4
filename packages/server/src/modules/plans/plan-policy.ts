import { Problem } from '@fengsui/contract/kernel'
import { covers, type Actor } from '../../platform/actor.ts'

/** A plan is kept by those whose jurisdiction holds its place. */
export function requireKeepsPlansOf(actor: Actor, divisionCode: string, path = 'structure.areaDivisionCode'): void {
  if (!covers(actor.scope, divisionCode)) throw new Problem('forbidden', '预案的适用地区不在您的辖区内，请核对地区或请属地导入', [{ path, message: '不在您的辖区内' }])
}
