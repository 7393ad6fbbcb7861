// The rules of one house, on a whole till: what is asked, refused and told.
import { definePlugin, OperationCanceledError, PermissionDeniedError } from '@trapeza/plugin'

export default definePlugin({
  start(ctx) {
    ctx.hooks.beforeOrderBill.tap(async ({ order, user, vm }) => {
      ctx.log.info(`bill of ${order.number} by ${user?.name ?? 'nobody'}: ${order.resultSum}`)
      if (order.items.length === 0) throw new OperationCanceledError('the order is empty')
      if (vm && !(await vm.yesNo('Print the bill?'))) throw new OperationCanceledError('not now')
    })
    ctx.hooks.navigatingToPaymentScreen.tap(({ order }) => {
      if (order.items.length === 0) throw new OperationCanceledError('nothing to pay')
    })
    ctx.hooks.paymentScreenUpdated.tap(({ order, payments }) =>
      ctx.log.info(`payment of ${order.number}: ${payments.map(({ sum }) => sum).join(' + ')}`),
    )
    ctx.hooks.orderEditBarcodeScanned.tap(({ barcode }) => barcode === '4600000000001')
    ctx.hooks.orderEditCardSlided.tap(({ card }) => card.startsWith(';77'))
    ctx.ui.addButton({
      screen: 'payment',
      caption: 'Comment',
      async onClick({ order, os, vm }) {
        const found = await os.getOrderById({ id: order.id }).catch((error) => error)
        await vm.ok(
          'Found',
          found instanceof Error ? `${found.name} ${found.code}` : `${found.number} ${found.status}`,
        )
        const denied = await os.payOrder({ orderId: order.id }).catch((error) => error)
        await vm.error(`${denied.name} ${denied instanceof PermissionDeniedError}`)
      },
    })
    ctx.hooks.currentCultureChanged.tap(({ culture, uiCulture, user }) =>
      ctx.log.info(`${user.name} reads ${uiCulture}, dates as in ${culture}`),
    )
    ctx.hooks.reserveRestored.tap(({ reserve, previousOrderId, user }) =>
      ctx.log.info(
        `reserve ${reserve.id} ${reserve.status} again, before ${previousOrderId} by ${user?.name}`,
      ),
    )
    ctx.hooks.cafeSessionClosing.tap(() => ctx.log.info('the shift closes'))
    ctx.ui.addButton({
      screen: 'order',
      caption: 'Bonus',
      iconPath: 'M12 2 22 20H2Z',
      async onClick({ order, vm }) {
        const index = await vm.choose('Bonus of the guest', ['Coffee', { title: 'Cake', hint: 'of the day' }])
        if (index === undefined) return
        await vm.progress('Asking the bonus system')
        const phone = await vm.input('Phone of the guest', [{ kind: 'phone' }, { kind: 'number', min: '1' }])
        await ctx.ui.notify(`${order.number}: ${index} for ${phone?.value ?? 'nobody'}`)
      },
    })
    ctx.ui.addButton({
      screen: 'plugins',
      caption: 'About the house',
      onClick: ({ vm }) => vm.ok('House', 'Rules'),
    })
    ctx.events.on('orderChanged', ({ type, entity, changedFields }) =>
      ctx.log.info(`order ${entity.number} ${type} ${entity.status} ${changedFields ?? 'first'}`),
    )
    ctx.events.on('stopListProductsRemainingAmountsChanged', () => ctx.log.info('the stop list changed'))
    ctx.events.on('screenChanged', ({ entity }) => ctx.log.info(`screen ${entity.screen}`))
  },
})
