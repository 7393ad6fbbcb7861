import {
  type Money,
  PrecisionError,
  parseDecimal,
  type Quantity,
  quantityFromJson,
} from '../../../kernel/exact.ts'
import { type Refusal, refuse } from '../../../kernel/refusals.ts'
import type { PlaceOfOrder } from './place-of-order.ts'

/** 10 000 000 000 and 999.999, the limits of the wire (cloud-api §0.3.11). */
const moneyMax = 10_000_000_000
const quantityMax = 999_999n

export const invalidField = (field: string, message: string): Refusal =>
  refuse('request.field-invalid', { field, message })

/** A price or another sum that may not be negative. */
export function readPrice(value: number, field: string, place: PlaceOfOrder): Money {
  if (value < 0 || value > moneyMax) throw invalidField(field, `must be between 0 and ${moneyMax}`)
  return readMoney(value, field, place)
}

/** A sum of either sign: a negative discount is a surcharge (cloud-api §4.7). */
export function readMoney(value: number, field: string, { scale }: PlaceOfOrder): Money {
  if (Math.abs(value) > moneyMax) throw invalidField(field, `must be between -${moneyMax} and ${moneyMax}`)
  try {
    return parseDecimal(value, scale)
  } catch (error) {
    if (error instanceof PrecisionError) throw refuse('payment.precision', { sum: value, field })
    throw error
  }
}

/** Money that somebody pays: positive and payable with the smallest coin (cloud-api §2.4, `currencyMinimumDenomination`). */
export function readPaidSum(value: number, field: string, place: PlaceOfOrder): Money {
  const sum = readMoney(value, field, place)
  if (sum <= 0n) throw refuse('payment.sum-not-positive', { field })
  const coin = parseDecimal(place.organization.currency.minimumDenomination, place.scale)
  if (coin > 0n && sum % coin !== 0n) throw refuse('payment.precision', { sum: value, field })
  return sum
}

export function readQuantity(value: number, field: string): Quantity {
  try {
    const quantity = quantityFromJson(value)
    if (quantity >= 0n && quantity <= quantityMax) return quantity
  } catch (error) {
    if (!(error instanceof PrecisionError)) throw error
  }
  throw invalidField(field, 'must be between 0 and 999.999 with at most three decimals')
}
