export type { BackupManifest } from './format.ts'
export { type RestoreOptions, restoreBackup } from './restore-backup.ts'
export { verifyBackup } from './verify-backup.ts'
export { type BackupOptions, writeBackup } from './write-backup.ts'
