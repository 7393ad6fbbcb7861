// Checks what comes in against the repaired schemas of the published document, kindly, and in tests what goes out,
// exactly. Compiling all 225 request schemas takes more than a second of a start (measurements.md), so each is
// compiled on its first use (a few milliseconds once in the life of a process); `warm` does the rest when idle.

import { readFileSync } from 'node:fs'
import { Ajv, type ValidateFunction } from 'ajv'
import {
  type CloudOperations,
  type CloudPath,
  type OperationInfo,
  operations,
} from './generated/operations.ts'
import { explain } from './validation/describe.ts'
import { formats } from './validation/formats.ts'
import { createNormalisers, type RequestSchema } from './validation/normalise.ts'

export interface RefusedBody {
  ok: false
  /** The faulty field, `order.items[0].amount`; empty when the whole body is wrong. */
  field: string
  /** For `errorDescription`, or `message` in the back-office family. */
  description: string
  /** For `error`; null in the back-office family, which has no such field. */
  error: string | null
}

export type CheckedBody<P extends CloudPath> = { ok: true; body: CloudOperations[P]['body'] } | RefusedBody

export interface Validators {
  /**
   * The body as handlers want it, or why it is refused. `text` is the body as it was sent: with it the description
   * ends with line and position, as the real one does.
   */
  request: <P extends CloudPath>(path: P, body: unknown, text?: string) => CheckedBody<P>
  /** For tests: what is wrong with an answer; empty when it is exactly what the document promises. */
  answer: (path: CloudPath, status: number, json: unknown) => string[]
  /** For tests: the same for any type of `generated/types.ts` that is sent, such as `WebhookEvent`. */
  named: (type: string, json: unknown) => string[]
  /** Compiles request schemas one by one, leaving the event loop free in between. */
  warm: (paths?: Iterable<CloudPath>) => Promise<void>
}

const read = (file: string): Record<string, RequestSchema> =>
  JSON.parse(readFileSync(new URL(`./generated/${file}`, import.meta.url), 'utf8')) as Record<
    string,
    RequestSchema
  >

const once = <T>(make: () => T): (() => T) => {
  let made: { value: T } | undefined
  return () => {
    made ??= { value: make() }
    return made.value
  }
}

const errorTypes: Record<OperationInfo['family'], string> = {
  transport: 'ErrorResponse',
  loyalty: 'LoyaltyErrorResponse',
  'back-office': 'BackOfficeErrorResponse',
}

/** Compiles definitions by name, each once and only when asked for. */
const createCompiler = (definitions: Record<string, RequestSchema>, isEveryErrorReported: boolean) => {
  const ajv = new Ajv({
    allErrors: isEveryErrorReported,
    verbose: true,
    strict: true,
    allowUnionTypes: true,
    discriminator: true,
    // A third less to wait at the first use of an operation, and no slower afterwards (measured).
    code: { optimize: false },
    // Wire values are never changed by the check; a test validates the schemas themselves.
    coerceTypes: false,
    useDefaults: false,
    removeAdditional: false,
    validateSchema: false,
    formats,
  })
  ajv.addVocabulary(['x-union', 'x-from-integer'])
  ajv.addSchema({ definitions }, 'cloud')
  return (name: string): ValidateFunction => {
    const validate = ajv.getSchema(`cloud#/definitions/${name}`)
    if (!validate) throw new Error(`No schema ${name}`)
    return validate
  }
}

// Of the process: a second server of it, as tests and fake tills start them, compiles nothing again.
const requests = once(() => {
  const definitions = read('request-schemas.json')
  return { normaliser: createNormalisers(definitions), compile: createCompiler(definitions, false) }
})
const answers = once(() => createCompiler(read('answer-schemas.json'), true))

export const createValidators = (): Validators => {
  const refuse = ({ family }: OperationInfo, field: string, description: string): RefusedBody => ({
    ok: false,
    field,
    description,
    error: family === 'back-office' ? null : 'INVALID_BODY_JSON_FORMAT',
  })

  const named: Validators['named'] = (type, json) => {
    const validate = answers()(type)
    if (validate(json)) return []
    return (validate.errors ?? []).map(
      ({ instancePath, message, params }) =>
        `${instancePath || '/'} ${message ?? ''} ${JSON.stringify(params)}`,
    )
  }

  return {
    request: <P extends CloudPath>(path: P, body: unknown, text?: string): CheckedBody<P> => {
      const operation: OperationInfo = operations[path]
      const isAbsent = body === undefined || body === null || body === ''
      if (isAbsent && operation.bodyRequired)
        return refuse(operation, '', 'A non-empty request body is required.')
      const name = `${operation.name}Body`
      const { normaliser, compile } = requests()
      const normalised = normaliser(name)(isAbsent ? {} : body)
      const validate = compile(name)
      if (validate(normalised)) return { ok: true, body: normalised as CloudOperations[P]['body'] }
      const [error] = validate.errors ?? []
      if (!error) throw new Error(`Ajv refused a body of ${path} without a reason`)
      const { field, description } = explain(error, text)
      return refuse(operation, field, description)
    },

    answer: (path, status, json) => {
      const { family, name, successStatus }: OperationInfo = operations[path]
      if (status >= 400) return named(errorTypes[family], json)
      if (status !== successStatus) return [`status ${status} instead of ${successStatus}`]
      return named(`${name}Answer`, json === undefined || json === '' ? null : json)
    },

    named,

    warm: async (paths = Object.keys(operations) as CloudPath[]) => {
      for (const path of paths) {
        requests().compile(`${operations[path].name}Body`)
        await new Promise<void>((resolve) => {
          setImmediate(resolve)
        })
      }
    },
  }
}
