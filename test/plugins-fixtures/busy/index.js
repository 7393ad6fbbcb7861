// Uses every door of the host once, and answers what a test asks over the bus.
import { definePlugin, OperationCanceledError, PermissionDeniedError } from '@trapeza/plugin'

let lent
export default definePlugin({
  start(ctx) {
    ctx.log.info('started', { version: ctx.host.version, settings: ctx.config.settings })
    ctx.hooks.beforeOrderBill.tap(async ({ order, vm, os }) => {
      lent = os
      if (order.ask && !(await vm.yesNo('Print?'))) throw new OperationCanceledError('the guest said no')
      if (order.isEmpty) throw new OperationCanceledError('no guests in the order')
      return os.getName({ id: order.id })
    })
    ctx.ui.addButton({ screen: 'order', caption: 'Bonus', onClick: ({ order }) => `pressed for ${order.id}` })
    ctx.bus.handle('busy.useLent', () => lent.getName({}).catch((error) => error.name))
    ctx.bus.handle('busy.forbidden', () =>
      ctx.operations
        .payOrder({})
        .catch((error) => [error.name, error instanceof PermissionDeniedError, error.data.codes]),
    )
    ctx.bus.handle('busy.unbuilt', () => ctx.operations.flyToTheMoon().catch((error) => error.name))
    ctx.bus.handle('busy.slot', async (clientId) => {
      const slot = await ctx.licensing.acquireSlot(21016318, clientId).catch((error) => error)
      return slot instanceof Error ? [slot.name, slot.message] : slot.clientId
    })
    ctx.bus.handle('busy.keep', async ({ key, value }) => {
      await ctx.storage.shared.set(key, value)
      return [await ctx.storage.shared.get(key), [...(await ctx.storage.shared.all()).keys()]]
    })
    ctx.bus.handle('busy.keepTooMuch', () =>
      ctx.storage.shared.set('k', 'x'.repeat(32_769)).catch((error) => error.data.argument),
    )
    ctx.bus.handle('busy.leave', () => {
      setTimeout(() => ctx.shutdown('nothing to do'), 5)
      return 'bye'
    })
    ctx.events.on('orderChanged', ({ entity, type }) => ctx.log.info(`order ${entity.id} ${type}`))
  },
})
