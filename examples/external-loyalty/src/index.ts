import { definePlugin, type Picture } from '@trapeza/plugin'
import { Accruals } from './accruals.ts'
import { LoyaltyService } from './loyalty-service.ts'
import { Reception } from './meet-guest.ts'
import { bonusSystem } from './pay-by-bonuses.ts'
import { wordsFor } from './words.ts'

/** A loyalty programme of somebody else: guests known by card or phone, their discount, their bonuses as a payment. */
export default definePlugin({
  async start(ctx) {
    const { settings } = ctx.config
    const number = (name: string, usual: number): number => Number(settings[name] ?? usual)
    const service = new LoyaltyService(
      String(settings['service'] ?? 'http://127.0.0.1:9110'),
      number('timeoutMs', 3000),
    )
    const reception = new Reception(ctx, service)
    const accruals = new Accruals(ctx, service, number('accrualPercent', 5))

    ctx.hooks.orderEditCardSlided.tap(
      ({ card, order, os }) => order && os && reception.card(String(card), order, os),
    )
    ctx.hooks.orderEditBarcodeScanned.tap(
      ({ barcode, order, os }) => order && os && reception.card(String(barcode), order, os),
    )
    ctx.ui.addButton({
      screen: 'order',
      caption: wordsFor(ctx).button,
      iconPath: 'M3 6h18v12H3Z M3 10h18',
      onClick: ({ order, os, vm }) => order && reception.ask(order, os, vm),
    })
    ctx.payments.registerSystem(bonusSystem(ctx, service, number('patienceMs', 20_000)))

    ctx.hooks.orderStorned.tap(({ order }) => order && accruals.returned(order))
    ctx.hooks.beforeCustomDataClear.tap(({ data }) => accruals.keep(data as ReadonlyMap<string, string>))
    ctx.events.on('orderChanged', ({ entity }) => entity && accruals.saw(entity))
    // Orders that were closed while the plugin was away; those that the ledger knows stay as they are.
    for (const order of (await ctx.operations.getOrders()) as Picture[]) accruals.saw(order)
    const retry = setInterval(() => accruals.tell(), number('retryMs', 5000))
    ctx.onDispose(() => clearInterval(retry))
  },
})
