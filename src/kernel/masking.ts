/** Hides secrets and phone numbers in what is logged or shown: a person who reads a log may call nobody and enter nowhere. */

const secretNames =
  /^(?:authorization|cookie|set-cookie|proxy-authorization|accesstoken|access_?token|token|linktoken|api_?login|api_?key|app_?secret|client_?secret|user_?secret|signing_?secret|secret|pass|password|pin|auth_?token|credential)$/i
const phoneNames = /phone/i

const hidden = '***'
const depthMax = 12

const uuidText = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

/** A phone keeps its last two digits, so that two of them can be told apart. */
const maskPhone = (text: string): string => (text.length > 4 ? `${hidden}${text.slice(-2)}` : hidden)

const rules: readonly [RegExp, (match: string, ...groups: string[]) => string][] = [
  [/\bBearer\s+[^\s"',]+/gi, () => `Bearer ${hidden}`],
  [/\beyJ[\w-]+\.[\w-]+\.[\w-]*/g, () => hidden],
  [
    /([?&](?:access_?token|token|key|api_?login|password|pass|login|user_?secret|client_?secret|pin|phone)=)[^&#\s"']*/gi,
    (_match, start = '') => `${start}${hidden}`,
  ],
  [
    /("(?:access_?token|token|api_?login|api_?key|client_?secret|user_?secret|signing_?secret|app_?secret|password|pass|pin|auth_?token|credential)"\s*:\s*")(?:[^"\\]|\\.)*/gi,
    (_match, start = '') => `${start}${hidden}`,
  ],
  // +7 (900) 555-01-33, and eleven digits in a row as they are written in Russia.
  [/(?<![\w.-])\+\d[\d ()-]{7,17}\d(?![\w-])/g, (match) => maskPhone(match)],
  [/(?<![\w.-])[78]\d{10}(?![\w.-])/g, (match) => maskPhone(match)],
]

/** A text without the secrets and phones that can be recognised in it. */
export function maskText(text: string): string {
  if (uuidText.test(text)) return text
  let masked = text
  for (const [pattern, replace] of rules) masked = masked.replace(pattern, replace)
  return masked
}

/**
 * A copy of plain data without secrets and phones: members are judged by their names, texts by their look. What is
 * nested deeper than any body of ours is left out.
 */
export function maskValue(value: unknown, depth = 0): unknown {
  if (typeof value === 'string') return maskText(value)
  if (typeof value !== 'object' || value === null) return value
  if (depth > depthMax) return '…'
  if (Array.isArray(value)) return value.map((element) => maskValue(element, depth + 1))
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [name, maskMember(name, inner, depth)]),
  )
}

function maskMember(name: string, value: unknown, depth: number): unknown {
  if (value === null || value === undefined || value === '' || typeof value === 'boolean') return value
  if (secretNames.test(name)) return hidden
  if (phoneNames.test(name) && (typeof value === 'string' || typeof value === 'number'))
    return maskPhone(String(value))
  return maskValue(value, depth + 1)
}
