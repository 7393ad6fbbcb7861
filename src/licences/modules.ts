/** A thing that is licensed. Programs ask for it by number, people buy it by name. */
export type LicenceModule = {
  name: string
  /** Numbers in public sources; those of some names are not known (front §1.7, server §2.4, cloud §4.1). */
  ids: readonly number[]
  /** What it opens. */
  opens: string
}

const cloud = 'iikoAPI Cloud'

export const licenceModules: readonly LicenceModule[] = [
  {
    name: 'iikoAPIServer',
    ids: [2000, 2200],
    opens: 'REST API of the server: corporation, OLAP, documents, events, employees',
  },
  { name: 'REST API v3', ids: [2400], opens: 'the third version of the REST API of the server' },
  { name: 'iikoAPIFront', ids: [21005108], opens: 'plugins of the till' },
  { name: 'iikoAPIFront self-service', ids: [21016318], opens: 'kiosks and plugins of their kind' },
  { name: 'iikoAPIFront Web', ids: [2050], opens: 'boards, electronic queues: one place for each browser' },
  { name: 'iikoAPIPayment', ids: [21005918], opens: 'loyalty and bank acquiring at the till' },
  { name: 'External fiscal registers', ids: [21023101], opens: 'plugins that drive fiscal registers' },
  { name: 'External scales', ids: [21023201], opens: 'plugins that drive scales' },
  { name: 'Customer screen', ids: [10000], opens: 'the second screen of a till' },
  { name: 'Fiscal commands', ids: [21052601], opens: 'fiscal commands from a plugin' },
  { name: 'Change of the main terminal', ids: [21053302], opens: 'fault tolerance by a plugin' },
  { name: 'Login without PIN', ids: [21057201], opens: 'authentication by a plugin' },
  { name: 'Tax category in price orders', ids: [21052802], opens: 'tax categories in price orders' },
  { name: 'iikoAPI Delivery', ids: [], opens: 'the API of iiko.biz' },
  { name: cloud, ids: [], opens: 'iikoCloud API' },
]

/** What is sold together. */
export const licencePackages: readonly { name: string; includes: readonly string[] }[] = [
  { name: 'Cloud', includes: [cloud] },
]

/** A module by its name in any letter case or by one of its numbers; one that we never met is a module too. */
export function moduleOf(asked: string | number): LicenceModule {
  const text = String(asked).trim()
  const id = /^\d+$/.test(text) ? Number(text) : null
  const known = licenceModules.find((one) =>
    id === null ? one.name.toLowerCase() === text.toLowerCase() : one.ids.includes(id),
  )
  if (known) return known
  return { name: id === null ? text : String(id), ids: id === null ? [] : [id], opens: '' }
}
