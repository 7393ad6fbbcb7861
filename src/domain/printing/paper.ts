/** What a job of a printer prints: a name for the paper, not its text. */
import type { Uuid } from '../../kernel/ids.ts'
import type { MovedPrepayment, RegisterTask } from '../fiscal/register-task.ts'

export type Paper =
  /** Of an order: its bill, its receipt, the bill that goes with a courier. */
  | { kind: 'bill' | 'receipt' | 'delivery' }
  | { kind: 'return'; returnId: Uuid }
  /** For one printer of the kitchen: what is to be cooked, and what is not to be cooked any more. */
  | { kind: 'kitchen' | 'deletion'; positionIds: Uuid[]; isFirst: boolean }
  /** X while the shift runs, Z once it is closed. */
  | { kind: 'shift'; shiftId: Uuid }
  | { kind: 'cash'; shiftId: Uuid; movementId: Uuid }
  /** Money for an order that goes on, taken or given back. */
  | ({ kind: 'prepayment' } & MovedPrepayment)
  /** Receipt markup of somebody else: a plugin's. */
  | { kind: 'document'; markup: string }
  | { kind: 'test' }
  /** No paper at all: a drawer springs open. */
  | { kind: 'drawer' }
  /** Not a printer's but the fiscal register's own (ADR 37). */
  | { kind: 'fiscal'; task: RegisterTask }

export type PaperKind = Paper['kind']
