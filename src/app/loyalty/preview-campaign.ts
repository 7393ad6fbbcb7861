import type { LoyaltyCampaign } from '../../domain/reference/books.ts'
import type { Uuid } from '../../kernel/ids.ts'
import { localClock } from '../../kernel/local-time.ts'
import { refuse } from '../../kernel/refusals.ts'
import type { App } from '../ports.ts'
import { type CheckinAnswer, type CheckinRequest, calculateCheckin } from './calculate-checkin.ts'
import { programsInForce } from './loyalty-scope.ts'
import { requireKnown } from './save-program.ts'

/** Why a campaign does nothing to an order. */
export type Idle =
  /** Its programme is off, over, or not of this restaurant. */
  | 'program-off'
  | 'campaign-off'
  | 'conditions'
  /** Another campaign of its exclusive group gives more. */
  | 'outdone'

export type CampaignPreview = CheckinAnswer & { idle: Idle | null }

/**
 * What an order would come to if a campaign were saved like this: `calculate` of every family, with the draft in the place of
 * the campaign that is there (cloud-api §9.6). Refuses what could not be saved. Nothing is stored.
 */
export async function previewCampaign(
  app: App,
  request: CheckinRequest,
  draft: { programId: Uuid; campaign: LoyaltyCampaign },
): Promise<CampaignPreview> {
  const { programId, campaign } = draft
  const catalog = await app.catalog(request.tenantId)
  if (!catalog.living('loyaltyProgram', programId)) throw refuse('loyalty-program.unknown', { id: programId })
  requireKnown(catalog, campaign)
  const answer = await calculateCheckin(app, request, (program) => {
    if (program.id !== programId) return program
    const others = program.body.campaigns.filter(({ id }) => id !== campaign.id)
    return { ...program, body: { ...program.body, campaigns: [...others, campaign] } }
  })
  const at = request.at ?? app.clock.now()
  const isProgramOn = programsInForce(catalog, request.organizationId, at).some(({ id }) => id === programId)
  const today = localClock(at, request.zone).date
  return { ...answer, idle: isProgramOn ? idleOf(campaign, answer, today) : 'program-off' }
}

function idleOf(campaign: LoyaltyCampaign, { outcome }: CheckinAnswer, today: string): Idle | null {
  const { id, isActive, from, to } = campaign
  if (!isActive || from > today || (to !== null && to < today)) return 'campaign-off'
  if (outcome.outdone.some((one) => one.id === id)) return 'outdone'
  return outcome.results.some((result) => result.campaign.id === id) ? null : 'conditions'
}
