import type { Money } from '../../kernel/exact.ts'
import type { Uuid } from '../../kernel/ids.ts'
import type { BookItem, LoyaltyCampaign } from '../reference/books.ts'
import { type Checkin, inCanonicalOrder } from './checkin.ts'
import { type Remains, totalOf } from './discount-lines.ts'
import { accrualOf, type CampaignOutcome, payableFrom, runCampaign } from './run-campaign.ts'

export type CampaignResult = CampaignOutcome & {
  programId: Uuid
  programName: string
  campaign: LoyaltyCampaign
}
export type AvailablePayment = {
  campaignId: Uuid
  walletId: Uuid
  maxSum: Money
  canHold: boolean
  order: number
}
export type WalletAccrual = { campaignId: Uuid; programId: Uuid; walletId: Uuid; sum: Money }

export type ProgramsOutcome = {
  /** Campaigns that did something, in the order in which they did it. */
  results: CampaignResult[]
  payments: AvailablePayment[]
  /** If the order is paid without bonuses. */
  accruals: WalletAccrual[]
  /** Before and after discounts. */
  cost: Money
  sum: Money
  /** Campaigns that lost to a better one of their group. */
  outdone: LoyaltyCampaign[]
}

type Program = BookItem<'loyaltyProgram'>
type Candidate = { program: Program; campaign: LoyaltyCampaign }

/**
 * The programmes' answer to an order: pure, exact and the same for any order of its items. Campaigns work one after
 * another on what the former ones left; of those that exclude each other the one that would give most on the whole
 * price works alone (ADR 11).
 */
export function runPrograms(programs: readonly Program[], given: Checkin): ProgramsOutcome {
  const checkin: Checkin = { ...given, lines: inCanonicalOrder(given.lines) }
  const remains = wholePrices(checkin)
  const cost = totalOf(remains)
  const candidates = campaignsOf(programs, checkin.today)
  const outdone = outdoneBy(candidates, checkin)
  const results: CampaignResult[] = []
  for (const { program, campaign } of candidates) {
    if (outdone.has(campaign)) continue
    const outcome = runCampaign(campaign, checkin, remains)
    if (outcome.executed.length === 0 && !outcome.needsCertificate) continue
    results.push({ ...outcome, programId: program.id, programName: program.body.name, campaign })
  }
  const walletOf = new Map(programs.map(({ id, body }) => [id, body.wallet?.id ?? null]))
  return {
    results,
    payments: paymentsOf(results, walletOf, checkin, remains),
    accruals: accrualsOf(results, walletOf, totalOf(remains)),
    cost,
    sum: totalOf(remains),
    outdone: [...outdone],
  }
}

const wholePrices = ({ lines }: Checkin): Remains => new Map(lines.map(({ key, cost }) => [key, cost]))

function campaignsOf(programs: readonly Program[], today: string): Candidate[] {
  return programs
    .flatMap((program) => program.body.campaigns.map((campaign) => ({ program, campaign })))
    .filter(
      ({ campaign: { isActive, from, to } }) => isActive && from <= today && (to === null || today <= to),
    )
    .sort((a, b) => a.campaign.order - b.campaign.order || (a.campaign.id < b.campaign.id ? -1 : 1))
}

/** Campaigns that another one of their group is better than. */
function outdoneBy(candidates: readonly Candidate[], checkin: Checkin): Set<LoyaltyCampaign> {
  const best = new Map<string, { campaign: LoyaltyCampaign; sum: Money }>()
  const outdone = new Set<LoyaltyCampaign>()
  for (const { campaign } of candidates) {
    if (campaign.exclusiveGroup === null) continue
    const { discounts, executed } = runCampaign(campaign, checkin, wholePrices(checkin))
    if (executed.length === 0) continue
    const sum = discounts.flatMap(({ parts }) => parts).reduce((total, part) => total + part.sum, 0n)
    const former = best.get(campaign.exclusiveGroup)
    if (former && former.sum >= sum) outdone.add(campaign)
    else {
      if (former) outdone.add(former.campaign)
      best.set(campaign.exclusiveGroup, { campaign, sum })
    }
  }
  return outdone
}

type WalletOf = ReadonlyMap<Uuid, Uuid | null>

function paymentsOf(
  results: readonly CampaignResult[],
  walletOf: WalletOf,
  { guest, paymentCampaignIds }: Checkin,
  remains: Remains,
): AvailablePayment[] {
  return results.flatMap(({ campaign, programId, payments }) => {
    const walletId = walletOf.get(programId) ?? null
    const balance = walletId === null ? undefined : guest?.wallets.get(walletId)
    if (walletId === null || balance === undefined || !paymentCampaignIds.includes(campaign.id)) return []
    const maxSum = payableFrom(balance, payments, remains)
    const canHold = payments.some((rule) => rule.canHold)
    return maxSum > 0n ? [{ campaignId: campaign.id, walletId, maxSum, canHold, order: campaign.order }] : []
  })
}

function accrualsOf(results: readonly CampaignResult[], walletOf: WalletOf, paid: Money): WalletAccrual[] {
  return results.flatMap(({ campaign, programId, accruals }) => {
    const walletId = walletOf.get(programId) ?? null
    const sum = accrualOf(accruals, paid)
    return walletId !== null && sum > 0n ? [{ campaignId: campaign.id, programId, walletId, sum }] : []
  })
}
