import type { Args } from '../arguments.ts'
import type { FrontPermission } from '../front-operation.ts'
import type { SessionPlan, StubKind } from './session-plan.ts'

/** An action of an edit session (front-api §2.4): it says what commands of the till it comes to. */
export type EditAction = {
  /** In the original, in camelCase. */
  name: string
  needs: FrontPermission
  /** What it makes; its id is the argument `id`, or one of the session's own. Absent: nothing. */
  creates?: StubKind
  /** It moves money: what the till refuses is a failed payment (front-api §6). */
  movesMoney?: true
  /** It is over when whoever moves the money of `order` has answered. */
  awaitsBank?: true
  /** `id`: of what it makes. */
  plan(plan: SessionPlan, args: Args, id: string): void | Promise<void>
}
