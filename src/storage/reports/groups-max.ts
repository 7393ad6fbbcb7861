import { refuse } from '../../kernel/refusals.ts'

/** Groups of one report: each is an object in the node's memory and a line of the answer. */
export const groupsMax = 500_000

/** Refuses a report that has more groups (`back-office.report-too-large`). */
export function refuseTooLarge(groups: number, max = groupsMax): void {
  if (groups > max) throw refuse('back-office.report-too-large', { groups: max })
}
