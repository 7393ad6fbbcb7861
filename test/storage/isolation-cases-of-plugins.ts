import { noon } from './an-order.ts'
import { type Cases, changes, counts, tells } from './isolation-case.ts'
import type { Own } from './two-tenants.ts'

/** Both tenants have the same module, group and key: only the tenant parts them. */
export const pluginPlaceOf = ({ tenantId }: Own) => ({
  tenantId,
  terminalGroupId: '99999999-0000-4000-8000-000000000001',
  moduleId: 21016318,
})

export const pluginCases: Pick<Cases, 'pluginData'> = {
  pluginData: {
    get: tells((tx, own) => tx.pluginData.get(pluginPlaceOf(own), 'key', noon)),
    set: changes((tx, own) => tx.pluginData.set(pluginPlaceOf(own), 'other', own.mark, noon)),
    all: tells(async (tx, own) => [...(await tx.pluginData.all(pluginPlaceOf(own), noon))]),
    count: counts(
      async (tx, own) => (await tx.pluginData.count(pluginPlaceOf(own))) > 0,
      () => true,
    ),
    remove: changes((tx, own) => tx.pluginData.remove(pluginPlaceOf(own), ['key'])),
    untouched: tells((tx, own) => tx.pluginData.untouched(pluginPlaceOf(own), noon + 1)),
  },
}
