import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { demoId } from '../../src/seed/demo/demo-chain.ts'
import { type BackOffice, listIn, openBackOffice, type XmlAnswer } from '../support/back-office.ts'
import { productByCode } from '../support/orders.ts'
import { startServer, type TestServer } from '../support/start-server.ts'

type Json = any // any: a test looks where it likes

let server: TestServer
let office: BackOffice
beforeAll(async () => {
  server = await startServer()
  office = await openBackOffice(server)
})
afterAll(() => server.close())

const external = demoId('ediSystem', 'external')
const farm = { gln: '4600000001010', inn: '7700000101' }
const tenantId = () => server.chain.tenant.id
const pokrovka = () => server.till('pokrovka').organizationId

const party = (inner: string, name: string) => `<${name}>${inner}</${name}>`
const seller = party(`<gln>${farm.gln}</gln>`, 'seller')
const buyer = party('<internalCode>11</internalCode>', 'buyer')
const quantity = (name: string, amount: string) =>
  `<${name}><measureUnit>KG</measureUnit><quantity>${amount}</quantity></${name}>`

type Line = { number: number; code: string; amount: string; price?: string; sum?: string; more?: string }
const lineItem = ({ number, code, amount, price = '42', sum = '', more = '' }: Line): string =>
  `<lineItem><lineNumber>${number}</lineNumber><internalBuyerCode>${code}</internalBuyerCode>${more}${quantity('requestedQuantity', amount)}<priceWithVat>${price}</priceWithVat><vatRate>10</vatRate>${sum && `<sumWithVat>${sum}</sumWithVat>`}</lineItem>`
const twoLines =
  lineItem({ number: 1, code: '95001', amount: '10', sum: '420' }) +
  lineItem({ number: 2, code: '95003', amount: '2.5', price: '180' })

const anOrder = (attributes: string, lines = twoLines): string =>
  `<order ${attributes}>${seller}${buyer}<deliveryInfo><requestedDeliveryDateTime>2026-02-02T09:00:00</requestedDeliveryDateTime></deliveryInfo><comment>до 10</comment><lineItems>${lines}</lineItems></order>`
const create = (attributes: string, lines?: string) =>
  office.postXml(`/edi/${external}/orders/create`, anOrder(attributes, lines))
const identifiers = (...numbers: string[]) =>
  `<documentIdentifierDtoes>${numbers.map((number) => `<documentIdentifier number="${number}" date="2026-02-01"/>`).join('')}</documentIdentifierDtoes>`
const deeds = {
  register: (xml: string) => office.putXml(`/edi/${external}/orders/register`, xml),
  unregister: (xml: string) => office.putXml(`/edi/${external}/orders/unregister`, xml),
  send: (xml: string) => office.putXml(`/edi/${external}/orders/send`, xml),
}
const deed = (what: keyof typeof deeds, ...numbers: string[]) => deeds[what](identifiers(...numbers))
const ack = (number: string, status = 'original') =>
  office.putXml(`/edi/${external}/orders/ack?number=${number}&date=2026-02-01&status=${status}`, '')

/** Attributes of elements of a name, as they stand in the text. */
const attributesOf = ({ text }: XmlAnswer, name: string): Record<string, string>[] =>
  [...text.matchAll(new RegExp(`<${name}( [^>]*?)/?>`, 'g'))].map(([, said = '']) =>
    Object.fromEntries([...said.matchAll(/ (\w+)="([^"]*)"/g)].map(([, key, value]) => [key, value])),
  )
const statusOf = (answer: XmlAnswer) =>
  attributesOf(answer, 'order').map(({ processingStatus }) => processingStatus)
const numbersForFarm = async () =>
  attributesOf(await office.get(`/edi/${external}/orders/bySeller?gln=${farm.gln}`), 'order').map(
    ({ number }) => number,
  )
const stateOf = async (number: string) => {
  const answer = await office.get(`/edi/${external}/orders/list?from=2026-02-01&to=2026-02-01`)
  return attributesOf(answer, 'order').find((one) => one['number'] === number)
}
const message = (inner: string, type: string) =>
  `<ediMessage id="m-1" creationDateTime="2026-02-01T10:00:00"><header><sender><gln>${farm.gln}</gln></sender><recipient><inn>7700000016</inn></recipient><documentType>${type}</documentType></header>${inner}</ediMessage>`
const origin = (number: string) => `<originOrder number="${number}" date="2026-02-01"/>`
const answer = (number: string, lines: string, status = 'Accepted') =>
  office.putXml(
    `/edi/${external}/response`,
    message(
      `<ordersp number="R-${number}" date="2026-02-01" status="${status}">${origin(number)}${seller}${buyer}${lines}</ordersp>`,
      'ORDRSP',
    ),
  )
const invoice = (number: string, order: string, lines = '') =>
  office.putXml(
    `/edi/${external}/invoice`,
    message(
      `<invoice number="${number}" date="2026-02-02" type="Original">${origin(order)}${seller}${buyer}${lines}</invoice>`,
      'INVOIC',
    ),
  )
const incoming = async (): Promise<Json[]> => {
  const exported = await office.get('/documents/export/incomingInvoice?from=2026-02-01&to=2026-02-28')
  expect(exported.status, exported.text).toBe(200)
  return listIn(exported.xml.document)
}

async function sent(number: string): Promise<void> {
  expect((await create(`number="${number}" date="2026-02-01"`)).status).toBe(200)
  for (const what of ['register', 'send'] as const) expect((await deed(what, number)).status, what).toBe(200)
}

test('the demo has an order on its way and a draft [server-api §23]', async () => {
  const list = await office.get(`/edi/${external}/orders/list?from=2026-01-01&to=2026-01-31`)
  expect(list.root).toBe('orderDtoes')
  expect(attributesOf(list, 'order')).toEqual([
    { number: 'З-0001', date: '2026-01-20', status: 'original', processingStatus: 'readyToSend' },
    { number: 'З-0002', date: '2026-01-20', status: 'original', processingStatus: 'draft' },
  ])
  const internal = await office.get(`/edi/${demoId('ediSystem', 'internal')}/orders/list`)
  expect(internal.text).toContain('<orderDtoes/>')
})

describe('an order [server-api §23]', () => {
  test('is written as it is read, attributes and elements in their order', async () => {
    const made = await create('number="A-1" date="2026-02-01"')
    expect([made.status, made.root], made.text).toEqual([200, 'orderCreationOrUpdateResultDto'])
    expect(Object.keys(made.xml)).toEqual(['warnings', 'order'])
    expect(Object.keys(made.xml.order)).toEqual(['seller', 'buyer', 'deliveryInfo', 'comment', 'lineItems'])
    expect(made.xml.order).toMatchObject({
      seller: { ...farm, name: 'ООО «Зелёный двор»', guid: demoId('counteragent', 'farm') },
      buyer: { gln: '4600000000013', internalCode: '11', inn: '7700000016' },
      deliveryInfo: { requestedDeliveryDateTime: '2026-02-02T09:00:00' },
      comment: 'до 10',
      lineItems: { totalSumWithVat: '420' },
    })
    const [first] = made.xml.order.lineItems.lineItem
    expect(first).toEqual({
      lineNumber: '1',
      internalBuyerCode: '95001',
      requestedQuantity: { measureUnit: 'KG', quantity: '10' },
      priceWithVat: '42',
      vatRate: '10',
      sumWithVat: '420',
    })
    expect(await stateOf('A-1')).toEqual({
      number: 'A-1',
      date: '2026-02-01',
      status: 'original',
      processingStatus: 'draft',
    })
  })

  test('without a number gets one; a number of a day is taken once', async () => {
    const [made] = attributesOf(await create('date="2026-02-01"'), 'order')
    expect(made?.['number']).toMatch(/^\d{5,}$/)
    const again = await create('number="A-1" date="2026-02-01"')
    expect([again.status, again.text]).toEqual([409, 'Заказ EDI A-1 от 2026-02-01 уже есть'])
  })

  test('warns of sums that do not fit and of codes that no price list has', async () => {
    const lines = lineItem({
      number: 1,
      code: '95001',
      amount: '10',
      sum: '500',
      more: '<internalSupplierCode>K-1</internalSupplierCode>',
    })
    const made = await create('number="A-2" date="2026-02-01"', lines)
    expect(attributesOf(made, 'warning').map(({ code }) => code)).toEqual([
      'ORDER_ITEM_IS_POSSIBLY_INCORRECT',
      'SUPPLIER_PRICELIST_NOT_FOUND',
    ])
  })

  test.each([
    [
      'an unknown article',
      anOrder('date="2026-02-01"', lineItem({ number: 1, code: '0', amount: '1' })),
      409,
      'не найдено: product 0',
    ],
    ['a line twice', anOrder('date="2026-02-01"', twoLines + twoLines), 400, "'lineNumber' 1 is said twice"],
    [
      'nothing wanted',
      anOrder('date="2026-02-01"', lineItem({ number: 1, code: '95001', amount: '0' })),
      400,
      'requestedQuantity.quantity',
    ],
    ['no lines', anOrder('date="2026-02-01"', ''), 400, 'lineItems'],
    ['no date', anOrder('number="A-3"'), 400, "'date' must not be null"],
    ['a date that is none', anOrder('date="01.02.2026"'), 400, 'Wrong date format: 01.02.2026'],
    ['a status that is none', anOrder('date="2026-02-01" status="lost"'), 400, 'lost'],
    [
      'a seller of another system',
      anOrder('date="2026-02-01"').replace(farm.gln, '4600000001034'),
      409,
      'seller',
    ],
  ])('%s is refused', async (_, xml, status, words) => {
    const refused = await office.postXml(`/edi/${external}/orders/create`, xml)
    expect(refused.status, refused.text).toBe(status)
    expect(refused.text).toContain(words)
  })

  test('goes draft, registered, back, sent; a repeat changes nothing; all or none', async () => {
    await create('number="B-1" date="2026-02-01"')
    await create('number="B-2" date="2026-02-01"')
    expect(statusOf(await deed('register', 'B-1', 'B-2'))).toEqual(['registered', 'registered'])
    expect(statusOf(await deed('unregister', 'B-2'))).toEqual(['draft'])
    const half = await deed('send', 'B-1', 'B-2')
    expect([half.status, half.text]).toEqual([409, 'Заказ EDI B-2 в статусе draft: действие send невозможно'])
    expect((await stateOf('B-1'))?.['processingStatus']).toBe('registered')
    expect(statusOf(await deed('send', 'B-1'))).toEqual(['readyToSend'])
    expect(statusOf(await deed('send', 'B-1'))).toEqual(['readyToSend'])
    const late = await office.putXml(
      `/edi/${external}/orders/update`,
      anOrder('number="B-1" date="2026-02-01"'),
    )
    expect(late.status).toBe(409)
    const lines = lineItem({ number: 1, code: '95001', amount: '7' })
    const anew = await office.putXml(
      `/edi/${external}/orders/update`,
      anOrder('number="B-2" date="2026-02-01"', lines),
    )
    expect(anew.xml.order.lineItems.lineItem.requestedQuantity.quantity).toBe('7')
    const unknown = await deed('register', 'ghost')
    expect([unknown.status, unknown.text]).toEqual([404, 'Заказ EDI ghost от 2026-02-01 не найден'])
  })
})

describe('a seller [server-api §23]', () => {
  test('reads what is sent until it is acknowledged, and cancellations of what was', async () => {
    await sent('C-1')
    expect(await numbersForFarm()).toContain('C-1')
    const byInn = await office.get(`/edi/${external}/orders/bySeller?inn=${farm.inn}`)
    expect(byInn.root).toBe('ediMessageDtoes')
    const own = listIn(byInn.xml.ediMessage).at(-1)
    expect(own).toMatchObject({
      header: { sender: { inn: '7700000016' }, recipient: farm, documentType: 'ORDERS' },
    })
    const acknowledged = await ack('C-1')
    expect([acknowledged.status, acknowledged.text]).toEqual([200, ''])
    expect((await ack('C-1')).status).toBe(200)
    expect(await numbersForFarm()).not.toContain('C-1')
    expect((await ack('C-1', 'canceled')).status).toBe(409)
    await office.putXml(
      `/edi/${external}/orders/update`,
      anOrder('number="C-1" date="2026-02-01" status="canceled"'),
    )
    expect(await numbersForFarm()).toContain('C-1')
    await ack('C-1', 'canceled')
    expect(await numbersForFarm()).not.toContain('C-1')
    // Who never read it is not told that it is gone.
    await sent('C-2')
    await office.putXml(
      `/edi/${external}/orders/update`,
      anOrder('number="C-2" date="2026-02-01" status="canceled"'),
    )
    expect(await numbersForFarm()).not.toContain('C-2')
  })

  test('says who it is', async () => {
    const nobody = await office.get(`/edi/${external}/orders/bySeller`)
    expect([nobody.status, nobody.text]).toEqual([400, expect.stringContaining('gln')])
    expect((await office.get(`/edi/${external}/orders/bySeller?inn=1`)).text).toContain('<ediMessageDtoes/>')
    const system = await office.get('/edi/ffffffff-0000-4000-8000-00000000000f/orders/bySeller?inn=1')
    expect([system.status, system.text]).toEqual([404, expect.stringContaining('EdiSystem')])
  })

  test('confirms, changes, adds; the whole invoice brings what was agreed, once', async () => {
    await sent('D-1')
    const lines = `<lineItems>
      <lineItem><lineNumber>1</lineNumber><orderLineNumber>1</orderLineNumber>${quantity('confirmedQuantity', '8')}</lineItem>
      <lineItem><lineNumber>2</lineNumber><orderLineNumber>2</orderLineNumber>${quantity('confirmedQuantity', '0')}</lineItem>
      <lineItem><lineNumber>3</lineNumber><internalBuyerCode>95006</internalBuyerCode>${quantity('confirmedQuantity', '3')}<priceWithVat>40</priceWithVat></lineItem>
    </lineItems>`
    const echoed = await answer('D-1', lines)
    expect([echoed.status, echoed.root], echoed.text).toEqual([200, 'ediMessage'])
    expect(attributesOf(echoed, 'ediMessage')).toEqual([
      { id: 'm-1', creationDateTime: '2026-02-01T10:00:00' },
    ])
    expect(attributesOf(echoed, 'ordersp')).toEqual([
      { number: 'R-D-1', date: '2026-02-01', status: 'Accepted' },
    ])
    expect((await stateOf('D-1'))?.['processingStatus']).toBe('confirmed')
    const before = await incoming()
    const first = await invoice('УПД-1', 'D-1')
    expect([first.status, first.root], first.text).toEqual([200, 'ediMessage'])
    await invoice('УПД-1', 'D-1')
    const made = (await incoming()).filter(({ id }) => !before.some((one) => one.id === id))
    expect(made).toHaveLength(1)
    expect(made[0]).toMatchObject({
      status: 'NEW',
      incomingDocumentNumber: 'УПД-1',
      supplier: demoId('counteragent', 'farm'),
      defaultStore: demoId('store', 'pokrovka/main'),
    })
    const items = listIn(made[0].items.item).map(({ productArticle, amount, sum }) => [
      productArticle,
      amount,
      sum,
    ])
    expect(items).toEqual([
      ['95001', '8.000000000', '336.000000000'],
      ['95006', '3.000000000', '120.000000000'],
    ])
    expect((await stateOf('D-1'))?.['processingStatus']).toBe('fulfilled')
    // The cloud has it among its own documents, not posted.
    const document = await server.node.storage.now.documents.find(
      { tenantId: tenantId(), organizationId: pokrovka() },
      made[0].id,
    )
    expect(document).toMatchObject({ status: 'NEW', content: { kind: 'incomingInvoice' } })
    expect(document?.content.items[0]?.productId).toBe(productByCode(server.chain, '95001'))
  })

  test('sends a part of an order by its lines', async () => {
    await sent('E-1')
    await ack('E-1')
    const line = `<lineItems><lineItem><lineNumber>1</lineNumber><orderLineNumber>2</orderLineNumber>${quantity('confirmedQuantity', '1')}</lineItem></lineItems>`
    const before = await incoming()
    expect((await invoice('УПД-2', 'E-1', line)).status).toBe(200)
    const [made] = (await incoming()).filter(({ id }) => !before.some((one) => one.id === id))
    expect(made.items.item).toMatchObject({
      productArticle: '95003',
      amount: '1.000000000',
      sum: '180.000000000',
    })
  })

  test.each([
    [
      'a line of the answer that the order does not have',
      () =>
        answer(
          'F-1',
          `<lineItems><lineItem><lineNumber>1</lineNumber><internalBuyerCode>95001</internalBuyerCode><orderLineNumber>9</orderLineNumber></lineItem></lineItems>`,
        ),
      409,
      'Строка 9',
    ],
    [
      'a new line whose number is taken',
      () =>
        answer(
          'F-1',
          `<lineItems><lineItem><lineNumber>1</lineNumber><internalBuyerCode>95001</internalBuyerCode>${quantity('confirmedQuantity', '1')}</lineItem></lineItems>`,
        ),
      409,
      'Строка 1',
    ],
    ['a status of the answer that is none', () => answer('F-1', '', 'Perhaps'), 400, 'Perhaps'],
    [
      'an invoice line without its line of the order',
      () =>
        invoice(
          'УПД-3',
          'F-1',
          '<lineItems><lineItem><lineNumber>1</lineNumber><internalBuyerCode>95001</internalBuyerCode></lineItem></lineItems>',
        ),
      409,
      'orderLineNumber',
    ],
    ['an invoice for an order that nobody knows', () => invoice('УПД-3', 'ghost'), 404, 'ghost'],
    [
      'a message without its document',
      () => office.putXml(`/edi/${external}/response`, message('', 'ORDRSP')),
      400,
      'ordersp',
    ],
  ])('%s is refused', async (_, call, status, words) => {
    if (!(await stateOf('F-1'))) await sent('F-1')
    const refused = await call()
    expect(refused.status, refused.text).toBe(status)
    expect(refused.text).toContain(words)
    expect((await stateOf('F-1'))?.['processingStatus']).toBe('readyToSend')
  })

  test('rejects; nothing can be invoiced then', async () => {
    await sent('G-1')
    expect((await answer('G-1', '', 'Rejected')).status).toBe(200)
    expect((await stateOf('G-1'))?.['processingStatus']).toBe('rejected')
    expect((await invoice('УПД-4', 'G-1')).status).toBe(409)
  })
})

test('a restaurant sees its own orders, a list what changed after a revision', async () => {
  const other = await openBackOffice(server, { prefix: '/rms/2/resto' })
  expect((await other.get(`/edi/${external}/orders/list`)).text).toContain('<orderDtoes/>')
  const { revision } = await server.node.app.catalog(tenantId())
  await create('number="H-1" date="2026-02-01"')
  const changed = await office.get(`/edi/${external}/orders/list?revisionFrom=${revision}`)
  expect(attributesOf(changed, 'order').map(({ number }) => number)).toEqual(['H-1'])
})
