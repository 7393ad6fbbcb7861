import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { demoId } from '../../src/seed/demo/demo-chain.ts'
import { type BackOffice, listIn, openBackOffice } from '../support/back-office.ts'
import { kindsOf, silent, unlike } from '../support/recorded.ts'
import kinds from '../support/server-kinds.json' with { type: 'json' }
import { startServer, type TestServer } from '../support/start-server.ts'
import { noon } from './cloud-deliveries-driver.ts'
import { cardOnline, cash, tablesOf } from './table-orders-driver.ts'

let server: TestServer
let office: BackOffice
beforeAll(async () => {
  server = await startServer()
  server.clock.setSpeed(0)
  server.clock.jumpTo(noon)
  office = await openBackOffice(server)
})
afterAll(() => server.close())

type Json = any // any: a test looks where it likes

const manager = demoId('employee', '1111')
const nobody = 'ffffffff-0000-4000-8000-00000000000f'
const shiftId = 'e1000000-0000-4000-8000-000000000011'
const payType = (key: string) => demoId('payInOutType', key)
const account = (code: string) => demoId('account', code)
const pokrovka = demoId('organization', 'pokrovka')

type Moved = { id?: string; type: string; sum: bigint; counteragentId?: string; comment?: string }
const moving = ({ id = nobody, type, sum, counteragentId, comment }: Moved) => ({
  kind: 'shift.moveCash' as const,
  movementId: id,
  typeId: payType(type),
  sum,
  counteragentId: counteragentId ?? null,
  comment: comment ?? null,
  employeeId: manager,
})
const ids = {
  change: 'e2000000-0000-4000-8000-000000000001',
  household: 'e2000000-0000-4000-8000-000000000002',
  advance: 'e2000000-0000-4000-8000-000000000003',
  collection: 'e2000000-0000-4000-8000-000000000004',
}

const shiftNow = async (): Promise<Json> => (await office.get(`/v2/cashshifts/byId/${shiftId}`)).json
const paymentsOf = async (query = ''): Promise<Json> =>
  (await office.get(`/v2/cashshifts/payments/list/${shiftId}${query}`)).json
const acceptance = async (): Promise<Json> =>
  (await office.get(`/v2/cashshifts/closedSessionDocument/${shiftId}`)).json
const save = async (body: Json): Promise<Json> => {
  const answer = await office.postJson('/v2/cashshifts/save', body)
  expect(answer.status, answer.text).toBe(200)
  return answer.json
}
/** What moved on an account, as the cloud's list of postings tells it. */
async function movesOn(code: string): Promise<Json[]> {
  const { json } = await server.post('/api/finance/v1/account_transactions/list', {
    organizationId: pokrovka,
    accountId: account(code),
    from: '2027-03-10',
    to: '2027-03-20',
  })
  return json.items.map(({ type, sum, documentType }: Json) => [documentType, type, sum])
}
/** Balances of all accounts that have any, as the back office tells them. */
const balances = async (): Promise<Json[]> =>
  (await office.get(`/v2/reports/balance/counteragents?timestamp=2027-04-01T00:00:00&department=${pokrovka}`))
    .json

describe('pay-ins and pay-outs at the till [server-api §17.3, §7.4]', () => {
  test('count in its shift and travel to the back office', async () => {
    const hall = tablesOf(server, 'pokrovka')
    await hall.atTill({ kind: 'shift.close', employeeId: manager })
    await hall.atTill({ kind: 'shift.open', shiftId, employeeId: manager })
    const order = await hall.placed(hall.anOrder({ payments: [cash(340), cardOnline(500)] }))
    await hall.done('close', order.id)
    await hall.atTill(moving({ id: ids.change, type: 'change', sum: 200000n, comment: 'Размен' }))
    await hall.atTill(moving({ id: ids.household, type: 'household', sum: 35050n }))
    const employee = demoId('employee', '2222')
    await hall.atTill(
      moving({ id: ids.advance, type: 'advance', sum: 50000n, counteragentId: employee, comment: 'Такси' }),
    )
    await hall.atTill(moving({ id: ids.collection, type: 'collection', sum: 100000n }))
    expect(await shiftNow()).toMatchObject({
      payIn: 2000,
      payOut: 850.5,
      payIncome: -1000,
      cashRemain: null,
      sessionStatus: 'OPEN',
    })
    const { payInRecords, payOutsRecords, cashlessRecords } = await paymentsOf()
    expect(cashlessRecords).toHaveLength(1)
    expect(payInRecords).toEqual([
      {
        info: {
          id: ids.change,
          date: '2027-03-12T12:00:00',
          creationDate: '2027-03-12T12:00:00',
          group: 'PAYIN',
          accountId: account('1.02'),
          counteragentId: null,
          paymentTypeId: null,
          type: 'PAYIN',
          sum: 2000,
          comment: 'Размен',
          auth: { user: 'Смирнова Анна', card: '' },
          causeEventId: ids.change,
          cashierId: manager,
          departmentId: pokrovka,
          cashFlowCategory: null,
        },
        actualSum: 2000,
        originalSum: 2000,
        editedPayAccountId: account('1.02'),
        originalPayAccountId: account('1.02'),
        payAgentId: null,
        paymentTypeId: null,
        editableComment: null,
        status: 'UNACCEPTED',
      },
    ])
    expect(
      payOutsRecords.map(({ info }: Json) => [info.type, info.sum, info.counteragentId, info.comment]),
    ).toEqual([
      ['PAYOUT', 350.5, null, 'Хозяйственные нужды'],
      ['PAYOUT', 500, employee, 'Такси'],
      ['PAYCOL', 1000, null, 'Изъятие выручки'],
    ])
    expect(payOutsRecords[0].info.cashFlowCategory).toEqual({
      id: demoId('cashFlowCategory', '1.1'),
      code: '1.1',
      parentCategoryId: demoId('cashFlowCategory', '1'),
      type: 'OPERATIONAL',
    })
    const example = kinds['v2-cashshifts-payments.json']
    const ours = kindsOf(await paymentsOf())
    expect(unlike(ours, example)).toEqual([])
    // Nobody showed a card to the till, and nothing is said of the records yet.
    expect(silent(ours, example)).toEqual([
      '$.cashlessRecords[].info.comment',
      '$.cashlessRecords[].info.auth',
      '$.cashlessRecords[].payAgentId',
      '$.cashlessRecords[].editableComment',
      '$.payOutsRecords[].editableComment',
    ])
    const shifts = kindsOf([await shiftNow()])
    expect(unlike(shifts, kinds['v2-cashshifts-list.json'])).toEqual([])
    expect(await movesOn('1.02')).toEqual([
      ['INCOMING_CASH_ORDER', 'PAYIN', -2000],
      ['OUTGOING_CASH_ORDER', 'PAY_COLLECTION', 1000],
    ])
    const debts = (await balances()).filter((row: Json) => row.account === account('1.09'))
    expect(debts).toEqual([expect.objectContaining({ counteragent: employee, sum: 500 })])
  })

  test.each<[string, Moved]>([
    ['more than its limit', { type: 'household', sum: 500001n }],
    ['no comment where one is needed', { type: 'advance', sum: 1n, counteragentId: manager, comment: ' ' }],
    ['nobody where somebody is needed', { type: 'supplier', sum: 1n }],
    ['somebody who is no supplier', { type: 'supplier', sum: 1n, counteragentId: manager }],
    ['somebody where nobody may be', { type: 'household', sum: 1n, counteragentId: manager }],
    ['a type that nobody has', { type: 'nothing', sum: 1n }],
    ['nothing', { type: 'household', sum: 0n }],
  ])('%s is refused', async (_, moved) => {
    const before = await shiftNow()
    await expect(tablesOf(server, 'pokrovka').atTill(moving(moved))).rejects.toThrow()
    expect(await shiftNow()).toEqual(before)
  })
})

describe('a pay-out of the back office [server-api §17.6]', () => {
  const payOut = (changes: Json = {}) => ({
    payOutTypeId: payType('supplier'),
    payOutDate: '2027-03-12',
    counteragent: demoId('counteragent', 'farm'),
    departmentSumMap: { [pokrovka]: 120.25 },
    payrollId: null,
    comment: 'Мука',
    ...changes,
  })
  test('is posted at once and belongs to the shift of its moment', async () => {
    server.clock.jumpTo(noon + 60_000)
    const before = await paymentsOf()
    const { json } = await office.postJson('/v2/payInOuts/addPayOut', payOut())
    expect(json).toEqual({
      result: 'SUCCESS',
      errors: null,
      payOutSettings: payOut(),
      payOutSettingsDto: payOut(),
    })
    const { payOutsRecords } = await paymentsOf()
    expect(payOutsRecords).toHaveLength(before.payOutsRecords.length + 1)
    expect((await shiftNow()).payOut).toBe(970.75)
    expect(await movesOn('2.01')).toEqual([['OUTGOING_CASH_ORDER', 'PAYOUT', 120.25]])
    // Out of the main cash: no shift has it.
    const bank = payOut({
      payOutTypeId: payType('bank'),
      counteragent: null,
      departmentSumMap: { [pokrovka]: 10 },
    })
    expect((await office.postJson('/v2/payInOuts/addPayOut', bank)).json.result).toBe('SUCCESS')
    expect((await shiftNow()).payOut).toBe(970.75)
    expect(await movesOn('1.03')).toEqual([['OUTGOING_CASH_ORDER', 'PAYOUT', 10]])
  })
  test.each<[string, Json, Json[]]>([
    [
      'nothing',
      { payOutTypeId: null, payOutDate: null, departmentSumMap: {} },
      ['payOutTypeId', 'payOutDate', 'departmentSumMap'].map((value) => ({ code: 'EMPTY_FIELD', value })),
    ],
    ['an unknown type', { payOutTypeId: nobody }, [{ code: 'PAY_IN_OUT_TYPE_NOT_FOUND', value: nobody }]],
    [
      'a pay-in',
      { payOutTypeId: payType('change') },
      [{ code: 'PAY_IN_OUT_TYPE_NOT_FOUND', value: payType('change') }],
    ],
    ['an unknown payroll', { payrollId: nobody }, [{ code: 'PAYROLL_NOT_FOUND', value: nobody }]],
    ['nobody', { counteragent: null }, [{ code: 'COUNTERAGENT_NOT_SPECIFIED', value: 'counteragent' }]],
    ['an unknown one', { counteragent: nobody }, [{ code: 'COUNTERAGENT_NOT_FOUND', value: nobody }]],
    ['an employee', { counteragent: manager }, [{ code: 'COUNTERAGENT_TYPE_WRONG', value: manager }]],
    [
      'somebody where nobody may be',
      { payOutTypeId: payType('household') },
      [{ code: 'COUNTERAGENT_NOT_ALLOWED', value: demoId('counteragent', 'farm') }],
    ],
    [
      'an unknown department',
      { departmentSumMap: { [nobody]: 1 } },
      [{ code: 'DEPARTMENT_NOT_FOUND', value: nobody }],
    ],
    [
      'nothing of money, and all of it',
      { departmentSumMap: { [demoId('organization', 'baumana')]: 5, [pokrovka]: 0 } },
      [{ code: 'ONLY_POSITIVE_VALUES_ALLOWED', value: pokrovka }],
    ],
  ])('%s is told by codes and writes nothing', async (_, changes, errors) => {
    const before = await balances()
    const answer = await office.postJson('/v2/payInOuts/addPayOut', payOut(changes))
    expect([answer.status, answer.json.result, answer.json.errors], answer.text).toEqual([
      200,
      'ERROR',
      errors,
    ])
    expect(await balances()).toEqual(before)
  })
  test('pays once under a key of repetition, and again without one as iiko does', async () => {
    const key = { 'idempotency-key': 'pay-out-7' }
    const bank = payOut({
      payOutTypeId: payType('bank'),
      counteragent: null,
      departmentSumMap: { [pokrovka]: 7 },
    })
    const paid = async () => (await movesOn('1.03')).length
    const before = await paid()
    const first = await office.postJson('/v2/payInOuts/addPayOut', bank, key)
    const second = await office.postJson('/v2/payInOuts/addPayOut', bank, key)
    expect([first.json.result, second.json]).toEqual(['SUCCESS', first.json])
    expect(await paid()).toBe(before + 1)
    const other = await office.postJson('/v2/payInOuts/addPayOut', { ...bank, comment: 'Иначе' }, key)
    expect([other.status, other.headers.get('content-type')]).toEqual([409, 'text/plain; charset=utf-8'])
    const wrong = await office.postJson('/v2/payInOuts/addPayOut', bank, { 'idempotency-key': 'a b' })
    expect([wrong.status, wrong.text]).toEqual([400, expect.stringContaining('Idempotency-Key')])
    expect(await paid()).toBe(before + 1)
    for (const again of [2, 3]) {
      expect((await office.postJson('/v2/payInOuts/addPayOut', bank)).json.result).toBe('SUCCESS')
      expect(await paid()).toBe(before + again)
    }
  })
  test('a sum that is none is malformed', async () => {
    for (const changes of [{ departmentSumMap: { [pokrovka]: 'much' } }, { payOutDate: '12.03.2027' }])
      expect((await office.postJson('/v2/payInOuts/addPayOut', payOut(changes))).status).toBe(400)
  })
})

describe('the acceptance of a shift [server-api §17.4, §17.5]', () => {
  test('waits until the shift is closed', async () => {
    const answer = await office.get(`/v2/cashshifts/closedSessionDocument/${shiftId}`)
    expect([answer.status, answer.headers.get('content-type')]).toEqual([409, 'text/plain; charset=utf-8'])
    const early = await save({ session: { sessionId: shiftId }, items: [] })
    expect(early.errors.documentError[0]).toEqual({ code: 'SESSION_NOT_CLOSED', value: shiftId })
    server.clock.jumpTo(noon + 11 * 3_600_000)
    office = await openBackOffice(server)
    await tablesOf(server, 'pokrovka').atTill({ kind: 'shift.close', employeeId: manager })
    expect(await shiftNow()).toMatchObject({ sessionStatus: 'CLOSED', cashRemain: 369.25, acceptDate: null })
  })

  test('is offered with an item of every record, and what is wrong with it is told by codes', async () => {
    const offered = await acceptance()
    expect(offered).toMatchObject({
      session: { sessionId: shiftId, groupId: expect.any(String), number: expect.any(Number) },
      accountShortageId: account('1.09'),
      counteragentShortageId: manager,
      accountSurplusId: account('4.05'),
      counteragentSurplusId: null,
      departmentId: pokrovka,
    })
    expect(offered.items.map(({ sumReal, status }: Json) => [sumReal, status])).toEqual([
      [500, 'UNACCEPTED'],
      [2000, 'UNACCEPTED'],
      [350.5, 'UNACCEPTED'],
      [500, 'UNACCEPTED'],
      [1000, 'UNACCEPTED'],
      [120.25, 'UNACCEPTED'],
    ])
    const before = await balances()
    const [card, change, ...others] = offered.items
    const broken = {
      ...offered,
      accountShortageId: account('5.02'),
      accountSurplusId: null,
      items: [
        { ...card, sumReal: 499 },
        { ...change, transactionId: nobody },
        { ...others[0], accountOverrideId: demoId('store', 'pokrovka/main') },
        ...others.slice(1),
      ],
    }
    const answer = await save(broken)
    expect(answer).toEqual({
      importResult: 'ERROR',
      status: null,
      errors: {
        documentError: [
          { code: 'COUNTERAGENT_NOT_ALLOWED_FOR_ACCOUNT', value: account('5.02') },
          { code: 'EMPTY_FIELD', value: 'accountSurplusId' },
          { code: 'TRANSACTION_MISSED', value: ids.change },
        ],
        itemError: [
          { identifier: card.num, error: [{ code: 'SUM_NOT_EDITABLE', value: 'sumReal' }] },
          { identifier: change.num, error: [{ code: 'TRANSACTION_NOT_FOUND', value: nobody }] },
          {
            identifier: others[0].num,
            error: [{ code: 'INVENTORY_ASSETS_TYPE_NOT_ALLOWED', value: demoId('store', 'pokrovka/main') }],
          },
        ],
      },
      document: null,
    })
    expect(await balances()).toEqual(before)
    expect((await save({ session: null })).errors.documentError).toEqual([
      { code: 'EMPTY_FIELD', value: 'session.sessionId' },
    ])
    expect((await save({ session: { sessionId: nobody } })).errors.documentError).toEqual([
      { code: 'SESSION_NOT_FOUND', value: nobody },
    ])
  })

  test('moves payments, books differences, and can be done anew', async () => {
    const before = await balances()
    const offered = await acceptance()
    const accepted = (status: string, sums: Record<string, Json> = {}) => ({
      ...offered,
      session: { sessionId: shiftId, group: offered.session.groupId },
      items: offered.items.map((item: Json) => ({ ...item, status, ...sums[item.transactionId] })),
    })
    const first = await save(
      accepted('ACCEPTED', {
        [ids.household]: { sumReal: 300, comment: 'Без чека' },
        [ids.advance]: { sumReal: 510, status: 'HASWARNINGS' },
        [ids.collection]: { accountOverrideId: account('1.03') },
      }),
    )
    expect(first).toMatchObject({ importResult: 'SUCCESS', status: 'HASWARNINGS', errors: null })
    expect(await acceptance()).toEqual(first.document)
    expect(await shiftNow()).toMatchObject({
      sessionStatus: 'HASWARNINGS',
      acceptDate: '2027-03-12T23:00:00',
      cashDiff: -40.5,
    })
    expect((await movesOn('5.04')).slice(-1)).toEqual([['SESSION_ACCEPTANCE', 'CASH_SHORTAGE', -50.5]])
    expect((await movesOn('4.05')).slice(-1)).toEqual([['SESSION_ACCEPTANCE', 'CASH_SURPLUS', -10]])
    expect((await movesOn('1.03')).slice(-1)).toEqual([['SESSION_ACCEPTANCE', 'PAYOUT', 1000]])
    expect((await movesOn('1.04')).slice(-1)).toEqual([['SESSION_ACCEPTANCE', 'CARD', 500]])
    const { payOutsRecords } = await paymentsOf()
    expect(payOutsRecords[0]).toMatchObject({
      actualSum: 300,
      originalSum: 350.5,
      editableComment: 'Без чека',
      status: 'ACCEPTED',
    })
    expect(await paymentsOf('?hideAccepted=true')).toMatchObject({
      cashlessRecords: [],
      payInRecords: [],
      payOutsRecords: [{ status: 'HASWARNINGS' }],
    })
    const olap = await office.postJson('/v2/reports/olap', {
      reportType: 'TRANSACTIONS',
      groupByRowFields: ['TransactionType'],
      aggregateFields: ['Sum.Incoming', 'Sum.Outgoing'],
      filters: {
        'DateTime.DateTyped': {
          filterType: 'DateRange',
          periodType: 'CUSTOM',
          from: '2027-03-12',
          to: '2027-03-13',
        },
        TransactionType: { filterType: 'IncludeValues', values: ['CASH_SHORTAGE', 'CASH_SURPLUS', 'CARD'] },
      },
    })
    expect(olap.json.data, olap.text).toEqual(
      expect.arrayContaining([
        { TransactionType: 'CARD', 'Sum.Incoming': 500, 'Sum.Outgoing': 500 },
        { TransactionType: 'CASH_SHORTAGE', 'Sum.Incoming': 50.5, 'Sum.Outgoing': 50.5 },
      ]),
    )
    // The same again changes nothing; all as recorded and not accepted gives everything back.
    const again = await save(accepted('ACCEPTED', { [ids.household]: { sumReal: 350.5 } }))
    expect(again).toMatchObject({ status: 'ACCEPTED' })
    const undone = await save(accepted('UNACCEPTED'))
    expect([undone.status, await balances()]).toEqual(['UNACCEPTED', before])
    expect((await shiftNow()).acceptDate).toBeNull()
    const friday = 'openDateFrom=2027-03-12&openDateTo=2027-03-12'
    const withStatus = async (status: string) =>
      (await office.get(`/v2/cashshifts/list?${friday}&status=${status}`)).json.map(({ id }: Json) => id)
    expect(await withStatus('UNACCEPTED')).toContain(shiftId)
    await save(accepted('ACCEPTED'))
    expect(await withStatus('ACCEPTED')).toEqual([shiftId])
    expect(await withStatus('UNACCEPTED')).not.toContain(shiftId)
    expect(await withStatus('CLOSED')).toContain(shiftId)
  })

  test('closed shifts are listed in XML', async () => {
    const answer = await office.get('/closeSession/list?dateFrom=12.03.2027&dateTo=12.03.2027')
    expect(answer.root).toBe('closeSessionDtoes')
    const own = listIn(answer.xml.closeSessionDto).find(({ id }: Json) => id === shiftId)
    expect(own).toMatchObject({ status: 'ACCEPTED', salesCash: '340.000000000', payOut: '970.750000000' })
    expect((await office.get('/closeSession/list?dateFrom=2027-03-12&dateTo=12.03.2027')).status).toBe(400)
  })
})

describe('types of pay-ins and pay-outs [server-api §7.4]', () => {
  test('have the members that are documented', async () => {
    const { json } = await office.get('/v2/entities/payInOutTypes/list')
    expect(json).toHaveLength(6)
    expect(json.find(({ id }: Json) => id === payType('household'))).toEqual({
      id: payType('household'),
      chiefAccount: null,
      account: account('5.04'),
      counteragentType: 'NONE',
      transactionType: 'PAYOUT',
      cashFlowCategory: {
        id: demoId('cashFlowCategory', '1.1'),
        code: '1.1',
        parentCategoryId: demoId('cashFlowCategory', '1'),
        type: 'OPERATIONAL',
      },
      conception: null,
      limit: 5000,
      comment: 'Хозяйственные нужды',
      mandatoryFrontComment: false,
      isDeleted: false,
    })
    expect((await office.get('/v2/entities/payInOutTypes/list?revisionFrom=999999')).json).toEqual([])
  })
})
