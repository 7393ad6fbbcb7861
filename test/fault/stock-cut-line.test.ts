/** A till of its own node asks its server what stores hold: over a line that loses words, and over one that is cut. */
import { expect, test, vi } from 'vitest'
import type { StockHeld, StockQuestion } from '../../src/app/till/stock-question.ts'
import { usualTiming } from '../../src/link/timing.ts'
import { type LineFault, type LinkedPair, linkedPair } from '../support/link-ends.ts'

const everything: StockQuestion = { at: null, storeIds: null, productIds: null }
/** The one till that its node plays, once it is at work. */
async function asks(pair: LinkedPair, question = everything): Promise<StockHeld[] | null> {
  await expect.poll(() => pair.till.tills.size, { timeout: 20_000 }).toBe(1)
  const [local] = [...pair.till.tills.values()]
  if (!local) throw new Error('the node plays no till')
  return local.stockHeld(question)
}
const atServer = ({ cloud, chain, organizationId }: LinkedPair) =>
  cloud.app.storage.now.reports.stockAt({
    ...{ tenantId: chain.tenant.id, organizationId, at: cloud.clock.now() },
  })

test('the server answers for the till’s restaurant, though words of both are lost; the till has no ledger', async () => {
  const lost = new Set<string>()
  // The first question and the first answer do not arrive.
  const fault = (text: string): LineFault => {
    const type = /"type":"(askStock|stock)"/.exec(text)?.[1]
    if (!type || lost.has(type)) return 'pass'
    lost.add(type)
    return 'lose'
  }
  const pair = await linkedPair('pokrovka', fault, { ...usualTiming, resendMs: 100 })
  try {
    // A till is at work before its line has gone on where it stopped.
    const held = await vi.waitFor(async () => (await asks(pair)) ?? expect.fail('cut off'), 20_000)
    const ledger = await atServer(pair)
    expect(ledger.length).toBeGreaterThan(1)
    expect(held).toEqual(
      ledger
        .filter(({ amount }) => amount !== 0n)
        .map(({ storeId, productId, amount }) => ({ storeId, productId, amount })),
    )
    expect([...lost].sort()).toEqual(['askStock', 'stock'])
    const [first] = held
    if (!first) throw new Error('nothing is held')
    const narrow = { at: null, storeIds: [first.storeId], productIds: [first.productId] }
    expect(await asks(pair, narrow)).toEqual([first])
    const { tenant } = pair.chain
    const own = { tenantId: tenant.id, organizationId: pair.organizationId, at: pair.till.clock.now() }
    expect(await pair.till.app.storage.now.reports.stockAt(own)).toEqual([])
  } finally {
    await pair.close()
  }
})

test('who is cut off while they wait is told at once, and asks again when the line is back', async () => {
  let isDeaf = true
  const fault = (text: string): LineFault => (isDeaf && text.includes('"type":"stock"') ? 'lose' : 'pass')
  const pair = await linkedPair('pokrovka', fault)
  try {
    const waiting = asks(pair)
    await expect.poll(() => pair.till.tills.size, { timeout: 20_000 }).toBe(1)
    await new Promise((resolve) => setTimeout(resolve, 300))
    const began = performance.now()
    pair.cut()
    expect(await waiting).toBeNull()
    expect(performance.now() - began).toBeLessThan(5000)
    expect(await asks(pair)).toBeNull()
    isDeaf = false
    pair.mend()
    await expect.poll(async () => (await asks(pair))?.length ?? 0, { timeout: 20_000 }).toBeGreaterThan(1)
  } finally {
    await pair.close()
  }
})
