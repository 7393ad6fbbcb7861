/** What a bookkeeper's program does all day: reads the nomenclature, and writes invoices of its suppliers. */
import { createHash } from 'node:crypto'
import { demoId, seedItem } from '../../src/seed/demo/demo-chain.ts'
import { demoChain } from '../../src/seed/demo/index.ts'
import { drain, type Figures, printFigures, rounds, seconds } from './measure.ts'
import type { World } from './world.ts'

const productCount = 5000
const linesOfLong = 200
const linesOfMany = 10
const many = 1000
/** Long ones of a second of a round. */
const longPerSecond = 6
/** A list has some megabytes. */
const listsPerSecond = 4
const readers = 2
/** They write one ledger. */
const storekeepers = 4

const goodId = (index: number): string => demoId('product', `bench/${index}`)

/** With the demo's own the nomenclature has as many as the bench is about. */
export function benchGoods() {
  const chain = demoChain()
  const own = chain.items.filter(({ book }) => book === 'product')
  const pattern = own.find((item) => item.book === 'product' && item.body.type === 'Good')
  if (pattern?.book !== 'product') throw new Error('the demo has no goods')
  return Array.from({ length: productCount - own.length }, (_, index) =>
    seedItem('product', `bench/${index}`, {
      ...pattern.body,
      ...{ name: `Товар ${index}`, nameEn: `Goods ${index}`, code: String(200_000 + index), barcodes: [] },
    }),
  )
}

async function backOffice(world: World): Promise<{ ours: string; key: string }> {
  const [login] = demoChain().backOfficeLogins
  const pass = createHash('sha1')
    .update(login?.password ?? '')
    .digest('hex')
  const ours = `${world.ours}/resto/api`
  const answer = await fetch(`${ours}/auth?${new URLSearchParams({ login: login?.login ?? '', pass })}`)
  const key = await answer.text()
  if (!answer.ok) throw new Error(`no session: ${answer.status} ${key}`)
  return { ours, key }
}

export async function benchProducts(world: World): Promise<void> {
  const { ours, key } = await backOffice(world)
  const url = `${ours}/v2/entities/products/list?key=${key}`
  const form = { 'content-type': 'application/x-www-form-urlencoded' }
  const answer = await fetch(url, { method: 'POST', headers: form, body: 'includeDeleted=true' })
  const text = await answer.text()
  if (!answer.ok) throw new Error(`products: ${answer.status} ${text}`)
  const products: unknown[] = JSON.parse(text)
  process.stdout.write(`products: ${products.length}, ${text.length} characters\n`)
  const copy = `${world.reference}/products`
  const json = { 'content-type': 'application/json' }
  await fetch(copy, { method: 'PUT', headers: json, body: text })
  const asked = (body: string) => Array<string>(seconds * listsPerSecond).fill(body)
  const figures: { mine: Figures; theirs: Figures }[] = []
  for (let round = 0; round <= rounds; round++)
    figures.push({
      mine: await drain(world, { url, headers: form }, asked('includeDeleted=true'), readers),
      theirs: await drain(world, { url: copy, headers: json }, asked('{}'), readers),
    })
  printRounds('v2/entities/products', figures)
}

/** The first round warms both up. */
function printRounds(name: string, figures: readonly { mine: Figures; theirs: Figures }[]): void {
  const counted = figures.slice(1)
  const [mine, theirs] = [counted.map((one) => one.mine), counted.map((one) => one.theirs)]
  printFigures(name, mine, 'bare handler', theirs)
}

const day = (index: number): string =>
  new Date(Date.UTC(2026, 5, 1 + Math.floor(index / 100)))
    .toISOString()
    .slice(0, 10)
    .split('-')
    .reverse()
    .join('.')

function invoice(index: number, lines: number): string {
  const store = demoId('store', 'pokrovka/main')
  const items = Array.from({ length: lines }, (_, line) => {
    const [amount, price] = [1 + (line % 40) / 8, 10 + line]
    return `<item><num>${line + 1}</num><product>${goodId((index + line) % 1000)}</product><amount>${amount}</amount><actualAmount>${amount}</actualAmount><price>${price}</price><sum>${(amount * price).toFixed(2)}</sum><vatPercent>10</vatPercent><store>${store}</store></item>`
  })
  return `<document><items>${items.join('')}</items><documentNumber>B-${lines}-${index}</documentNumber><dateIncoming>${day(index)}</dateIncoming><defaultStore>${store}</defaultStore><supplier>${demoId('counteragent', 'farm')}</supplier><status>PROCESSED</status></document>`
}

const xml = { 'content-type': 'application/xml' }

/** A round imports as many on each side in turn; the first one warms both up. */
export async function benchImport(world: World): Promise<void> {
  const { ours, key } = await backOffice(world)
  const count = seconds * longPerSecond
  process.stdout.write(
    `XML import: ${rounds} rounds of ${count} invoices of ${linesOfLong} lines, ${storekeepers} connections\n`,
  )
  const mine = { url: `${ours}/documents/import/incomingInvoice?key=${key}`, headers: xml }
  const theirs = { url: `${world.reference}/invoices`, headers: xml }
  const figures: { mine: Figures; theirs: Figures }[] = []
  for (let round = 0; round <= rounds; round++) {
    const bodies = Array.from({ length: count }, (_, index) => invoice(round * count + index, linesOfLong))
    figures.push({
      mine: await drain(world, mine, bodies, storekeepers),
      theirs: await drain(world, theirs, bodies, storekeepers),
    })
  }
  printRounds('incomingInvoice of 200', figures)
}

export async function benchManyInvoices(world: World): Promise<void> {
  const { ours, key } = await backOffice(world)
  process.stdout.write(`import of ${many} invoices of ${linesOfMany} lines, one after another\n`)
  const bodies = Array.from({ length: many }, (_, index) => invoice(index, linesOfMany))
  const mine = await drain(
    world,
    { url: `${ours}/documents/import/incomingInvoice?key=${key}`, headers: xml },
    bodies,
    1,
  )
  const theirs = await drain(world, { url: `${world.reference}/invoices`, headers: xml }, bodies, 1)
  printFigures('incomingInvoice', [mine], 'bare handler', [theirs])
  process.stdout.write(`  all ${many} in ${(many / mine.perSecond).toFixed(1)} s\n`)
}
