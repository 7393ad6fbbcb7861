/**
 * Tells everybody of a range that is set aside: others may have some of it, from the cloud. The follower of a main till's
 * books comes by it, for they may have begun anew; the cloud draws its pictures of it anew.
 */
export const setAsideKind = 'till.setAside'
