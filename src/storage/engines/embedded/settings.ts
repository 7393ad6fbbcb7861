/** On the command line, not in postgresql.conf: a new release brings its own settings to an old directory. */
export type Settings = Readonly<Record<string, string>>

export const defaultSettings: Settings = {
  // Nobody from outside: one socket in a directory of mode 0700.
  listen_addresses: '',
  unix_socket_permissions: '0700',
  max_connections: '100',

  // An acknowledged sale is on the disk.
  fsync: 'on',
  synchronous_commit: 'on',
  full_page_writes: 'on',
  wal_level: 'replica',
  // Segments of the log that are kept to be written again. initdb would count both by its smaller segments.
  min_wal_size: '256MB',
  max_wal_size: '1GB',

  // A till is a small machine: 32 MB did the work of 128 (measurements §1.3), and reports have an engine of their own.
  shared_buffers: '64MB',
  max_parallel_workers_per_gather: '0',
  max_parallel_maintenance_workers: '0',
  jit: 'off',
  io_method: 'sync',

  timezone: 'UTC',
  log_timezone: 'UTC',
  log_min_messages: 'warning',
  log_line_prefix: '%m [%p] ',
  cluster_name: 'trapeza',
}

export function asArguments(settings: Settings): string[] {
  return Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])
}
