import { type CloudPath, type OperationInfo, operations } from '../../src/api/cloud/generated/operations.ts'
import { cloudHandlers } from '../../src/api/cloud/operations/index.ts'
import { createValidators } from '../../src/api/cloud/validation.ts'
import { isUuid } from '../../src/kernel/ids.ts'
import type { FuzzRequest } from './requests.ts'
import type { FuzzAnswer } from './wire-client.ts'

const validators = createValidators()
export const built: ReadonlySet<string> = new Set(Object.keys(cloudHandlers({} as never)))
const byRoute = new Map(
  (Object.entries(operations) as [CloudPath, OperationInfo][]).map(([key, { path, method }]) => [
    `${method} ${path.toLowerCase()}`,
    key,
  ]),
)

const errorTypes = ['ErrorResponse', 'LoyaltyErrorResponse', 'BackOfficeErrorResponse']

/** Doubled slashes count as one, and one at the end as none. */
const pathOf = ({ url }: FuzzRequest): string =>
  (url.split(/[?#;]/)[0] ?? '')
    .replaceAll(/\/{2,}/g, '/')
    .replace(/(?<=.)\/$/, '')
    .toLowerCase()

/** The operation that a request reaches; undefined when it reaches none. */
export function operationOf(request: FuzzRequest): CloudPath | undefined {
  const { method } = request
  const path = pathOf(request)
  return byRoute.get(`${method} ${path}`)
}

/** What is wrong with an answer; empty when any client could live with it. */
export function verdict(request: FuzzRequest, answer: FuzzAnswer): string[] {
  const { status, json, text } = answer
  const path = operationOf(request)
  if (status >= 500 && !(status === 501 && path && !built.has(path))) return [`status ${status}`]
  if (request.method === 'HEAD') return text === '' ? [] : ['a body for HEAD']
  if (request.method === 'OPTIONS') return [200, 204, 400, 404].includes(status) ? [] : [`status ${status}`]
  // What the HTTP parser itself refuses never reaches a family.
  if (status === 431 || (status === 400 && text === '')) return []
  if (status < 400) {
    if (!path) return [`status ${status} from no operation`]
    return validators.answer(path, status, json)
  }
  if (!/^\/+api\//i.test(request.url))
    return typeof json?.message === 'string' ? [] : ['an error without words']
  return errorProblems(path, status, json)
}

function errorProblems(path: CloudPath | undefined, status: number, json: FuzzAnswer['json']): string[] {
  const problems = path
    ? validators.answer(path, status, json)
    : errorTypes.every((type) => validators.named(type, json).length > 0)
      ? ['an error of no family']
      : []
  const isBackOffice = json && 'details' in json
  const correlationId = isBackOffice ? json.details?.correlationId : json?.correlationId
  if (!isBackOffice && !isUuid(String(correlationId))) problems.push('no correlationId')
  return problems
}
