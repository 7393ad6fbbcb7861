import { removeReportItem, saveIncomePlan, saveOlapPreset } from '../../../app/admin/report-books.ts'
import type { IncomePlan, OlapPreset } from '../../../domain/reference/books.ts'
import { plannedDays } from '../../../domain/reports/income-plan.ts'
import { printDecimal } from '../../../kernel/exact.ts'
import { isUuid, type Uuid } from '../../../kernel/ids.ts'
import type { AdminCall, Route } from '../call.ts'
import { Form, isText } from '../form.ts'
import { living } from './books.ts'

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** An id of the caller's makes a repeat harmless. */
function idOf({ params }: AdminCall): Uuid {
  const id = (params['id'] ?? '').toLowerCase()
  if (isUuid(id)) return id
  const form = new Form({})
  form.uuid('id')
  form.done()
  return id
}

async function scaleOf({ app, scope }: AdminCall, organizationId: Uuid): Promise<number> {
  const catalog = await app.catalog(scope.tenantId)
  return catalog.find('organization', organizationId)?.body.currency.scale ?? 2
}

const dayTypes = ['ABSOLUTE', 'PERCENT'] as const
const percentMax = 100_000

function readDay(form: Form, scale: number): IncomePlan['days'][number] {
  const date = form.text('date')
  return form.oneOf('valueType', dayTypes) === 'ABSOLUTE'
    ? { date, valueType: 'ABSOLUTE', sum: form.money('sum', scale) }
    : {
        date,
        valueType: 'PERCENT',
        percentHundredths: form.whole('percentHundredths', { min: 0, max: percentMax }),
      }
}

async function plansView({ app, scope }: AdminCall) {
  const catalog = await app.catalog(scope.tenantId)
  return living(catalog, 'incomePlan').map(({ id, organizationId, body }) => {
    const scale = catalog.find('organization', organizationId)?.body.currency.scale ?? 2
    const days = plannedDays(body).map((day) => ({ ...day, sum: printDecimal(day.sum, scale) }))
    return {
      id,
      organizationId,
      name: body.name,
      month: body.month,
      total: printDecimal(body.total, scale),
      days,
    }
  })
}

const presetsView = async ({ app, scope }: AdminCall) =>
  living(await app.catalog(scope.tenantId), 'olapPreset').map(({ id, body }) => ({ id, ...body }))

async function putPlan(call: AdminCall) {
  const form = new Form(call.body)
  const organizationId = form.uuid('organizationId')
  const scale = await scaleOf(call, organizationId)
  const plan: IncomePlan = {
    name: form.text('name'),
    month: form.text('month'),
    total: form.money('total', scale),
    days: form.has('days') ? form.forms('days').map((day) => readDay(day, scale)) : [],
  }
  const id = idOf(call)
  form.done()
  await saveIncomePlan(call.app, call.scope, id, organizationId, plan)
  return (await plansView(call)).find((one) => one.id === id)
}

async function putPreset(call: AdminCall) {
  const form = new Form(call.body)
  const texts = (name: string): string[] => (form.has(name) ? form.list(name, isText) : [])
  const filters = form.raw('filters') ?? {}
  if (!isObject(filters)) form.form('filters')
  const preset: OlapPreset = {
    name: form.text('name'),
    reportType: form.oneOf('reportType', ['SALES', 'TRANSACTIONS', 'DELIVERIES']),
    buildSummary: form.raw('buildSummary') == null ? null : form.flag('buildSummary'),
    groupByRowFields: texts('groupByRowFields'),
    groupByColFields: texts('groupByColFields'),
    aggregateFields: texts('aggregateFields'),
    filters: isObject(filters) ? filters : {},
  }
  const id = idOf(call)
  form.done()
  await saveOlapPreset(call.app, call.scope, id, preset)
  return (await presetsView(call)).find((one) => one.id === id)
}

/** Plans of revenue and saved OLAP reports: iiko has no way to write them but its office. */
export const reportBookRoutes: readonly Route[] = [
  { method: 'GET', path: '/income-plans', needs: 'viewer', handle: plansView },
  { method: 'PUT', path: '/income-plans/:id', needs: 'operator', handle: putPlan },
  {
    method: 'DELETE',
    path: '/income-plans/:id',
    needs: 'operator',
    handle: (call) => removeReportItem(call.app, call.scope, 'incomePlan', idOf(call)),
  },
  { method: 'GET', path: '/olap-presets', needs: 'viewer', handle: presetsView },
  { method: 'PUT', path: '/olap-presets/:id', needs: 'operator', handle: putPreset },
  {
    method: 'DELETE',
    path: '/olap-presets/:id',
    needs: 'operator',
    handle: (call) => removeReportItem(call.app, call.scope, 'olapPreset', idOf(call)),
  },
]
