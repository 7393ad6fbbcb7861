/** Posting invoices of fifty lines: each is posted once, so the load is a list of documents and not a repeated call. */
import { randomUUID } from 'node:crypto'
import { demoId } from '../../src/seed/demo/demo-chain.ts'
import { organizationId } from './order.ts'

const lineCount = 50
const goods = ['95001', '95002', '95003', '95005', '95006', '95007', '95008', '95009', '95010', '95011']
const firstDate = Date.UTC(2026, 5, 1)

export type Load = { perSecond: number; p50: number; p99: number }

const invoice = (index: number) => ({
  organizationId,
  documentId: randomUUID(),
  date: new Date(firstDate + index * 1000).toISOString(),
  counteragent: demoId('counteragent', 'farm'),
  items: Array.from({ length: lineCount }, (_, line) => ({
    num: line + 1,
    product: demoId('product', goods[line % goods.length] ?? ''),
    amount: 1 + line / 8,
    price: 10 + line,
    store: demoId('store', 'pokrovka/main'),
  })),
})

type Side = { url: string; path: string; headers: Record<string, string> }

/** Writes `count` invoices that are not posted; answers the bodies that post them. */
export async function writeInvoices(
  side: Side,
  first: number,
  count: number,
  connections: number,
): Promise<string[]> {
  const invoices = Array.from({ length: count }, (_, index) => invoice(first + index))
  await drain(
    side,
    'create',
    invoices.map((one) => JSON.stringify(one)),
    connections,
  )
  return invoices.map(({ documentId }) => JSON.stringify({ organizationId, documentId }))
}

/** Sends each body once over so many connections. */
export async function drain(
  { url, path, headers }: Side,
  verb: 'create' | 'post',
  bodies: readonly string[],
  connections: number,
): Promise<Load> {
  const latencies: number[] = []
  let next = 0
  const worker = async (): Promise<void> => {
    for (let body = bodies[next++]; body !== undefined; body = bodies[next++]) {
      const startedAt = performance.now()
      const answer = await fetch(`${url}${path}/${verb}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body,
      })
      const text = await answer.text()
      if (!answer.ok) throw new Error(`${path}/${verb}: ${answer.status} ${text}`)
      latencies.push(performance.now() - startedAt)
    }
  }
  const startedAt = performance.now()
  await Promise.all(Array.from({ length: connections }, worker))
  const seconds = (performance.now() - startedAt) / 1000
  latencies.sort((a, b) => a - b)
  const at = (part: number): number => latencies[Math.floor(latencies.length * part)] ?? 0
  return { perSecond: bodies.length / seconds, p50: at(0.5), p99: at(0.99) }
}
