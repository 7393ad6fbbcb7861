/** Posting invoices of fifty lines: each is posted once, so the load is a list of documents and not a repeated call. */
import { randomUUID } from 'node:crypto'
import { demoId } from '../../src/seed/demo/demo-chain.ts'
import { organizationId } from './demo.ts'
import { drain, type Figures, printFigures, rounds, seconds } from './measure.ts'
import type { World } from './world.ts'

const lineCount = 50
const goods = ['95001', '95002', '95003', '95005', '95006', '95007', '95008', '95009', '95010', '95011']
const firstDate = Date.UTC(2026, 5, 1)
/** They write one ledger. */
const storekeepers = 8
const perSecond = 150

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

type Side = { url: string; headers: Record<string, string> }

/** A round posts as many as there are, half of them for each side in turn; the first round warms both up. */
export async function benchDocuments(world: World): Promise<void> {
  const count = seconds * perSecond
  process.stdout.write(`document post: ${rounds} rounds of ${count} invoices, ${storekeepers} connections\n`)
  const mine = { url: `${world.ours}/api/inventory/v1/incoming_invoice`, headers: world.headers }
  const theirs = { url: `${world.reference}/documents`, headers: {} }
  const figures: { mine: Figures; theirs: Figures }[] = []
  for (let round = 0; round <= rounds; round++) {
    const first = round * count
    const ofMine = await writeInvoices(world, mine, first, count)
    const ofTheirs = await writeInvoices(world, theirs, first, count)
    figures.push({
      mine: await drain(world, { ...mine, url: `${mine.url}/post` }, ofMine, storekeepers),
      theirs: await drain(world, { ...theirs, url: `${theirs.url}/post` }, ofTheirs, storekeepers),
    })
  }
  const counted = figures.slice(1)
  printFigures(
    'incoming_invoice/post',
    counted.map((one) => one.mine),
    'reference',
    counted.map((one) => one.theirs),
  )
}

/** Writes `count` invoices that are not posted; answers the bodies that post them. */
async function writeInvoices(world: World, side: Side, first: number, count: number): Promise<string[]> {
  const invoices = Array.from({ length: count }, (_, index) => invoice(first + index))
  const bodies = invoices.map((one) => JSON.stringify(one))
  await drain(world, { ...side, url: `${side.url}/create` }, bodies, storekeepers)
  return invoices.map(({ documentId }) => JSON.stringify({ organizationId, documentId }))
}
