import { expect, test } from 'vitest'
import { type AddressStore, TillAddresses } from './till-addresses.ts'
import { TillApi } from './till-api.ts'

function aStore(): AddressStore {
  const kept = new Map<string, string>()
  return { getItem: (key) => kept.get(key) ?? null, setItem: (key, text) => void kept.set(key, text) }
}
const main = 'http://main:8080'
const standby = 'http://standby:8080'
const pair = { epoch: 0, standby: 'in-sync', partnerUrl: standby }

test('a page of the main till knows the standby from what the till says, and after a reload', () => {
  const store = aStore()
  const addresses = new TillAddresses('a', store, main)
  expect(addresses.base).toBe('')
  addresses.failed('')
  expect(addresses.base).toBe('')
  addresses.heard(pair)
  const reloaded = new TillAddresses('a', store, main)
  reloaded.failed('')
  expect(reloaded.base).toBe(standby)
  // Of the new reign the page's own node is the other one, and it is known.
  reloaded.heard({ ...pair, epoch: 1, partnerUrl: main })
  expect([reloaded.epoch, reloaded.base]).toEqual([1, standby])
  reloaded.failed(standby)
  expect(reloaded.base).toBe('')
})

test('an answer of a node that was given up already changes nothing', () => {
  const addresses = new TillAddresses('a', aStore(), main)
  addresses.heard(pair)
  addresses.failed('')
  addresses.failed('')
  expect(addresses.base).toBe(standby)
})

test('an action whose node died goes to the other one with its id and the reign that the screen knows', async () => {
  const addresses = new TillAddresses('a', aStore(), main)
  addresses.heard({ ...pair, epoch: 3 })
  const sent: { url: string; epoch: string | null; id: string }[] = []
  const api = new TillApi('a', {
    fetch: async (input, init) => {
      const headers = new Headers(init?.headers)
      sent.push({
        url: String(input),
        epoch: headers.get('x-till-epoch'),
        id: JSON.parse(String(init?.body)).id,
      })
      if (sent.length === 1) throw new TypeError('connection refused')
      return Response.json({ ok: true })
    },
    sleep: async () => {},
    addresses,
  })
  await api.send({ kind: 'shift.close', countedCash: null })
  expect(sent.map(({ url }) => url)).toEqual(['/till/a/api/commands', `${standby}/till/a/api/commands`])
  expect(sent.map(({ epoch }) => epoch)).toEqual(['3', '3'])
  expect(new Set(sent.map(({ id }) => id)).size).toBe(1)
})

test('a node that does not play the till gives way too', async () => {
  const addresses = new TillAddresses('a', aStore(), main)
  addresses.heard(pair)
  const asked: string[] = []
  const api = new TillApi('a', {
    fetch: async (input) => {
      asked.push(String(input))
      return String(input).startsWith(standby)
        ? Response.json({ report: null })
        : Response.json({ code: 'till.standby' }, { status: 503 })
    },
    sleep: async () => {},
    addresses,
  })
  expect(await api.shiftReport()).toBeNull()
  expect(asked).toEqual(['/till/a/api/shift/report', `${standby}/till/a/api/shift/report`])
})
