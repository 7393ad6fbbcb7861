import type { Uuid } from '../../../kernel/ids.ts'
import type { TechCard, TechCardItem } from '../../reference/books.ts'
import { nowhere } from '../store-specification.ts'

const perThousandth = 1_000_000n

/** A line that takes thousandths of an ingredient. */
export const aTechCardItem = (
  productId: Uuid,
  thousandths: bigint,
  changes: Partial<TechCardItem> = {},
): TechCardItem => ({
  id: productId,
  sortWeight: 0,
  productId,
  sizeId: null,
  stores: null,
  gross: thousandths * perThousandth,
  net: thousandths * perThousandth,
  yield: thousandths * perThousandth,
  trials: [],
  packages: 0n,
  containerId: null,
  ...changes,
})

/** A card of one portion that has always been valid. */
export const aTechCard = (
  productId: Uuid,
  items: readonly (readonly [productId: Uuid, thousandths: bigint] | TechCardItem)[],
  changes: Partial<TechCard> = {},
): TechCard => ({
  productId,
  validFrom: '2020-01-01',
  batch: 1000n * perThousandth,
  writeOff: 'ASSEMBLE',
  wholeAt: nowhere,
  sizes: 'COMMON',
  items: items.map((item) => ('id' in item ? item : aTechCardItem(...item))),
  texts: { technology: '', description: '', appearance: '', organoleptic: '', yield: '' },
  ...changes,
})
