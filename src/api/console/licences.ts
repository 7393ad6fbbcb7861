import type { ConsoleRoute } from './route.ts'
import type { ConsoleServices } from './services.ts'

/** What each module of each chain may do, and how many seats are taken now. */
export const licenceRoutes = ({ app, licences }: ConsoleServices): ConsoleRoute[] => [
  {
    method: 'GET',
    path: '/licences',
    text: {
      en: 'which API modules are open, how many seats are taken, until when',
      ru: 'какие модули API открыты, сколько мест занято и до какого дня',
    },
    async handle() {
      const chains = (await app.storage.now.tenants.list()).map(async ({ id, name }) => ({
        id,
        name,
        modules: (await licences.state(id)).map((module) => ({
          ...module,
          expiresAt: module.expiresAt === null ? null : new Date(module.expiresAt).toISOString(),
        })),
        seats: licences.seats(id),
      }))
      return { mode: licences.mode, chains: await Promise.all(chains) }
    },
  },
]
