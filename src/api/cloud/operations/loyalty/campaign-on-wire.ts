import { createHash } from 'node:crypto'
import type { LoyaltyBinding, LoyaltyCampaign } from '../../../../domain/reference/books.ts'
import { canonicalJson } from '../../../../kernel/canonical.ts'
import type { Uuid } from '../../../../kernel/ids.ts'
import type {
  MarketingCampaignActionConditionBindingInfo,
  MarketingCampaignInfo,
  MarketingCampaignSettingsInfo,
} from '../../generated/types.ts'

/** A condition or an action: its settings as the JSON text that the document calls them. */
function settingsOnWire({
  id,
  kind,
  ...settings
}: {
  id: Uuid
  kind: string
}): MarketingCampaignSettingsInfo {
  const text = JSON.stringify(settings, (_key, value: unknown) =>
    typeof value === 'bigint' ? Number(value) : value,
  )
  const checkSum = createHash('sha256').update(canonicalJson(settings)).digest('hex')
  return { id, settings: text, typeName: kind, checkSum }
}

const bindingOnWire = (binding: LoyaltyBinding): MarketingCampaignActionConditionBindingInfo => ({
  id: binding.id,
  stopFurtherExecution: binding.stopsFurtherExecution,
  actions: binding.actions.map(settingsOnWire),
  conditions: binding.conditions.map(settingsOnWire),
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
