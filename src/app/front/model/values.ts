/** What the entities of `Resto.Front.Api` are made of, in our form (front-api §8, §10.1). */
import type { Uuid } from '../../../kernel/ids.ts'

/** Epoch milliseconds. */
export type Instant = number
/** Milliseconds. */
export type Duration = number
/** Exact in the places of its kind: minor units of the currency, or thousandths; printed from a bigint. */
export type Decimal = number

export type Entity = { readonly id: Uuid }
/** `revision`: another number is another state; it only grows. Of reference data it is the books' revision. */
export type Versioned = Entity & { readonly revision: number }

/** An entity named where it is part of another: enough to show it, and to ask for it whole. */
export type Ref = Entity & { readonly name: string }
/** `number` is the article. */
export type ProductRef = Ref & { readonly number: string }
