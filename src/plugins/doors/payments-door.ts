import {
  ArgumentError,
  LicenseRestrictionError,
  NotSupportedError,
  PaymentSystemRegistrationError,
} from '../../../sdk/plugin/src/wire/errors.ts'
import { textArgument } from '../gate.ts'
import type { PluginSession } from '../session.ts'

/** iikoAPIPayment (front-api §1.7): payment systems need a licence of their own. */
const paymentModule = 21005918
const keyLengthMax = 200

type PaymentParts = {
  /** Of all tills. */
  sessions(): readonly PluginSession[]
  hasSystem(session: PluginSession, key: string): void
}

/**
 * Registers a payment system (front-api §3.1). Rejects with PaymentSystemRegistrationError for a key that is empty or
 * taken on this till, LicenseRestrictionError for a plugin of another module.
 */
export function paymentsDoor(
  { sessions, hasSystem }: PaymentParts,
  session: PluginSession,
  { method, args }: { method: string; args: unknown[] },
): null {
  if (method !== 'registerSystem') throw new NotSupportedError(`payments.${method}`)
  if (session.manifest.moduleId !== paymentModule)
    throw new LicenseRestrictionError(`payment systems need the module ${paymentModule}`, {
      data: { moduleId: paymentModule },
    })
  const { key, name, members } = (args[1] ?? {}) as Record<string, unknown>
  const isTaken = sessions().some(
    ({ till, paymentSystems }) =>
      till.terminalGroupId === session.till.terminalGroupId && paymentSystems.has(String(key)),
  )
  if (typeof key !== 'string' || key.trim() === '' || isTaken)
    throw new PaymentSystemRegistrationError(
      `Another payment processor with key ${String(key)} was already registered, or the key is empty`,
    )
  if (key.length > keyLengthMax)
    throw new ArgumentError(`key must be at most ${keyLengthMax} characters`, { data: { argument: 'key' } })
  session.paymentSystems.set(key, {
    key,
    name: textArgument(name, 'name', keyLengthMax),
    callback: String(args[0]),
    members: new Set(Array.isArray(members) ? members.map(String) : []),
  })
  hasSystem(session, key)
  return null
}
