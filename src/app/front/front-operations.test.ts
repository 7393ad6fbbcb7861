import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { editActions } from './edit/actions.ts'
import { exceptionTexts } from './exception-texts.ts'
import { codeOf, FrontException } from './exceptions.ts'
import type { FrontDoor } from './front-door.ts'
import { type FrontCaller, frontPermissions } from './front-operation.ts'
import { frontOperations } from './front-operations.ts'
import { refusedBy } from './refused.ts'

type Listed = {
  name: string
  group: string
  since: string | null
  state: 'built' | 'pending'
  reason?: string
}
const listed: Listed[] = JSON.parse(
  readFileSync(new URL('../../../spec/front/operations.json', import.meta.url), 'utf8'),
).operations
const operations = [...frontOperations.values()]

const door = {} as FrontDoor
const caller: FrontCaller = {
  ...{ tenantId: 't', organizationId: 'o', terminalGroupId: 'g', name: 'plugin acme', actor: null },
  permissions: new Set(),
}

describe('the list of operations', () => {
  test('names each operation of the table once, and no other', () => {
    const names = listed.map(({ name }) => name)
    expect(new Set(names).size).toBe(names.length)
    expect([...names].sort()).toEqual([...frontOperations.keys()].sort())
  })

  test('says what is built and why the rest is not', () => {
    for (const { name, state, reason } of listed) {
      const operation = frontOperations.get(name)
      expect([name, operation?.pending === undefined]).toEqual([name, state === 'built'])
      expect([name, operation?.pending]).toEqual([name, reason])
    }
  })

  test('has the 120 that plugins call most, and more', () => {
    expect(listed.filter(({ state }) => state === 'built').length).toBeGreaterThanOrEqual(342)
  })
})

describe('every operation', () => {
  test('that is not built rejects with its own name and the reason', async () => {
    for (const { name, pending, run } of operations) {
      if (!pending) continue
      const failure = await run(door, caller, {}).catch((error: unknown) => error)
      expect(failure).toBeInstanceOf(FrontException)
      expect((failure as FrontException).fields).toEqual({ operation: name, why: pending })
    }
  })

  test('asks for the permission of the manifest before anything else', async () => {
    for (const { name, needs, run } of operations) {
      if (!needs) continue
      const failure = await run(door, caller, {}).catch((error: unknown) => error)
      expect([name, (failure as FrontException).fields]).toEqual([name, { codes: [needs] }])
      expect(frontPermissions).toContain(needs)
    }
  })

  test('of an edit session is an operation too', () => {
    for (const [name, action] of editActions) expect(frontOperations.get(name)?.needs).toBe(action.needs)
  })
})

describe('exceptions', () => {
  test('each has words in both languages and a code of its own', () => {
    const names = Object.keys(exceptionTexts) as (keyof typeof exceptionTexts)[]
    expect(new Set(names.map(codeOf)).size).toBe(names.length)
    for (const name of names) {
      const exception = new FrontException(name, { entity: 'Order', entityId: 'x', lockedBy: 'Ivan' })
      expect(exception.words('ru')).toMatch(/[а-я]/)
      expect(exception.words('en')).toMatch(/^[^а-яА-Я]+$/)
      expect(exception.words('en')).not.toMatch(/[{}]/)
    }
  })

  test('the till says why in its own words', () => {
    const refusal = { code: 'order.in-use', params: { holder: 'plugin acme', terminal: 'main' } } as const
    const exception = refusedBy(refusal)
    expect(exception.toWire()).toMatchObject({
      name: 'EntityAlreadyInUseException',
      code: 'entity-already-in-use',
      fields: { lockedBy: 'plugin acme', terminal: 'main', refusal },
    })
    expect(exception.words('ru')).toContain('Заказ открыт на plugin acme')
  })

  test('a failed payment has a reason, another deed breaks a rule', () => {
    const refusal = { code: 'order.payment-not-enough', params: { paid: '1', total: '2' } } as const
    expect(refusedBy(refusal, true)).toMatchObject({
      exception: 'PaymentActionFailedException',
      fields: { reason: 'PaymentSumNotEnough' },
    })
    expect(refusedBy(refusal)).toMatchObject({
      exception: 'ConstraintViolationException',
      fields: { reason: 'SettingsIssue' },
    })
  })
})
