import type { TillCommand } from '../../app/till/till-command.ts'
import type { ItemInput, ModifierInput, PaymentInput } from '../../domain/orders/commands.ts'
import type { Permission } from '../../domain/reference/books.ts'
import { moneyFromJson, PrecisionError, quantityFromJson } from '../../kernel/exact.ts'
import { isUuid, type Uuid } from '../../kernel/ids.ts'
import { type Refusal, refuse } from '../../kernel/refusals.ts'

/** A command as a screen sends it: `kind` as in the domain, ids as text, money and amounts as decimal numbers. */
export type CommandBody = { readonly kind: string } & Readonly<Record<string, unknown>>

/** Kinds that a screen may send and the permission that each needs. */
const permissions: Readonly<Record<string, Permission>> = {
  'delivery.confirm': 'deliveries.confirm',
  'delivery.cancelConfirmation': 'deliveries.confirm',
  'delivery.addItems': 'deliveries.edit',
  'delivery.changeItemAmount': 'deliveries.edit',
  'delivery.deleteItems': 'deliveries.edit',
  'delivery.printToKitchen': 'deliveries.edit',
  'delivery.setCooking': 'kitchen.bump',
  'delivery.updateStatus': 'deliveries.send',
  'delivery.printBill': 'deliveries.send',
  'delivery.cancelBill': 'deliveries.send',
  'delivery.changeComment': 'deliveries.edit',
  'delivery.changeProblem': 'deliveries.edit',
  'delivery.changeCourier': 'deliveries.send',
  'delivery.close': 'deliveries.close',
  'delivery.cancel': 'deliveries.cancel',
  'stopList.put': 'stop-list.edit',
  'stopList.remove': 'stop-list.edit',
  'shift.open': 'shift.open',
  'shift.close': 'shift.close',
  'personalShift.open': 'deliveries.send',
  'personalShift.close': 'deliveries.send',
}

/** The permission that a command needs; refuses kinds that screens may not send. */
export function permissionFor(kind: string): Permission {
  const permission = permissions[kind]
  if (!permission)
    throw refuse('request.field-invalid', { field: 'command.kind', message: `unknown kind ${kind}` })
  return permission
}

export type CommandReading = { scale: number; employeeId: Uuid; newId(): Uuid }

/** Reads a screen's command; refuses naming the field. */
export function readCommand(body: CommandBody, { scale, employeeId, newId }: CommandReading): TillCommand {
  const read = new FieldReader(body, scale)
  if (body.kind.startsWith('delivery.')) return readDeliveryCommand(body.kind, read)
  switch (body.kind) {
    case 'stopList.put':
      return {
        kind: body.kind,
        items: [
          {
            productId: read.uuid('productId'),
            sizeId: read.optionalUuid('sizeId'),
            balance: read.quantity('balance'),
          },
        ],
      }
    case 'stopList.remove':
      return {
        kind: body.kind,
        items: [{ productId: read.uuid('productId'), sizeId: read.optionalUuid('sizeId') }],
      }
    case 'shift.open':
      return { kind: body.kind, shiftId: newId(), employeeId }
    case 'shift.close':
      return { kind: body.kind, employeeId }
    case 'personalShift.open':
      return { kind: body.kind, personalShiftId: newId(), employeeId: read.uuid('employeeId'), roleId: null }
    case 'personalShift.close':
      return { kind: body.kind, employeeId: read.uuid('employeeId') }
    default:
      throw unknownKind(body.kind)
  }
}

const cookingStatuses = ['PrintedNotCooking', 'CookingStarted', 'CookingCompleted', 'Served'] as const

function readDeliveryCommand(kind: string, read: FieldReader): TillCommand {
  const orderId = read.uuid('orderId')
  const removalTypeId = read.optionalUuid('removalTypeId')
  const userIdForWriteoff = read.optionalUuid('userIdForWriteoff')
  switch (kind) {
    case 'delivery.confirm':
    case 'delivery.cancelConfirmation':
    case 'delivery.printToKitchen':
    case 'delivery.printBill':
    case 'delivery.cancelBill':
      return { kind, orderId }
    case 'delivery.addItems':
      return {
        kind,
        orderId,
        items: read.list('items').map((item) => itemInput(item)),
        combos: [],
      }
    case 'delivery.changeItemAmount':
      return {
        kind,
        orderId,
        positionId: read.uuid('positionId'),
        amount: read.quantity('amount'),
      }
    case 'delivery.deleteItems':
      return {
        kind,
        orderId,
        positionIds: read.uuids('positionIds'),
        removalTypeId,
        comment: read.optionalText('comment'),
        userIdForWriteoff,
      }
    case 'delivery.setCooking':
      return {
        kind,
        orderId,
        positionIds: read.uuids('positionIds'),
        status: read.oneOf('status', cookingStatuses),
      }
    case 'delivery.updateStatus':
      return {
        kind,
        orderId,
        status: read.oneOf('status', ['Waiting', 'OnWay', 'Delivered']),
        deliveryDate: null,
      }
    case 'delivery.changeComment':
      return { kind, orderId, comment: read.optionalText('comment') }
    case 'delivery.changeProblem':
      return { kind, orderId, ...problem(read.optionalText('description')) }
    case 'delivery.changeCourier':
      return { kind, orderId, courierId: read.optionalUuid('courierId'), isSelectedManually: true }
    case 'delivery.close':
      return {
        kind,
        orderId,
        deliveryDate: null,
        payments: read.list('payments').map(payment),
      }
    case 'delivery.cancel':
      return {
        kind,
        orderId,
        cancelCauseId: read.optionalUuid('cancelCauseId'),
        comment: read.optionalText('comment'),
        movedOrderId: null,
        removalTypeId,
        removalComment: read.optionalText('removalComment'),
        userIdForWriteoff,
      }
    default:
      throw unknownKind(kind)
  }
}

function itemInput(item: FieldReader): ItemInput {
  return {
    kind: 'Product',
    productId: item.uuid('productId'),
    positionId: null,
    sizeId: item.optionalUuid('sizeId'),
    amount: item.quantity('amount'),
    price: null,
    comment: item.optionalText('comment'),
    combo: null,
    modifiers: item.list('modifiers').map(
      (modifier): ModifierInput => ({
        positionId: null,
        productId: modifier.uuid('productId'),
        groupId: modifier.optionalUuid('groupId'),
        amount: modifier.quantity('amount'),
        price: null,
      }),
    ),
  }
}

function payment(line: FieldReader): PaymentInput {
  return {
    typeId: line.uuid('typeId'),
    kind: null,
    sum: line.money('sum'),
    isProcessedExternally: false,
    isFiscalizedExternally: false,
    isPrepay: false,
    additionalData: null,
  }
}

const problem = (description: string | null): { hasProblem: boolean; description: string | null } => ({
  hasProblem: description !== null,
  description,
})

const unknownKind = (kind: string): Refusal =>
  refuse('request.field-invalid', { field: 'command.kind', message: `unknown kind ${kind}` })

/** Fields of a JSON object, each by name or refused by name. */
class FieldReader {
  readonly #body: Readonly<Record<string, unknown>>
  readonly #scale: number

  constructor(body: Readonly<Record<string, unknown>>, scale: number) {
    this.#body = body
    this.#scale = scale
  }

  uuid(field: string): Uuid {
    return this.optionalUuid(field) ?? this.#missing(field)
  }

  optionalUuid(field: string): Uuid | null {
    const value = this.#body[field]
    if (value === undefined || value === null) return null
    if (typeof value !== 'string' || !isUuid(value)) throw this.#invalid(field, 'must be a uuid')
    return value.toLowerCase()
  }

  uuids(field: string): Uuid[] {
    const value = this.#body[field]
    if (!Array.isArray(value)) return this.#missing(field)
    return value.map((id: unknown) => {
      if (typeof id !== 'string' || !isUuid(id)) throw this.#invalid(field, 'must hold uuids')
      return id.toLowerCase()
    })
  }

  optionalText(field: string): string | null {
    const value = this.#body[field]
    if (value === undefined || value === null || value === '') return null
    if (typeof value !== 'string' || value.length > 1000)
      throw this.#invalid(field, 'must be text up to 1000 characters')
    return value
  }

  oneOf<Value extends string>(field: string, values: readonly Value[]): Value {
    const value = values.find((candidate) => candidate === this.#body[field])
    if (!value) throw this.#invalid(field, `must be one of ${values.join(', ')}`)
    return value
  }

  quantity(field: string): bigint {
    return this.#exact(field, quantityFromJson)
  }

  money(field: string): bigint {
    return this.#exact(field, (value) => moneyFromJson(value, this.#scale))
  }

  /** An absent list is empty. */
  list(field: string): FieldReader[] {
    const value = this.#body[field] ?? []
    if (!Array.isArray(value) || value.length > 500)
      throw this.#invalid(field, 'must be a list of at most 500')
    return value.map((line: unknown) => {
      if (line === null || typeof line !== 'object') throw this.#invalid(field, 'must hold objects')
      return new FieldReader(line as Record<string, unknown>, this.#scale)
    })
  }

  #exact(field: string, parse: (value: number) => bigint): bigint {
    const value = this.#body[field]
    if (typeof value !== 'number' || !Number.isFinite(value)) throw this.#invalid(field, 'must be a number')
    try {
      return parse(value)
    } catch (error) {
      if (error instanceof PrecisionError) throw this.#invalid(field, error.message)
      throw error
    }
  }

  #missing(field: string): never {
    throw refuse('request.field-required', { field })
  }

  #invalid(field: string, message: string): Error {
    return refuse('request.field-invalid', { field, message })
  }
}
