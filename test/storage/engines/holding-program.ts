import { type EmbeddedOptions, openEmbedded, StorageTrouble } from '../../../src/storage/engines/index.ts'

// Opens a data directory, says so, and holds it until its standard input ends.
const options = JSON.parse(process.argv[2] ?? '{}') as EmbeddedOptions

try {
  const engine = await openEmbedded(options)
  await engine.pool.query('create table if not exists visit (at timestamptz)')
  await engine.pool.query('insert into visit values (now())')
  process.stdout.write(`open ${engine.serverPid()}\n`)
  process.stdin.resume()
  process.stdin.on('end', () => {
    void engine.close().then(() => process.stdout.write('closed\n'))
  })
} catch (error) {
  const words =
    error instanceof StorageTrouble
      ? { code: error.code, ru: error.ru, en: error.en }
      : { code: String(error) }
  process.stdout.write(`${JSON.stringify(words)}\n`)
}
