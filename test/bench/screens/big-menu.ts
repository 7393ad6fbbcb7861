/** The demo chain with a menu of a size that no restaurant needs and some chains have. */
import { demoId, seedItem } from '../../../src/seed/demo/demo-chain.ts'
import { type DemoChain, demoChain } from '../../../src/seed/demo/index.ts'
import { productByCode } from '../../support/orders.ts'

const perGroup = 100

/** `count` dishes in groups of a hundred, besides the demo's own; each costs what the soup does. */
export function chainWithDishes(count: number): DemoChain {
  const chain = demoChain()
  const soupId = productByCode(chain, '10101')
  const soup = chain.items.find(({ book, id }) => book === 'product' && id === soupId)
  const group = chain.items.find((item) => item.book === 'productGroup' && item.body.isIncludedInMenu)
  if (soup?.book !== 'product' || group?.book !== 'productGroup') throw new Error('the demo sells no soup')
  const groupId = (index: number): string => demoId('productGroup', `bench/${index}`)
  const dishId = (index: number): string => demoId('product', `bench/dish/${index}`)
  const groups = Array.from({ length: Math.ceil(count / perGroup) }, (_, index) =>
    seedItem('productGroup', `bench/${index}`, {
      ...group.body,
      ...{
        name: `Группа ${index}`,
        nameEn: `Group ${index}`,
        code: `g${index}`,
        parentId: null,
        order: 1000 + index,
      },
      imageLinks: [],
    }),
  )
  const dishes = Array.from({ length: count }, (_, index) =>
    seedItem('product', `bench/dish/${index}`, {
      ...soup.body,
      ...{ name: `Блюдо ${index}`, nameEn: `Dish ${index}`, code: String(500_000 + index), barcodes: [] },
      ...{ parentGroupId: groupId(Math.floor(index / perGroup)), imageLinks: [], order: index },
      // A tap takes it.
      ...{ modifiers: [], groupModifiers: [], modifierSchemaId: null },
    }),
  )
  const items = chain.items.map((item): (typeof chain.items)[number] => {
    const soupPrice = item.book === 'priceList' ? item.body.prices[soupId] : undefined
    if (item.book !== 'priceList' || !soupPrice) return item
    const prices = { ...item.body.prices }
    for (let index = 0; index < count; index++) prices[dishId(index)] = soupPrice
    return { ...item, body: { ...item.body, prices } }
  })
  return { ...chain, items: [...items, ...groups, ...dishes] }
}
