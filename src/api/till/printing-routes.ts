import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { App, PrintJob } from '../../app/ports.ts'
import { permissionsOf } from '../../app/till/pin.ts'
import { documentOf, type Sheet } from '../../app/till/printing/paper-document.ts'
import { dropJob, printAgain, printPaper, tryJobAgain } from '../../app/till/printing/print-again.ts'
import { presentShift } from '../../app/till/receipts.ts'
import { askForX } from '../../app/till/register/ask-for-x.ts'
import { registerIdOf } from '../../app/till/register/follow-for-register.ts'
import type { Till } from '../../app/till/till-command.ts'
import type { Paper } from '../../domain/printing/paper.ts'
import { printersOfTill } from '../../domain/printing/printers-of.ts'
import type { BookItem, Permission } from '../../domain/reference/books.ts'
import { isUuid, type Uuid } from '../../kernel/ids.ts'
import { refuse } from '../../kernel/refusals.ts'
import type { PlayedTill } from './played-till.ts'
import { jobView, printerView, registerView, sheetView } from './printing-views.ts'

type Entered = { played: PlayedTill; employee: BookItem<'employee'> }
type Enter = (request: FastifyRequest) => Promise<Entered>

/** How far back the list of papers goes. */
const listedMs = 24 * 3_600_000
const listedMax = 100
const screenWidth = 42
const asked = ['bill', 'receipt', 'delivery', 'return', 'shift', 'test', 'drawer'] as const

/** Paper at the till: what it looks like, printing it again, what printers complain of (front-api §2.15). */
export function printingRoutes(server: FastifyInstance, root: string, app: App, enter: Enter): void {
  server.get(`${root}/printing`, async (request) => printingView(app, (await enter(request)).played))
  server.get(`${root}/paper`, async (request) => {
    const entered = await enter(request)
    const { paper, orderId } = await readPaper(app, entered, request.query)
    return preview(app, entered.played.till, {
      paper,
      orderId,
      entry: null,
      isCopy: false,
      madeAt: app.clock.now(),
    })
  })
  server.post(`${root}/paper`, async (request) => {
    const entered = await enter(request)
    const body = (request.body ?? {}) as Record<string, unknown>
    const { paper, orderId } = await readPaper(app, entered, body)
    const printerId = body['printerId'] === undefined ? null : uuidIn(body, 'printerId')
    const isCopy = paper.kind === 'receipt' || paper.kind === 'return'
    await printPaper(app, entered.played.till, askOf(body, entered), { paper, orderId, printerId, isCopy })
    entered.played.printing?.look()
    return { ok: true }
  })
  server.post(`${root}/register/x`, async (request) => {
    const entered = await enter(request)
    await needReport(app, entered)
    const { played } = entered
    await askForX(app, played, askOf((request.body ?? {}) as Record<string, unknown>, entered))
    played.register?.look()
    return { ok: true }
  })
  server.get(`${root}/print-jobs/:id`, async (request) => {
    const { played } = await enter(request)
    const job = await jobOf(app, played.till, request)
    return preview(app, played.till, job, job.printerId)
  })
  server.post(`${root}/print-jobs/:id/:deed`, async (request) => {
    const entered = await enter(request)
    await doWithJob(app, entered, request)
    return { ok: true }
  })
}

const paramsOf = ({ params }: FastifyRequest) => params as { id?: string; deed?: string }
const jobIdOf = (request: FastifyRequest): Uuid => {
  const { id = '' } = paramsOf(request)
  if (!isUuid(id)) throw refuse('printing.job-unknown')
  return id.toLowerCase()
}

async function jobOf(
  app: App,
  { tenantId, terminalGroupId }: Till,
  request: FastifyRequest,
): Promise<PrintJob> {
  const job = await app.storage.now.printJobs.find(tenantId, terminalGroupId, jobIdOf(request))
  if (!job) throw refuse('printing.job-unknown')
  return job
}

async function doWithJob(app: App, entered: Entered, request: FastifyRequest): Promise<void> {
  const { played } = entered
  const { till } = played
  const job = await jobOf(app, till, request)
  switch (paramsOf(request).deed) {
    case 'again':
      // What the kitchen has once more it may cook twice.
      if (job.paper.kind === 'kitchen' || job.paper.kind === 'deletion')
        await needRight(app, entered, 'kitchen.reprint')
      await printAgain(app, till, askOf((request.body ?? {}) as Record<string, unknown>, entered), job.id)
      break
    case 'retry':
      await tryJobAgain(app, till, job.id)
      break
    case 'drop':
      if (job.paper.kind === 'kitchen' || job.paper.kind === 'deletion')
        await needRight(app, entered, 'kitchen.reprint')
      // The register's shift and the till's differ by it from then on: whoever closes the shift answers for it.
      if (job.paper.kind === 'fiscal') await needRight(app, entered, 'shift.close')
      await dropJob(app, till, job.id)
      break
    default:
      throw refuse('request.field-invalid', { field: 'deed', message: 'again, retry or drop is expected' })
  }
  if (job.paper.kind === 'fiscal') played.register?.tryAgain()
  else played.printing?.tryAgain(job.printerId)
}

async function needRight(app: App, { played, employee }: Entered, permission: Permission): Promise<void> {
  const catalog = await app.catalog(played.till.tenantId)
  if (!permissionsOf(catalog, employee.body).has(permission))
    throw refuse('access.permission-denied', { employee: employee.body.name, permission })
}

function uuidIn(fields: Record<string, unknown>, field: string): Uuid {
  const value = fields[field]
  if (typeof value !== 'string' || !isUuid(value))
    throw refuse('request.field-invalid', { field, message: 'must be a uuid' })
  return value.toLowerCase()
}

const askOf = (body: Record<string, unknown>, { employee }: Entered) => ({
  id: uuidIn(body, 'id'),
  by: `employee:${employee.id}`,
})

async function readPaper(
  app: App,
  entered: Entered,
  from: unknown,
): Promise<{ paper: Paper; orderId: Uuid | null }> {
  const fields = (from ?? {}) as Record<string, unknown>
  const kind = asked.find((one) => one === fields['kind'])
  switch (kind) {
    case 'bill':
    case 'receipt':
    case 'delivery':
      return { paper: { kind }, orderId: uuidIn(fields, 'orderId') }
    case 'return':
      return { paper: { kind, returnId: uuidIn(fields, 'returnId') }, orderId: uuidIn(fields, 'orderId') }
    case 'shift': {
      await needReport(app, entered)
      const shift = await presentShift(app, entered.played.till)
      if (!shift) throw refuse('shift.not-open')
      return { paper: { kind, shiftId: shift.id }, orderId: null }
    }
    case 'drawer':
      // Whoever may move its cash; the list of papers says who did it.
      await needRight(app, entered, 'shift.move-cash')
      return { paper: { kind }, orderId: null }
    case 'test':
      return { paper: { kind }, orderId: null }
    default:
      throw refuse('request.field-invalid', {
        field: 'kind',
        message: `one of ${asked.join(', ')} is expected`,
      })
  }
}

/** Who closes a shift sees its report, as on the screen (F_XR, F_ZREP). */
async function needReport(app: App, entered: Entered): Promise<void> {
  const { played, employee } = entered
  const owned = permissionsOf(await app.catalog(played.till.tenantId), employee.body)
  if (!owned.has('shift.close')) await needRight(app, entered, 'shift.report')
}

/** As the printer would print it; where none is set up, as it would look on a usual one. */
async function preview(
  app: App,
  till: Till,
  subject: Parameters<typeof documentOf>[2],
  printerId: Uuid | null = null,
) {
  const catalog = await app.catalog(till.tenantId)
  const printers = printersOfTill(catalog, till.organizationId, till.terminalGroupId)
  const duty = subject.paper.kind === 'bill' ? 'bill' : 'receipt'
  const printer =
    printerId === null
      ? printers.find(({ body }) => body.duties.includes(duty))
      : catalog.find('printer', printerId)
  const sheet: Sheet = printer ?? { id: till.terminalGroupId, body: screenSheet }
  return sheetView(await documentOf(app, till, subject, sheet), sheet.body.width)
}

const screenSheet: Sheet['body'] = {
  ...{ name: '', width: screenWidth, language: 'ru', opensDrawer: false, header: '', footer: '' },
}

async function printingView(app: App, { till, register }: PlayedTill): Promise<object> {
  const { tenantId, terminalGroupId } = till
  const { printJobs } = app.storage.now
  const catalog = await app.catalog(tenantId)
  const [open, recent] = await Promise.all([
    printJobs.open(tenantId, terminalGroupId),
    printJobs.recent(tenantId, terminalGroupId, app.clock.now() - listedMs, listedMax),
  ])
  const bodies = new Map(catalog.all('printer').map(({ id, body }) => [id, body]))
  return {
    printers: [
      ...printersOfTill(catalog, till.organizationId, terminalGroupId).map((one) => printerView(one, open)),
      ...(register?.isInstalled ? [registerView(registerIdOf(terminalGroupId), open)] : []),
    ],
    jobs: recent.map((job) => jobView(job, bodies)),
  }
}
