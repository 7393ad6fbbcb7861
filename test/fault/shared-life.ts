import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from 'vitest'
import { type BackOffice, openBackOffice } from '../support/back-office.ts'
import { productByCode } from '../support/orders.ts'
import { chain, type FivePlaces, onData, outlet } from './five-places.ts'

type Json = any // any: a test looks where it likes

const patience = { timeout: 60_000, interval: 500 }

async function officeOf({ places }: FivePlaces, baseUrl: string): Promise<BackOffice> {
  const kept = readFileSync(join(places.chain.data, 'credentials.json'), 'utf8')
  return openBackOffice({ baseUrl, credentials: JSON.parse(kept) })
}

/** What the chain writes is at the till, and the restaurant's server does not write it (ADR 38). */
export async function expectBooksOfTheChain(
  five: FivePlaces,
  menuOfTill: () => Promise<string>,
): Promise<void> {
  const [atChain, atServer] = [await officeOf(five, five.chainUrl), await officeOf(five, five.serverUrl)]
  const id = productByCode(chain, '10102')
  const [product] = (await atChain.get(`/v2/entities/products/list?ids=${id}`)).json
  const { mainUnit, type } = product
  const rename = (office: BackOffice, name: string): Promise<Json> =>
    office.postJson('/v2/entities/products/update', { id, name, mainUnit, type })
  expect((await rename(atChain, 'Щи из сети')).status).toBe(200)
  await expect.poll(menuOfTill, patience).toContain('Щи из сети')
  const own = await rename(atServer, 'Щи из ресторана')
  expect([own.status, own.text]).toEqual([409, expect.stringContaining('product')])
  expect(await menuOfTill()).toContain('Щи из сети')
}

/** The chain reports what its restaurants sold, each receipt once. */
export async function expectSalesAtTheChain(five: FivePlaces, closed: number, price: number): Promise<void> {
  const office = await officeOf(five, five.chainUrl)
  const day = (days: number): string => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10)
  const ask = async (): Promise<Json> => {
    const { json } = await office.postJson('/v2/reports/olap', {
      reportType: 'SALES',
      groupByRowFields: ['Department'],
      aggregateFields: ['UniqOrderId', 'DishDiscountSumInt'],
      filters: { 'OpenDate.Typed': { filterType: 'DateRange', from: day(-1), to: day(2) } },
    })
    return json.data.map((row: Json) => [row['UniqOrderId'], row['DishDiscountSumInt']])
  }
  await expect.poll(ask, patience).toEqual([[closed, closed * price]])
}

/** `replication/*` tells which part a server plays and when the restaurant was met (server-api §6). */
export async function expectTrueReplication(five: FivePlaces): Promise<void> {
  const [atChain, atServer] = [await officeOf(five, five.chainUrl), await officeOf(five, five.serverUrl)]
  expect((await atChain.get('/replication/serverType')).text).toContain('CHAIN')
  expect((await atServer.get('/replication/serverType')).text).toContain('REPLICATED_RMS')
  expect((await atServer.get('/replication/statuses')).status).toBe(409)
  const statuses = async (): Promise<Json[]> => {
    const { xml } = await atChain.get('/replication/statuses')
    return [xml.replicationStatusDto].flat()
  }
  const met = { departmentId: outlet.organizationId, status: 'SUCCESS' }
  const [status] = await statuses()
  expect(await statuses()).toMatchObject([met])
  for (const moment of [status.lastReceiveDate, status.lastSendDate])
    expect(Math.abs(Date.parse(moment) - Date.now())).toBeLessThan(60_000)
  // Nobody is met any more: after a while the exchange was missed.
  five.wires['server-chain']?.cut()
  await fetch(`${five.chainUrl}/__/clock`, { method: 'POST', body: JSON.stringify({ advance: 'PT11M' }) })
  expect(await statuses()).toMatchObject([{ departmentId: outlet.organizationId, status: 'MISSED' }])
  five.wires['server-chain']?.mend()
  await expect.poll(statuses, patience).toMatchObject([met])
}

/** After a stop: a guest of the portal is known to the restaurant's server too, with a profile of its own sealing. */
export async function expectGuest({ places }: FivePlaces, phone: string, name: string): Promise<void> {
  for (const place of [places.callcentre, places.chain, places.server])
    await onData(place.data, async ({ storage }) => {
      const { loyaltyGuests } = storage.now
      const id = await loyaltyGuests.idByPhone(outlet.tenantId, phone)
      expect(id, place.name).not.toBeNull()
      const found = await loyaltyGuests.find(outlet.tenantId, id ?? '')
      expect(found?.profile?.name, place.name).toBe(name)
    })
}
