import type { CardProblem, ModifierBinding } from '../../../domain/menu/modifier-rules.ts'
import type { BackOfficeProduct, ProductSubtype, ProductType } from '../../../domain/reference/books.ts'
import type { Uuid } from '../../../kernel/ids.ts'

/** A package as the back office writes it; without an id it is a new one. */
export type ContainerDraft = {
  id: Uuid | null
  num: string
  name: string
  /** Billionths of the product's main unit. */
  count: bigint
  weights: { min: number; max: number; empty: number; full: number }
  isUsedAtTill: boolean
  isDeleted: boolean
}

/** What a card says; members that are absent stay as they are (server-api §11.1). */
export type ProductDraft = {
  name: string
  description?: string
  /** The article. */
  num: string | null
  type: ProductType
  subtype: ProductSubtype | null
  measureUnitId: Uuid
  parentId?: Uuid | null
  /** Null takes the image away. */
  imageId?: Uuid | null
  taxCategoryId?: Uuid | null
  categoryId?: Uuid | null
  cookingPlaceId?: Uuid | null
  weightKg?: number
  allergenIds?: Uuid[]
  canSetOpenPrice?: boolean
  useBalanceForSell?: boolean
  modifiers?: ModifierBinding[]
  containers?: ContainerDraft[]
  barcodes?: { barcode: string; containerId: Uuid | null }[]
  backOffice: Partial<BackOfficeProduct>
}

/** Rules of the back office that a card breaks, by iiko's codes; the card was not written (server-api §17.7). */
export class CardRefused extends Error {
  override readonly name = 'CardRefused'
  readonly problems: readonly CardProblem[]
  constructor(problems: readonly CardProblem[]) {
    super(problems.map(({ code, value }) => `${code} ${value}`).join(', '))
    this.problems = problems
  }
}
