import { expect, test } from 'vitest'
import { type ModifierBinding, modifierProblems } from './modifier-rules.ts'

const single = (changes: Partial<ModifierBinding> = {}): ModifierBinding => ({
  modifierId: 'm',
  defaultAmount: 0,
  freeOfChargeAmount: 0,
  minAmount: 0,
  maxAmount: 2,
  hideIfDefaultAmount: false,
  splittable: false,
  areChildrenRestricted: false,
  children: null,
  ...changes,
})
const child = (changes: Partial<ModifierBinding> = {}) =>
  single({ modifierId: 'c', maxAmount: 0, ...changes })
const group = (changes: Partial<ModifierBinding>, ...children: ModifierBinding[]) =>
  single({ modifierId: 'g', children, ...changes })
const free = { areChildrenRestricted: true }

test('good ones break nothing', () => {
  expect(
    modifierProblems([
      single(),
      group({ defaultAmount: 1 }, child({ defaultAmount: 1 }), child()),
      group({ ...free, freeOfChargeAmount: 1 }, child({ maxAmount: 2, freeOfChargeAmount: 1 })),
    ]),
  ).toEqual([])
})

test.each<[ModifierBinding, string, string]>([
  [single({ minAmount: 3 }), 'WRONG_MIN_MAX_AMOUNT', 'm'],
  [single({ defaultAmount: 3 }), 'DEFAULT_AMOUNT_OUT_OF_RANGE', 'm'],
  [single({ freeOfChargeAmount: 3 }), 'FREE_OF_CHARGE_AMOUNT_MORE_THAN_MAX', 'm'],
  [single({ areChildrenRestricted: true }), 'SINGLE_MODIFIER_HAS_CHILD_RESTRICTION', 'm'],
  [group({ defaultAmount: 1 }, child()), 'PARENT_AMOUNT_BY_DEFAULT_NOT_EQUAL_SUM_OF_CHILDREN', 'g'],
  [group({}, child({ maxAmount: 1 })), 'NO_RESTRICTION_AND_MIN_MAX_NOT_ZERO', 'c'],
  [
    group({ freeOfChargeAmount: 1 }, child()),
    'NO_RESTRICTION_AND_FREE_OF_CHARGE_AMOUNT_NOT_EQUAL_VALUE_IN_PARENT',
    'c',
  ],
  [group({}, child({ children: [child()] })), 'CHILD_MODIFIERS_NOT_ALLOWED', 'c'],
  [group({}, child(free)), 'NOT_GROUP_MODIFIER_HAS_CHILD_RESTRICTION', 'c'],
  [group(free, child({ minAmount: 2, maxAmount: 1 })), 'WRONG_MIN_MAX_AMOUNT', 'c'],
  [
    group({ ...free, defaultAmount: 2 }, child({ maxAmount: 1, defaultAmount: 2 })),
    'HAS_RESTRICTION_AND_DEFAULT_AMOUNT_OUT_OF_RANGE',
    'c',
  ],
  [
    group({ ...free, freeOfChargeAmount: 2 }, child({ maxAmount: 1, freeOfChargeAmount: 2 })),
    'HAS_RESTRICTION_AND_FREE_OF_CHARGE_MORE_THAN_MAX',
    'c',
  ],
  [
    group(free, child({ maxAmount: 1, freeOfChargeAmount: 1 })),
    'HAS_RESTRICTION_AND_FREE_OF_CHARGE_MORE_THAN_PARENT',
    'c',
  ],
])('%j breaks %s', (binding, code, value) => {
  expect(modifierProblems([binding])).toContainEqual({ code, value })
})
