import { expect, test } from 'vitest'
import { aCatalog } from '../reference/testing/a-catalog.ts'
import { anId, bookItem, ids } from '../reference/testing/catalog-ids.ts'
import { aTechCard, aTechCardItem } from './testing/a-tech-card.ts'
import { whereUsed } from './where-used.ts'

const billion = 1_000_000_000n
const [broth, soup, laterSoup] = [anId(8301), anId(8302), anId(8303)]
const lossy = aTechCardItem(ids.ham, 100n, { net: 90_000_000n, yield: 80_000_000n })

/** Ham is in the broth (here: the tea), of which a batch is two, and the broth is in the soup. */
const catalog = aCatalog({
  items: [
    bookItem(
      'techCard',
      broth,
      aTechCard(
        ids.tea,
        [
          [ids.ham, 1000n],
          [ids.juice, 2000n],
        ],
        { batch: 2n * billion },
      ),
    ),
    bookItem('techCard', soup, aTechCard(ids.soup, [[ids.tea, 250n], lossy])),
    bookItem('techCard', laterSoup, aTechCard(ids.soup, [[ids.juice, 1n]], { validFrom: '2027-06-01' })),
  ],
})
const costs = new Map([
  [ids.ham, 400n * billion],
  [ids.juice, 20n * billion],
])
const asked = {
  organizationId: ids.organization,
  day: '2027-03-12',
  withSubtree: false,
  unitCost: (id: string) => costs.get(id) ?? null,
}

test('dishes that a product itself is in, with what is lost of it and what it costs', () => {
  const uses = whereUsed(catalog, ids.ham, asked)
  expect(uses.map(({ productId, level, amountIn }) => [productId, level, amountIn])).toEqual([
    [ids.tea, 1, billion / 2n],
    [ids.soup, 1, billion / 10n],
  ])
  expect(uses[1]).toMatchObject({ amountMiddle: 90_000_000n, amountOut: 80_000_000n })
  // Half a ham and a juice; a quarter of that and a tenth of a ham.
  expect(uses.map(({ cost, dishCost }) => [cost, dishCost])).toEqual([
    [200n * billion, 220n * billion],
    [40n * billion, 95n * billion],
  ])
})

test('and dishes of what is made with it, under it', () => {
  const uses = whereUsed(catalog, ids.ham, { ...asked, withSubtree: true })
  expect(
    uses.map(({ productId, parentCardId, level, amountIn }) => [productId, parentCardId, level, amountIn]),
  ).toEqual([
    [ids.tea, null, 1, billion / 2n],
    [ids.soup, broth, 2, billion / 8n],
    [ids.soup, null, 1, billion / 10n],
  ])
})

test('by the cards of the day, in the restaurant', () => {
  const used = (day: string) => whereUsed(catalog, ids.juice, { ...asked, day }).map(({ cardId }) => cardId)
  expect(used('2027-05-31')).toEqual([broth])
  expect(used('2027-06-01')).toEqual([broth, laterSoup])
  expect(used('2019-12-31')).toEqual([])
  const elsewhere = { organizationIds: [anId(8399)], isInverse: false }
  const only = aCatalog({
    items: [
      bookItem('techCard', soup, aTechCard(ids.soup, [aTechCardItem(ids.ham, 100n, { stores: elsewhere })])),
    ],
  })
  expect(whereUsed(only, ids.ham, asked)).toEqual([])
})

test('cards that lead back to themselves end', () => {
  const endless = aCatalog({
    items: [
      bookItem('techCard', broth, aTechCard(ids.tea, [[ids.soup, 1000n]])),
      bookItem('techCard', soup, aTechCard(ids.soup, [[ids.tea, 1000n]])),
    ],
  })
  const uses = whereUsed(endless, ids.tea, { ...asked, withSubtree: true, unitCost: () => null })
  expect(uses.map(({ productId }) => productId)).toEqual([ids.soup])
})
