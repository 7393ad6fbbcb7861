import { useState } from 'react'
import type { Who } from './types.ts'

/** How far the server's clock was ahead of this computer's when somebody came in, ms: a sandbox lets it jump. */
export function useClockAhead(who: Who): number {
  const [ahead] = useState(() => Date.parse(who.now) - Date.now())
  return ahead
}
