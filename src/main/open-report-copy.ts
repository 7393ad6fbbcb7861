import { fileURLToPath } from 'node:url'
import {
  openReportCopy as open,
  type ReportCopy,
  type ReportCopyOptions,
} from '../storage/columnar/report-copy.ts'

/** In the bundle the process lies beside every chunk; in the sources it is TypeScript. */
const module = fileURLToPath(
  new URL(import.meta.url.endsWith('.ts') ? './copy-process.ts' : './copy-process.js', import.meta.url),
)

/** The columnar copy of a node's facts, whose process writes reports as the back office reads them (ADR 22). */
export const openReportCopy = (options: Omit<ReportCopyOptions, 'module'>): ReportCopy =>
  open({ ...options, module })
