import { describe, expect, test } from 'vitest'
import { aCatalog, changedItem } from '../../domain/reference/testing/a-catalog.ts'
import { anId, bookItem, ids } from '../../domain/reference/testing/catalog-ids.ts'
import type { Uuid } from '../../kernel/ids.ts'
import type { App } from '../ports.ts'
import { type AllowedTillsQuestion, findAllowedTills } from './find-allowed-tills.ts'
import type { Login } from './login.ts'

const east = anId(900)
const eastTill = anId(901)
/** Noon in Moscow, two in the afternoon in the Urals. */
const noon = Date.UTC(2026, 2, 4, 9)

const row = (terminalGroupId: Uuid) => ({
  terminalGroupId,
  zone: null,
  weekMap: 127,
  from: 600,
  to: 780,
  minSum: 0n,
  priority: 1,
  deliveryDurationInMinutes: 30,
  deliveryServiceProductId: null,
})

/** Two restaurants that deliver from ten to one, each by its own clock. */
const westBook = { zonesMode: 2 as const, restrictions: [row(ids.terminalGroup)] }
const eastItem = <B extends 'organization' | 'terminalGroup' | 'deliveryRestrictions'>(
  book: B,
  from: Uuid,
  id: Uuid,
  changes: object,
) => {
  const { body } = changedItem(book, from, changes as never)
  return { ...bookItem(book, id, body as never), organizationId: east }
}
const catalog = aCatalog({
  restrictions: westBook,
  items: [
    eastItem('organization', ids.organization, east, { timeZone: 'Asia/Yekaterinburg' }),
    eastItem('terminalGroup', ids.terminalGroup, eastTill, { timeZone: 'Asia/Yekaterinburg' }),
    eastItem('deliveryRestrictions', ids.organization, east, { ...westBook, restrictions: [row(eastTill)] }),
  ],
})

const seen = (terminalGroupId: Uuid, secondsAgo: number, isAsleep = false) => ({
  terminalGroupId,
  seenAt: noon - secondsAgo * 1000,
  isAsleep,
})

/** Only what the use case asks for. */
const appWith = (beats: ReturnType<typeof seen>[]): App =>
  ({
    clock: { now: () => noon },
    tillAtHand: () => null,
    catalog: async () => catalog,
    storage: { now: { stopLists: { inCloud: async () => [] }, liveness: { of: async () => beats } } },
  }) as unknown as App

const login = {
  key: { tenantId: ids.tenant, settings: { terminalGroupIds: null } },
  appId: null,
} as unknown as Login

const ask = (
  changes: Partial<AllowedTillsQuestion>,
  beats = [seen(ids.terminalGroup, 0), seen(eastTill, 0)],
) =>
  findAllowedTills(appWith(beats), login, {
    isCourierDelivery: true,
    organizationIds: [ids.organization, east],
    location: null,
    address: null,
    deliveryDate: null,
    deliverySum: null,
    discountSum: 0n,
    items: [],
    ...changes,
  })

describe('a time without a zone', () => {
  test('is the time on the wall of each till', async () => {
    const answer = await ask({ deliveryDate: '2026-03-04 12:30:00.000' })
    expect(answer.allowed.map((group) => group.terminalGroupId)).toEqual([ids.terminalGroup, eastTill])
    expect(answer).toMatchObject({ isAllowed: true, rejectCause: null, rejected: [] })
  })

  test('left out is the present moment everywhere', async () => {
    const answer = await ask({})
    expect(answer.allowed.map((group) => group.terminalGroupId)).toEqual([ids.terminalGroup])
    expect(answer.rejected).toMatchObject([
      { terminalGroupId: eastTill, rejectCode: 'DeliveryTimeIsUnacceptable' },
    ])
  })

  test('that fits nobody is refused once, with a reason', async () => {
    const answer = await ask({ deliveryDate: '2026-03-04 20:00:00.000' })
    expect(answer).toMatchObject({ isAllowed: false, allowed: [] })
    expect(answer.rejectCause).toBeTypeOf('string')
    expect(answer.rejected).toHaveLength(2)
  })
})

test('a till lives for a minute and a half after its last word, unless it sleeps', async () => {
  const alive = async (beat: ReturnType<typeof seen>): Promise<boolean> =>
    (await ask({ organizationIds: [ids.organization] }, [beat])).isAllowed
  expect(await alive(seen(ids.terminalGroup, 90))).toBe(true)
  expect(await alive(seen(ids.terminalGroup, 91))).toBe(false)
  expect(await alive(seen(ids.terminalGroup, 0, true))).toBe(false)
})
