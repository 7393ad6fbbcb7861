import type { Role } from '../link/roles.ts'

/** The parts that a node plays. */
export type Works = {
  till: boolean
  /** Accepts orders, keeps pictures of them and waits for tills. */
  cloud: boolean
  /** Reports, cash shifts, documents, the event log. */
  server: boolean
}

/** A chain and a call centre are servers; a call centre's server accepts orders too (biz-card-api §16.1). */
export const worksOf = (roles: ReadonlySet<Role>): Works => ({
  till: roles.has('till'),
  cloud: roles.has('cloud') || roles.has('callcentre'),
  server: roles.has('server') || roles.has('chain') || roles.has('callcentre'),
})
