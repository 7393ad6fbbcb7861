import type { SaleInput } from '../commands.ts'
import type { Sale } from '../order.ts'
import type { Composition } from '../placing/composition.ts'
import { conceptionOf, priceCategoryOf } from '../placing/sale-terms.ts'
import { mergeExternalData } from '../sale-folds.ts'
import type { TillContext } from '../till-context.ts'

type SaidOfSale = Pick<
  SaleInput,
  | 'orderId'
  | 'externalNumber'
  | 'sourceKey'
  | 'menuId'
  | 'priceCategoryId'
  | 'guestId'
  | 'loyalty'
  | 'cheque'
  | 'externalData'
  | 'whenReceivedByApi'
>

/** The till has an id of its own for every order: what the cloud calls it is not what the till does (cloud-api §8.2). */
export const newSale = (
  ctx: TillContext,
  command: SaidOfSale,
  composition: Composition,
): Omit<Sale, 'version'> => ({
  id: command.orderId,
  posId: ctx.random.uuid(),
  tenantId: ctx.tenantId,
  organizationId: ctx.organizationId,
  terminalGroupId: ctx.terminalGroupId,
  number: ctx.nextNumber,
  externalNumber: command.externalNumber,
  sourceKey: command.sourceKey,
  menuId: command.menuId,
  priceCategory: priceCategoryOf(ctx, command.priceCategoryId),
  conception: conceptionOf(ctx),
  guestId: command.guestId,
  ...composition,
  loyalty: command.loyalty,
  cheque: command.cheque,
  externalData: mergeExternalData([], command.externalData),
  whenReceivedByApi: command.whenReceivedByApi,
  whenCreated: ctx.now,
  whenBillPrinted: null,
  whenClosed: null,
})
