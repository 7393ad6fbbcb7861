import { useState } from 'react'

/**
 * Leads on by `goTo` to another screen once what was asked for here is done. Whoever went elsewhere in the meantime stays
 * where they are: a late answer must not take the screen out of their hands.
 */
export function useGoOn<Where extends unknown[]>(goTo: (...where: Where) => void): (...where: Where) => void {
  const [from] = useState(() => location.hash)
  return (...where) => {
    if (location.hash === from) goTo(...where)
  }
}
