export type Log = (level: 'info' | 'warn' | 'error', text: string, details?: Record<string, unknown>) => void
