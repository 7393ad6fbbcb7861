/** Ports of the role till: its orders, tables, stop list and shifts. */
import type { TillWallet } from '../domain/loyalty/till-wallet.ts'
import type { DeliveryOrder } from '../domain/orders/order.ts'
import type { TableOrder } from '../domain/orders/tables/table-order.ts'
import type { Reserve } from '../domain/reserves/reserve.ts'
import type { CashShift, PersonalShift } from '../domain/shifts/shifts.ts'
import type { StopListItem } from '../domain/stop-list/stop-list.ts'
import type { Uuid } from '../kernel/ids.ts'

/** Orders of the role till. */
export type TillOrders = {
  /** Locked until the transaction ends. */
  loadForChange(tenantId: Uuid, organizationId: Uuid, ids: readonly Uuid[]): Promise<Map<Uuid, DeliveryOrder>>
  load(tenantId: Uuid, organizationId: Uuid, ids: readonly Uuid[]): Promise<Map<Uuid, DeliveryOrder>>
  save(orders: readonly DeliveryOrder[]): Promise<void>
  /** Open orders and those created since `since`, by promised time. */
  board(tenantId: Uuid, terminalGroupId: Uuid, since: number): Promise<DeliveryOrder[]>
  countOpen(tenantId: Uuid, terminalGroupId: Uuid): Promise<number>
  /** Counters of a till by name, each with the last number given. */
  counters(at: {
    tenantId: Uuid
    organizationId: Uuid
    terminalGroupId: Uuid
  }): Promise<{ name: string; value: number }[]>
  /** Takes `count` numbers of a counter and returns the first. */
  takeNumbers(
    at: { tenantId: Uuid; organizationId: Uuid; terminalGroupId: Uuid; counter: string },
    count: number,
  ): Promise<number>
  /** Ids of `ids` that were used before; claims the others. */
  claimPositions(tenantId: Uuid, organizationId: Uuid, ids: readonly Uuid[], at: number): Promise<Set<Uuid>>
  /** Gives back ids that were claimed in this transaction and not used. */
  releasePositions(tenantId: Uuid, ids: readonly Uuid[]): Promise<void>
}

/** Orders on tables of the role till. */
export type TableOrders = {
  /** Those with these ids, and the open ones of the till on these tables or with these ids of its own; locked. */
  loadForChange(
    till: { tenantId: Uuid; organizationId: Uuid; terminalGroupId: Uuid },
    wanted: { orderIds: readonly Uuid[]; tableIds: readonly Uuid[]; posOrderIds: readonly Uuid[] },
  ): Promise<Map<Uuid, TableOrder>>
  save(orders: readonly TableOrder[]): Promise<void>
  load(tenantId: Uuid, organizationId: Uuid, ids: readonly Uuid[]): Promise<Map<Uuid, TableOrder>>
  /** Open orders and those created since `since`, by creation. */
  board(tenantId: Uuid, terminalGroupId: Uuid, since: number): Promise<TableOrder[]>
  countOpen(tenantId: Uuid, terminalGroupId: Uuid): Promise<number>
}

/** Reserves of the role till. */
export type Reserves = {
  /** Those with these ids, and all that keep tables of the till; locked. */
  loadForChange(
    till: { tenantId: Uuid; organizationId: Uuid; terminalGroupId: Uuid },
    ids: readonly Uuid[],
  ): Promise<Map<Uuid, Reserve>>
  save(reserves: readonly Reserve[]): Promise<void>
  load(tenantId: Uuid, organizationId: Uuid, ids: readonly Uuid[]): Promise<Map<Uuid, Reserve>>
  /** Those that keep tables and those that began since `since`, by their start. */
  board(tenantId: Uuid, terminalGroupId: Uuid, since: number): Promise<Reserve[]>
}

/** What a till knows of guests' wallets. */
export type TillWallets = {
  /** Of all these guests; locked. */
  loadForChange(
    till: { tenantId: Uuid; terminalGroupId: Uuid },
    guestIds: readonly Uuid[],
  ): Promise<TillWallet[]>
  save(till: { tenantId: Uuid; terminalGroupId: Uuid }, wallets: readonly TillWallet[]): Promise<void>
}

export type StopLists = {
  atTill(tenantId: Uuid, terminalGroupId: Uuid): Promise<StopListItem[]>
  saveAtTill(
    tenantId: Uuid,
    organizationId: Uuid,
    terminalGroupId: Uuid,
    items: readonly StopListItem[],
  ): Promise<void>
  /** Last known lists, by terminal group. */
  inCloud(
    tenantId: Uuid,
    organizationIds: readonly Uuid[],
  ): Promise<{ organizationId: Uuid; terminalGroupId: Uuid; items: StopListItem[] }[]>
  saveInCloud(
    tenantId: Uuid,
    organizationId: Uuid,
    terminalGroupId: Uuid,
    items: readonly StopListItem[],
  ): Promise<void>
}

export type Shifts = {
  openCashShift(tenantId: Uuid, terminalGroupId: Uuid): Promise<CashShift | null>
  /** The one with the highest number, open or closed; null: there was none yet. */
  lastCashShift(tenantId: Uuid, terminalGroupId: Uuid): Promise<CashShift | null>
  saveCashShift(tenantId: Uuid, organizationId: Uuid, terminalGroupId: Uuid, shift: CashShift): Promise<void>
  openPersonalShifts(tenantId: Uuid, organizationId: Uuid): Promise<PersonalShift[]>
  savePersonalShift(
    tenantId: Uuid,
    organizationId: Uuid,
    terminalGroupId: Uuid,
    shift: PersonalShift,
  ): Promise<void>
}
