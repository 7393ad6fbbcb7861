/** Digits with or without a plus, kept with one; an 8 before ten digits is the Russian way to say +7 (cloud-api §9.2). */
export function keptPhone(text: string): string {
  const digits = text.replaceAll(/\D/g, '')
  const isNational = !text.trim().startsWith('+') && digits.length === 11 && digits.startsWith('8')
  return `+${isNational ? `7${digits.slice(1)}` : digits}`
}
