import type { WatchedDevice } from '../../../app/admin/watch-devices.ts'
import { type WatchedPlugin, type WatchedTill, watchTills } from '../../../app/admin/watch-tills.ts'
import { moneyToJson } from '../../../kernel/exact.ts'
import { describeRefusal } from '../../../kernel/refusals.ts'
import { isoOrNull, type Route } from '../call.ts'

/** All tills of the chain as they stand now; whoever looks may see it. */
export const monitorRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/monitor',
    needs: 'viewer',
    async handle({ app, scope, services }) {
      const [tills, modules] = await Promise.all([
        watchTills(app, scope.tenantId, await services.lines()),
        services.licences.state(scope.tenantId),
      ])
      return {
        now: new Date(app.clock.now()).toISOString(),
        tills: tills.map(tillView),
        seats: modules
          .filter(({ taken, seats }) => taken > 0 || seats !== null)
          .map(({ name, seats, taken, isValid }) => ({ name, seats, taken, isValid })),
      }
    },
  },
]

function tillView({ terminalGroupId, group, organization, shift, today, ...facts }: WatchedTill) {
  const { currency } = organization.body
  const revenue = moneyToJson(today.revenue, currency.scale)
  return {
    id: terminalGroupId,
    code: group.code,
    name: group.name,
    nameEn: group.nameEn ?? null,
    organization: organization.body.name,
    organizationEn: organization.body.nameEn ?? null,
    currency: { isoName: currency.isoName, scale: currency.scale },
    timeZone: group.timeZone,
    version: group.posVersion,
    shift: shift && { ...shift, openedAt: new Date(shift.openedAt).toISOString() },
    orders: today.orders,
    revenue,
    /** Of the accounting day; null before the first order. */
    averageCheque: today.orders > 0 ? Math.round((revenue / today.orders) * 100) / 100 : null,
    openOrders: facts.openOrders,
    lateOrders: facts.kitchen.lateOrders,
    isHeard: facts.isHeard,
    isAsleep: facts.isAsleep,
    seenAt: isoOrNull(facts.seenAt),
    waitingEntries: facts.waitingEntries,
    stoppedDishes: facts.stoppedDishes,
    devices: facts.devices.map(deviceView),
    plugins: facts.pluginsHere?.map(pluginView) ?? null,
    warnings: facts.warnings,
  }
}

const pluginView = ({ isDown: _, jobs, ...plugin }: WatchedPlugin) => ({
  ...plugin,
  jobs: jobs.map(({ name, times, nextAt, runs, failures, failuresInRow, lastError }) => ({
    ...{ name, times, nextAt: new Date(nextAt).toISOString() },
    ...{ runs, failures, failuresInRow, lastError },
  })),
})

/** A fiscal register has no name of its own. */
const deviceView = ({ id, printer, waiting, trouble }: WatchedDevice) => ({
  ...{ id, name: printer?.name ?? null, nameEn: printer?.nameEn ?? null, waiting },
  trouble: trouble && { ru: describeRefusal(trouble, 'ru'), en: describeRefusal(trouble, 'en') },
})
