import { expect, test } from 'vitest'
import { nearestText } from './nearest-text.ts'

test('the text that needs the fewest changes', () => {
  const known = ['deliveries/create', 'deliveries/close', 'order/create']
  expect(nearestText('deliveries/creat', known)).toBe('deliveries/create')
  expect(nearestText('delivery/close', known)).toBe('deliveries/close')
  expect(nearestText('orders/create', known)).toBe('order/create')
  expect(nearestText('', known)).toBe('order/create')
  expect(nearestText('x'.repeat(100_000), known)).toBeDefined()
  expect(nearestText('x', [])).toBeUndefined()
})
