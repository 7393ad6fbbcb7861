import { useState } from 'react'
import { goTo, type Route } from './route.ts'

/**
 * Leads on to another screen once what was asked for here is done. Whoever went elsewhere in the meantime stays where
 * they are: a late answer must not take the screen out of their hands.
 */
export function useGoOn(): (to: Route) => void {
  const [from] = useState(() => location.hash)
  return (to) => {
    if (location.hash === from) goTo(to)
  }
}
