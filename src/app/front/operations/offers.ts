/** Tech cards, combos, the quick menu, and what follows from settings (front-api §2.5, §2.7). */
import { techCardsOf } from '../../../domain/stock/tech-cards.ts'
import type { Uuid } from '../../../kernel/ids.ts'
import { accountingDay } from '../../../kernel/local-time.ts'
import { notFound } from '../exceptions.ts'
import type { FrontOperation } from '../front-operation.ts'
import { paymentTypeOf } from '../model/organisation.ts'
import { assemblyChartOf, comboDefinitionOf, quickMenuPagesOf } from '../model/recipes.ts'
import { living } from './books.ts'
import { type Asking, operation } from './define.ts'

/** .NET's days begin with Sunday, those of the book with Monday. */
const daysOfWeek = { Sunday: 0, Monday: 1, Tuesday: 2, Wednesday: 3, Thursday: 4, Friday: 5, Saturday: 6 }

function quickMenu({ place, args }: Asking) {
  const sectionId = args.id('restaurantSection')
  const day = (daysOfWeek[args.oneOf('dayOfWeek', daysOfWeek)] + 6) % 7
  const menus = living(place, 'quickMenu')
  const menu =
    menus.find(({ body }) => body.sectionId === sectionId) ??
    menus.find(({ body }) => body.sectionId === null)
  return menu ? quickMenuPagesOf(place, menu, day) : []
}

const productId = ({ place, args }: Asking): Uuid => {
  const id = args.id('product')
  if (!place.catalog.find('product', id)) throw notFound('Product', id)
  return id
}

/** The card that counts today. */
function currentChart(asking: Asking) {
  const { place, door } = asking
  const organization = place.catalog.find('organization', place.organizationId)?.body
  if (!organization) return undefined
  const card = techCardsOf(place.catalog).on(
    productId(asking),
    accountingDay(door.app.clock.now(), organization.timeZone, organization.accountingDayStartMinutes),
  )
  return card && assemblyChartOf(place, card)
}

const organizationOf = ({ place }: Asking) => {
  const organization = place.catalog.find('organization', place.organizationId)?.body
  if (!organization) throw notFound('Restaurant', place.organizationId)
  return organization
}

/** Deliveries are taken where the restaurant has a living type of orders that are delivered or fetched. */
const isDeliveryActive = ({ place }: Asking): boolean =>
  living(place, 'orderType').some(({ body }) => body.serviceType !== 'Common')

export const offerOperations: readonly FrontOperation[] = [
  operation('getQuickMenu', null, quickMenu),
  operation('getComboDefinitions', null, ({ place }) =>
    living(place, 'comboAction')
      .filter(({ body }) => body.isActive)
      .sort((a, b) => a.body.order - b.body.order)
      .map((item) => comboDefinitionOf(place, item)),
  ),
  operation('getAssemblyChartsForProduct', null, (asking) =>
    techCardsOf(asking.place.catalog)
      .history(productId(asking))
      .map((card) => assemblyChartOf(asking.place, card)),
  ),
  operation('tryGetCurrentAssemblyChartForProduct', null, currentChart),
  operation('getActivePaymentTypes', null, ({ place, args }) => {
    const key = args.text('paymentSystemKey', 200)
    return living(place, 'paymentType')
      .filter(({ body }) => body.paymentSystem === key)
      .map((item) => paymentTypeOf(place, item))
  }),
  operation('getPaymentSystemKey', null, ({ place, args }) => {
    const id = args.id('paymentType')
    const item = place.catalog.find('paymentType', id)
    if (!item) throw notFound('PaymentType', id)
    return item.body.paymentSystem ?? ''
  }),
  operation('isDeliveryActive', null, isDeliveryActive),
  operation('isDeliveryConfirmationActive', null, (asking) => organizationOf(asking).isConfirmationEnabled),
  operation('getHostDeliverySettings', null, (asking) => {
    const { deliveryOrderPaymentSettings, marketingSourceRequiredInDelivery } = organizationOf(asking)
    return {
      marketingSourceRequired: marketingSourceRequiredInDelivery,
      deliveryPaymentTimeOption:
        deliveryOrderPaymentSettings === 'WhenOrderOnTheWay' ? 'BeforeSending' : 'BeforeClosing',
    }
  }),
]
