import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Checkin, CheckinLine } from '../../src/domain/loyalty/checkin.ts'
import { type ProgramsOutcome, runPrograms } from '../../src/domain/loyalty/run-programs.ts'
import type { BookItem, LoyaltyAction, LoyaltyCampaign } from '../../src/domain/reference/books.ts'

// Discounts of any programmes on any order: never below zero, exact to the kopeck, blind to the order of the items.

const id = (kind: string, index: number): string => `${kind}-${index}`
const products = fc.integer({ min: 0, max: 4 }).map((index) => id('product', index))
const categories = fc.integer({ min: 0, max: 2 }).map((index) => id('category', index))
const money = fc.bigInt({ min: 0n, max: 500_000n })
const limit = fc.option(money)
const percentHundredths = fc.integer({ min: 0, max: 10_000 })
const lineChoice = fc.record({
  productIds: fc.array(products, { maxLength: 2 }),
  categoryIds: fc.array(categories, { maxLength: 1 }),
})
const ofKind = <K extends LoyaltyAction['kind']>(kind: K) => fc.constant(kind)
const action = fc.oneof(
  fc.record({ kind: ofKind('percentDiscount'), percentHundredths, lines: lineChoice, limit }),
  fc.record({ kind: ofKind('fixedDiscount'), sum: money, lines: lineChoice }),
  fc.record({
    kind: ofKind('gift'),
    productIds: fc.array(products, { minLength: 1, maxLength: 2 }),
    amount: fc.constant(1000n),
  }),
  fc.record({ kind: ofKind('accrueBonuses'), percentHundredths, limit }),
  fc.record({ kind: ofKind('payByBonuses'), percentHundredths, limit, canHold: fc.boolean() }),
)
const campaign = fc.record({
  actions: fc.array(action, { minLength: 1, maxLength: 3 }),
  exclusiveGroup: fc.option(fc.constantFrom('one', 'other')),
  order: fc.integer({ min: 0, max: 9 }),
  from: money,
})
type CampaignSpec = typeof campaign extends fc.Arbitrary<infer T> ? T : never

const campaignOf = (
  { actions, exclusiveGroup, order, from }: CampaignSpec,
  index: number,
): LoyaltyCampaign => ({
  id: id('campaign', index),
  name: id('campaign', index),
  description: '',
  isActive: true,
  from: '2020-01-01',
  to: null,
  order,
  exclusiveGroup,
  needsCertificate: false,
  orderBindings: [
    {
      id: id('binding', index),
      stopsFurtherExecution: false,
      conditions: [{ id: 'condition', kind: 'orderSum', from, to: null }],
      actions: actions.map((one, at) => ({ ...one, id: `${id('action', index)}-${at}` })),
    },
  ],
  registrationBindings: [],
})

const programOf = (campaigns: readonly CampaignSpec[]): BookItem<'loyaltyProgram'> => ({
  book: 'loyaltyProgram',
  id: 'program',
  organizationId: null,
  isDeleted: false,
  revision: 1n,
  body: {
    name: 'program',
    description: '',
    isActive: true,
    type: 1,
    templateType: 0,
    from: '2020-01-01',
    to: null,
    isDefault: true,
    notifiesAboutBalance: false,
    wallet: { id: 'wallet', name: 'wallet', overdraftLimit: 0n, offlineLimit: 0n },
    organizationIds: [],
    refillType: 0,
    campaigns: campaigns.map(campaignOf),
  },
})

const line = fc.record({
  productId: products,
  categoryId: fc.option(categories),
  amount: fc.bigInt({ min: 1n, max: 9_999n }),
  cost: money,
})
const lines = fc.array(line, { minLength: 1, maxLength: 8 }).map((all) =>
  all.map(
    (one, index): CheckinLine => ({
      ...one,
      key: `${index}`,
      positionId: id('position', index),
      sizeId: null,
      isInCombo: false,
    }),
  ),
)
const checkinOf = (given: readonly CheckinLine[], balance: bigint): Checkin => ({
  lines: given,
  serviceType: null,
  weekday: 1,
  minutes: 0,
  today: '2027-01-01',
  guest: {
    id: 'guest',
    categoryIds: [],
    birthday: null,
    closedOrders: 0,
    wallets: new Map([['wallet', balance]]),
  },
  couponSeriesIds: [],
  hasCoupon: false,
  manualConditionIds: [],
  dynamicSums: new Map(),
  paymentCampaignIds: Array.from({ length: 8 }, (_, index) => id('campaign', index)),
})
const partsOf = ({ results }: ProgramsOutcome) =>
  results.flatMap(({ discounts }) => discounts.flatMap(({ parts }) => parts))

/** Everything that an outcome says, by the client's names of the items. */
const told = ({ results, payments, accruals, cost, sum }: ProgramsOutcome) => ({
  ...{ payments, accruals, cost, sum },
  results: results.map(({ campaign: { id: campaignId }, discounts, gifts }) => ({
    ...{ campaignId, gifts },
    discounts: discounts.map(({ actionId, parts }) => [
      actionId,
      ...parts.map((part) => `${part.line.positionId}: ${part.sum}`).sort(),
    ]),
  })),
})

const runs = fc.record({
  given: lines,
  campaigns: fc.array(campaign, { maxLength: 6 }),
  balance: money,
  shuffle: fc.array(fc.nat(), { minLength: 8, maxLength: 8 }),
})

test('no line falls below zero and parts make exactly what the order lost', () => {
  fc.assert(
    fc.property(runs, ({ given, campaigns, balance }) => {
      const outcome = runPrograms([programOf(campaigns)], checkinOf(given, balance))
      const off = new Map<string, bigint>()
      for (const {
        line: { key },
        sum,
      } of partsOf(outcome)) {
        expect(sum).toBeGreaterThan(0n)
        off.set(key, (off.get(key) ?? 0n) + sum)
      }
      for (const { key, cost } of given) expect(off.get(key) ?? 0n).toBeLessThanOrEqual(cost)
      const total = [...off.values()].reduce((a, b) => a + b, 0n)
      expect(outcome.cost).toBe(given.reduce((sum, { cost }) => sum + cost, 0n))
      expect(outcome.sum).toBe(outcome.cost - total)
    }),
    { numRuns: 2000 },
  )
})

test('the order of the items changes nothing', () => {
  fc.assert(
    fc.property(runs, ({ given, campaigns, balance, shuffle }) => {
      const shuffled = given
        .map((one, index) => ({ one, rank: shuffle[index] ?? 0 }))
        .sort((a, b) => a.rank - b.rank)
        .map(({ one }, index) => ({ ...one, key: `${index}` }))
      const program = programOf(campaigns)
      expect(told(runPrograms([program], checkinOf(shuffled, balance)))).toEqual(
        told(runPrograms([program], checkinOf(given, balance))),
      )
    }),
    { numRuns: 2000 },
  )
})

test('limits are kept: of discounts, of bonuses earned, of the wallet; one campaign of a group works', () => {
  fc.assert(
    fc.property(runs, ({ given, campaigns, balance }) => {
      const outcome = runPrograms([programOf(campaigns)], checkinOf(given, balance))
      for (const {
        discounts,
        campaign: { orderBindings },
      } of outcome.results) {
        for (const { actionId, parts } of discounts) {
          const rule = orderBindings.flatMap(({ actions }) => actions).find((one) => one.id === actionId)
          const sum = parts.reduce((total, part) => total + part.sum, 0n)
          if (rule && 'limit' in rule && rule.limit !== null) expect(sum).toBeLessThanOrEqual(rule.limit)
          if (rule?.kind === 'fixedDiscount') expect(sum).toBeLessThanOrEqual(rule.sum)
        }
      }
      for (const { maxSum } of outcome.payments) {
        expect(maxSum).toBeLessThanOrEqual(balance)
        expect(maxSum).toBeLessThanOrEqual(outcome.sum)
      }
      const groups = outcome.results.flatMap(({ campaign: { exclusiveGroup } }) => exclusiveGroup ?? [])
      expect(new Set(groups).size).toBe(groups.length)
    }),
    { numRuns: 2000 },
  )
})
