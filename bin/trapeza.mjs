#!/usr/bin/env -S node --v8-pool-size=2
// @ts-check
// The installed command. dist/ is made by `npm run build`, and by `npm start` on its own.
import { existsSync } from 'node:fs'

const entry = new URL('../dist/cli.js', import.meta.url)
if (existsSync(entry)) {
  await import(entry.href)
} else {
  console.error('trapeza is not built yet: run `npm run build` (or `npm start`) in its folder first.')
  process.exitCode = 1
}
