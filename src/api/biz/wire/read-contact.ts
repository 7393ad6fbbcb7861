import type { Contact, DeliveryAddress, DeliveryPoint } from '../../../domain/orders/order.ts'
import { addressBookOf, streetGiven } from '../../../domain/reference/address-book.ts'
import type { BookItem } from '../../../domain/reference/books.ts'
import type { Catalog } from '../../../domain/reference/catalog.ts'
import type { Uuid } from '../../../kernel/ids.ts'
import { fault } from '../faults.ts'
import type { Fields } from './body.ts'

const longest = { name: 60, phone: 40, street: 255, detail: 10, comment: 500 } as const
const phonePattern = /^(8|\+?\d{1,3})?[ -]?\(?(\d{3})\)?[ -]?(\d{3})[ -]?(\d{2})[ -]?(\d{2})$/
const noId: Uuid = '00000000-0000-0000-0000-000000000000'

type Given = {
  order: Fields
  customer: Fields
  isSelfService: boolean
  catalog: Catalog
  organization: BookItem<'organization'>
}

/** Who orders and where it goes (biz-card-api §5.3–§5.5). */
export function readContact({ order, customer, isSelfService, catalog, organization }: Given): {
  contact: Contact
  guestId: Uuid | null
  problem: string | null
} {
  const name = customer.requiredText('name', longest.name)
  const phone = readPhone(order.text('phone') === null ? customer : order, organization.body.countryPhoneCode)
  const address = isSelfService ? null : order.part('address')
  if (!isSelfService && !address) throw order.missing('address')
  const point = address && readPoint(address, catalog, organization)
  return {
    guestId: customer.id('id'),
    problem: point?.problem ?? null,
    contact: {
      phone,
      phoneExtension: null,
      customer: {
        type: 'regular',
        name,
        surname: customer.text('surName', longest.name),
        comment: customer.text('comment', longest.comment),
        birthdate: readBirthday(customer),
        email: customer.text('email', longest.name),
        gender: readSex(customer),
        shouldReceiveOrderStatusNotifications: customer.flag('shouldReceivePromoActionsInfo'),
      },
      deliveryPoint: point?.deliveryPoint ?? null,
    },
  }
}

/** Ten digits of a number, whatever stands before them, in the one form that the restaurant keeps (§1.4). */
function readPhone(fields: Fields, countryCode: string): string {
  const text = fields.requiredText('phone', longest.phone)
  if (!phonePattern.test(text))
    throw fault(400, `The field '${fields.name('phone')}' is not a phone number: ${text}`)
  return fullPhone(text, countryCode)
}

const nationalDigits = 10

/** `8` and nothing at all mean the country's own code. */
export function fullPhone(text: string, countryCode: string): string {
  const digits = text.replaceAll(/\D/g, '')
  const national = digits.slice(-nationalDigits)
  const code = digits.slice(0, -nationalDigits)
  return `+${code === '' || code === '8' ? countryCode : code}${national}`
}

function readSex(customer: Fields): 'NotSpecified' | 'Male' | 'Female' {
  const text = customer.text('sex')?.toLowerCase()
  if (text === '1' || text === 'male') return 'Male'
  return text === '2' || text === 'female' ? 'Female' : 'NotSpecified'
}

/** `dd.MM.yyyy`, or ISO as some clients send it (§1.4). */
function readBirthday(customer: Fields): string | null {
  const text = customer.text('birthday')
  if (text === null) return null
  const [, day, month, year] = /^(\d\d)\.(\d\d)\.(\d{4})/.exec(text) ?? []
  const iso = year ? `${year}-${month}-${day}` : text.slice(0, 'yyyy-MM-dd'.length)
  if (Number.isNaN(Date.parse(`${iso}T00:00:00Z`)))
    throw fault(400, `The field '${customer.name('birthday')}' is not a date: ${text}`)
  return iso
}

/**
 * A street of the directory by classifier, by id or by name and city. One that is not there keeps the client's words and
 * makes the order a problem for an operator (§5.5).
 */
export function readPoint(
  address: Fields,
  catalog: Catalog,
  organization: BookItem<'organization'>,
): { deliveryPoint: DeliveryPoint; problem: string | null } {
  const city = address.text('city', longest.street)
  const name = address.text('street', longest.street)
  const streetId = address.id('streetId')
  const classifierId = address.text('streetClassifierId', longest.street)
  if (!name && !streetId && !classifierId) throw address.missing('street')
  const known = city
    ? addressBookOf(catalog).cityByName(city)
    : catalog.living('city', organization.body.defaultDeliveryCityId)
  const street = streetGiven(catalog, { classifierId, id: streetId, name }, known?.id ?? null)
  const regionId = address.id('regionId')
  const region = catalog.living('region', regionId)
  const cityRef = known ? { id: known.id, name: known.body.name } : city ? { id: noId, name: city } : null
  const read: DeliveryAddress = {
    type: 'legacy',
    street: street
      ? { id: street.id, classifierId: street.body.classifierId, name: street.body.name, city: cityRef }
      : { id: null, classifierId, name: name ?? '', city: cityRef },
    line1: null,
    index: address.text('index', longest.street),
    house: address.requiredText('home', longest.detail),
    building: address.text('housing', longest.detail),
    flat: address.text('apartment', longest.detail),
    entrance: address.text('entrance', longest.detail),
    floor: address.text('floor', longest.detail),
    doorphone: address.text('doorphone', longest.detail),
    region: region ? { id: region.id, name: region.body.name } : null,
  }
  return {
    problem: street
      ? null
      : `Не удалось найти точку доставки с учетом настроенных ограничений. Улица ${name ?? streetId ?? classifierId} не найдена в городе ${city ?? known?.body.name ?? ''}.`,
    deliveryPoint: {
      coordinates: null,
      address: read,
      externalCartographyId: address.text('externalCartographyId', longest.street),
      comment: address.text('comment', longest.comment),
    },
  }
}
