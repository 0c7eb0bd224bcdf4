import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { checkContacts, planContacts, refusePhoneIn, type KnownContact, type TypedContact } from './org-rules.ts'

const mobile = (value: string, preferred = false): TypedContact => ({ kind: 'mobile', value, preferred })

describe('checkContacts', () => {
  it.each([
    [mobile('13900000001'), true],
    [mobile('139 0000 0001'), false],
    [{ kind: 'email', value: 'duty@example.org', preferred: false }, true],
    [{ kind: 'email', value: 'duty', preferred: false }, false],
    [{ kind: 'radio', value: '海浪三号', preferred: false }, true],
  ] as [TypedContact, boolean][])('%o: %s', (contact, usable) => {
    const check = () => checkContacts([contact])
    if (usable) expect(check).not.toThrow()
    else expect(check).toThrow('联系方式填写有误')
  })
  it('refuses the same contact twice', () => expect(() => checkContacts([mobile('13900000001'), mobile('13900000001', true)])).toThrow())
})

describe('refusePhoneIn', () => {
  it('finds numbers that could be called', () => {
    expect(() => refusePhoneIn('title', '值班员 13900000001')).toThrow('联系方式')
    expect(() => refusePhoneIn('title', '第119中队')).not.toThrow()
  })
})

describe('planContacts', () => {
  const typed = fc.record({ kind: fc.constantFrom('mobile', 'landline'), value: fc.constantFrom('1', '2', '3', '4'), preferred: fc.boolean() }) as fc.Arbitrary<TypedContact>
  const distinct = fc.uniqueArray(typed, { selector: (each) => `${each.kind} ${each.value}` })
  const sorted = (contacts: readonly TypedContact[]) => contacts.map(({ kind, value, preferred }) => `${kind} ${value} ${preferred}`).sort()

  it('leads from what is known to exactly what is wanted, and touches nothing else', () => {
    fc.assert(
      fc.property(distinct, distinct, (before, wanted) => {
        const known: KnownContact[] = before.map((each, index) => ({ ...each, id: String(index) }))
        const plan = planContacts(known, wanted)
        const after = [...known.filter((each) => !plan.remove.includes(each.id)).map((each) => ({ ...each, preferred: plan.prefer.find((change) => change.id === each.id)?.preferred ?? each.preferred })), ...plan.add]
        expect(sorted(after)).toEqual(sorted(wanted))
        expect(planContacts(known, known)).toEqual({ add: [], remove: [], prefer: [] })
      }),
    )
  })
})
