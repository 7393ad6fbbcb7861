import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { deviationsOf } from '../../spec/cloud/sample-deviations.ts'
import { type CloudPath, operations } from '../../src/api/cloud/generated/operations.ts'
import { readDefinitions } from '../../src/api/cloud/testing/sample.ts'
import { createValidators } from '../../src/api/cloud/validation.ts'
import { compareWithSample } from '../support/published-sample.ts'
import { type Answer, startServer, type TestServer } from '../support/start-server.ts'

const definitions = { request: readDefinitions('request'), answer: readDefinitions('answer') }
const validators = createValidators()

type Call = { path: string; body: unknown; answer: Answer }

/** The same server; what is asked of it and what it answers well is kept, and held against the document. */
function listeningTo(server: TestServer): { server: TestServer; calls: Call[] } {
  const calls: Call[] = []
  const keep = (path: string, body: unknown, answer: Answer): Answer => {
    if (answer.status < 300 && path in operations) {
      expect(validators.answer(path as CloudPath, answer.status, answer.json), answer.text).toEqual([])
      calls.push({ path, body, answer })
    }
    return answer
  }
  const heard: TestServer = {
    ...server,
    post: async (path, body, token, headers) =>
      keep(path, body, await server.post(path, body, token, headers)),
    get: async (path, token) => keep(`GET ${path}`, undefined, await server.get(path, token)),
  }
  return { server: heard, calls }
}

/**
 * Lives through `life` and tells of each operation whether it was asked with all that its published request has, and
 * whether it answered all that its published answer has. What differs must be a deviation that is known, and no known
 * one may be gone.
 */
export function holdAgainstSamples(
  paths: readonly CloudPath[],
  life: (server: TestServer) => Promise<void>,
): void {
  let real: TestServer
  let calls: Call[] = []
  beforeAll(async () => {
    real = await startServer()
    const listening = listeningTo(real)
    calls = listening.calls
    await life(listening.server)
  }, 180_000)
  afterAll(() => real.close())

  const of = (path: CloudPath): Call[] => calls.filter((call) => call.path === path)

  describe.each(paths)('%s', (path) => {
    const { name } = operations[path]
    test('is asked with all that its published request has', () => {
      const bodies = of(path).map(({ body }) => body)
      if (!(`${name}Body` in definitions.request)) return
      const { gaps, heard } = compareWithSample(definitions.request, `${name}Body`, bodies)
      // A field that stands in one request and not in another has been asked with.
      const never = gaps.filter((gap) => !gap.endsWith('at times'))
      expect(never).toEqual(deviationsOf(path, 'request', heard))
    })
    test('answers all that its published answer has', () => {
      const answers = of(path).map(({ answer }) => answer.json)
      expect(answers.length).toBeGreaterThan(0)
      const { gaps, heard } = compareWithSample(definitions.answer, `${name}Answer`, answers)
      expect(gaps).toEqual(deviationsOf(path, 'answer', heard))
    })
  })
}
