import {
  type BackupManifest,
  BackupReader,
  damaged,
  manifestOf,
  TableMeter,
  type TableSum,
} from './format.ts'

/** Reads a backup to its end without a database: is it whole, are counts and hashes right? Gives what it holds. */
export async function verifyBackup(file: string): Promise<BackupManifest> {
  const reader = new BackupReader(file)
  try {
    const head = await reader.head()
    const found: Record<string, TableSum> = {}
    let line = await reader.next()
    for (; !('end' in line); line = await reader.next()) found[line.table] = await measure(reader)
    const wrong = Object.keys({ ...found, ...line.tables }).find(
      (name) => !isEqual(found[name], line.tables[name]),
    )
    if (wrong !== undefined) throw damaged(wrong)
    return manifestOf(head, line)
  } finally {
    await reader.close()
  }
}

async function measure(reader: BackupReader): Promise<TableSum> {
  const meter = new TableMeter()
  for await (const row of reader.rows()) meter.add(row)
  return meter.sum()
}

function isEqual(one: TableSum | undefined, other: TableSum | undefined): boolean {
  return one?.rows === other?.rows && one?.sha256 === other?.sha256
}
