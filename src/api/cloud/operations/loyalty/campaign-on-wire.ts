import { settingsText } from '../../../../app/loyalty/campaign-settings.ts'
import type { LoyaltyBinding, LoyaltyCampaign } from '../../../../domain/reference/books.ts'
import type { Uuid } from '../../../../kernel/ids.ts'
import type {
  MarketingCampaignActionConditionBindingInfo,
  MarketingCampaignInfo,
} from '../../generated/types.ts'

const bindingOnWire = (binding: LoyaltyBinding): MarketingCampaignActionConditionBindingInfo => ({
  id: binding.id,
  stopFurtherExecution: binding.stopsFurtherExecution,
  actions: binding.actions.map(settingsText),
  conditions: binding.conditions.map(settingsText),
})

/** A campaign of a programme (cloud-api §9.7). */
export const campaignOnWire = (programId: Uuid, campaign: LoyaltyCampaign): MarketingCampaignInfo => ({
  id: campaign.id,
  programId,
  name: campaign.name,
  description: campaign.description,
  isActive: campaign.isActive,
  periodFrom: `${campaign.from} 00:00:00.000`,
  periodTo: campaign.to === null ? null : `${campaign.to} 00:00:00.000`,
  orderActionConditionBindings: campaign.orderBindings.map(bindingOnWire),
  periodicActionConditionBindings: [],
  overdraftActionConditionBindings: [],
  guestRegistrationActionConditionBindings: campaign.registrationBindings.map(bindingOnWire),
})
