import { malformed } from '../errors.ts'
import type { Handlers } from '../operation.ts'
import { itemsOf, matching } from './scope.ts'

/** Payrolls that touch a period of days (server-api §9.8). */
export const payrollHandlers: Handlers = {
  'GET /v2/payrolls/list': async ({ caller, query }) => {
    if (query.dateTo < query.dateFrom)
      throw malformed(`Wrong value of 'dateTo': ${query.dateTo} is before ${query.dateFrom}`)
    return matching(itemsOf(caller, 'payroll'), query).flatMap(({ id, organizationId, isDeleted, body }) => {
      const isAsked = organizationId === query.department
      if (!isAsked || body.from > query.dateTo || body.to < query.dateFrom) return []
      return [
        {
          id,
          dateFrom: `${body.from}T00:00:00`,
          dateTo: `${body.to}T23:59:59`,
          department: organizationId,
          documentNumber: body.number,
          status: isDeleted ? ('DELETED' as const) : body.status,
          comment: body.comment === '' ? null : body.comment,
        },
      ]
    })
  },
}
