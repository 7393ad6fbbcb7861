import { expect, test } from 'vitest'
import type { DocumentStatus } from './document.ts'
import { type DocumentDeed, isEditable, requireAllowed } from './life-cycle.ts'
import { aDocument } from './testing/a-document.ts'

const deeds: DocumentDeed[] = ['update', 'post', 'unpost', 'cancel', 'pay', 'setPaymentDate']
const possible = (status: DocumentStatus, isEditableSaid: boolean | null = null): DocumentDeed[] =>
  deeds.filter((deed) => {
    try {
      requireAllowed(aDocument(status, { isEditable: isEditableSaid }), deed)
      return true
    } catch {
      return false
    }
  })

test('a status allows some deeds and refuses the others [cloud-api §10.1]', () => {
  expect(possible('NEW')).toEqual(['update', 'post', 'cancel'])
  expect(possible('PROCESSED')).toEqual(['unpost', 'pay', 'setPaymentDate'])
  expect(possible('DELETED')).toEqual([])
})

test('what was saved as editable may be changed while it is posted, but not when it is deleted', () => {
  expect(possible('PROCESSED', true)).toContain('update')
  expect(possible('PROCESSED', false)).not.toContain('update')
  expect(possible('DELETED', true)).toEqual([])
})

test('a document shows whether it may be edited: as it was said, else while it is new', () => {
  expect(isEditable(aDocument('NEW'))).toBe(true)
  expect(isEditable(aDocument('PROCESSED'))).toBe(false)
  expect(isEditable(aDocument('PROCESSED', { isEditable: true }))).toBe(true)
  expect(isEditable(aDocument('NEW', { isEditable: false }))).toBe(false)
})
