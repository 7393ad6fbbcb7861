import type { Permission } from '../../domain/reference/books.ts'
import type { App } from '../ports.ts'
import type { EntityLocks } from '../till/entity-locks.ts'
import type { PaymentDesk } from '../till/paying/payment-desk.ts'
import type { PrintDesk } from '../till/printing/print-desk.ts'
import type { WholeBatch, WholeFailure, WholeOwner } from '../till/run-whole.ts'
import type { StockHeld, StockQuestion } from '../till/stock-question.ts'
import type { Till, TillCommand } from '../till/till-command.ts'
import { Credentials } from './credentials.ts'
import type { TillPlace } from './model/till-place.ts'

/** A till as operations need it; a local till fits. */
export type TillBehindDoor = {
  till: Till
  code: string
  locks: EntityLocks
  /** It reaches its cloud. */
  isLineUp(): boolean
  /** A bank's terminal stands at it. */
  hasTerminal(): boolean
  /** Has money moved by others: a bank's terminal, payment systems of plugins. */
  readonly desk: Pick<PaymentDesk, 'canReturnWithoutOrder' | 'line' | 'maySilently' | 'nextAnswer'> | null
  /** Its printers; null: it has none to print on. */
  readonly printing: Pick<PrintDesk, 'look' | 'settle'> | null
  /** What stores of its restaurant hold, as its server knows it; null: the server cannot be asked now. */
  stockHeld(question: StockQuestion): Promise<StockHeld[] | null>
  /** Decides commands all or nothing, in one transaction. `by`: whose locks do not stand in the way. */
  runWhole(batch: WholeBatch, by: WholeOwner): Promise<WholeFailure | null>
}

/** What operations of the front read and do: one till and its books. */
export type FrontDoor = TillBehindDoor & {
  app: App
  /** What plugins were given for a PIN. */
  credentials: Credentials
  /** The right of the staff that a command needs; null: everybody may. One table with the till's screens. */
  rightNeeded(command: TillCommand['kind']): Permission | null
}

/** The door of a till that this process plays. */
export const openFrontDoor = (
  app: App,
  local: TillBehindDoor,
  rightNeeded: FrontDoor['rightNeeded'],
): FrontDoor => ({
  app,
  credentials: new Credentials(app, local.till),
  till: local.till,
  code: local.code,
  locks: local.locks,
  isLineUp: () => local.isLineUp(),
  hasTerminal: () => local.hasTerminal(),
  get desk() {
    return local.desk
  },
  get printing() {
    return local.printing
  },
  stockHeld: (question) => local.stockHeld(question),
  runWhole: (batch, by) => local.runWhole(batch, by),
  rightNeeded,
})

/** The books as they are now, from where the till stands. */
export async function placeOf({ app, till }: FrontDoor): Promise<TillPlace> {
  const catalog = (await app.catalog(till.tenantId)).at(app.clock.now())
  const organization = catalog.find('organization', till.organizationId)?.body
  return {
    catalog,
    organizationId: till.organizationId,
    terminalGroupId: till.terminalGroupId,
    scale: organization?.currency.scale ?? 2,
  }
}
