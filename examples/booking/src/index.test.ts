import { ConstraintViolationError } from '@trapeza/plugin'
import { createTestHost } from '@trapeza/plugin/testing'
import { expect, test } from 'vitest'
import plugin from './index.ts'

const tableId = '11111111-1111-4111-8111-111111111111'
const table = {
  id: tableId,
  number: 4,
  name: 'IV',
  seatingCapacity: 2,
  isActive: true,
  restaurantSection: null,
}
const booking = {
  ...{ id: crypto.randomUUID(), tableId, name: 'Анна', phone: '+79001234567', guests: 3 },
  at: Date.now() + 3_600_000,
}

test('a booking is one session of the till; what is wrong is named, what the till refuses is said', async () => {
  let isTaken = false
  const host = await createTestHost(plugin, {
    operations: {
      getTables: () => [{ ...table, id: 'off', isActive: false }, table],
      submitChanges({ actions }) {
        if (isTaken) throw new ConstraintViolationError('the table is kept already')
        const created = (actions as { args: { id: string } }[]).map(({ args }) => args.id)
        return { created, entities: [{ id: booking.id, tables: [table] }] }
      },
    },
  })
  await expect.poll(() => host.till.log.length).toBe(1)
  const [, url = ''] = /(http:\S+)/.exec(host.till.log[0]?.message ?? '') ?? []
  const send = async (body: unknown): Promise<unknown> => {
    const response = await fetch(`${url}bookings`, { method: 'POST', body: JSON.stringify(body) })
    return [response.status, await response.json()]
  }
  expect(await (await fetch(url)).text()).toContain('Забронировать')
  expect(await (await fetch(`${url}tables`)).json()).toEqual([
    { id: tableId, number: 4, name: 'IV', seats: 2, hall: '' },
  ])

  expect(await send(booking)).toEqual([201, { id: booking.id }])
  expect(await send(booking)).toEqual([201, { id: booking.id }])
  const sessions = host.till.calls.filter(({ name }) => name === 'submitChanges')
  expect(sessions[0]?.args).toMatchObject({
    actions: [
      { name: 'createClient', args: { name: 'Анна', phones: [{ phoneValue: '+79001234567' }] } },
      { name: 'createReserve', args: { id: booking.id, tables: [tableId], guestsCount: 3 } },
    ],
  })
  expect(sessions[1]).toEqual(sessions[0])
  expect(host.till.notices.map(({ message }) => message)).toContain('Анна: 4')

  for (const [field, value] of Object.entries({ phone: '900', at: Date.now() - 1, guests: 1.5, name: ' ' }))
    expect(await send({ ...booking, [field]: value })).toEqual([400, { problem: 'field', field }])
  expect(await send('x'.repeat(20_000))).toEqual([400, { problem: 'field', field: 'body' }])
  isTaken = true
  expect(await send({ ...booking, id: crypto.randomUUID() })).toMatchObject([409, { problem: 'refused' }])
  await host.stop()
})
