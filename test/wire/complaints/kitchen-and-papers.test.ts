/** What open tills were complained about: what the kitchen is told, on paper and on its screens. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { saveBooks } from '../../../src/app/books/save-books.ts'
import { demoId } from '../../../src/seed/demo/demo-chain.ts'
import { openReceiptPrinter } from '../../support/receipt-printer.ts'
import type { Json } from '../cloud-deliveries-driver.ts'
import { type ComplaintTill, cake, codes, once, openTill, soup, uuid } from './a-till.ts'

let till: ComplaintTill
beforeAll(async () => {
  till = await openTill()
  await till.hasShift()
})
afterAll(() => till.server.close())

/** Papers of a printer that come out while something is done. */
async function printedWhile(deed: () => Promise<unknown>, printer = 'Кухня'): Promise<string[]> {
  const before = (await till.papers(printer)).length
  await deed()
  return (await till.papers(printer)).slice(before).map((lines) => lines.join('\n'))
}
const toKitchen = (orderId: string): Json => ({ kind: 'tableOrder.printToKitchen', orderId })
const cooking = (orderId: string, positionIds: string[], status: string, more: Json = {}): Json => ({
  ...{ kind: 'tableOrder.setCooking', orderId, positionIds, status },
  ...more,
})
const statusOf = async (orderId: string): Promise<string[]> =>
  (await till.orderOf(orderId)).items.map(({ status }: Json) => status)

test('two people sent the order to the kitchen, and everything was cooked twice', async () => {
  const { phone, desk, dish } = till
  const orderId = await till.anOrder([dish(soup), dish(soup)])
  const papers = await printedWhile(() =>
    Promise.all([
      phone.send(toKitchen(orderId)),
      desk.send(toKitchen(orderId)),
      phone.send(toKitchen(orderId)),
    ]),
  )
  expect(once(papers).split('Борщ')).toHaveLength(3)
})

test('a dish that was added printed the whole order again', async () => {
  const { phone, dish } = till
  const orderId = await till.anOrder([dish(soup)])
  await phone.does(toKitchen(orderId))
  await phone.does({ kind: 'tableOrder.addItems', orderId, items: [dish(cake)] })
  const added = once(await printedWhile(() => phone.does(toKitchen(orderId))))
  expect(added).toContain('ДОЗАКАЗ')
  expect(added).not.toContain('Борщ')
})

test('the guest paid at once, and the kitchen never heard of the order', async () => {
  const { phone, dish } = till
  const orderId = await till.anOrder([dish(soup)])
  const pay = await till.byCash(orderId)
  expect(once(await printedWhile(() => phone.does(pay)))).toContain('Борщ')
  expect(await statusOf(orderId)).toEqual(['PrintedNotCooking'])
  await phone.does(cooking(orderId, [(await till.orderOf(orderId)).items[0].positionId], 'CookingStarted'))
})

test('a dish that was taken off before it was sent was cooked all the same', async () => {
  const { phone, dish } = till
  const [kept, gone] = [dish(soup), dish(cake)]
  const orderId = await till.anOrder([kept, gone])
  await phone.does({ kind: 'tableOrder.deleteItems', orderId, parts: [{ positionId: gone.positionId }] })
  const ticket = once(await printedWhile(() => phone.does(toKitchen(orderId))))
  expect(ticket).toContain('Борщ')
  expect(ticket).not.toMatch(/торт|чизкейк|медовик/i)
})

test('nobody told the kitchen that a dish was taken off, or everybody did', async () => {
  const { phone, desk, dish } = till
  const item = dish(soup)
  const orderId = await till.anOrder([item, dish(soup)])
  await phone.does(toKitchen(orderId))
  const gone = {
    ...{ kind: 'tableOrder.deletePrintedItems', orderId, withoutWriteoff: false, comment: null },
    ...{ removalTypeId: demoId('removalType', 'cafe'), userIdForWriteoff: null },
    parts: [{ positionId: item.positionId }],
  }
  const papers = await printedWhile(async () => {
    await phone.does(gone)
    expect(await phone.cannot(gone)).not.toBe('')
    expect(await desk.cannot(gone)).not.toBe('')
  })
  expect(once(papers)).toContain('НЕ ГОТОВИТЬ')
})

test('a cook whose screen was old sent a dish that was ready back to the stove', async () => {
  const { phone, dish } = till
  const item = dish(soup)
  const orderId = await till.anOrder([item])
  await phone.does(toKitchen(orderId))
  const [id, seen] = [[item.positionId], 'PrintedNotCooking']
  await phone.does(cooking(orderId, id, 'CookingStarted', { from: seen }))
  await phone.does(cooking(orderId, id, 'CookingCompleted', { from: 'CookingStarted' }))
  // The other screen still shows it as waiting: its tap changes nothing.
  await phone.does(cooking(orderId, id, 'CookingStarted', { from: seen }))
  expect(await statusOf(orderId)).toEqual(['CookingCompleted'])
  // Taking a slip back is said of what it was.
  await phone.does(cooking(orderId, id, 'CookingStarted', { from: 'CookingCompleted' }))
  expect(await statusOf(orderId)).toEqual(['CookingStarted'])
  const malformed = await phone.send(cooking(orderId, id, 'CookingCompleted', { from: 'soon' }))
  expect([malformed.status, malformed.json.text.en.includes('from')]).toEqual([400, true])
})

test('two cooks touched one dish at once, and one of them was told that it failed', async () => {
  const { phone, desk, dish } = till
  const item = dish(soup)
  const orderId = await till.anOrder([item])
  await phone.does(toKitchen(orderId))
  const start = cooking(orderId, [item.positionId], 'CookingStarted', { from: 'PrintedNotCooking' })
  const answers = await Promise.all([phone.send(start), phone.send(start), desk.send(toKitchen(orderId))])
  expect(codes(answers)).toEqual([200, 200, 200])
  expect(await statusOf(orderId)).toEqual(['CookingStarted'])
})

test('tickets of an evening without paper were lost, or came out of order', async () => {
  const { phone, dish, server } = till
  const printer = demoId('printer', 'pokrovka/kitchen')
  const set = (state: string) => server.post('/__/till/pokrovka/printers', { printer, state }, null)
  await set('no-paper')
  const ids: string[] = []
  for (let index = 0; index < 3; index += 1) {
    ids.push(await till.anOrder([dish(soup)]))
    await phone.does(toKitchen(ids[index] ?? ''))
  }
  const numbers = await Promise.all(ids.map(async (id) => (await till.orderOf(id)).number))
  const papers = await printedWhile(async () => {
    await set('ready')
    const [job] = (await till.get('/printing')).json.jobs.filter((one: Json) => one.orderId === ids[0])
    await till.post(`/print-jobs/${job.id}/retry`, {})
    await expect
      .poll(async () => (await till.papers('Кухня')).at(-1)?.join('\n'))
      .toContain(`№ ${numbers[2]}`)
  })
  expect(papers.map((paper) => /№ (\d+)/.exec(paper)?.[1])).toEqual(numbers.map(String))
})

test('the line to the printer broke, and the ticket came twice without a word', async () => {
  const { phone, dish, server } = till
  const { tenant, items } = server.chain
  const item = items.find(({ id }) => id === demoId('printer', 'pokrovka/kitchen'))
  if (item?.book !== 'printer') throw new Error('the demo has no printer of the kitchen')
  const paper = await openReceiptPrinter()
  const address = { host: paper.host, port: paper.port }
  const connected = { ...item, body: { ...item.body, kind: 'network' as const, address } }
  await saveBooks(server.node.app, tenant.id, [connected], 'test')
  try {
    const orderId = await till.anOrder([dish(soup)])
    const job = async (): Promise<Json> =>
      (await till.get('/printing')).json.jobs.find((one: Json) => one.orderId === orderId)
    // Hung up in the middle: nobody knows how much of it is on paper.
    paper.printer.hangsUp = true
    await phone.does(toKitchen(orderId))
    await expect.poll(async () => (await job())?.state).toBe('failed')
    expect((await job()).trouble.en).toBe('Кухня: no connection')
    paper.printer.hangsUp = false
    await till.post(`/print-jobs/${(await job()).id}/retry`, {})
    await expect.poll(() => paper.papers.length).toBe(1)
    expect(paper.papers[0]?.join('\n')).toContain('ПОВТОР')
    // What was refused before the first byte is no repeat.
    paper.printer.state = 'no-paper'
    const other = await till.anOrder([dish(soup)])
    await phone.does(toKitchen(other))
    await expect
      .poll(
        async () => (await till.get('/printing')).json.jobs.find((one: Json) => one.orderId === other)?.state,
      )
      .toBe('failed')
    paper.printer.state = 'ready'
    await expect.poll(() => paper.papers.length, { timeout: 10_000 }).toBe(2)
    expect(paper.papers[1]?.join('\n')).not.toContain('ПОВТОР')
  } finally {
    await saveBooks(server.node.app, tenant.id, [item], 'test')
    await paper.close()
  }
})

test('a guest asked for the receipt again, and the drawer sprang open', async () => {
  const { phone, dish } = till
  const orderId = await till.anOrder([dish(soup)])
  const pay = await till.byCash(orderId)
  const [receipt = ''] = await printedWhile(() => phone.does(pay), 'Касса')
  expect(receipt).toContain('[drawer]')
  const copies = await printedWhile(async () => {
    const answer = await till.post('/paper', { id: uuid(), kind: 'receipt', orderId })
    expect(answer.status, answer.text).toBe(200)
  }, 'Касса')
  expect(once(copies)).not.toContain('[drawer]')
  expect(once(copies)).toContain('КОПИЯ')
})

test('a bill went on saying the old sum after a dish had been added', async () => {
  const { phone, dish } = till
  const orderId = await till.anOrder([dish(soup)])
  const first = await printedWhile(() => phone.does({ kind: 'tableOrder.printBill', orderId }), 'Касса')
  expect(once(first)).toMatch(/К ОПЛАТЕ +420,00/)
  await phone.does({ kind: 'tableOrder.cancelBill', orderId })
  await phone.does({ kind: 'tableOrder.addItems', orderId, items: [dish(cake)] })
  const second = await printedWhile(() => phone.does({ kind: 'tableOrder.printBill', orderId }), 'Касса')
  expect(once(second)).toMatch(/К ОПЛАТЕ +740,00/)
})
