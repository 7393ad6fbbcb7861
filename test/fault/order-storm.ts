import { setTimeout as sleep } from 'node:timers/promises'

// Clients that create deliveries until they are killed, each again and again under one id until it is answered. An id is
// printed after its 200 has come, and not before.
type Job = { baseUrl: string; apiLogin: string; clients: number; productId: string; places: Place[] }
type Place = { organizationId: string; terminalGroupId: string; price: number }

const { baseUrl, apiLogin, clients, productId, places } = JSON.parse(process.argv[2] ?? '{}') as Job

type Json = any // any: an answer of whatever is alive

async function call(path: string, body: object, token?: string): Promise<{ status: number; json: Json }> {
  const response = await fetch(`${baseUrl}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(token ? { authorization: `Bearer ${token}` } : {}) },
    body: JSON.stringify(body),
    signal: AbortSignal.timeout(10_000),
  })
  return { status: response.status, json: await response.json() }
}

let token = ''
async function create(id: string, { price, ...place }: Place): Promise<void> {
  const body = {
    ...place,
    order: {
      id,
      phone: '+79005550199',
      orderServiceType: 'DeliveryByClient',
      customer: { type: 'regular', name: 'Storm' },
      items: [{ type: 'Product', productId, amount: 1, price }],
    },
  }
  for (;;) {
    try {
      token ||= (await call('/api/1/access_token', { apiLogin })).json.token ?? ''
      const { status } = await call('/api/1/deliveries/create', body, token)
      if (status === 200) return
      if (status === 401) token = ''
    } catch {
      // The cloud is dead or dies; whether this order was taken is not known, so the same is asked again.
    }
    await sleep(50)
  }
}

async function client(): Promise<never> {
  for (;;) {
    for (const place of places) {
      const id = crypto.randomUUID()
      await create(id, place)
      process.stdout.write(`taken ${id}\n`)
      await sleep(20)
    }
  }
}

process.stdout.write('ready\n')
await Promise.all(Array.from({ length: clients }, client))
