import { Args } from '../../../app/front/arguments.ts'
import { badArgument, FrontException } from '../../../app/front/exceptions.ts'
import type { FrontCaller, FrontPermission } from '../../../app/front/front-operation.ts'
import { frontOperations } from '../../../app/front/front-operations.ts'
import { type ModifierAmount, modifierAmountText } from '../../../app/front/model/modifier-amount.ts'
import { isUuid } from '../../../kernel/ids.ts'
import { FrontFault } from '../faults.ts'
import type { FrontWeb } from '../front-web.ts'
import type { PlayedTill } from '../played-till.ts'
import { momentOf } from '../read/till-reader.ts'
import type { FrontSession } from '../sessions.ts'
import type { StaffDoor } from '../staff.ts'
import { cook, readKitchenMove } from '../v1/kitchen-items.ts'
import { writeLegacyEntity } from '../write-entity.ts'
import { type RpcCall, RpcFault, type RpcParams, rpcCodes } from './json-rpc.ts'
import { rpcFaultOf } from './rpc-faults.ts'

const byId = (...entities: string[]): string[] =>
  entities.flatMap((entity) => [`Get${entity}ById`, `TryGet${entity}ById`])

/** `OperationsApi` of the original (front-api §7.2): it reads, and marks what the kitchen does; it takes no orders. */
export const operationNames: readonly string[] = [
  ...[
    'AuthenticateByPin',
    'GetUser',
    'GetCurrentUser',
    ...byId('User'),
    'GetUsers',
    'GetUserRoles',
    'GetRoles',
  ],
  ...[
    ...byId('Role'),
    'GetStrictAccordanceToScheduleUserRole',
    'OpenPersonalSession',
    'ClosePersonalSession',
  ],
  ...['OpenCafeSession', 'CloseCafeSession', 'IsAllCafeSessionsOpen', 'IsAllCafeSessionsClosed'],
  ...['AddNotificationMessage', 'AddWarningMessage', 'AddErrorMessage'],
  ...['GetKitchenOrders', ...byId('KitchenOrder'), 'ChangeKitchenOrderItemsProcessingStatus'],
  ...['GetAllProducts', 'GetActiveProducts', ...byId('Product'), 'GetProductGroups', ...byId('ProductGroup')],
  ...['GetProductCategories', ...byId('ProductCategory'), 'GetProductScales', ...byId('ProductScale')],
  ...['GetProductScaleSizes', 'GetProductSizes', ...byId('ProductSize'), 'GetCompoundItemTemplates'],
  ...[...byId('CompoundItemTemplate'), 'GetSimpleModifiers', 'GetGroupModifiers', 'GetCommonSimpleModifiers'],
  ...['GetCommonGroupModifiers', 'GetSplittableSimpleModifiers', 'GetSplittableGroupModifiers'],
  ...['GetModifierAmountString', 'GetPrice', 'GetPriceCategories', ...byId('PriceCategory')],
  ...['GetIncludedInMenuSectionsByProduct', 'GetProductsRemainingAmounts', 'IsProductSellingRestricted'],
  ...['TryGetProductMenuImage', 'TryGetProductGroupMenuImage', 'GetHostRestaurant', 'GetHostTerminal'],
  ...['GetHostTerminalSettings', 'GetHostTerminalsGroup', 'GetHostTerminalPointsOfSale', 'GetHostAgentId'],
  ...['GetOrganizationFingerprint', 'GetTerminals', ...byId('Terminal'), 'GetTerminalsGroups'],
  ...[...byId('TerminalsGroup'), 'GetTerminalsGroupTerminals', 'GetTerminalsGroupRestaurantSections'],
  ...['GetTerminalsGroupPointsOfSale', ...byId('PointOfSale'), ...byId('Conception')],
  ...['GetRestaurantSections', ...byId('RestaurantSection'), 'GetTables', ...byId('Table'), 'GetOrderTypes'],
  ...['GetDeletedOrderTypes', ...byId('OrderType'), 'IsDeliveryActive', 'IsDeliveryConfirmationActive'],
  'IsMultiCashRegisterConfiguration',
]

/** Names of parameters where they may be given by their places. */
const places: Readonly<Record<string, readonly string[]>> = {
  AuthenticateByPin: ['pin'],
  ChangeKitchenOrderItemsProcessingStatus: ['order', 'cookingItems', 'separateModifiers', 'newStatus'],
}

/** Names of API V7 that are called otherwise since. */
const renamed: Readonly<Record<string, string>> = {
  GetProductsRemainingAmounts: 'getStopListProductsRemainingAmounts',
  IsProductSellingRestricted: 'isStopListProductSellingRestricted',
}

const lowerFirst = (name: string): string => name.charAt(0).toLowerCase() + name.slice(1)

/** What an external board may do; the rights of its owner are asked besides. */
const reads: readonly FrontPermission[] = ['kitchen:read', 'staff:read', 'stop-list:read', 'cash:read']

/** Does calls of `OperationsApi` for a session. */
export class OperationsApi {
  readonly #web: FrontWeb
  readonly #staff: StaffDoor

  constructor(web: FrontWeb, staff: StaffDoor) {
    this.#web = web
    this.#staff = staff
  }

  /** Throws `RpcFault`: -32601 for what the original has not, or has and we have not. */
  async call(played: PlayedTill, session: FrontSession, { method, params }: RpcCall): Promise<unknown> {
    const name = method.replace(/^OperationsApi\./i, '')
    const known = operationNames.find((one) => one.toLowerCase() === name.toLowerCase())
    if (!known) throw new RpcFault(rpcCodes.unknownMethod, `Method not found: ${method.slice(0, 100)}`)
    try {
      const args = argumentsOf(known, params)
      if (known === 'ChangeKitchenOrderItemsProcessingStatus') return await this.#cook(played, session, args)
      if (known === 'GetModifierAmountString') return modifierAmountText(modifierOf(args))
      if (known === 'GetCurrentUser') return await this.#whoAsks(played, session)
      return await this.#run(played, session, known, args)
    } catch (error) {
      throw rpcFaultOf(error)
    }
  }

  async #run(
    played: PlayedTill,
    session: FrontSession,
    name: string,
    args: Record<string, unknown>,
  ): Promise<unknown> {
    const operation = frontOperations.get(renamed[name] ?? lowerFirst(name))
    if (!operation) throw new RpcFault(rpcCodes.unknownMethod, `${name} is not built yet`)
    const caller = await this.#callerOf(played, session)
    if (operation.needs && !caller.permissions.has(operation.needs))
      throw new FrontException('PermissionDeniedException', { codes: [operation.needs] })
    const { zone } = await momentOf(played)
    return writeLegacyEntity((await operation.run(played, caller, args)) ?? null, zone)
  }

  /** Whose session it is; null: of nobody of the staff. */
  async #whoAsks(played: PlayedTill, session: FrontSession): Promise<unknown> {
    const { owner } = session
    return owner.kind === 'employee'
      ? this.#run(played, session, 'GetUserById', { id: owner.employeeId })
      : null
  }

  /** False: somebody changed the dishes meanwhile (front-api §2.17). */
  async #cook(played: PlayedTill, session: FrontSession, args: Record<string, unknown>): Promise<boolean> {
    if (!session.scopes.has('kitchen:write'))
      throw new FrontException('PermissionDeniedException', { codes: ['kitchen:write'] })
    const order = idOf(args['order'] ?? args['kitchenOrderId'], 'order')
    const items = [...listOf(args['cookingItems']), ...listOf(args['separateModifiers'])]
    const revision = (args['order'] as { Revision?: unknown } | undefined)?.Revision
    const move = readKitchenMove({
      ids: items.map((one) => idOf(one, 'cookingItems')),
      status: args['newStatus'],
      expectedRevision: revision ?? null,
    })
    const { owner } = session
    const actor = owner.kind === 'employee' ? `employee:${owner.employeeId}` : `front:${session.module}`
    try {
      await cook(played, { ...move, id: this.#web.app.random.uuid(), orderId: order, actor })
      return true
    } catch (error) {
      if (error instanceof FrontFault && error.code === 'EntityModifiedException') return false
      throw error
    }
  }

  async #callerOf(played: PlayedTill, { owner, scopes }: FrontSession): Promise<FrontCaller> {
    return {
      ...played.till,
      name: 'web',
      permissions: new Set(scopes.has('kitchen:write') ? [...reads, 'kitchen:write', 'notices'] : reads),
      actor: owner.kind === 'employee' ? await this.#actorOf(played, owner.employeeId) : null,
    }
  }

  async #actorOf(played: PlayedTill, employeeId: string): Promise<FrontCaller['actor']> {
    const rights = await this.#staff.rightsOf(played, employeeId)
    const catalog = await this.#web.app.catalog(played.till.tenantId)
    const name = catalog.find('employee', employeeId)?.body.name ?? ''
    return rights && { employeeId, name, rights }
  }
}

/** By name in either letter case, or by place. */
function argumentsOf(name: string, params: RpcParams | undefined): Record<string, unknown> {
  if (params === undefined) return {}
  if (!Array.isArray(params))
    return Object.fromEntries(Object.entries(params).map(([key, value]) => [lowerFirst(key), value]))
  const names = places[name] ?? (name.endsWith('ById') ? ['id'] : [])
  if (params.length > names.length)
    throw badArgument(
      'params',
      `give ${names.length > 0 ? `at most ${names.length} values, or` : 'them'} by name`,
    )
  return Object.fromEntries(params.map((value, index) => [names[index] ?? '', value]))
}

/** What `GetModifierAmountString` is asked of; amounts are whole. */
function modifierOf(given: Record<string, unknown>): ModifierAmount {
  const args = new Args(given)
  return {
    amount: args.whole('amount', 0, 999),
    defaultAmount: args.optionalWhole('defaultAmount', 0, 999) ?? 0,
    isPaid: args.flag('isPaid'),
    hideIfDefaultAmount: args.flag('hideIfDefaultAmount'),
    amountIndependentOfParentAmount: args.flag('amountIndependentOfParentAmount'),
  }
}

/** An id, or an entity that was read. */
function idOf(value: unknown, field: string): string {
  const given =
    typeof value === 'object' && value !== null
      ? ((value as { Id?: unknown; id?: unknown }).Id ?? (value as { id?: unknown }).id)
      : value
  if (typeof given === 'string' && isUuid(given)) return given.toLowerCase()
  throw badArgument(field, 'must be an id or an entity')
}

function listOf(value: unknown): readonly unknown[] {
  if (value === undefined || value === null) return []
  if (Array.isArray(value)) return value
  throw badArgument('cookingItems', 'must be a list')
}
