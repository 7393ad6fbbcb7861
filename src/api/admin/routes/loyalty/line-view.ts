import type { LedgerLine } from '../../../../domain/loyalty/ledger.ts'
import type { Money } from '../../../../kernel/exact.ts'
import { named } from '../books.ts'
import type { OfficeDesk } from './desk.ts'

/** A line of the ledger; `kind` has its words on the page. */
export function lineView(line: LedgerLine, { catalog, money }: OfficeDesk) {
  const program = catalog.find('loyaltyProgram', line.programId)
  const campaign = program?.body.campaigns.find(({ id }) => id === line.campaignId)
  const organization = catalog.find('organization', line.organizationId)
  const sumOrNull = (sum: Money | null) => (sum === null ? null : money(sum))
  return {
    id: line.id,
    at: new Date(line.at).toISOString(),
    kind: line.kind,
    /** Null where no wallet is touched. */
    sum: line.walletId === null ? null : money(line.sum),
    balanceAfter: sumOrNull(line.balanceAfter),
    program: program ? named(program) : null,
    campaign: campaign ? named({ id: campaign.id, body: campaign }) : null,
    organization: organization ? named(organization) : null,
    orderNumber: line.orderNumber,
    orderSum: sumOrNull(line.orderSum),
    coupon: line.couponNumber,
    comment: line.comment,
    /** Who of the office, or which API key; null: a till, or the service itself. */
    who: line.officeUser ?? line.apiClient,
  }
}
