/**
 * `npm run bench` runs all benches, `npm run bench -- create by_id` some of them. `BENCH_ROUNDS`, `BENCH_SECONDS` and
 * `BENCH_WARM` (seconds before the first round) make it longer or shorter, `BENCH_STATEMENTS=1` tells at the end what
 * PostgreSQL spent its time on.
 */
import { readFileSync } from 'node:fs'
import { benchImport, benchManyInvoices, benchProducts } from './back-office.ts'
import { benchBizAdd, benchBizCustomer, benchBizNomenclature, benchBizRefills } from './biz.ts'
import { benchById, benchCreate, benchTables } from './deliveries.ts'
import { benchDocuments } from './documents.ts'
import { benchFrontOrders } from './front.ts'
import { benchCalculate, benchInfo, benchTopUp } from './loyalty.ts'
import { benchExternalMenu, benchNomenclature } from './menus.ts'
import { benchPluginEvents, benchPluginHooks } from './plugins.ts'
import { benchReportsBesideOrders } from './reports-beside-orders.ts'
import { benchScreens } from './screens/screens.ts'
import { benchStart } from './start.ts'
import { openWorld, type World } from './world.ts'

const benches: Record<string, (world: World) => Promise<void>> = {
  create: benchCreate,
  by_id: benchById,
  table_order_create: benchTables,
  nomenclature: benchNomenclature,
  external_menu: benchExternalMenu,
  document_post: benchDocuments,
  product_list: benchProducts,
  xml_import: benchImport,
  thousand_invoices: benchManyInvoices,
  loyalty_calculate: benchCalculate,
  wallet_topup: benchTopUp,
  customer_info: benchInfo,
  biz_orders_add: benchBizAdd,
  biz_nomenclature: benchBizNomenclature,
  biz_customer: benchBizCustomer,
  biz_refills: benchBizRefills,
  reports_beside_orders: benchReportsBesideOrders,
  front_orders: benchFrontOrders,
  plugin_hooks: benchPluginHooks,
  plugin_events: benchPluginEvents,
}
const ofMembers = ['loyalty_calculate', 'wallet_topup', 'customer_info', 'biz_customer', 'biz_refills']
const ofNomenclature = ['product_list', 'xml_import', 'thousand_invoices']
const memberCount = Number(process.env['BENCH_MEMBERS'] ?? 100_000)

const given = process.argv.slice(2)
/** Their servers and references are their own. */
const apart: Record<string, () => Promise<void>> = { start: benchStart, screens: benchScreens }
const known = [...Object.keys(benches), ...Object.keys(apart)]
const unknown = given.filter((name) => !known.includes(name))
if (unknown.length > 0) {
  process.stderr.write(`no such bench: ${unknown.join(', ')}; there are ${known.join(', ')}\n`)
  process.exit(2)
}
const wanted = given.length > 0 ? given : known

const ofServer = wanted.filter((name) => !(name in apart))
if (ofServer.length > 0) await benchServer(ofServer)
for (const [name, bench] of Object.entries(apart)) if (wanted.includes(name)) await bench()

async function benchServer(names: readonly string[]): Promise<void> {
  const world = await openWorld({
    memberCount: names.some((name) => ofMembers.includes(name)) ? memberCount : 1,
    hasManyGoods: names.some((name) => ofNomenclature.includes(name)),
    tellsStatements: process.env['BENCH_STATEMENTS'] === '1',
  })
  try {
    for (const name of names) await benches[name]?.(world)
    const status = readFileSync(`/proc/${world.pids.server}/status`, 'utf8')
    const memory = Number(/VmRSS:\s+(\d+)/.exec(status)?.[1])
    process.stdout.write(`memory of the service after the load: ${Math.round(memory / 1024)} MB\n`)
  } finally {
    await world.close()
  }
}
