import type { Command } from 'commander'
import { closing } from '../kernel/closing.ts'
import { ConfigError, readServeConfig } from './config.ts'
import type { Log } from './log.ts'

type Flags = { data?: string; databaseUrl?: string; year?: string | boolean; rows?: string }

type Tools = { onDatabase(command: Command): Command; log: Log; print(line: string): void }

const rowsOf = { default: 500_000, min: 1000, max: 50_000_000 }

/** `trapeza seed`: data that a chain does not start with, made on request. */
export function registerSeed(program: Command, { onDatabase, log, print }: Tools): void {
  onDatabase(
    program.command('seed').description('fill the reports of the demo chain with the sales of a year'),
  )
    .option('--year [year]', 'a year that is over (default the last one)')
    .option('--rows <number>', `lines of orders, about (default ${rowsOf.default})`)
    .action(async (flags: Flags) => {
      if (flags.year === undefined) throw new ConfigError('say what to seed: trapeza seed --year')
      const { seedYear } = await import('../cli/seed-year.ts')
      const { openForCommand } = await import('./open-for-command.ts')
      const asked = {
        year:
          flags.year === true || flags.year === false ? null : readNumber('--year', flags.year, 2000, 2100),
        rows: readNumber('--rows', flags.rows ?? String(rowsOf.default), rowsOf.min, rowsOf.max),
      }
      const opened = await openForCommand(readServeConfig(flags as never, process.env), log)
      await closing(opened, () => seedYear(opened.app, opened.years(), asked, print))
    })
}

function readNumber(flag: string, text: string, min: number, max: number): number {
  const number = Number(text)
  if (!/^\d+$/.test(text) || number < min || number > max)
    throw new ConfigError(`${flag} ${text}: a number from ${min} to ${max} is expected`)
  return number
}
