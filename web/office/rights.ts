import { createContext, useContext } from 'react'
import type { Role } from '../kit/desk/types.ts'
import { useText } from './texts.ts'

export const RoleContext = createContext<Role>('viewer')
const rank = { viewer: 0, operator: 1, owner: 2 } as const

/** Why this person may not do what needs a role; null: they may. */
export function useForbidden(): (needed: 'operator' | 'owner') => string | null {
  const role = useContext(RoleContext)
  const t = useText()
  return (needed) => (rank[role] >= rank[needed] ? null : t(`office.no-right.${needed}`))
}
