import { expect, test } from 'vitest'
import { newCashShift } from '../../src/domain/shifts/cash-shift.ts'
import type { CashShift, PersonalShift } from '../../src/domain/shifts/shifts.ts'
import { shiftsRepository } from '../../src/storage/repositories/shifts.ts'
import { noon } from './an-order.ts'
import { databaseOfFile, nextId } from './file-database.ts'

const database = databaseOfFile()
const shifts = () => shiftsRepository(database.sql)

const aCashShift = (changes: Partial<CashShift> = {}): CashShift => ({
  ...newCashShift({
    id: nextId(),
    number: 4,
    openedAt: noon,
    openedBy: { id: nextId(), name: 'Раневская' },
    accountingDay: '2031-05-06',
    startCash: 9_007_199_254_740_993n,
  }),
  closedOrders: 2,
  revenue: 9_007_199_254_740_993n,
  byPaymentType: [{ id: nextId(), name: 'Наличные', kind: 'Cash', sum: 9_007_199_254_740_993n }],
  ...changes,
})
const aPersonalShift = (changes: Partial<PersonalShift> = {}): PersonalShift => ({
  id: nextId(),
  employeeId: nextId(),
  terminalGroupId: nextId(),
  roleId: null,
  openedAt: noon,
  closedAt: null,
  ...changes,
})

test('the open cash shift of a group is read back, changed and closed', async () => {
  const [tenant, organization, group] = [nextId(), nextId(), nextId()]
  expect(await shifts().openCashShift(tenant, group)).toBeNull()
  const shift = aCashShift()
  await shifts().saveCashShift(tenant, organization, group, shift)
  expect(await shifts().openCashShift(tenant, group)).toEqual(shift)

  await shifts().saveCashShift(tenant, organization, group, { ...shift, closedOrders: 3 })
  expect((await shifts().openCashShift(tenant, group))?.closedOrders).toBe(3)

  await shifts().saveCashShift(tenant, organization, group, { ...shift, closedAt: noon + 1 })
  expect(await shifts().openCashShift(tenant, group)).toBeNull()
  const next = aCashShift({ number: 5 })
  await shifts().saveCashShift(tenant, organization, group, next)
  expect(await shifts().openCashShift(tenant, group)).toEqual(next)
})

test('a group cannot have two open cash shifts', async () => {
  const [tenant, organization, group] = [nextId(), nextId(), nextId()]
  await shifts().saveCashShift(tenant, organization, group, aCashShift())
  await expect(shifts().saveCashShift(tenant, organization, group, aCashShift())).rejects.toThrow(
    'cash_shift_one_open',
  )
  await shifts().saveCashShift(tenant, organization, nextId(), aCashShift())
})

test('open personal shifts of an organization come by the time of opening', async () => {
  const [tenant, organization, group] = [nextId(), nextId(), nextId()]
  const late = aPersonalShift({ openedAt: noon + 10_000_000_000 })
  const early = aPersonalShift({ roleId: nextId() })
  const done = aPersonalShift()
  for (const shift of [late, early, done]) {
    await shifts().savePersonalShift(tenant, organization, group, shift)
  }
  await shifts().savePersonalShift(tenant, organization, group, { ...done, closedAt: noon + 1 })
  expect(await shifts().openPersonalShifts(tenant, organization)).toEqual([early, late])
})

test('an employee cannot have two open personal shifts in one organization', async () => {
  const [tenant, organization, group, employeeId] = [nextId(), nextId(), nextId(), nextId()]
  await shifts().savePersonalShift(tenant, organization, group, aPersonalShift({ employeeId }))
  await expect(
    shifts().savePersonalShift(tenant, organization, group, aPersonalShift({ employeeId })),
  ).rejects.toThrow('personal_shift_one_open')
})

test('another tenant sees nothing of it', async () => {
  const [ours, theirs, organization, group] = [nextId(), nextId(), nextId(), nextId()]
  const [cash, personal] = [aCashShift(), aPersonalShift()]
  await shifts().saveCashShift(ours, organization, group, cash)
  await shifts().savePersonalShift(ours, organization, group, personal)
  expect(await shifts().openCashShift(theirs, group)).toBeNull()
  expect(await shifts().openPersonalShifts(theirs, organization)).toEqual([])

  await shifts().saveCashShift(theirs, organization, group, { ...cash, closedAt: noon })
  await shifts().savePersonalShift(theirs, organization, group, { ...personal, closedAt: noon })
  expect(await shifts().openCashShift(ours, group)).toEqual(cash)
  expect(await shifts().openPersonalShifts(ours, organization)).toEqual([personal])
})

test('the last shift of a group is the one with the highest number, open or closed', async () => {
  const [tenant, organization, group] = [nextId(), nextId(), nextId()]
  expect(await shifts().lastCashShift(tenant, group)).toBeNull()
  const ninth = aCashShift({ number: 9, closedAt: noon, countedCash: 100n })
  const tenth = aCashShift({ number: 10, closedAt: noon + 1, countedCash: null, expectedCash: 250n })
  await shifts().saveCashShift(tenant, organization, group, tenth)
  await shifts().saveCashShift(tenant, organization, group, ninth)
  expect(await shifts().lastCashShift(tenant, group)).toEqual(tenth)
  expect(await shifts().lastCashShift(tenant, nextId())).toBeNull()
})
