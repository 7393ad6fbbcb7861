/** Menus that are composed for channels of sale. */
import type { Uuid } from '../../kernel/ids.ts'
import type { Named } from './named.ts'

export type ExternalMenuSection = Named & {
  id: Uuid
  description: string
  buttonImageUrl: string | null
  items: { productId: Uuid }[]
  comboIds: Uuid[]
}
/** A menu composed for a sales channel; `number` is the id that the wire shows (cloud-api §6.3). */
export type ExternalMenu = Named & {
  number: number
  description: string
  /** When true a request must name a price category. */
  usesPriceCategories: boolean
  priceCategoryIds: Uuid[]
  organizationIds: Uuid[]
  sections: ExternalMenuSection[]
}
