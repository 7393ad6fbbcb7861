import { join } from 'node:path'
import { notFound } from '../app/front/exceptions.ts'
import { placeOf } from '../app/front/front-door.ts'
import type { TillPlace } from '../app/front/model/till-place.ts'
import { orderToPay, payableOrder } from '../app/front/order-to-pay.ts'
import { entityFrom, orderFrom, salesWith, shownTo, type TillSale } from '../app/front/read-sales.ts'
import type { PluginDesk } from '../app/till/plugin-desk.ts'
import type { Till } from '../app/till/till-command.ts'
import { moneyToJson } from '../kernel/exact.ts'
import type { Uuid } from '../kernel/ids.ts'
import type { Licensing } from '../licences/licences.ts'
import { openPlainLogs } from '../logs/plain-logs.ts'
import type { LogLimits } from '../logs/rotating-file.ts'
import { extendCheque } from '../plugins/extend-cheques.ts'
import { paymentSystemsOf } from '../plugins/payments/payment-systems.ts'
import type { Pictures, Shown } from '../plugins/pictures.ts'
import { PluginHost } from '../plugins/plugin-host.ts'
import { type RaiseOptions, raiseHooks } from '../plugins/raise-hooks.ts'
import { openPluginDesk } from '../plugins/screens/open-plugin-desk.ts'
import { tellCurrentUsers } from '../plugins/streams/current-users.ts'
import { TillStreams } from '../plugins/streams/till-streams.ts'
import type { PluginTill, PluginWorld } from '../plugins/world.ts'
import { type FrontDoors, frontDoorsOf } from './front-operations.ts'
import type { Log } from './log.ts'
import type { Node } from './node.ts'

export type PluginsOptions = {
  node: Node
  licences: Licensing
  dataDir: string
  /** Besides `DATA/plugins`; null: nowhere else. */
  pluginsDir: string | null
  logLimits: LogLimits
  log: Log
}

/** The plugins of the tills that a node plays. */
export type Plugins = {
  host: PluginHost
  desk: PluginDesk
  /** Resolves when those that can be started have begun. */
  ready(): Promise<void>
  stop(): Promise<void>
}

/** Of the program. */
const version = '0.1.0'

/** Starts the plugins, and starts them anew when the tills are set to work anew. */
export function openPlugins(options: PluginsOptions): Plugins {
  const { node, licences, dataDir, pluginsDir, log } = options
  const { app } = node
  const report = (error: unknown): void =>
    log('error', 'the host of plugins failed', { error: String(error) })
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone
  const files = openPlainLogs({
    dataDir,
    limits: options.logLimits,
    now: () => app.clock.now(),
    zone,
    report,
  })
  const doors = frontDoorsOf(node)
  const world: PluginWorld = {
    version,
    now: () => app.clock.now(),
    uuid: () => app.random.uuid(),
    ...{ log, files, licences },
    operationOf: doors.operationOf,
    shared: app.storage.now.pluginData,
    ...ordersToPay(doors),
    directories: { configs: join(dataDir, 'PluginConfigs'), data: join(dataDir, 'PluginData') },
    locale: 'ru',
  }
  const directories = [join(dataDir, 'plugins'), ...(pluginsDir ? [pluginsDir] : [])]
  const host = new PluginHost({ world, directories })
  const pictures = picturesOf(doors)
  let streams = new Map<Uuid, TillStreams>()
  let turn = Promise.resolve()

  async function start(): Promise<void> {
    streams = new Map(
      [...node.tills.values()].map((local) => [
        local.till.terminalGroupId,
        new TillStreams({ ...{ app, till: local.till, host, pictures, report }, isLineUp: local.isLineUp }),
      ]),
    )
    await host.start(await pluginTillsOf(node))
  }
  async function rest(): Promise<void> {
    for (const stream of streams.values()) stream.stop()
    await host.stop()
  }
  const inTurn = (work: () => Promise<void>): Promise<void> => {
    turn = turn.then(work).catch(report)
    return turn
  }

  const raising = { ...{ host, world, pictures, shown: shownOf(doors) }, ...askedOf(node) }
  node.hookTills({
    ...raiseHooks(raising),
    extendCheque: (till, of, orderId) => extendCheque(raising, till, of, orderId),
    paymentSystem: paymentSystemsOf(raising),
  })
  const stopHearing = [
    node.onPlaced(() => {
      for (const stream of streams.values()) stream.kick()
      host.payments.look()
    }),
    tellCurrentUsers({ ...{ host, report }, userOf: raising.userOf }),
    node.onRestarted(() => void inTurn(rest).then(() => inTurn(start))),
    host.onPaymentSystem(
      ({ till }, key) => void node.tills.get(till.terminalGroupId)?.desk?.recover(key).catch(report),
    ),
    host.onSubscribed((session) => void streams.get(session.till.terminalGroupId)?.start().catch(report)),
  ]
  void inTurn(start)
  return {
    host,
    desk: openPluginDesk(raising),
    ready: () => turn,
    async stop() {
      for (const stop of stopHearing) stop()
      node.hookTills(null)
      await inTurn(rest)
      await files.settle()
    },
  }
}

/** A till that is not played here any more has no orders. */
const ordersToPay = (doors: FrontDoors): Pick<PluginWorld, 'orderToPay' | 'payableOrder'> => ({
  async orderToPay({ terminalGroupId }, orderId) {
    const door = doors.doorOf(terminalGroupId)
    return door ? orderToPay(door, orderId) : null
  },
  async payableOrder({ terminalGroupId }, orderId) {
    const door = doors.doorOf(terminalGroupId)
    if (!door) throw notFound('Order', orderId)
    return payableOrder(door, orderId)
  },
})

async function pluginTillsOf({ app, tills }: Node): Promise<PluginTill[]> {
  return Promise.all(
    [...tills.values()].map(async ({ till, code }) => {
      const group = (await app.catalog(till.tenantId)).find('terminalGroup', till.terminalGroupId)
      return { ...till, code, name: group?.body.name ?? code, timeZone: group?.body.timeZone ?? 'UTC' }
    }),
  )
}

const scaleOf = async ({ app }: Node, till: Till): Promise<number> =>
  (await app.catalog(till.tenantId)).find('organization', till.organizationId)?.body.currency.scale ?? 2

/** What hooks ask of the node. */
const askedOf = (node: Node) => ({
  async moneyOf(till: Till) {
    const scale = await scaleOf(node, till)
    return (sum: bigint) => moneyToJson(sum, scale)
  },
  async userOf(till: Till, actor: string) {
    const [kind, id = ''] = actor.split(':')
    if (kind !== 'employee') return null
    const employee = (await node.app.catalog(till.tenantId)).find('employee', id)
    return employee ? { id: employee.id, name: employee.body.name } : null
  },
  async wasAnswered(till: Till, id: string) {
    return (await node.app.storage.now.journal.answered(till.tenantId, [id])).length > 0
  },
})

/** As the entities of the front, without those whom they are for: operations tell that, to who may hear it. */
const picturesOf =
  (doors: FrontDoors): Pictures =>
  async (till, ids) => {
    const door = doors.doorOf(till.terminalGroupId)
    if (!door) return new Map()
    const place = await placeOf(door)
    return new Map(
      [...(await salesWith(door, ids))].map(([id, found]): [Uuid, Shown] => [id, shown(place, found)]),
    )
  }

/** The same of what is not stored yet: an order as a command of a batch finds it. */
const shownOf =
  (doors: FrontDoors): RaiseOptions['shown'] =>
  async (till, stage) => {
    const door = doors.doorOf(till.terminalGroupId)
    return door
      ? shown(await placeOf(door), stage.kind === 'tableOrder' ? stage : { ...stage, contact: null })
      : null
  }

function shown(place: TillPlace, found: TillSale): Shown {
  const sale = shownTo({ permissions: new Set() }, found)
  const order = orderFrom(place, sale)
  return {
    sale: sale.kind === 'reserve' ? sale.reserve.banquet : sale.order,
    picture: { ...entityFrom(place, sale) },
    order: order && { ...order },
    previousOrderId: (found.kind === 'reserve' ? found.reserve.previousOrderId : null) ?? null,
  }
}
