import { keepCatalogs } from '../app/books/catalogs.ts'
import { keepSleepers } from '../app/cloud/sleeping-tills.ts'
import { keepBlacklist } from '../app/loyalty/blacklist.ts'
import type { App, Storage } from '../app/ports.ts'
import type { Clock } from '../kernel/clock.ts'
import type { Random } from '../kernel/random.ts'

/**
 * What the rooms share; what it keeps of the storage can be forgotten at once. `wake` hears that entries were written,
 * `tillAtHand` knows the tills of this process.
 */
export function openApp(
  storage: Storage,
  { clock, random, isUnderChain = false }: { clock: Clock; random: Random; isUnderChain?: boolean },
  wake: () => void = () => {},
  tillAtHand: App['tillAtHand'] = () => null,
): { app: App; forgetAll(): void } {
  const catalogs = keepCatalogs(storage, clock)
  const sleepers = keepSleepers(storage, clock)
  const blacklist = keepBlacklist(storage, clock)
  const { of: catalog, forget: forgetCatalog } = catalogs
  return {
    app: {
      ...{ storage, clock, random, catalog, forgetCatalog, sleepers, blacklist, tillAtHand, wake },
      isUnderChain,
    },
    forgetAll() {
      catalogs.forgetAll()
      sleepers.forget()
      blacklist.forget()
    },
  }
}
