import { describe, expect, test } from 'vitest'
import { ids } from '../../reference/testing/catalog-ids.ts'
import { aDelivery, type Step } from '../testing/a-delivery.ts'
import { codeOf } from '../testing/refusal-of.ts'

test('a comment replaces; an empty one clears; the same changes nothing', () => {
  const comment = (text: string | null): Step => ({ kind: 'delivery.changeComment', comment: text })
  const noted = aDelivery().after(comment('ring twice'))
  expect(noted.order.comment).toBe('ring twice')
  expect(noted.decide(comment('ring twice'))).toEqual([])
  expect(noted.after(comment('')).order.comment).toBeNull()
})

test('an operator is an employee with the rights of one', () => {
  const operator = (operatorId: string): Step => ({ kind: 'delivery.changeOperator', operatorId })
  const taken = aDelivery().after(operator(ids.operator))
  expect(taken.order.operator).toEqual({ id: ids.operator, name: 'Olga' })
  expect(taken.decide(operator(ids.operator))).toEqual([])
  expect(codeOf(() => taken.decide(operator(ids.courier)))).toBe('order.operator-unknown')
  expect(codeOf(() => taken.decide(operator(ids.order)))).toBe('order.operator-unknown')
})

describe('a problem', () => {
  const problem = (hasProblem: boolean, description: string | null): Step => ({
    kind: 'delivery.changeProblem',
    hasProblem,
    description,
  })
  test('is set, and cleared with its text kept', () => {
    const late = aDelivery().after(problem(true, 'late'))
    expect(late.order.problem).toEqual({ hasProblem: true, description: 'late' })
    expect(late.decide(problem(true, 'late'))).toEqual([])
    expect(late.after(problem(false, null)).order.problem).toEqual({ hasProblem: false, description: 'late' })
  })
  test('is told in a thousand characters', () => {
    expect(aDelivery().decide(problem(true, 'x'.repeat(1000)))).toHaveLength(1)
    expect(codeOf(() => aDelivery().decide(problem(true, 'x'.repeat(1001))))).toBe(
      'order.problem-text-too-long',
    )
  })
})

test('external data: only what differs is written, what is not named stays', () => {
  const entry = (key: string, value: string, isPublic = false) => ({ key, value, isPublic })
  const data = (...externalData: ReturnType<typeof entry>[]): Step => ({
    kind: 'delivery.changeExternalData',
    externalData,
  })
  const delivery = aDelivery({ externalData: [entry('a', '1'), entry('b', '2')] })
  expect(delivery.decide(data(entry('a', '1')))).toEqual([])
  expect(delivery.decide(data(entry('a', '1'), entry('b', '3')))).toMatchObject([
    { externalData: [entry('b', '3')] },
  ])
  expect(delivery.after(data(entry('b', '2', true))).order.externalData).toEqual([
    entry('a', '1'),
    entry('b', '2', true),
  ])
})
