/** The menu of the chain: products with their dictionaries and prices, combos, menus of sales channels, tech cards. */
import type { SeedItem } from '../demo-chain.ts'
import { drinks } from './bar.ts'
import { burgersAndRolls } from './burgers-and-rolls.ts'
import { comboItems } from './combos.ts'
import { sweets } from './desserts.ts'
import { dictionaries } from './dictionaries.ts'
import { externalMenus } from './external-menus.ts'
import { menuGroups } from './groups.ts'
import { coldKitchen } from './kitchen-cold.ts'
import { hotKitchen } from './kitchen-hot.ts'
import { moreKitchen } from './kitchen-more.ts'
import { pizza } from './pizza.ts'
import { menuProducts } from './products.ts'
import type { Section } from './section.ts'
import { servicesAndStock } from './services-and-stock.ts'
import { techCards } from './tech-cards.ts'

const sections: readonly Section[] = [
  ...coldKitchen,
  ...hotKitchen,
  pizza,
  ...burgersAndRolls,
  ...moreKitchen,
  ...sweets,
  ...drinks,
  ...servicesAndStock,
]

export const menu = (): SeedItem[] => [
  ...dictionaries(),
  ...menuGroups(),
  ...menuProducts(sections),
  ...comboItems(),
  ...externalMenus(sections),
  ...techCards(),
]
