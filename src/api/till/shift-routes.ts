import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { App } from '../../app/ports.ts'
import { goodsReturnTypes } from '../../app/till/paying/goods-return-types.ts'
import { permissionsOf } from '../../app/till/pin.ts'
import { presentShift, readReceipt, readReceipts } from '../../app/till/receipts.ts'
import type { Till } from '../../app/till/till-command.ts'
import type { BookItem } from '../../domain/reference/books.ts'
import type { Catalog } from '../../domain/reference/catalog.ts'
import { isUuid } from '../../kernel/ids.ts'
import { refuse } from '../../kernel/refusals.ts'
import type { PlayedTill } from './played-till.ts'
import {
  type GoodsReturnTypeView,
  receiptLineView,
  receiptView,
  type StaffView,
  shiftReportView,
} from './shift-views.ts'

type Enter = (
  request: FastifyRequest,
) => Promise<{ played: PlayedTill; employee: BookItem<'employee'>; scale: number }>

/** Reads of the shift's screens: its report (X while it runs, Z once it is closed), receipts, who is at work. */
export function shiftRoutes(server: FastifyInstance, root: string, app: App, enter: Enter): void {
  server.get(`${root}/shift/report`, async (request) => {
    const { played, employee, scale } = await enter(request)
    const catalog = await app.catalog(played.till.tenantId)
    const owned = permissionsOf(catalog, employee.body)
    // Who closes a shift sees its report (F_ZREP).
    if (!owned.has('shift.report') && !owned.has('shift.close'))
      throw refuse('access.permission-denied', {
        employee: employee.body.name,
        permission: 'shift.report',
      })
    const shift = await presentShift(app, played.till)
    return { report: shift && shiftReportView(shift, catalog, scale) }
  })
  server.get(`${root}/receipts`, async (request) => {
    const { played, scale } = await enter(request)
    const { past } = request.query as { past?: unknown }
    const catalog = await app.catalog(played.till.tenantId)
    const receipts = await readReceipts(app, played.till, past === 'true')
    return receipts.map((receipt) => receiptLineView(receipt, catalog, scale))
  })
  server.get(`${root}/goods-return-types`, async (request) => {
    const { played } = await enter(request)
    return goodsTypesOf(await app.catalog(played.till.tenantId), played)
  })
  server.get(`${root}/receipts/:id`, async (request) => {
    const { played, scale } = await enter(request)
    const { id = '' } = request.params as { id?: string }
    if (!isUuid(id)) throw refuse('order.not-found', { orderId: id })
    const receipt = await readReceipt(app, played.till, id.toLowerCase())
    const catalog = await app.catalog(played.till.tenantId)
    return receiptView(receipt, catalog, scale, goodsTypesOf(catalog, played))
  })
  server.get(`${root}/staff`, async (request) => staffOf(app, (await enter(request)).played.till))
}

const goodsTypesOf = (catalog: Catalog, { till, desk }: PlayedTill): GoodsReturnTypeView[] =>
  goodsReturnTypes(catalog, till, desk ?? null).map(({ id, body: { name, kind } }) => ({ id, name, kind }))

async function staffOf(app: App, till: Till): Promise<StaffView[]> {
  const { tenantId, organizationId, terminalGroupId } = till
  const catalog = await app.catalog(tenantId)
  const open = await app.storage.now.shifts.openPersonalShifts(tenantId, organizationId)
  const shifts = new Map(open.map((shift) => [shift.employeeId, shift]))
  return catalog
    .all('employee')
    .filter(({ isDeleted, body }) => !isDeleted && body.organizationIds.includes(organizationId))
    .sort((a, b) => a.body.name.localeCompare(b.body.name, 'ru'))
    .map(({ id, body }) => {
      const shift = shifts.get(id)
      return {
        ...{ id, name: body.name },
        roles: body.roleIds.flatMap((roleId) => {
          const role = catalog.living('role', roleId)
          return role ? [{ id: role.id, name: role.body.name, nameEn: role.body.nameEn ?? null }] : []
        }),
        openedAt: shift?.openedAt ?? null,
        isElsewhere: shift !== undefined && shift.terminalGroupId !== terminalGroupId,
        roleId: shift?.roleId ?? null,
      }
    })
}
