import { createHash } from 'node:crypto'
import { canonicalJson } from '../../kernel/canonical.ts'
import type { Uuid } from '../../kernel/ids.ts'

/** A condition or an action as documents of loyalty print it: its settings are a JSON text (cloud-api §9.7, biz-card-api §12.7). */
export type SettingsText = { id: Uuid; settings: string; typeName: string; checkSum: string }

export function settingsText({ id, kind, ...settings }: { id: Uuid; kind: string }): SettingsText {
  const text = JSON.stringify(settings, (_key, value: unknown) =>
    typeof value === 'bigint' ? Number(value) : value,
  )
  const checkSum = createHash('sha256').update(canonicalJson(settings)).digest('hex')
  return { id, settings: text, typeName: kind, checkSum }
}
