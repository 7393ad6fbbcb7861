import type { Login } from '../../../app/cloud/login.ts'
import type { BookItem, Organization } from '../../../domain/reference/books.ts'
import type { Catalog } from '../../../domain/reference/catalog.ts'
import type { Uuid } from '../../../kernel/ids.ts'
import type {
  ExtendedOrganizationInfo,
  ExternalData,
  OrganizationSettings,
  OrganizationSettingsParameters,
  SimpleOrganizationInfo,
} from '../generated/types.ts'
import type { Handlers } from '../operation.ts'

type Item = BookItem<'organization'>

/** Organizations of the login, or those of them that are asked for; what the login may not see was refused before. */
export function organizationsOf(
  catalog: Catalog,
  login: Login,
  {
    organizationIds,
    includeDisabled = false,
  }: { organizationIds?: Uuid[] | undefined; includeDisabled?: boolean | undefined },
): Item[] {
  // An empty list is taken for an absent one: the default is all.
  const ids = organizationIds?.length ? organizationIds : login.key.settings.organizationIds
  return [...new Set(ids)].flatMap((id) => {
    const item = catalog.living('organization', id)
    return item && (item.body.isActive || includeDisabled) ? [item] : []
  })
}

/** Only data under the keys that are asked for leaves. */
export const externalDataOf = (
  { externalData = [] }: { externalData?: ExternalData[] },
  keys: readonly string[] | undefined,
): ExternalData[] | null => (keys === undefined ? null : externalData.filter(({ key }) => keys.includes(key)))

const simple = ({ id, body }: Item, keys?: readonly string[]): SimpleOrganizationInfo => ({
  responseType: 'Simple',
  id,
  name: body.name,
  code: body.code,
  externalData: externalDataOf(body, keys),
})

const extended = (item: Item, keys?: readonly string[]): ExtendedOrganizationInfo => {
  const { body } = item
  return {
    ...simple(item, keys),
    responseType: 'Extended',
    country: body.country,
    restaurantAddress: body.restaurantAddress,
    latitude: body.latitude,
    longitude: body.longitude,
    useUaeAddressingSystem: body.useUaeAddressingSystem,
    version: body.version,
    currencyIsoName: body.currency.isoName,
    currencyMinimumDenomination: body.currency.minimumDenomination,
    countryPhoneCode: body.countryPhoneCode,
    marketingSourceRequiredInDelivery: body.marketingSourceRequiredInDelivery,
    defaultDeliveryCityId: body.defaultDeliveryCityId,
    deliveryCityIds: body.deliveryCityIds,
    deliveryServiceType: body.deliveryServiceType,
    deliveryOrderPaymentSettings: body.deliveryOrderPaymentSettings,
    defaultCallCenterPaymentTypeId: body.defaultCallCenterPaymentTypeId,
    orderItemCommentEnabled: body.orderItemCommentEnabled,
    inn: body.inn ?? null,
    addressFormatType: body.addressFormatType,
    isConfirmationEnabled: body.isConfirmationEnabled,
    confirmAllowedIntervalInMinutes: body.confirmAllowedIntervalInMinutes,
    isCloud: body.isCloud,
    isAnonymousGuestsAllowed: body.isAnonymousGuestsAllowed,
    addressLookup: body.addressLookup ?? [],
  }
}

/** As a client wants it: in short or with everything. */
export const shownOrganization = (
  item: Item,
  {
    returnAdditionalInfo,
    returnExternalData,
  }: { returnAdditionalInfo?: boolean | undefined; returnExternalData?: string[] | undefined },
): SimpleOrganizationInfo | ExtendedOrganizationInfo =>
  (returnAdditionalInfo ? extended : simple)(item, returnExternalData)

type Settings = Omit<OrganizationSettings, 'id' | 'externalData'>

/** Each parameter and the field it fills. */
const parameters: Record<OrganizationSettingsParameters, (body: Organization) => Settings> = {
  PricesVatInclusive: (body) => ({ pricesVatInclusive: body.pricesVatInclusive }),
  LoyaltyDiscountAffectsVat: (body) => ({ loyaltyDiscountAffectsVat: body.loyaltyDiscountAffectsVat }),
  Version: (body) => ({ version: body.version }),
  AddressFormatType: (body) => ({ addressFormatType: body.addressFormatType }),
  IsAnonymousGuestsAllowed: (body) => ({ isAnonymousGuestsAllowed: body.isAnonymousGuestsAllowed }),
  Name: (body) => ({ name: body.name }),
  Country: (body) => ({ country: body.country }),
  RestaurantAddress: (body) => ({ restaurantAddress: body.restaurantAddress }),
  Latitude: (body) => ({ latitude: body.latitude }),
  Longitude: (body) => ({ longitude: body.longitude }),
  UseUaeAddressingSystem: (body) => ({ useUaeAddressingSystem: body.useUaeAddressingSystem }),
  CountryPhoneCode: (body) => ({ countryPhoneCode: body.countryPhoneCode }),
  MarketingSourceRequiredInDelivery: (body) => ({
    marketingSourceRequiredInDelivery: body.marketingSourceRequiredInDelivery,
  }),
  DefaultDeliveryCityId: (body) => ({ defaultDeliveryCityId: body.defaultDeliveryCityId }),
  DeliveryCityIds: (body) => ({ deliveryCityIds: body.deliveryCityIds }),
  DeliveryServiceType: (body) => ({ deliveryServiceType: body.deliveryServiceType }),
  DefaultCallCenterPaymentTypeId: (body) => ({
    defaultCallCenterPaymentTypeId: body.defaultCallCenterPaymentTypeId,
  }),
  OrderItemCommentEnabled: (body) => ({ orderItemCommentEnabled: body.orderItemCommentEnabled }),
  IsConfirmationEnabled: (body) => ({ isConfirmationEnabled: body.isConfirmationEnabled }),
  ConfirmAllowedIntervalInMinutes: (body) => ({
    confirmAllowedIntervalInMinutes: body.confirmAllowedIntervalInMinutes,
  }),
  AddressLookup: (body) => ({ addressLookup: body.addressLookup ?? [] }),
  UseBusinessHoursAndMapping: (body) => ({ useBusinessHoursAndMapping: body.useBusinessHoursAndMapping }),
  DeliveryOrderPaymentSettings: (body) => ({
    deliveryOrderPaymentSettings: body.deliveryOrderPaymentSettings,
  }),
  CurrencyIsoName: (body) => ({ currencyIsoName: body.currency.isoName }),
}

/** Fields that nobody asked for are there and null, as nullable fields of the real service are. */
const nothingAsked: Settings = {
  pricesVatInclusive: null,
  loyaltyDiscountAffectsVat: null,
  version: null,
  addressFormatType: null,
  isAnonymousGuestsAllowed: null,
  name: null,
  country: null,
  restaurantAddress: null,
  latitude: null,
  longitude: null,
  useUaeAddressingSystem: null,
  countryPhoneCode: null,
  marketingSourceRequiredInDelivery: null,
  defaultDeliveryCityId: null,
  deliveryCityIds: null,
  deliveryServiceType: null,
  deliveryOrderPaymentSettings: null,
  defaultCallCenterPaymentTypeId: null,
  orderItemCommentEnabled: null,
  isConfirmationEnabled: null,
  confirmAllowedIntervalInMinutes: null,
  addressLookup: null,
  useBusinessHoursAndMapping: null,
  currencyIsoName: null,
}

/** Restaurants and their settings (cloud-api §6.6). */
export const organizationHandlers: Handlers = {
  'GET /api/1/organizations': async ({ app, login, correlationId }) => {
    const catalog = await app.catalog(login.key.tenantId)
    return { correlationId, organizations: organizationsOf(catalog, login, {}).map((item) => simple(item)) }
  },

  '/api/1/organizations': async ({ app, login, body, correlationId }) => {
    const catalog = await app.catalog(login.key.tenantId)
    const organizations = organizationsOf(catalog, login, body).map((item) => shownOrganization(item, body))
    return { correlationId, organizations }
  },

  '/api/1/organizations/settings': async ({ app, login, body, correlationId }) => {
    const catalog = await app.catalog(login.key.tenantId)
    const organizations = organizationsOf(catalog, login, body).map(
      (item): OrganizationSettings =>
        Object.assign(
          { id: item.id },
          nothingAsked,
          ...body.parameters.map((name) => parameters[name](item.body)),
          {
            externalData: externalDataOf(item.body, body.returnExternalData),
          },
        ),
    )
    return { correlationId, organizations }
  },
}
