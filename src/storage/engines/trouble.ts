export type StorageTroubleCode =
  | 'storage.binaries-missing'
  | 'storage.account-missing'
  | 'storage.not-permitted'
  | 'storage.in-use'
  | 'storage.other-major'
  | 'storage.start-failed'
  | 'storage.unreachable'
  | 'storage.too-old'
  | 'storage.migration-changed'
  | 'storage.migration-missing'
  | 'storage.migration-failed'
  | 'storage.schema-newer'
  | 'storage.backup-unreadable'
  | 'storage.backup-damaged'
  | 'storage.backup-mismatch'
  | 'storage.not-empty'

export type StorageTroubleDetails = { ru: string; en: string; cause?: unknown }

/**
 * The storage cannot be opened or used, and the operator has to do something about it. The words
 * say what, in Russian and in English; the code is for programs and tests.
 */
export class StorageTrouble extends Error {
  override readonly name = 'StorageTrouble'
  readonly code: StorageTroubleCode
  readonly ru: string
  readonly en: string

  constructor(code: StorageTroubleCode, { ru, en, cause }: StorageTroubleDetails) {
    super(`${ru}\n${en}`, cause === undefined ? undefined : { cause })
    this.code = code
    this.ru = ru
    this.en = en
  }
}

/** The `code` of a system or PostgreSQL error: 'ENOENT', '57P03'. */
export function errorCode(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null || !('code' in error)) return undefined
  return typeof error.code === 'string' ? error.code : undefined
}

export function errorText(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
