/**
 * What an administrator may do, each role what the one before it may and more: a viewer looks, an operator runs the day
 * (zones and hours, guests and their money, webhooks that are set: tried, sent again, let in again), an owner opens doors (keys,
 * applications, where events go, licences) and says what guests are promised (programmes).
 */
export const adminRoles = ['viewer', 'operator', 'owner'] as const
export type AdminRole = (typeof adminRoles)[number]

/** Whether a role is enough for what needs another one. */
export const mayDo = (role: AdminRole, needed: AdminRole): boolean =>
  adminRoles.indexOf(role) >= adminRoles.indexOf(needed)
