import type { Organization } from '../../domain/reference/books.ts'

/** How phones of the restaurant's country are written: `code` without its plus, and how many digits follow it. */
export type PhoneView = { code: string; min: number; max: number }

/** The organization counts all digits after the plus (cloud-api §2.1 `countryPhoneCode`). */
export function phoneView(organization: Organization | undefined): PhoneView {
  if (!organization) return { code: '', min: 7, max: 15 }
  const code = organization.countryPhoneCode.replace(/\D/g, '')
  const { min, max } = organization.phoneDigits
  return { code, min: Math.max(1, min - code.length), max: Math.max(1, max - code.length) }
}
