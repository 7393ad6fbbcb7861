import type { App } from '../app/ports.ts'
import type { BankTerminal } from '../app/till/paying/payment-system.ts'
import type { PrinterLine } from '../app/till/printing/printer-line.ts'
import type { CashRegister } from '../app/till/register/cash-register.ts'
import type { Scales } from '../app/till/weighing/scales.ts'
import type { FollowerSpec } from '../journal/followers.ts'
import type { Uuid } from '../kernel/ids.ts'
import type { Random } from '../kernel/random.ts'
import type { Role } from '../link/roles.ts'
import type { ReportCopy } from '../storage/columnar/report-copy.ts'
import type { Engine } from '../storage/engines/index.ts'
import type { Log } from './log.ts'
import type { SandboxClock } from './sandbox-clock.ts'
import type { LocalTill } from './tills.ts'

export type NodeOptions = {
  engine: Engine
  clock: SandboxClock
  random: Random
  roles: ReadonlySet<Role>
  log: Log
  /** This node is a till on its own: it plays the one group that its cloud told it, or none yet. */
  isLinkedTill?: boolean
  /** A chain owns the books of this server. */
  isUnderChain?: boolean
  /** It may be the standby of that till: it plays nothing until {@link Node.holdTills} says so. */
  isHeldAtStart?: boolean
  /** The bank terminal of a till; absent: no till has one. */
  terminalOf?: (terminalGroupId: Uuid) => BankTerminal
  /** The way to the printers of tills; absent: nothing is printed. */
  printerLine?: PrinterLine
  /** The fiscal register of a till; absent: none can stand at one. */
  registerOf?: (terminalGroupId: Uuid) => CashRegister
  /** The scales of a till; absent: none can stand at one. */
  scalesOf?: (terminalGroupId: Uuid) => Scales
  /** It begins to work when {@link Node.begin} says so: whoever calls first need not wait for what is made up for. */
  isToldToBegin?: boolean
  /** What answers reports before the database has to. */
  reportCopy?: ReportCopy | null
  /** Followers of other rooms, such as the log files; `tills` are those that this node plays. */
  followers?: (app: App, tills: ReadonlyMap<Uuid, LocalTill>) => FollowerSpec[]
}
