import { operations } from '../../../src/api/cloud/generated/operations.ts'
import { chanceOf } from '../chance.ts'
import type { Answer, TestServer } from '../start-server.ts'
import { filled, type Json, keep, type Step, type Variables } from './step.ts'
import { writes } from './writes.ts'

/** Friday 2027-03-12 12:00 in Moscow: every kitchen of the demo chain works. */
export const walkedAt = Date.UTC(2027, 2, 12, 9)

/** What a walk begins with: the keys of the server, and the day. */
const firstVariables = ({ credentials }: TestServer): Variables => ({
  apiLogin: credentials.cloud.apiLogin,
  appId: credentials.cloud.appId,
  clientSecret: credentials.cloud.clientSecret,
  today: '2027-03-12',
  tomorrow: '2027-03-13',
})

export type Call = { method: 'GET' | 'POST'; path: string; body: Json }

/** In whose name somebody walks, where it is not the demo chain: how bodies read there, and the key. */
type WalkAs = { translate: (body: Json) => Json; apiLogin: string }

/** Somebody who walks: new ids come from a seed, so two walkers of one seed say the same. */
export function walkerOf(server: TestServer, seed: number, as?: WalkAs) {
  const variables: Variables = { ...firstVariables(server), ...(as ? { apiLogin: as.apiLogin } : {}) }
  const chance = chanceOf(seed)
  const translate = as?.translate ?? ((body: Json) => body)

  /** The call of a step as it goes out; its new ids are drawn. */
  function callOf(step: Step): Call {
    for (const name of step.draw ?? []) variables[name] = chance.uuid()
    const { method, path } = operations[step.path]
    return { method, path, body: method === 'GET' ? undefined : filled(translate(step.body), variables) }
  }

  /** Sends a step, or a call of it that was drawn before, takes over what it keeps, and waits for the tills. */
  async function take(step: Step, headers: Record<string, string> = {}, call?: Call): Promise<Answer> {
    const { method, path, body } = call ?? callOf(step)
    const token = as ? await server.token(as.apiLogin) : undefined
    const answer =
      method === 'GET' ? await server.get(path, token) : await server.post(path, body, token, headers)
    if (answer.status >= 300) throw new Error(`${step.path}: ${answer.status} ${answer.text}`)
    keep(step, answer.json, variables)
    if (writes.has(step.path)) await server.settle()
    return answer
  }

  return { variables, callOf, take }
}
