import { appendFileSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { RotatingFile } from './rotating-file.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'trapeza-log-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const path = (): string => join(folder, 'deep/a.log')
const text = (file: string): string => readFileSync(file, 'utf8')
const files = (): string[] => readdirSync(join(folder, 'deep')).sort()

test('a full file gives way; the oldest of the kept ones is forgotten', async () => {
  const log = new RotatingFile(path(), { bytesMax: 20, filesMax: 3 })
  for (let i = 1; i <= 9; i += 1) await log.append([`line ${i}\n`])
  expect(files()).toEqual(['a.log', 'a.log.1', 'a.log.2'])
  expect([text(path()), text(`${path()}.1`), text(`${path()}.2`)]).toEqual([
    'line 9\n',
    'line 7\nline 8\n',
    'line 5\nline 6\n',
  ])
})

test('one batch may fill several files, and a line longer than a file has one to itself', async () => {
  const log = new RotatingFile(path(), { bytesMax: 20, filesMax: 9 })
  await log.append(['a\n', `${'long '.repeat(9)}\n`, 'b\n', 'c\n'])
  expect(files().map((name) => text(join(folder, 'deep', name)))).toEqual([
    'b\nc\n',
    `${'long '.repeat(9)}\n`,
    'a\n',
  ])
})

test('with one file to keep the full one goes', async () => {
  const log = new RotatingFile(path(), { bytesMax: 4, filesMax: 1 })
  await log.append(['a\n', 'b\n', 'c\n'])
  expect([files(), text(path())]).toEqual([['a.log'], 'c\n'])
})

test('a torn line is cut off, and the last lines are told, of the file before too', async () => {
  const log = new RotatingFile(path(), { bytesMax: 8, filesMax: 3 })
  await log.append(['one\n', 'two\n', 'три\n'])
  appendFileSync(path(), 'half of a li')
  expect(await log.recover(100)).toBe('one\ntwo\nтри\n')
  await log.append(['4\n'])
  expect(text(path())).toBe('4\n')
  expect(text(`${path()}.1`)).toBe('три\n')
})

test('a file that was moved away begins anew; only its owner may read it', async () => {
  const log = new RotatingFile(path(), { bytesMax: 100, filesMax: 3 })
  await log.append(['one\n'])
  rmSync(path())
  await log.append(['two\n'])
  expect(text(path())).toBe('two\n')
  expect(statSync(path()).mode & 0o777).toBe(0o600)
})
