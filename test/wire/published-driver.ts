import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { deviationsOf } from '../../spec/cloud/sample-deviations.ts'
import { type CloudPath, type OperationInfo, operations } from '../../src/api/cloud/generated/operations.ts'
import { readDefinitions } from '../../src/api/cloud/testing/sample.ts'
import { createValidators } from '../../src/api/cloud/validation.ts'
import { compareWithSample } from '../support/published-sample.ts'
import { type Answer, startServer, type TestServer } from '../support/start-server.ts'

const definitions = { request: readDefinitions('request'), answer: readDefinitions('answer') }
const validators = createValidators()

/** What was said once was said, though other times it was left out. */
const asked = (gaps: string[]): string[] => gaps.filter((gap) => !gap.endsWith('at times'))

type Call = { path: string; body: unknown; answer: Answer }

/** The same server; what is asked and answered is kept, and each answer is held against the document. */
function listeningTo(server: TestServer): { server: TestServer; calls: Call[] } {
  const calls: Call[] = []
  const keep = (path: string, body: unknown, answer: Answer): Answer => {
    if (!(path in operations)) return answer
    if (answer.status >= 300) throw new Error(`${path} refused: ${answer.text}`)
    expect(validators.answer(path as CloudPath, answer.status, answer.json), answer.text).toEqual([])
    calls.push({ path, body, answer })
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
    const { name, family }: OperationInfo = operations[path]
    test('is asked with all that its published request has', () => {
      const bodies = of(path).map(({ body }) => body)
      if (!(`${name}Body` in definitions.request)) return
      const { gaps, heard } = compareWithSample(definitions.request, `${name}Body`, bodies)
      expect(asked(gaps)).toEqual(deviationsOf(path, 'request', heard))
    })
    test('answers all that its published answer has', () => {
      const answers = of(path).map(({ answer }) => answer.json)
      expect(answers.length).toBeGreaterThan(0)
      const { gaps: all, heard } = compareWithSample(definitions.answer, `${name}Answer`, answers)
      // Schemas of the back office know no null: what is empty is left out (cloud-api §10).
      const gaps = family === 'back-office' ? asked(all) : all
      expect(gaps).toEqual(deviationsOf(path, 'answer', heard))
    })
  })
}
