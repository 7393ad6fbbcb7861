import { acceptDelivery } from '../../src/app/cloud/accept-delivery.ts'
import type { DeliveryRequest } from '../../src/app/cloud/delivery-request.ts'
import type { Login } from '../../src/app/cloud/login.ts'
import type { App } from '../../src/app/ports.ts'
import type { DemoChain } from '../../src/seed/demo/index.ts'

/** The demo key that reaches every organization. */
export async function demoLogin(app: App, chain: DemoChain): Promise<Login> {
  const key = await app.storage.now.keys.byLogin(chain.apiKeys[0]?.apiLogin ?? '')
  if (!key) throw new Error('the demo key is missing')
  return { key, appId: null }
}

/** A product by its code. */
export function productByCode(chain: DemoChain, code: string): string {
  const item = chain.items.find((one) => one.book === 'product' && one.body.code === code)
  if (!item) throw new Error(`no product ${code}`)
  return item.id
}

/** A pickup of two bowls of borscht for a guest who is not in the books. */
export function aPickup(
  app: { random: Pick<App['random'], 'uuid'> },
  chain: DemoChain,
  place: { organizationId: string; terminalGroupId: string | null },
): DeliveryRequest {
  return {
    correlationId: app.random.uuid(),
    ...place,
    transportToFrontTimeoutSeconds: 8,
    checkStopList: false,
    guestId: null,
    contact: {
      phone: '+79005559001',
      phoneExtension: null,
      customer: {
        type: 'regular',
        name: 'Анна',
        surname: null,
        comment: null,
        birthdate: null,
        email: null,
        gender: 'NotSpecified',
        shouldReceiveOrderStatusNotifications: null,
      },
      deliveryPoint: null,
    },
    order: {
      orderId: null,
      hasCustomer: true,
      hasDeliveryPoint: false,
      externalNumber: null,
      sourceKey: null,
      menuId: null,
      priceCategoryId: null,
      orderTypeId: null,
      serviceType: 'DeliveryByClient',
      completeBefore: null,
      comment: null,
      guests: null,
      marketingSourceId: null,
      operatorId: null,
      deliveryDuration: null,
      deliveryZone: null,
      deliveryServiceProductId: null,
      items: [
        {
          kind: 'Product',
          productId: productByCode(chain, '10101'),
          positionId: null,
          sizeId: null,
          amount: 2000n,
          price: null,
          comment: null,
          combo: null,
          modifiers: [],
        },
      ],
      combos: [],
      payments: [],
      tips: [],
      discountCardTrack: null,
      discounts: [],
      loyalty: null,
      cheque: null,
      externalData: [],
    },
  }
}

/** Places it through the cloud and gives its id. */
export async function placeThroughCloud(app: App, login: Login, request: DeliveryRequest): Promise<string> {
  return (await acceptDelivery(app, login, request)).order.id
}
