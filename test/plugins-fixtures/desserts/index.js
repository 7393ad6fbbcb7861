// Everything that a plugin can show on the till's screens, for people to look at.
import { definePlugin, OperationCanceledError } from '@trapeza/plugin'

const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms))
const desserts = [
  { title: 'Медовик', hint: '390 ₽, сегодня из печи' },
  { title: 'Павлова с клубникой', hint: '450 ₽' },
  { title: 'Сырники со сметаной и вареньем из крыжовника', hint: '420 ₽' },
  'Ничего',
]
const offered = new Set()

export default definePlugin({
  start(ctx) {
    ctx.hooks.paymentScreenUpdated.tap(({ payments }) =>
      ctx.log.info(`lines of the payment: ${payments.length}`),
    )
    ctx.hooks.currentCultureChanged.tap(({ uiCulture }) => ctx.log.info(`the screen is read in ${uiCulture}`))
    ctx.hooks.beforeOrderBill.tap(({ order }) => {
      if (!offered.has(order.id)) throw new OperationCanceledError('Сначала предложите гостям десерт')
    })
    ctx.ui.addButton({
      screen: 'order',
      caption: 'Десерт',
      iconPath: 'M12 2v4M6 10h12l-2 10H8Z',
      async onClick({ order, vm }) {
        const index = await vm.choose('Что предложить гостям?', desserts, { selected: 0 })
        if (index === undefined) return
        offered.add(order.id)
        if (index === 3) return vm.error('Гости отказались от десерта.\nПречек можно печатать.')
        const portions = await vm.input('Сколько порций?', [{ kind: 'number', min: '1', max: '10' }], {
          hint: 'Шеф печёт не больше десяти',
        })
        if (!portions || !(await vm.yesNo('Подать сейчас?', 'Шеф начнёт, как только вы ответите'))) return
        await vm.progress('Спрашиваем шефа')
        await pause(1500)
        await ctx.ui.notify(`${desserts[index].title}, порций: ${portions.value}`)
      },
    })
    ctx.ui.addButton({
      screen: 'order',
      caption: 'Скидка на день рождения',
      enabled: false,
      onClick: () => undefined,
    })
    for (const caption of ['Сертификат', 'Бонусы гостя', 'Разделить чаевые'])
      ctx.ui.addButton({
        ...{ screen: 'payment', caption, checked: caption === 'Бонусы гостя' },
        onClick: ({ vm }) =>
          vm.input(caption, [{ kind: 'card' }, { kind: 'phone' }, { kind: 'text', maxLength: 20 }]),
      })
    ctx.ui.addButton({
      screen: 'plugins',
      caption: 'Итоги десертов',
      onClick: ({ vm }) => vm.ok('Итоги десертов', `Предложено заказов: ${offered.size}`),
    })
  },
})
