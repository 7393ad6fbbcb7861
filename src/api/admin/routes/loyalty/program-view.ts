import type { BookItem, LoyaltyBinding, LoyaltyCampaign } from '../../../../domain/reference/books.ts'
import { named } from '../books.ts'
import type { OfficeDesk } from './desk.ts'

/** Settings of conditions and actions are numbers of minor units, thousandths and hundredths of a percent (biz-card-api §12.7). */
const setting = (_key: string, value: unknown): unknown => (typeof value === 'bigint' ? Number(value) : value)
const plain = (bindings: readonly LoyaltyBinding[]): unknown => JSON.parse(JSON.stringify(bindings, setting))

const campaignView = (campaign: LoyaltyCampaign) => ({
  ...named({ id: campaign.id, body: campaign }),
  description: campaign.description,
  isActive: campaign.isActive,
  from: campaign.from,
  to: campaign.to,
  order: campaign.order,
  exclusiveGroup: campaign.exclusiveGroup,
  needsCertificate: campaign.needsCertificate,
  orderBindings: plain(campaign.orderBindings),
  registrationBindings: plain(campaign.registrationBindings),
})

export const programView = ({ id, body }: BookItem<'loyaltyProgram'>, { money }: OfficeDesk) => ({
  ...named({ id, body }),
  description: body.description,
  type: body.type,
  isActive: body.isActive,
  isDefault: body.isDefault,
  from: body.from,
  to: body.to,
  notifiesAboutBalance: body.notifiesAboutBalance,
  organizationIds: body.organizationIds,
  wallet: body.wallet && {
    ...named({ id: body.wallet.id, body: body.wallet }),
    overdraftLimit: money(body.wallet.overdraftLimit),
    offlineLimit: money(body.wallet.offlineLimit),
  },
  campaigns: [...body.campaigns].sort((a, b) => a.order - b.order).map(campaignView),
})
