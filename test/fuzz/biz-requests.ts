import { type BizKey, type BizOperation, operations } from '../../src/api/biz/operations/table.ts'
import type { DemoChain } from '../../src/seed/demo/index.ts'
import { guestCategoryId, loyaltyProgramId, walletId } from '../../src/seed/demo/loyalty.ts'
import { type Chance, chanceOf } from '../support/chance.ts'
import { productByCode } from '../support/orders.ts'
import { mutateBody, mutateText, writeBody } from './mutations.ts'
import type { FuzzRequest } from './requests.ts'

type Json = any // any: bodies of clients

/** Two addresses of the POS server of iikoCard stand beside the operations of iiko.biz (biz-card-api §13). */
const posPaths = ['/api/v2/guests/userWallets', '/api/v2/authorize'] as const
type FuzzedKey = BizKey | (typeof posPaths)[number]
export type BizFuzzRequest = FuzzRequest & { key: FuzzedKey }

/** Stand where the client puts its tokens. */
export const bizToken = 'BIZ-TOKEN'
export const posToken = 'POS-TOKEN'

/** What a request may name and find. */
export type BizWorld = {
  chain: DemoChain
  organization: string
  terminal: string
  courier: string
  guests: readonly string[]
  orders: readonly string[]
}

const bizKeys = Object.keys(operations) as BizKey[]
const keys: readonly FuzzedKey[] = [...bizKeys, ...posPaths]
const texts = [
  ...[
    '',
    ' ',
    'Борщ',
    'x'.repeat(3000),
    '\u0000',
    '%00',
    '%',
    '&',
    "'",
    '../../etc',
    '(a+)+$',
    '٣',
    '{"a":1}',
  ],
  ...['true', '-1', '0', '1e400', '99999999999999999999', 'null', '[]', '2027-02-30', '12.03.2027', 'NaN'],
]
const timeouts = ['00:00:01', '"0:0:1"', '1000', '5', '-1', '99:99:99', 'soon', '0', '00%3A00%3A01', '1e9']

/** Values near to good ones. */
class Values {
  readonly #world: BizWorld
  readonly #chance: Chance
  constructor(world: BizWorld, chance: Chance) {
    this.#world = world
    this.#chance = chance
  }
  id = (ids: readonly string[]): Json =>
    this.#chance.often(0.9)
      ? this.#chance.pick(ids)
      : this.#chance.pick(['', 'x', null, this.#chance.uuid(), '{}', 7])
  organization = (): Json => this.id([this.#world.organization, this.#world.organization.toUpperCase()])
  guest = (): Json => this.id(this.#world.guests)
  wallet = (): Json => this.id([walletId('bonuses')])
  program = (): Json => this.id([loyaltyProgramId('bonuses')])
  category = (): Json => this.id([guestCategoryId('gold')])
  order = (): Json => this.id(this.#world.orders)
  courier = (): Json => this.id([this.#world.courier])
  terminal = (): Json => this.id([this.#world.terminal, ''])
  product = (): Json =>
    this.id(['10101', '70701', '60111'].map((code) => productByCode(this.#world.chain, code)))
  phone = (): Json =>
    this.#chance.pick(['+79007800001', '89007800001', ' 79007800001', '+7 (900) 780-00-01', 'call me', '1'])
  number = (): Json =>
    this.#chance.often(0.7)
      ? this.#chance.int(500)
      : this.#chance.pick([-1, 0, 0.001, '5', 'x', 1e21, 12.345678, '@1e400@', null])
  day = (): Json =>
    this.#chance.pick([
      '2027-03-12',
      '2027-03-12',
      '2027-03-13 12:00:00',
      '2027-02-30',
      'x',
      '',
      '12.03.2027',
    ])
  flag = (): Json => this.#chance.pick([true, false, 'true', 0, '1', 'maybe', null])
  text = (): Json => (this.#chance.often(0.6) ? 'Anna' : this.#chance.pick(texts))
  list = (make: () => Json): Json => Array.from({ length: this.#chance.pick([0, 1, 1, 2, 30]) }, () => make())

  item = (): Json => ({
    ...{ id: this.product(), orderItemId: this.#chance.uuid(), code: '10101', name: this.text() },
    ...{ amount: this.number(), sum: this.number(), category: this.text(), size: null },
    modifiers: this.#chance.often(0.8)
      ? []
      : this.list(() => ({
          id: this.product(),
          name: this.text(),
          amount: this.number(),
          groupId: this.product(),
        })),
  })
  anOrder = (): Json => ({
    ...{ organization: this.organization(), deliveryTerminalId: this.terminal() },
    customer: { id: this.#chance.pick([null, '', this.guest()]), name: this.text(), phone: this.phone() },
    order: {
      ...{ date: this.#chance.pick([null, this.day()]), phone: this.phone(), isSelfService: this.flag() },
      ...{ items: this.list(this.item), fullSum: this.number(), personsCount: this.number() },
      ...{ comment: this.text(), marketingSource: this.text() },
      address: { city: 'Москва', street: this.#chance.pick(['Покровка', this.text()]), home: '17' },
      paymentItems: this.#chance.often(0.5)
        ? []
        : [{ sum: this.number(), paymentType: { code: this.#chance.pick(['CASH', 'BONUS', 'x']) } }],
    },
    ...{ coupon: this.text(), applicableManualConditions: this.list(this.order) },
  })
  campaign = (): Json => ({
    ...{ id: this.program(), programId: this.program(), name: this.text(), isActive: this.flag() },
    ...{ periodFrom: this.day(), periodTo: this.day() },
    orderActionConditionBindings: this.list(() => ({
      conditions: [],
      actions: [
        { typeName: this.#chance.pick(['fixedDiscount', 'x']), settings: this.#chance.pick(['{}', 'x']) },
      ],
    })),
  })
  named = (): Json => ({
    request: {
      authData: { credential: this.phone(), searchScope: this.#chance.pick([1, 2, 4, 32, 0, '1', null]) },
      orderId: this.order(),
    },
  })
  /** Members that some operation or other has: an operation without a body of its own gets a few of them. */
  anything = (): Json => ({
    ...{ organizationId: this.organization(), customerId: this.guest(), walletId: this.wallet() },
    ...{ sum: this.number(), comment: this.text(), guestIds: this.list(this.guest) },
    ...{ periods: this.list(this.number), metrics: this.list(this.number), name: this.text() },
    ...{ cardTrack: this.text(), cardNumber: this.text(), phone: this.phone(), text: this.text() },
    ...{ receiver: 'a@example.org', subject: this.text(), body: this.text(), isActive: this.flag() },
    ...{ programType: this.number(), orderId: this.order(), courierId: this.courier() },
    ...{
      delivered: this.flag(),
      problemText: this.text(),
      url: this.#chance.pick(['http://127.0.0.1:9/x', 'x']),
    },
    ...{
      presetId: this.order(),
      dateFrom: this.day(),
      dateTo: this.day(),
      city: 'Москва',
      street: 'Покровка',
    },
    ...{ home: '17', phoneNumber: this.phone(), pin: this.text() },
  })

  body(key: FuzzedKey): Json {
    switch (key) {
      case 'orders/add':
      case 'orders/checkCreate':
      case 'orders/calculate_checkin_result':
      case 'orders/calculate_checkin_v2':
      case 'orders/calculate_loyalty_discounts':
        return this.anOrder()
      case 'orders/check_and_get_combo_price':
        return { items: this.list(this.item) }
      case 'customers/create_or_update':
        return {
          customer: { phone: this.phone(), name: this.text(), sex: this.number(), birthday: this.day() },
        }
      case 'orders/sendDeliveryOpinion':
        return {
          ...{ organization: this.organization(), deliveryId: this.order(), comment: this.text() },
          marks: this.list(() => ({ surveyItemId: this.guest(), mark: this.number() })),
        }
      case 'mobile/sync':
        return {
          courierId: this.courier(),
          deliveries: this.list(() => ({
            orderId: this.order(),
            status: this.text(),
            problemText: this.text(),
          })),
          locations: this.list(() => ({
            latitude: this.number(),
            longitude: this.number(),
            date: this.day(),
          })),
        }
      case 'notices/notices': {
        const notice = (): Json => ({
          id: this.order(),
          importance: 1,
          message: this.text(),
          type: 1,
          date: this.day(),
        })
        const notices = this.#chance.often(0.9) ? JSON.stringify({ notices: this.list(notice) }) : this.text()
        return { organizationId: this.organization(), notices }
      }
      case 'olaps/olap': {
        const fields = {
          groupByRowFields: [this.text()],
          groupByColFields: [],
          aggregateFields: ['DishSumInt'],
        }
        const settings = { reportType: 'SALES', ...fields, filters: { [this.text()]: this.text() } }
        return { organizationId: this.organization(), olapSettings: JSON.stringify(settings) }
      }
      case 'organization/create_marketing_campaign':
      case 'organization/update_marketing_campaign':
      case 'create_marketing_campaign':
        return this.campaign()
      case '/api/v2/guests/userWallets':
      case '/api/v2/authorize':
        return this.named()
      default:
        return this.anything()
    }
  }

  query(key: FuzzedKey): Record<string, Json> {
    return {
      ...(key === 'organization/programs' || key.endsWith('_program') || key.endsWith('_campaign')
        ? { organization: this.organization() }
        : { organization: this.organization(), organizationId: this.organization() }),
      ...{ phone: this.phone(), id: this.guest(), card: this.text(), categoryId: this.category() },
      ...{ corporate_nutrition_id: this.program(), card_track: this.text(), wallet: this.wallet() },
      ...{ order: this.order(), customer: this.guest(), courier: this.courier(), city: this.order() },
      ...{ dateFrom: this.day(), dateTo: this.day(), date_from: this.day(), date_to: this.day() },
      ...{ reportType: 'SALES', revision: this.number(), subscription: this.order(), msg: this.text() },
      ...{
        deliveryStatus: this.#chance.pick(['', 'new', 'x']),
        request_timeout: this.#chance.pick(timeouts),
      },
    }
  }
}

const contentTypes = [
  ...['application/json', 'application/json; charset=utf-8', '', 'text/plain', 'nonsense'],
  ...[
    'application/json; charset=utf-16',
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=x',
  ],
]
/** A till that is asked answers soon, and nobody waits for one that does not. */
const patience = 'request_timeout=00:00:02'

/** Makes the requests of a seed, each from its number alone. */
export class BizRequestMaker {
  readonly #world: BizWorld
  readonly #seed: number
  constructor(world: BizWorld, seed: number) {
    this.#world = world
    this.#seed = seed
  }

  make(index: number): BizFuzzRequest {
    const chance = chanceOf(this.#seed * 1_000_003 + index)
    const key = keys[index % keys.length] as FuzzedKey
    const values = new Values(this.#world, chance)
    const isPos = key.startsWith('/')
    const operation: BizOperation | null = isPos ? null : operations[key as BizKey]
    const method = chance.often(0.97)
      ? chance.pick(operation?.methods ?? ['POST'])
      : chance.pick(['GET', 'POST', 'PUT', 'DELETE', 'PATCH', 'HEAD'])
    const query = new URLSearchParams()
    for (const [name, value] of Object.entries(values.query(key)))
      if (chance.often(0.9)) query.append(name, chance.often(0.93) ? String(value) : chance.pick(texts))
    const path = operation ? `${operation.isAtRoot ? '' : '/api/0'}/${operation.path}` : key
    const filled = path
      .replace('{organizationId}', encodeURIComponent(String(values.organization())))
      .replace('{customerId}', encodeURIComponent(String(values.guest())))
    const token = chance.often(0.95) ? bizToken : chance.pick(['', 'nobody', `${bizToken}x`])
    const late = chance.often(0.8) ? `&${patience}` : ''
    const url = `${filled}?access_token=${token}&api_access_token=${token}${late}&${query}`
    return {
      ...{ key, method },
      url: chance.often(0.96) ? url : mangled(url, chance),
      ...this.#bodyOf(key, method, values, chance),
    }
  }

  #bodyOf(
    key: FuzzedKey,
    method: string,
    values: Values,
    chance: Chance,
  ): Pick<BizFuzzRequest, 'headers' | 'body'> {
    const contentType = chance.often(0.85) ? 'application/json' : chance.pick(contentTypes)
    const headers: Record<string, string> = contentType === '' ? {} : { 'content-type': contentType }
    if (key.startsWith('/'))
      headers['accesstoken'] = chance.often(0.95) ? posToken : chance.pick(['', 'nobody'])
    if (method === 'GET' && chance.often(0.95)) return { headers, body: null }
    const text = writeBody(mutateBody(values.body(key), chance.pick([0, 0, 0, 1, 1, 2, 4]), chance))
    if (chance.often(0.95)) return { headers, body: text }
    const wellFormed = Buffer.from(text).toString()
    return { headers, body: `base64:${mutateText(wellFormed, chance).toString('base64')}` }
  }
}

function mangled(url: string, chance: Chance): string {
  const [path = '', query = ''] = url.split('?')
  return chance.pick([
    `${path}/?${query}`,
    `/${path}?&&${query}&&`,
    `${path.toUpperCase()}?${query}`,
    `${path}?${query}&${query}`,
    `${path}%00?${query}`,
    `${path}/x?${query}`,
    `${path}?${query}/`,
    `${path}?${query}&a=%ff%fe`,
    `${path}?${query}&organization=%00`,
  ])
}
