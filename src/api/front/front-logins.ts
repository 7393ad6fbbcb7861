/** Which codes open the old API: numbers of licence modules besides PINs, or PINs alone (front-api §7.1). */
export const frontLogins = ['module', 'pin'] as const
export type FrontLogin = (typeof frontLogins)[number]
