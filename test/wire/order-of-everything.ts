import { demoId } from '../../src/seed/demo/demo-chain.ts'
import { sizeId } from '../../src/seed/demo/menu/dictionaries.ts'
import { modifierGroupId } from '../../src/seed/demo/menu/modifiers.ts'
import { named } from '../support/cloud-answers.ts'
import { productByCode } from '../support/orders.ts'
import type { TestServer } from '../support/start-server.ts'
import {
  type Deliveries,
  discountTypeId,
  employeeId,
  type Json,
  paymentTypeId,
} from './cloud-deliveries-driver.ts'

const uuid = (): string => crypto.randomUUID()

/** Who orders everything and pays a part of it by bonuses: a test makes this guest known first. */
export const payingPhone = '+79005550301'

/** An order with all that the published request has. */
export function orderOfEverything(server: TestServer, shop: Deliveries): Json {
  const item = (code: string, price: number, more: Json = {}): Json =>
    shop.anItem(code, price, { positionId: uuid(), ...more })
  const combo = {
    id: uuid(),
    name: 'Бизнес-ланч',
    amount: 1,
    price: 590,
    sourceId: demoId('comboAction', 'lunch'),
  }
  const member = (code: string, group: string): Json =>
    item(code, 0, {
      comboInformation: {
        comboId: combo.id,
        comboSourceId: combo.sourceId,
        comboGroupId: demoId('comboGroup', `lunch/${group}`),
      },
    })
  const dough = {
    productId: productByCode(server.chain, '70101'),
    productGroupId: modifierGroupId('dough'),
    amount: 1,
    price: 0,
    positionId: uuid(),
  }
  const pizza = item('20001', 650, { productSizeId: sizeId('30'), modifiers: [dough], comment: 'hot' })
  const street = named(server.chain, 'street', 'Покровка')
  const paid = { isProcessedExternally: true, isFiscalizedExternally: true }
  const card = { paymentTypeKind: 'Card', paymentTypeId: paymentTypeId('cardOnline'), ...paid }
  const bonuses = {
    paymentTypeKind: 'LoyaltyCard',
    paymentTypeId: paymentTypeId('bonuses'),
    sum: 10,
    isProcessedExternally: false,
    isFiscalizedExternally: false,
    paymentAdditionalData: { type: 'LoyaltyCard', credential: payingPhone, searchScope: 'Phone' },
  }
  return shop.anOrder(
    {
      id: uuid(),
      externalNumber: 'A-17',
      completeBefore: '2027-03-12 18:00:00.000',
      phone: payingPhone,
      orderServiceType: 'DeliveryByCourier',
      deliveryPoint: {
        coordinates: { latitude: 55.7596, longitude: 37.647 },
        address: {
          street: { classifierId: street.body.classifierId, id: street.id, name: 'Покровка', city: 'Москва' },
          index: '101000',
          house: '17',
          building: '2',
          flat: '5',
          entrance: '1',
          floor: '3',
          doorphone: '5K',
          regionId: named(server.chain, 'region', 'Басманный').id,
        },
        externalCartographyId: 'map-17',
        comment: 'second yard',
      },
      comment: 'no bell',
      customer: {
        type: 'regular',
        id: uuid(),
        name: 'Anna',
        surname: 'Orlova',
        comment: 'old friend',
        birthdate: '1990-02-03 00:00:00.000',
        email: 'anna@guest.example',
        shouldReceivePromoActionsInfo: true,
        shouldReceiveOrderStatusNotifications: true,
        gender: 'Female',
      },
      guests: { count: 2, splitBetweenPersons: false },
      marketingSourceId: named(server.chain, 'marketingSource', 'Сайт').id,
      operatorId: employeeId('6666'),
      items: [
        pizza,
        member('10204', 'Салат'),
        member('10101', 'Суп'),
        member('10401', 'Горячее'),
        member('60102', 'Напиток'),
      ],
      combos: [{ ...combo, programId: uuid() }],
      payments: [{ ...card, sum: 100 }, bonuses],
      tips: [{ ...card, sum: 50, tipsTypeId: demoId('tipsType', 'courier') }],
      sourceKey: 'site',
      discountsInfo: {
        discounts: [
          { type: 'RMS', discountTypeId: discountTypeId('ten'), selectivePositions: [pizza.positionId] },
        ],
      },
      loyaltyInfo: { coupon: 'SPRING', applicableManualConditions: [uuid()] },
    },
    { createOrderSettings: { transportToFrontTimeout: 60 } },
  )
}

/** An order on a table with all that the published request has. */
export function tableOrderOfEverything(server: TestServer, shop: Deliveries): Json {
  const { order } = orderOfEverything(server, shop)
  const { externalNumber, phone, customer, items, combos, payments, sourceKey, discountsInfo, loyaltyInfo } =
    order
  const said = {
    externalNumber,
    phone,
    customer,
    items,
    combos,
    payments,
    sourceKey,
    discountsInfo,
    loyaltyInfo,
  }
  return {
    ...shop.place,
    order: {
      ...said,
      id: uuid(),
      tableIds: [demoId('table', 'main/3')],
      guests: { count: 2 },
      tabName: 'Birthday',
      menuId: '12001',
      priceCategoryId: null,
      orderTypeId: demoId('orderType', 'table'),
      tips: [{ ...payments[0], sum: 50, tipsTypeId: demoId('tipsType', 'kitchen') }],
      chequeAdditionalInfo: { needReceipt: true, email: 'anna@guest.example' },
      externalData: [{ key: 'a', value: '1', isPublic: true }],
    },
    createOrderSettings: { transportToFrontTimeout: 60, servicePrint: true },
  }
}
