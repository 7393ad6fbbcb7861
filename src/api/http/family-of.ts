import type { FastifyRequest } from 'fastify'
import { doorOf, type FamilyId } from './door-table.ts'

const familyByRoute = new Map<string, FamilyId | null>()

/** The family of a call, by the route that answers it, of which there are few; a path of a stranger has none. */
export function familyOf(request: FastifyRequest): FamilyId | null {
  const route = request.routeOptions.url
  if (route === undefined) return null
  let family = familyByRoute.get(route)
  if (family === undefined) {
    family = doorOf(route)?.row.family ?? null
    familyByRoute.set(route, family)
  }
  return family
}
