import { demoId } from '../../../src/seed/demo/demo-chain.ts'
import { productByCode } from '../../support/orders.ts'
import type { TestServer } from '../../support/start-server.ts'

export type ReserveWords = {
  name: string
  /** Numbers of tables of the main hall. */
  tables: number[]
  /** Minutes from now; negative is in the past and the till would refuse it. */
  startsIn: number
  /** Codes of dishes ordered in advance; absent: a plain reserve. */
  dishes?: { code: string; price: number; amount: number }[]
  comment?: string
}

type Json = any // any: what an integrator would look into

const post = async (server: TestServer, path: string, body: object): Promise<Json> => {
  const answer = await server.post(`/api/1/${path}`, body)
  if (answer.status !== 200) throw new Error(`${path} answered ${answer.status} ${answer.text}`)
  await server.settle()
  return answer.json
}

/** What a program of a site would send for a reserve told in words. */
export async function placeReserve(server: TestServer, words: ReserveWords): Promise<string> {
  const { organizationId, terminalGroupId } = server.till('pokrovka')
  const moscowMs = 3 * 3_600_000
  const at = new Date(server.clock.now() + words.startsIn * 60_000 + moscowMs).toISOString()
  const json = await post(server, 'reserve/create', {
    organizationId,
    terminalGroupId,
    customer: { type: 'regular', name: words.name },
    phone: '+79005550380',
    guests: { count: 4 },
    durationInMinutes: 120,
    shouldRemind: true,
    tableIds: words.tables.map((number) => demoId('table', `main/${number}`)),
    estimatedStartTime: at.replace('T', ' ').replace('Z', ''),
    comment: words.comment ?? null,
    ...(words.dishes
      ? {
          order: {
            items: words.dishes.map(({ code, ...more }) => ({
              type: 'Product',
              productId: productByCode(server.chain, code),
              ...more,
            })),
          },
        }
      : {}),
  })
  const { id } = json.reserveInfo
  const info = await reserveOf(server, id)
  if (info.creationStatus !== 'Success') throw new Error(`the reserve: ${JSON.stringify(info.errorInfo)}`)
  return id
}

/** The reserve as the API tells it, once nothing is under way any more. */
export async function reserveOf(server: TestServer, id: string): Promise<Json> {
  await server.settle()
  const { organizationId } = server.till('pokrovka')
  return (await post(server, 'reserve/status_by_id', { organizationId, reserveIds: [id] })).reserves[0]
}

/** Orders of a table of the main hall, as a program that asked for them sees them. */
export async function ordersAt(server: TestServer, number: number): Promise<Json[]> {
  const { organizationId, terminalGroupId } = server.till('pokrovka')
  const tableIds = [demoId('table', `main/${number}`)]
  await server.settle()
  await post(server, 'order/init_by_table', { organizationId, terminalGroupId, tableIds })
  return (await post(server, 'order/by_table', { organizationIds: [organizationId], tableIds })).orders
}
