import type { FastifyInstance, FastifyRequest } from 'fastify'
import { leaveKioskOrder, placeKioskOrder, priceOfCombo } from '../../../app/kiosk/kiosk-orders.ts'
import { payKioskOrder } from '../../../app/kiosk/take-card-payment.ts'
import type { App } from '../../../app/ports.ts'
import { permissionsOf } from '../../../app/till/pin.ts'
import { moneyToJson } from '../../../kernel/exact.ts'
import { isUuid, type Uuid } from '../../../kernel/ids.ts'
import { type RefusalNote, refuse } from '../../../kernel/refusals.ts'
import type { TillChannel } from '../channel.ts'
import { ownerOf, readShown } from '../confirmation.ts'
import { tillOf } from '../login.ts'
import type { PlayedTill } from '../played-till.ts'
import { notLoggedIn, problemOf } from '../problems.ts'
import type { PinGuard } from '../sessions.ts'
import {
  type Device,
  type DeviceUse,
  deviceUses,
  issueDeviceKey,
  needsOf,
  readDeviceKey,
} from './device-keys.ts'
import { serveDevice } from './device-stream.ts'
import { kioskOrderView, readKioskMenu, readKioskState } from './kiosk-view.ts'
import { readQueueView } from './queue-view.ts'
import { readComboQuestion, readKioskOrder, requestId } from './read-kiosk-order.ts'

/** Where devices take their seats of the licence (front-api §1.7). */
export type DeviceSeats = {
  /** Refuses with `access.licence-seats` or `access.licence-expired`. */
  takeSeat(tenantId: Uuid, module: number, holder: string, leaseMs: number): Promise<{ release(): void }>
}

export type DeviceOptions = {
  app: App
  guard: PinGuard
  seats: DeviceSeats
  /** Signs keys that are good at both nodes of a till; null: at this one only. */
  deviceSecret: Uint8Array | null
  find: (request: FastifyRequest) => PlayedTill
  channelOf: (played: PlayedTill) => TillChannel
  scaleOf: (played: PlayedTill) => Promise<number>
  report: (error: unknown) => void
}

const root = '/till/:code/api'
/** A device that falls silent gives its seat back after this long. */
const leaseMs = 60_000

type Entered = {
  played: PlayedTill
  device: Device
  /** Of a device that was let in when keys were of one node: the one that it takes from now on. */
  newKey: string | null
  seat: { release(): void }
}

/** Kiosks and queue boards: let in once by a PIN, then known by a key of their own. */
export function mountDevices(server: FastifyInstance, options: DeviceOptions): void {
  const { app, find } = options
  const doors = new DeviceDoors(options)
  server.post(`${root}/devices`, async (request) => letIn(options, find(request), request.body))
  mountKiosk(server, options, doors)
  server.get(`${root}/queue/stream`, async (request, reply) => {
    const entered = await doors.enter(request, 'board')
    const { board } = request.query as { board?: unknown }
    const boardId = typeof board === 'string' && isUuid(board) ? board.toLowerCase() : null
    const { till } = entered.played
    await doors.stream(entered, reply, () => readQueueView(app, till, boardId))
  })
}

function mountKiosk(server: FastifyInstance, options: DeviceOptions, doors: DeviceDoors): void {
  const { app, scaleOf } = options
  const atKiosk = async (request: FastifyRequest) => {
    const { played, device } = await doors.enter(request, 'kiosk')
    const { till, run } = played
    const actor = `employee:${device.employeeId}`
    return {
      till,
      kiosk: { till, actor, desk: played.desk ?? null, run: run.bind(played) },
      scale: await scaleOf(played),
    }
  }
  const orderOf = (request: FastifyRequest): Uuid => {
    const { id = '' } = request.params as { id?: string }
    if (!isUuid(id)) throw refuse('order.not-found', { orderId: id })
    return id.toLowerCase()
  }
  server.get(`${root}/kiosk/stream`, async (request, reply) => {
    const entered = await doors.enter(request, 'kiosk')
    await doors.stream(entered, reply, () => readKioskState(app, entered.played.till))
  })
  server.get(`${root}/kiosk/menu`, async (request) => readKioskMenu(app, (await atKiosk(request)).till))
  server.post(`${root}/kiosk/combo-price`, async (request) => {
    const { till, scale } = await atKiosk(request)
    const price = await priceOfCombo(app, till, readComboQuestion(request.body, scale))
    return { price: moneyToJson(price, scale) }
  })
  server.post(`${root}/kiosk/orders`, async (request, reply) => {
    const { till, kiosk, scale } = await atKiosk(request)
    const id = requestId(request.body)
    const placed = await placeKioskOrder(app, kiosk, id, readKioskOrder(request.body, scale))
    return placed.refusal
      ? reply.code(409).send(problemOf(placed.refusal))
      : kioskOrderView(app, till, placed.order, scale)
  })
  const answer = (refusal: RefusalNote | null) => (refusal ? problemOf(refusal) : { ok: true })
  server.post(`${root}/kiosk/orders/:id/pay`, async (request, reply) => {
    const { kiosk } = await atKiosk(request)
    const paid = await payKioskOrder(app, kiosk, requestId(request.body), orderOf(request))
    if (paid.refusal) return reply.code(409).send(problemOf(paid.refusal))
    return paid.isAsked ? { ok: false, isAsked: true } : { ok: true }
  })
  server.post(`${root}/kiosk/orders/:id/leave`, async (request, reply) => {
    const { kiosk } = await atKiosk(request)
    const refusal = await leaveKioskOrder(app, kiosk, requestId(request.body), orderOf(request))
    return reply.code(refusal ? 409 : 200).send(answer(refusal))
  })
}

/** Who stands behind a key, and the seat that they take while they run. */
class DeviceDoors {
  readonly #options: DeviceOptions

  constructor(options: DeviceOptions) {
    this.#options = options
  }

  async enter(request: FastifyRequest, use: DeviceUse): Promise<Entered> {
    const { app, find } = this.#options
    const played = find(request)
    const { tenantId, organizationId, terminalGroupId } = played.till
    const key = /^Bearer (.+)$/i.exec(request.headers.authorization ?? '')?.[1] ?? ''
    const { device, newKey } = await this.#known(key, terminalGroupId, use)
    const catalog = await app.catalog(tenantId)
    const owner = catalog.living('employee', device?.employeeId ?? null)
    const isAllowed =
      owner?.body.organizationIds.includes(organizationId) &&
      permissionsOf(catalog, owner.body).has(needsOf[use].permission)
    if (!device || !isAllowed) throw notLoggedIn()
    return { played, device, newKey, seat: await this.#seatOf(tenantId, device) }
  }

  async #known(
    key: string,
    terminalGroupId: Uuid,
    use: DeviceUse,
  ): Promise<{ device: Device | null; newKey: string | null }> {
    const { app, deviceSecret } = this.#options
    const known = deviceSecret && (await readDeviceKey(deviceSecret, key, terminalGroupId, use))
    if (known) return { device: known, newKey: null }
    const device = await readDeviceKey(app.storage.node.secret, key, terminalGroupId, use)
    const newKey =
      device && deviceSecret
        ? await issueDeviceKey(deviceSecret, device, terminalGroupId, app.clock.now())
        : null
    return { device, newKey }
  }

  /** The same device has the same seat, however often it comes. */
  #seatOf(tenantId: Uuid, { id, use }: Device): Promise<{ release(): void }> {
    return this.#options.seats.takeSeat(tenantId, needsOf[use].module, `${use} ${id}`, leaseMs)
  }

  async stream(
    { played, device, newKey, seat }: Entered,
    reply: Parameters<typeof serveDevice>[1],
    read: () => Promise<object>,
  ): Promise<void> {
    const { app, channelOf, report } = this.#options
    await serveDevice(channelOf(played), reply, {
      key: newKey,
      read,
      now: () => app.clock.now(),
      report,
      leave: () => seat.release(),
      renewSeat: async () => {
        await this.#seatOf(played.till.tenantId, device)
      },
    })
  }
}

/** A person with the right lets a device in; its key tells nothing else about them. */
async function letIn(
  { app, guard, deviceSecret }: DeviceOptions,
  played: PlayedTill,
  body: unknown,
): Promise<object> {
  const { use, deviceId } = (body ?? {}) as { use?: unknown; deviceId?: unknown }
  const wanted = deviceUses.find((one) => one === use)
  if (!wanted)
    throw refuse('request.field-invalid', {
      field: 'use',
      message: `must be one of ${deviceUses.join(', ')}`,
    })
  if (typeof deviceId !== 'string' || !isUuid(deviceId))
    throw refuse('request.field-invalid', { field: 'deviceId', message: 'must be a uuid' })
  const { till } = played
  const employee = await ownerOf(app, guard, played, readShown(body))
  const catalog = await app.catalog(till.tenantId)
  const { permission } = needsOf[wanted]
  if (!permissionsOf(catalog, employee.body).has(permission))
    throw refuse('access.permission-denied', { employee: employee.body.name, permission })
  const device = { id: deviceId.toLowerCase(), use: wanted, employeeId: employee.id }
  const secret = deviceSecret ?? app.storage.node.secret
  return {
    key: await issueDeviceKey(secret, device, till.terminalGroupId, app.clock.now()),
    till: tillOf(catalog, played),
  }
}
