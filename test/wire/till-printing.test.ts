/** What comes out of a till's printers, what happens when they fail, and that nothing is printed twice (front-api §2.15, ADR 30). */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { saveBooks } from '../../src/app/books/save-books.ts'
import { demoId } from '../../src/seed/demo/demo-chain.ts'
import { productByCode } from '../support/orders.ts'
import { openReceiptPrinter } from '../support/receipt-printer.ts'
import { type Answer, startServer, type TestServer } from '../support/start-server.ts'
import { type Json, noon, paymentTypeId } from './cloud-deliveries-driver.ts'
import { tableId, tablesOf } from './table-orders-driver.ts'

let server: TestServer
let manager: string
let waiter: string
beforeAll(async () => {
  server = await startServer()
  server.clock.setSpeed(0)
  server.clock.jumpTo(noon)
  manager = await tokenOf('1111')
  waiter = await tokenOf('4444')
})
afterAll(() => server.close())

const till = '/till/pokrovka/api'
const tokenOf = async (pin: string): Promise<string> =>
  (await server.post(`${till}/login`, { pin }, null)).json.token
async function done(command: Json, id: string = crypto.randomUUID()): Promise<void> {
  const answer = await server.post(`${till}/commands`, { id, command }, manager)
  expect(answer.status, answer.text).toBe(200)
  await server.settle()
}
const post = (path: string, body: Json, token = manager): Promise<Answer> =>
  server.post(`${till}${path}`, body, token)
const printing = async (): Promise<Json> => (await server.get(`${till}/printing`, manager)).json
const trays = async (): Promise<Json[]> =>
  (await server.get('/__/till/pokrovka/printers', null)).json.printers
/** Papers of a printer since it was looked at last. */
const seen = new Map<string, number>()
async function newPapers(name: string): Promise<string[][]> {
  await server.settle()
  const tray = (await trays()).find((one) => one.name === name)
  const before = seen.get(name) ?? 0
  seen.set(name, tray.papers.length)
  return tray.papers.slice(before).map(({ lines }: Json) => lines)
}
const setPrinter = (printer: string, state: string): Promise<Answer> =>
  server.post('/__/till/pokrovka/printers', { printer, state }, null)
const printer = (key: string): string => demoId('printer', `pokrovka/${key}`)

const dish = (code: string, more: Json = {}): Json => ({
  productId: productByCode(server.chain, code),
  ...{ sizeId: null, amount: 1, comment: null, modifiers: [] },
  ...more,
})
/** Two bowls of borscht and a cake on a table. */
async function anOrder(
  table: number,
  items: Json[] = [dish('10101', { amount: 2, comment: 'без сметаны' }), dish('50001')],
) {
  const orderId: string = crypto.randomUUID()
  await done({ kind: 'tableOrder.place', orderId, tableIds: [tableId(`main/${table}`)], guestCount: 2 })
  await done({ kind: 'tableOrder.addItems', orderId, items })
  return orderId
}
const orderOf = async (id: string): Promise<Json> =>
  (await server.get(`${till}/board`, manager)).json.tableOrders.find((one: Json) => one.id === id)
const pay = async (orderId: string): Promise<void> => {
  const { sum } = await orderOf(orderId)
  await done({ kind: 'tableOrder.close', orderId, payments: [{ typeId: paymentTypeId('cash'), sum }] })
}

describe('an order at a table', () => {
  test('is cooked, changed, billed, paid and returned on paper', async () => {
    const orderId = await anOrder(3)
    const { number } = await orderOf(orderId)
    await done({ kind: 'tableOrder.printToKitchen', orderId })
    const [ticket = []] = await newPapers('Кухня')
    expect(ticket[0]).toBe('[bell]')
    expect(ticket.map((line) => line.trim())).toEqual(
      expect.arrayContaining([
        'НА КУХНЮ',
        `№ ${number}`,
        'Стол 3',
        '2 x Борщ с',
        'говядиной',
        '! без сметаны',
        '[cut]',
      ]),
    )

    // One more dish is an addition; a dish that is deleted is told, too.
    await done({ kind: 'tableOrder.addItems', orderId, items: [dish('10102')] })
    await done({ kind: 'tableOrder.printToKitchen', orderId })
    const [added = []] = await newPapers('Кухня')
    expect(added.join('\n')).toContain('ДОЗАКАЗ')
    expect(added.join('\n')).not.toContain('Борщ')
    const soup = (await orderOf(orderId)).items.find(
      ({ productId }: Json) => productId === productByCode(server.chain, '10102'),
    )
    await done({
      ...{ kind: 'tableOrder.deletePrintedItems', orderId, withoutWriteoff: false },
      ...{ removalTypeId: demoId('removalType', 'cafe'), comment: 'Остыло', userIdForWriteoff: null },
      parts: [{ positionId: soup.positionId, amount: 1 }],
    })
    const [deleted = []] = await newPapers('Кухня')
    expect(deleted.join('\n')).toContain('УДАЛЕНО')
    expect(deleted.join('\n')).toContain('НЕ ГОТОВИТЬ')

    await done({ kind: 'tableOrder.printBill', orderId })
    const [bill = []] = await newPapers('Касса')
    expect(bill.join('\n')).toContain('ПРЕЧЕК')
    expect(bill.find((line) => line.startsWith('К ОПЛАТЕ'))).toMatch(/^К ОПЛАТЕ +1 160,00$/)
    expect(bill.some((line) => line.includes('ООО "Трапеза на Покровке"'))).toBe(true)

    await pay(orderId)
    const [receipt = []] = await newPapers('Касса')
    expect(receipt[0]).toBe('[drawer]')
    expect(receipt.join('\n')).toContain('КАССОВЫЙ ЧЕК')
    expect(receipt.find((line) => line.startsWith('Наличные'))).toMatch(/1 160,00$/)
    expect(receipt.join('\n')).toContain('trapeza.example')

    const cake = (await orderOf(orderId)).items.find(
      ({ productId }: Json) => productId === productByCode(server.chain, '50001'),
    )
    await done({
      ...{ kind: 'tableOrder.return', orderId, returnId: crypto.randomUUID(), comment: 'Не понравилось' },
      ...{ lines: [{ positionId: cake.positionId, amount: 1 }], refunds: null },
      removalTypeId: demoId('removalType', 'cafe'),
    })
    const [refund = []] = await newPapers('Касса')
    expect(refund.join('\n')).toContain('Возврат прихода')
    expect(refund.find((line) => line.startsWith('ВОЗВРАЩЕНО'))).toMatch(/320,00$/)
  })

  test('is not printed twice by a command that comes twice', async () => {
    const orderId = await anOrder(4)
    await newPapers('Кухня')
    const id = crypto.randomUUID()
    await done({ kind: 'tableOrder.printToKitchen', orderId }, id)
    await done({ kind: 'tableOrder.printToKitchen', orderId }, id)
    expect(await newPapers('Кухня')).toHaveLength(1)
    const answer = await post('/paper', { id, kind: 'bill', orderId })
    expect(answer.status, answer.text).toBe(200)
    await post('/paper', { id, kind: 'bill', orderId })
    expect(await newPapers('Касса')).toHaveLength(1)
  })

  test('can be looked at before anything is printed', async () => {
    const orderId = await anOrder(5)
    await newPapers('Касса')
    const { json } = await server.get(`${till}/paper?kind=bill&orderId=${orderId}`, manager)
    expect(json.width).toBe(42)
    const text = json.lines.map((line: Json) => (line.spans ?? []).map((span: Json) => span.text).join(''))
    expect(text).toContain('Не является фискальным документом'.padStart(37, ' '))
    expect(await newPapers('Касса')).toHaveLength(0)
    const missing = await server.get(`${till}/paper?kind=bill&orderId=${crypto.randomUUID()}`, manager)
    expect(missing.json.code).toBe('printing.subject-unknown')
    expect((await server.get(`${till}/paper?kind=poster`, manager)).json.code).toBe('request.field-invalid')
  })
})

describe('a printer that fails', () => {
  test('says so in words and prints everything in its order when it has paper again', async () => {
    await newPapers('Кухня')
    expect((await setPrinter('Кухня', 'no-paper')).status).toBe(200)
    const [first, second] = [await anOrder(6), await anOrder(7)]
    for (const orderId of [first, second]) await done({ kind: 'tableOrder.printToKitchen', orderId })
    expect(await newPapers('Кухня')).toHaveLength(0)
    const { printers, jobs } = await printing()
    const kitchen = printers.find(({ name }: Json) => name === 'Кухня')
    expect(kitchen).toMatchObject({ waiting: 2, trouble: { ru: 'Кухня: нет бумаги', en: 'Кухня: no paper' } })
    expect(jobs.filter(({ printer: name }: Json) => name === 'Кухня').slice(0, 2)).toMatchObject([
      { paper: 'kitchen', state: 'waiting', trouble: null },
      { paper: 'kitchen', state: 'failed', attempts: 1 },
    ])
    // The other printers do not wait for it.
    await done({ kind: 'tableOrder.printBill', orderId: first })
    expect(await newPapers('Касса')).toHaveLength(1)

    await setPrinter('Кухня', 'ready')
    const papers = await newPapers('Кухня')
    expect(papers.map((lines) => lines.find((line) => line.startsWith('Стол')))).toEqual(['Стол 6', 'Стол 7'])
    expect((await printing()).printers.find(({ name }: Json) => name === 'Кухня')).toMatchObject({
      waiting: 0,
      trouble: null,
    })
  })

  test('is told to try again, or that a paper is needed no more', async () => {
    await newPapers('Касса')
    await setPrinter('Касса', 'cover-open')
    const [first, second] = [await anOrder(8), await anOrder(9)]
    for (const orderId of [first, second]) await done({ kind: 'tableOrder.printBill', orderId })
    const failed = (await printing()).jobs.find(({ state }: Json) => state === 'failed')
    expect(failed).toMatchObject({ orderId: first, trouble: { ru: 'Касса: открыта крышка' } })
    await post(`/print-jobs/${failed.id}/retry`, {})
    await server.settle()
    expect((await printing()).jobs.find(({ id }: Json) => id === failed.id)).toMatchObject({
      state: 'failed',
      attempts: 2,
    })
    await post(`/print-jobs/${failed.id}/drop`, {})
    await setPrinter('Касса', 'ready')
    const papers = await newPapers('Касса')
    expect(papers.map((lines) => lines.find((line) => line.startsWith('Стол'))?.slice(0, 6))).toEqual([
      'Стол 9',
    ])
    // It can still be had.
    await post(`/print-jobs/${failed.id}/again`, { id: crypto.randomUUID() })
    const [copy = []] = await newPapers('Касса')
    expect(copy.join('\n')).toContain('КОПИЯ')
  })
})

describe('printing again', () => {
  test('a ticket of the kitchen needs a right, and says that it is a repeat', async () => {
    const orderId = await anOrder(10)
    await done({ kind: 'tableOrder.printToKitchen', orderId })
    await newPapers('Кухня')
    const { id: jobId } = (await printing()).jobs.find(
      (job: Json) => job.orderId === orderId && job.paper === 'kitchen',
    )
    const id = crypto.randomUUID()
    expect((await post(`/print-jobs/${jobId}/again`, { id }, waiter)).json.code).toBe(
      'access.permission-denied',
    )
    await post(`/print-jobs/${jobId}/again`, { id })
    await post(`/print-jobs/${jobId}/again`, { id })
    const papers = await newPapers('Кухня')
    expect(papers).toHaveLength(1)
    expect(papers[0]?.join('\n')).toContain('ПОВТОР')
    const { json } = await server.get(`${till}/print-jobs/${jobId}`, waiter)
    expect(json.width).toBe(32)
  })
  test('refuses what it does not know', async () => {
    const id = crypto.randomUUID()
    expect((await post(`/print-jobs/${id}/again`, { id })).json.code).toBe('printing.job-unknown')
    expect((await post('/print-jobs/x/retry', {})).json.code).toBe('printing.job-unknown')
    expect((await post('/paper', { id: 'x', kind: 'test' })).json.code).toBe('request.field-invalid')
    expect((await post('/paper', { id, kind: 'test', printerId: id })).json.code).toBe('printer.unknown')
    expect((await post('/paper', { id, kind: 'test' })).json.code).toBe('printing.no-printer')
  })
  test('a test page shows all that a printer can', async () => {
    await newPapers('Бар')
    await post('/paper', { id: crypto.randomUUID(), kind: 'test', printerId: printer('bar') })
    const [page = []] = await newPapers('Бар')
    expect(page).toEqual(
      expect.arrayContaining(['[qr https://example.org/]', '[barcode 4600000000013]', '[cut]']),
    )
  })
})

describe('the drawer on paper', () => {
  test('slips of cash, X and Z', async () => {
    await newPapers('Касса')
    await done({
      kind: 'shift.moveCash',
      typeId: demoId('payInOutType', 'change'),
      sum: 1500,
      counteragentId: null,
      comment: null,
    })
    const [slip = []] = await newPapers('Касса')
    expect(slip[0]).toBe('[drawer]')
    expect(slip.find((line) => line.startsWith('Сумма'))).toMatch(/1 500,00$/)
    expect((await post('/paper', { id: crypto.randomUUID(), kind: 'shift' }, waiter)).json.code).toBe(
      'access.permission-denied',
    )
    const orderId = crypto.randomUUID()
    await done({
      ...{ kind: 'tableOrder.place', orderId, guestCount: 1, tableIds: [demoId('table', 'main/12')] },
      items: [{ productId: productByCode(server.chain, '10101'), amount: 1 }],
    })
    const cash = demoId('paymentType', 'cash')
    const tips = [{ typeId: cash, sum: 33.33, tipsTypeId: demoId('tipsType', 'waiter') }]
    await done({ kind: 'tableOrder.pay', orderId, payments: [{ typeId: cash, sum: 420 }], tips })
    await newPapers('Касса')
    await post('/paper', { id: crypto.randomUUID(), kind: 'shift' })
    const [x = []] = await newPapers('Касса')
    expect(x.join('\n')).toContain('X-ОТЧЁТ')
    await done({ kind: 'shift.close', countedCash: 100 })
    const [z = []] = await newPapers('Касса')
    expect(z.join('\n')).toContain('Z-ОТЧЁТ')
    const of = (paper: string[], word: string): string | undefined =>
      paper.find((line) => line.startsWith(word))
    expect(of(z, 'Выручка')).toBe(of(x, 'Выручка'))
    for (const paper of [x, z]) expect(of(paper, 'Чаевые')).toMatch(/33,33$/)
    expect(of(z, 'Посчитано')).toMatch(/100,00$/)
    await done({ kind: 'shift.open' })
  })
})

test('a drawer that hangs on no printer opens for cash alone, by hand with a right, and never late', async () => {
  const { tenant, items } = server.chain
  const bar = items.find(({ id }) => id === printer('bar'))
  if (bar?.book !== 'printer') throw new Error('the demo has no printer of the bar')
  const body = { ...bar.body, name: 'Ящик', duties: ['drawer' as const], cookingPlaceIds: [] }
  const own = { ...bar, id: crypto.randomUUID(), body }
  await saveBooks(server.node.app, tenant.id, [own], 'test')
  try {
    await pay(await anOrder(5))
    expect(await newPapers('Ящик')).toEqual([['[drawer]']])
    const byCard = await anOrder(6)
    const payments = [{ typeId: paymentTypeId('card'), sum: (await orderOf(byCard)).due }]
    await done({ kind: 'tableOrder.pay', orderId: byCard, payments, tips: [] })
    await expect.poll(async () => (await orderOf(byCard)).status).toBe('Closed')
    expect(await newPapers('Ящик')).toEqual([])
    const byHand = { id: crypto.randomUUID(), kind: 'drawer' }
    expect((await post('/paper', byHand, waiter)).json.code).toBe('access.permission-denied')
    expect((await post('/paper', byHand)).json).toEqual({ ok: true })
    expect(await newPapers('Ящик')).toEqual([['[drawer]']])
    await setPrinter(own.id, 'no-link')
    await pay(await anOrder(7))
    const job = async (): Promise<Json> =>
      (await printing()).jobs.find((one: Json) => one.paper === 'drawer' && one.trouble !== null)
    await expect.poll(async () => (await job())?.state).toBe('dropped')
    await setPrinter(own.id, 'ready')
    expect(await newPapers('Ящик')).toEqual([])
  } finally {
    await saveBooks(server.node.app, tenant.id, [{ ...own, isDeleted: true }], 'test')
  }
})

test('a banquet has its tickets, its bill and its receipt, with the tables of its reserve', async () => {
  const hall = tablesOf(server, 'pokrovka')
  const answer = await hall.post('reserve/create', {
    ...hall.place,
    ...{ customer: { type: 'regular', name: 'Анна' }, phone: '+79005550381', guests: { count: 4 } },
    ...{ durationInMinutes: 120, shouldRemind: true, estimatedStartTime: '2027-03-12 18:00:00.000' },
    ...{ tableIds: [tableId('main/2')], order: { items: [hall.anItem('10101', 420, { amount: 2 })] } },
  })
  expect(answer.status, answer.text).toBe(200)
  await server.settle()
  const orderId = answer.json.reserveInfo.id
  for (const name of ['Кухня', 'Касса']) await newPapers(name)
  await done({ kind: 'reserve.guestsCame', orderId })
  await done({ kind: 'reserve.printBill', orderId })
  const [ticket = []] = await newPapers('Кухня')
  expect(ticket.join('\n')).toContain('Стол 2')
  const [bill = []] = await newPapers('Касса')
  expect(bill.find((line) => line.startsWith('Стол 2'))).toMatch(/Гостей: 4$/)
  await done({
    kind: 'reserve.pay',
    orderId,
    payments: [{ typeId: paymentTypeId('cash'), sum: 840 }],
    tips: [],
  })
  const [receipt = []] = await newPapers('Касса')
  expect(receipt.find((line) => line.startsWith('ИТОГО'))).toMatch(/840,00$/)
  const { json } = await server.get(`${till}/paper?kind=bill&orderId=${orderId}`, manager)
  expect(json.width).toBe(42)
})

describe('a printer on the network', () => {
  test('is sent ESC/POS over TCP, and its troubles are told', async () => {
    const paper = await openReceiptPrinter()
    const id = printer('kitchen')
    const { tenant } = server.chain
    const item = server.chain.items.find((one) => one.id === id)
    if (item?.book !== 'printer') throw new Error('the demo has no printer of the kitchen')
    const address = { host: paper.host, port: paper.port }
    const connected = { ...item, body: { ...item.body, kind: 'network' as const, address } }
    await saveBooks(server.node.app, tenant.id, [connected], 'test')
    try {
      const orderId = await anOrder(11)
      await done({ kind: 'tableOrder.printToKitchen', orderId })
      await expect.poll(() => paper.papers.length).toBe(1)
      expect(paper.papers[0]?.map((line) => line.trim())).toContain('Стол 11')

      paper.printer.state = 'no-paper'
      const other = await anOrder(12)
      await done({ kind: 'tableOrder.printToKitchen', orderId: other })
      const job = async (): Promise<Json> =>
        (await printing()).jobs.find((one: Json) => one.orderId === other)
      expect(await job()).toMatchObject({ state: 'failed', trouble: { en: 'Кухня: no paper' } })
      paper.printer.state = 'cover-open'
      await post(`/print-jobs/${(await job()).id}/retry`, {})
      await server.settle()
      expect(await job()).toMatchObject({ state: 'failed', trouble: { en: 'Кухня: the cover is open' } })
      // A printer that answers no questions prints all the same.
      paper.printer.state = 'mute'
      await post(`/print-jobs/${(await job()).id}/retry`, {})
      await server.settle()
      await expect.poll(() => paper.papers.length).toBe(2)
      await paper.close()
      const third = await anOrder(13)
      await done({ kind: 'tableOrder.printToKitchen', orderId: third })
      const lost = (await printing()).jobs.find((one: Json) => one.orderId === third)
      expect(lost).toMatchObject({ state: 'failed', trouble: { en: 'Кухня: no connection' } })
    } finally {
      await paper.close().catch(() => {})
      await saveBooks(server.node.app, tenant.id, [item], 'test')
    }
  })
})
