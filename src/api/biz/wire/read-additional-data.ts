import { fault } from '../faults.ts'

/**
 * JSON text inside JSON that names the guest who pays with bonuses; official samples write it with single quotes, so both
 * are read (biz-card-api §5.6). Of the older payment by Plazius the names are others and the meaning is the same.
 */
export function readAdditionalData(text: string | null, name: string): Record<string, string> | null {
  if (text === null) return null
  const value = parsed(text)
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw fault(400, `The field '${name}' is not the text of a JSON object`)
  const members = new Map(Object.entries(value).map(([key, inner]) => [key.toLowerCase(), String(inner)]))
  const credential = members.get('credential') ?? members.get('externalid')
  const scope = members.get('searchscope') ?? members.get('externalidtype') ?? 'PHONE'
  if (!credential) return null
  return { credential, searchScope: scopes[scope.toUpperCase()] ?? 'Phone' }
}

/** What the till looks a guest up by, as iikoCloud calls it. */
const scopes: Record<string, string> = {
  PHONE: 'Phone',
  CARD_NUMBER: 'CardNumber',
  CARD_TRACK: 'CardTrack',
  MAGNETCARD: 'CardTrack',
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    try {
      return JSON.parse(text.replaceAll("'", '"'))
    } catch {
      return null
    }
  }
}
