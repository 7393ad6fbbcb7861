import { expect, test } from 'vitest'
import { settingsText } from '../../src/app/loyalty/campaign-settings.ts'
import { readAction, readCondition } from '../../src/domain/loyalty/read-settings.ts'
import type { LoyaltyProgram } from '../../src/domain/reference/books.ts'
import { loyaltyItems } from '../../src/seed/demo/loyalty.ts'

const bindings = loyaltyItems().flatMap(({ book, body }) =>
  book === 'loyaltyProgram'
    ? (body as LoyaltyProgram).campaigns.flatMap((one) => [...one.orderBindings, ...one.registrationBindings])
    : [],
)

test('every condition and action of the demo is what its own text says', () => {
  const conditions = bindings.flatMap((one) => one.conditions)
  const actions = bindings.flatMap((one) => one.actions)
  expect(conditions.length + actions.length).toBeGreaterThan(10)
  for (const condition of conditions) expect(readCondition(settingsText(condition))).toEqual(condition)
  for (const action of actions) expect(readAction(settingsText(action))).toEqual(action)
})
