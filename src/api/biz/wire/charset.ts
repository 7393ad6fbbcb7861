/** The text of a body in the character set that its content type names (biz-card-api §1.2); null: UTF-8. */
export function decodeAs(bytes: Uint8Array, contentType: string): string | null {
  const charset = /charset="?([\w-]+)/i.exec(contentType)?.[1]?.toLowerCase()
  if (charset !== 'utf-16' && charset !== 'utf-16le' && charset !== 'utf-16be') return null
  const isBigEndian = charset === 'utf-16be' || (bytes[0] === 0xfe && bytes[1] === 0xff)
  return new TextDecoder(isBigEndian ? 'utf-16be' : 'utf-16le').decode(bytes)
}
