import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { demoId } from '../../src/seed/demo/demo-chain.ts'
import { type BackOffice, openBackOffice } from '../support/back-office.ts'
import { good } from '../support/cloud-answers.ts'
import { account, organizationId, pathOf, product, store } from '../support/documents.ts'
import { startServer, type TestServer } from '../support/start-server.ts'
import { noon } from './cloud-deliveries-driver.ts'
import { cash, tablesOf } from './table-orders-driver.ts'

type Json = any // any: a test looks where it likes

let server: TestServer
let office: BackOffice
beforeAll(async () => {
  server = await startServer()
  server.clock.setSpeed(0)
  server.clock.jumpTo(noon)
  office = await openBackOffice(server)
})
afterAll(() => server.close())

const dayMs = 86_400_000
const manager = demoId('employee', '1111')
const [borscht, beef, beet, mash, potatoes] = ['10101', '95005', '95006', '10701', '95008'].map(product)
const thousandth = 1_000_000n

async function saved(
  productId: string | undefined,
  dateFrom: string,
  items: [productId: string | undefined, amountIn: number][],
  more: Json = {},
): Promise<Json> {
  const { json, text } = await office.postJson('/v2/assemblyCharts/save', {
    assembledProductId: productId,
    dateFrom,
    assembledAmount: 1,
    items: items.map(([id, amountIn]) => ({ productId: id, amountIn })),
    ...more,
  })
  expect(json?.result, text).toBe('SUCCESS')
  return json.response
}

const owner = () => ({ tenantId: server.chain.tenant.id, organizationId })
const postingsOf = (documentId: string) => server.node.storage.now.ledger.ofDocument(owner(), documentId)
/** What a document took from stores, in thousandths. */
const takenBy = async (documentId: string): Promise<Record<string, bigint>> =>
  Object.fromEntries(
    (await postingsOf(documentId)).flatMap(({ from }) =>
      from.isStore ? [[from.productId ?? '', (from.amount ?? 0n) / thousandth]] : [],
    ),
  )

describe('a card of tomorrow [server-api §12, §26.9]', () => {
  /** A shift in which two bowls of borscht are sold; its id is that of its sales document. */
  async function shiftWithBorscht(): Promise<string> {
    const hall = tablesOf(server, 'pokrovka')
    const shiftId = crypto.randomUUID()
    await hall.atTill({ kind: 'shift.open', shiftId, employeeId: manager })
    const order = await hall.placed(hall.anOrder({ payments: [cash(840)] }))
    await hall.done('close', order.id)
    await hall.atTill({ kind: 'shift.close', employeeId: manager })
    return shiftId
  }

  test('sells the dish by the old card until then and by the new one after', async () => {
    await tablesOf(server, 'pokrovka').atTill({ kind: 'shift.close', employeeId: manager })
    const old = (await office.get(`/v2/assemblyCharts/getHistory?productId=${borscht}`)).json
    await saved(borscht, '2027-03-13', [
      [beef, 0.2],
      [beet, 0.1],
    ])
    const today = await shiftWithBorscht()
    const oldAmounts = Object.fromEntries(
      old.at(-1).items.map((item: Json) => [item.productId, BigInt(Math.round(item.amountIn * 1000)) * 2n]),
    )
    expect(await takenBy(today)).toEqual(oldAmounts)
    // The accounting day starts at six: at four in the night it is still today.
    server.clock.jumpTo(noon + dayMs - 8 * 3_600_000)
    expect(await takenBy(await shiftWithBorscht())).toEqual(oldAmounts)
    server.clock.jumpTo(noon + dayMs)
    expect(await takenBy(await shiftWithBorscht())).toEqual({ [beef ?? '']: 400n, [beet ?? '']: 200n })
    office = await openBackOffice(server)
  })
})

describe('documents of iikoCloud', () => {
  const create = async (date: string, productId: string | undefined, amount = 1): Promise<string> =>
    (
      await good(server, pathOf('writeoff', 'create'), {
        organizationId,
        date,
        storeFrom: store('main'),
        expenseAccount: account('5.02'),
        items: [{ num: 1, product: productId, amount }],
      })
    ).documentId
  const verb = (name: 'post' | 'unpost', documentId: string) =>
    good(server, pathOf('writeoff', name), { organizationId, documentId })

  test('a write-off takes by the card of its day; one that was posted keeps its cost', async () => {
    await saved(mash, '2026-05-01', [[potatoes, 0.3]])
    const before = await create('2026-05-01T05:59:59.000+03:00', mash)
    const after = await create('2026-05-01T06:00:00.000+03:00', mash)
    await verb('post', before)
    await verb('post', after)
    expect(await takenBy(before)).toEqual({ [potatoes ?? '']: 210n })
    expect(await takenBy(after)).toEqual({ [potatoes ?? '']: 300n })
    const posted = await postingsOf(before)
    await saved(mash, '2026-04-01', [[potatoes, 0.5]])
    expect(await postingsOf(before)).toEqual(posted)
    // Taken back and posted again it meets the card that its day has now.
    await verb('unpost', before)
    await verb('post', before)
    expect(await takenBy(before)).toEqual({ [potatoes ?? '']: 500n })
  })

  test('a dish costs what its ingredients cost by the card of the day that is asked about', async () => {
    const costAt = async (dateIncoming: string): Promise<number> => {
      const item = { productId: mash, storeId: store('main'), amountFactor: 1 }
      const path = '/api/inventory/v1/costings/calculate'
      return (await good(server, path, { organizationId, dateIncoming, items: [item] })).items[0].value
    }
    const march = await costAt('2026-03-31T12:00:00.000+03:00')
    expect((await costAt('2026-05-02T12:00:00.000+03:00')) / march).toBeCloseTo(0.3 / 0.21, 6)
  })

  test('production makes a batch by the card of its day, whole or not', async () => {
    const dough = product('95016')
    const [flour, milk] = ['95001', '95014'].map(product)
    const produced = async (date: string): Promise<string> => {
      const { documentId } = await good(server, pathOf('production', 'create'), {
        organizationId,
        date,
        storeFrom: store('main'),
        storeTo: store('main'),
        items: [{ num: 1, product: dough, amount: 5 }],
      })
      await good(server, pathOf('production', 'post'), { organizationId, documentId })
      return documentId
    }
    const direct = { productWriteoffStrategy: 'DIRECT', assembledAmount: 2 }
    await saved(dough, '2026-06-01', [[flour, 1.3]], direct)
    expect(await takenBy(await produced('2026-05-31T12:00:00.000+03:00'))).toEqual({
      [flour ?? '']: 3100n,
      [milk ?? '']: 1800n,
    })
    expect(await takenBy(await produced('2026-06-01T12:00:00.000+03:00'))).toEqual({ [flour ?? '']: 3250n })
    // Since then dough is kept in store: a pizza of the middle size takes it as it is.
    const sold = await create('2026-06-02T12:00:00.000+03:00', product('20003'))
    await verb('post', sold)
    expect(await takenBy(sold)).toMatchObject({ [dough]: 320n })
  })
})
