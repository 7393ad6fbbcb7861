/** What people note on an order without touching its composition or money (cloud-api §4.11). */
import { refuse } from '../../../kernel/refusals.ts'
import type { Sale } from '../order.ts'
import { namedRef } from '../placing/sale-terms.ts'
import type { Deed } from './deed.ts'

const problemLengthMax = 1000

/** Replaces; an empty text clears. */
export const changeComment: Deed<'delivery.changeComment'> = (_ctx, order, command) => {
  const comment = command.comment || null
  return comment === order.comment ? [] : [{ kind: 'delivery.commentChanged', comment }]
}

/** Somebody with an operator's rights. */
export const changeOperator: Deed<'delivery.changeOperator'> = (ctx, order, { operatorId }) => {
  const operator = namedRef(ctx, 'employee', operatorId)
  if (!operator || !ctx.catalog.living('employee', operatorId)?.body.isOperator) {
    throw refuse('order.operator-unknown', { id: operatorId })
  }
  return order.operator?.id === operatorId ? [] : [{ kind: 'delivery.operatorChanged', operator }]
}

/** Clearing the flag keeps the text unless another is given (front-api §2.7). */
export const changeProblem: Deed<'delivery.changeProblem'> = (_ctx, order, command) => {
  const { hasProblem } = command
  const description = command.description ?? order.problem?.description ?? null
  if ((description?.length ?? 0) > problemLengthMax) {
    throw refuse('order.problem-text-too-long', { max: problemLengthMax })
  }
  const isSame = order.problem?.hasProblem === hasProblem && order.problem.description === description
  return isSame ? [] : [{ kind: 'delivery.problemChanged', hasProblem, description }]
}

export const changeExternalData: Deed<'delivery.changeExternalData'> = (_ctx, order, command) => {
  const externalData = changedData(order, command.externalData)
  return externalData.length > 0 ? [{ kind: 'delivery.externalDataChanged', externalData }] : []
}

/** Upsert by key; a key that is not named is left alone. Gives what would be another than it is. */
export function changedData(
  order: Pick<Sale, 'externalData'>,
  given: Sale['externalData'],
): Sale['externalData'] {
  const before = new Map(order.externalData.map((entry) => [entry.key, entry]))
  const last = new Map(given.map((entry) => [entry.key, entry]))
  return [...last.values()].filter(({ key, value, isPublic, isDeleted }) => {
    const old = before.get(key)
    return isDeleted ? old !== undefined : old?.value !== value || old.isPublic !== isPublic
  })
}
