import type { Catalog } from '../../../domain/reference/catalog.ts'
import { moneyToJson } from '../../../kernel/exact.ts'
import type { Uuid } from '../../../kernel/ids.ts'
import type { CashFlowCategory } from '../generated/types.ts'
import type { Handlers } from '../operation.ts'
import { scaleOf } from './moments.ts'
import { itemsOf, matching } from './scope.ts'

/** A category of cash flows as a part of others. */
export function cashFlowCategoryOf(catalog: Catalog, id: Uuid | null): CashFlowCategory | null {
  const category = catalog.find('cashFlowCategory', id)
  if (!category) return null
  const { code, parentId, type } = category.body
  return { id: category.id, code, parentCategoryId: parentId, type }
}

/** Types of pay-ins and pay-outs (server-api §7.4); their names are nowhere in it, their comments are. */
export const payInOutTypeHandlers: Handlers = {
  'GET /v2/entities/payInOutTypes/list': async ({ caller, query }) =>
    matching(itemsOf(caller, 'payInOutType'), query).map(({ id, isDeleted, body }) => {
      const conception = caller.catalog.find('conception', body.conceptionId)
      return {
        id,
        chiefAccount: body.chiefAccountId,
        account: body.accountId,
        counteragentType: body.counteragentType,
        transactionType: body.transactionType,
        cashFlowCategory: cashFlowCategoryOf(caller.catalog, body.cashFlowCategoryId),
        conception: conception
          ? { id: conception.id, code: conception.body.code, name: conception.body.name }
          : null,
        limit: moneyToJson(body.limit, scaleOf(caller)),
        comment: body.comment,
        mandatoryFrontComment: body.isCommentRequired,
        isDeleted,
      }
    }),
}
