/** Removing printed dishes: a removal type, its comment and who pays for the loss (cloud-api §4.11). */
import type { Uuid } from '../../../kernel/ids.ts'
import { refuse } from '../../../kernel/refusals.ts'
import type { Catalog } from '../../reference/catalog.ts'
import { isPrinted } from '../cooking.ts'
import type { ItemDeletion, OrderItem } from '../order.ts'
import { namedRef } from '../placing/sale-terms.ts'
import type { TillContext } from '../till-context.ts'

export type RemovalRequest = {
  removalTypeId: Uuid | null
  comment: string | null
  userIdForWriteoff: Uuid | null
  /** Nothing is written off, whatever the type could do (front-api §2.6.5). */
  withoutWriteoff?: boolean
}

const commentLengthMax = 255

/** `takenBy`: who took the order. `hasPrinted`: some of what goes is printed, so a removal type is a must. */
export function resolveRemoval(
  ctx: TillContext,
  takenBy: Uuid | null,
  request: RemovalRequest,
  hasPrinted: boolean,
): ItemDeletion {
  const comment = request.comment || null
  if (comment && comment.length > commentLengthMax)
    throw refuse('item.comment-too-long', { max: commentLengthMax })
  if (request.removalTypeId === null) {
    if (hasPrinted) throw refuse('cancel.removal-type-required')
    return { removalType: null, comment, writeoffUserId: null, at: ctx.now }
  }
  const removalType = namedRef(ctx, 'removalType', request.removalTypeId)
  const type = ctx.catalog.living('removalType', removalType?.id)?.body
  if (!removalType || !type) throw refuse('cancel.removal-type-unknown', { id: request.removalTypeId })
  if (type.reasonRequired && !comment) throw refuse('cancel.removal-comment-required', { name: type.name })
  if (request.withoutWriteoff)
    return { removalType, comment, writeoffUserId: null, withoutWriteoff: true, at: ctx.now }
  const writeoffUserId = writeoffUser(ctx, takenBy, type, request.userIdForWriteoff)
  return { removalType, comment, writeoffUserId, at: ctx.now }
}

type WriteoffRules = {
  name: string
  canWriteoffToCafe: boolean
  canWriteoffToWaiter: boolean
  canWriteoffToUser: boolean
}

/** The named user where the type allows it, else the restaurant (null), else the employee who took the order. */
function writeoffUser(
  ctx: TillContext,
  takenBy: Uuid | null,
  type: WriteoffRules,
  userId: Uuid | null,
): Uuid | null {
  if (type.canWriteoffToUser && userId !== null) {
    if (!namedRef(ctx, 'employee', userId)) throw refuse('order.operator-unknown', { id: userId })
    return userId
  }
  if (type.canWriteoffToCafe) return null
  if (type.canWriteoffToWaiter) return takenBy
  if (type.canWriteoffToUser) throw refuse('cancel.writeoff-user-required', { name: type.name })
  return null
}

/**
 * Whether a dish that is deleted so is lost: what the kitchen has a ticket for is, unless its removal type writes nothing
 * off or whoever deleted it said so (front-api §2.6).
 */
export function isWrittenOff(catalog: Catalog, item: OrderItem, deletion: ItemDeletion | null): boolean {
  if (!isPrinted(item) || deletion?.withoutWriteoff) return false
  const type = catalog.find('removalType', deletion?.removalType?.id)?.body
  return !type || type.canWriteoffToCafe || type.canWriteoffToWaiter || type.canWriteoffToUser
}
