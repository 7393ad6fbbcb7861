import type { FrontDoor } from '../../app/front/front-door.ts'
import type { TillOutcome, TillRequest } from '../../app/till/till-command.ts'

/** A till that this process plays, as the family needs it. */
export type PlayedTill = FrontDoor & { run(request: TillRequest): Promise<TillOutcome> }
