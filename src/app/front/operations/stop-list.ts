/** The stop list (front-api §2.14). */
import type { StopListItem } from '../../../domain/stop-list/stop-list.ts'
import { stopListKey } from '../../../domain/stop-list/stop-list.ts'
import type { Quantity } from '../../../kernel/exact.ts'
import type { Uuid } from '../../../kernel/ids.ts'
import type { Args } from '../arguments.ts'
import type { FrontOperation } from '../front-operation.ts'
import type { SellingPossibility } from '../model/enums.ts'
import { stopListRowOf } from '../model/stop-list.ts'
import { amount } from '../model/till-place.ts'
import { runOne } from '../run-one.ts'
import { type Asking, operation } from './define.ts'

const rowsOf = ({ door: { app, till } }: Asking): Promise<StopListItem[]> =>
  app.storage.now.stopLists.atTill(till.tenantId, till.terminalGroupId)

type Named = { productId: Uuid; sizeId: Uuid | null }
const named = (args: Args): Named => ({
  productId: args.id('product'),
  sizeId: args.optionalId('productSize'),
})

const put = ({ door, caller }: Asking, items: (Named & { balance: Quantity })[]) =>
  runOne(door, caller, { kind: 'stopList.put', items })
const remove = ({ door, caller }: Asking, items: Named[]) =>
  runOne(door, caller, { kind: 'stopList.remove', items })

const isStopped = async (asking: Asking): Promise<boolean> => {
  const { productId, sizeId } = named(asking.args)
  const rows = await rowsOf(asking)
  return rows.some(
    (row) =>
      row.balance <= 0n && row.productId === productId && (row.sizeId === null || row.sizeId === sizeId),
  )
}

/** Whether so much of each may be sold, by whoever asks: who edits the list may sell what is stopped (`F_EM`). */
async function checkRestrictions(asking: Asking) {
  const { args, caller } = asking
  const left = new Map(
    (await rowsOf(asking)).map((row) => [stopListKey(row.productId, row.sizeId), row.balance]),
  )
  const exceeded = args.parts('productsAndAmount').flatMap((part) => {
    const { productId, sizeId } = named(part)
    const balance = left.get(stopListKey(productId, sizeId)) ?? left.get(stopListKey(productId, null))
    return balance !== undefined && part.amount('amount') > balance
      ? [{ productId, sizeId, remainingAmount: amount(balance) }]
      : []
  })
  const mayForce = caller.actor?.rights.has('stop-list.edit') ?? false
  const otherwise: SellingPossibility = mayForce ? 'AllowedForced' : 'Restricted'
  const checkResult: SellingPossibility = exceeded.length === 0 ? 'Allowed' : otherwise
  return { checkResult, productsExceedRemainingAmounts: exceeded }
}

export const stopListOperations: readonly FrontOperation[] = [
  operation('getStopListProductsRemainingAmounts', 'stop-list:read', async (asking) =>
    (await rowsOf(asking)).map((row) => stopListRowOf(asking.place, row)),
  ),
  operation('isStopListProductSellingRestricted', 'stop-list:read', isStopped),
  operation('checkStopListProductsSellingRestrictions', 'stop-list:read', checkRestrictions),
  operation('addProductToStopList', 'stop-list:write', (asking) =>
    put(asking, [{ ...named(asking.args), balance: 0n }]),
  ),
  operation('addProductsToStopList', 'stop-list:write', (asking) =>
    put(
      asking,
      asking.args.parts('stopListItems').map((part) => ({ ...named(part), balance: 0n })),
    ),
  ),
  operation('setStopListProductRemainingAmount', 'stop-list:write', (asking) =>
    put(asking, [{ ...named(asking.args), balance: asking.args.amount('amount') }]),
  ),
  operation('setStopListProductsRemainingAmounts', 'stop-list:write', (asking) =>
    put(
      asking,
      asking.args.parts('stopListItems').map((part) => ({ ...named(part), balance: part.amount('amount') })),
    ),
  ),
  operation('removeProductFromStopList', 'stop-list:write', (asking) => remove(asking, [named(asking.args)])),
  operation('removeProductsFromStopList', 'stop-list:write', (asking) =>
    remove(asking, asking.args.parts('productsWithSizes').map(named)),
  ),
  operation('clearStopList', 'stop-list:write', ({ door, caller }) =>
    runOne(door, caller, { kind: 'stopList.clear' }),
  ),
]
