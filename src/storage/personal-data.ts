import { createHmac } from 'node:crypto'
import type { Contact } from '../domain/orders/order.ts'
import type { Random } from '../kernel/random.ts'
import { keyBytes, openText, sealText } from './sealing.ts'

/**
 * Personal data at rest: every record is sealed under a key of its own that lies in another table. Destroying the keys
 * of a person makes all their records unreadable, in copies of the records too (corrections 1).
 */
export type PersonalVault = {
  seal(contact: Contact): SealedContact
  open(sealed: Buffer, key: Buffer): Contact
  /** The same for anything else that tells who a person is. */
  sealFor(subject: Buffer, record: unknown): SealedContact
  openRecord(sealed: Buffer, key: Buffer): unknown
  /** A phone as the database may see it: blinded, equal for equal numbers. */
  subjectOf(phone: string): Buffer
  /** A digest of a text that may hold personal data: equal for equal texts, and of no use without our secret. */
  digestOf(text: string): Buffer
  /** The same of what is no phone. */
  subjectOfText(text: string): Buffer
}
export type SealedContact = { subject: Buffer; sealed: Buffer; key: Buffer }

export function personalVault(personalSecret: Buffer, random: Random): PersonalVault {
  const blind = (text: string): Buffer => createHmac('sha256', personalSecret).update(text).digest()
  const subjects = new Map<string, Buffer>()
  const subjectOf = (phone: string): Buffer => {
    const known = subjects.get(phone)
    if (known) return known
    if (subjects.size >= subjectsMax) subjects.clear()
    const subject = blind(phoneDigits(phone))
    subjects.set(phone, subject)
    return subject
  }
  const sealFor = (subject: Buffer, record: unknown): SealedContact => {
    const key = Buffer.from(random.bytes(keyBytes))
    return { subject, sealed: sealText(JSON.stringify(record), key, random), key }
  }
  return {
    subjectOf,
    digestOf: (text) => blind(`digest:${text}`),
    subjectOfText: (text) => blind(`text:${text}`),
    sealFor,
    seal: (contact) => sealFor(subjectOf(contact.phone), contact),
    open: (sealed, key) => JSON.parse(openText(sealed, key)) as Contact,
    openRecord: (sealed, key) => JSON.parse(openText(sealed, key)) as unknown,
  }
}

/** A delivery asks thrice for the subject of its phone. */
const subjectsMax = 500

/** Digits of a phone; the Russian trunk prefix 8 of a national number (no plus, eleven digits) becomes the code 7. */
export function phoneDigits(phone: string): string {
  const digits = phone.replace(/\D/g, '')
  const isNational = !phone.trim().startsWith('+')
  return isNational && digits.length === 11 && digits.startsWith('8') ? `7${digits.slice(1)}` : digits
}
