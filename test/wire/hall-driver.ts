import { expect } from 'vitest'
import type { Answer, TestServer } from '../support/start-server.ts'
import type { Json } from './cloud-deliveries-driver.ts'

/** What a waiter does at the till of the hall, over HTTP as the screen does it. */
export async function waiterOf(server: TestServer, pin = '1111', till = 'pokrovka') {
  const api = `/till/${till}/api`
  const token: string = (await server.post(`${api}/login`, { pin }, null)).json.token
  const send = (command: Json, id: string = crypto.randomUUID()): Promise<Answer> =>
    server.post(`${api}/commands`, { id, command }, token)
  return {
    send,
    board: async (): Promise<Json> => (await server.get(`${api}/board`, token)).json,
    menu: async (): Promise<Json> => (await server.get(`${api}/menu`, token)).json,
    books: async (): Promise<Json> => (await server.get(`${api}/books`, token)).json,
    async does(command: Json): Promise<void> {
      const answer = await send(command)
      expect(answer.status, answer.text).toBe(200)
      await server.settle()
    },
    /** The code of the refusal. */
    async cannot(command: Json): Promise<string> {
      const answer = await send(command)
      expect(answer.status, answer.text).not.toBe(200)
      return answer.json.code
    },
  }
}
