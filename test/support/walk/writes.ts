import { type CloudPath, operations } from '../../../src/api/cloud/generated/operations.ts'

/** Last words of the addresses of operations that change something. */
const changes =
  /\/(?:create|create_or_update|add|add_\w+|update|update_\w+|change_\w+|set_\w+|save|commit|remove|clear|delete|delete_customers|restore_customers|cancel|cancel_confirmation|cancel_hold|close|confirm|print_\w+|lock|unlock|clockin|clockout|send|send_\w+|init_\w+|post|unpost|hold|topup|chargeoff)$/

/** What the document says of its operations has no word for it; the retry storm proves both halves of this list. */
export const writes: ReadonlySet<CloudPath> = new Set(
  (Object.keys(operations) as CloudPath[]).filter((path) => changes.test(path)),
)
