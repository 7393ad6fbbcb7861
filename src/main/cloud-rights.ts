import { type OperationInfo, operations } from '../api/cloud/generated/operations.ts'

export type CloudRight = { right: string; group: string; summary: string }

/** Rights that a key can be given, each of one operation, in the order of the published document. */
export const cloudRights: readonly CloudRight[] = Object.values<OperationInfo>(operations).flatMap(
  ({ right, group, summary }) => (right === null ? [] : [{ right, group, summary }]),
)
