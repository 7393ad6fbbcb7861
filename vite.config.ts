import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { defineConfig } from 'vite'

const web = join(import.meta.dirname, 'web')

/** Every folder of web/ with an index.html is a screen of its own. */
const pages = Object.fromEntries(
  readdirSync(web)
    .map((name) => [name, join(web, name, 'index.html')] as const)
    .filter(([, page]) => existsSync(page)),
)

export default defineConfig({
  root: web,
  // Relative addresses: the same files are served below `/`, `/till/{group}/` and whatever a proxy puts in front.
  base: './',
  build: {
    outDir: join(import.meta.dirname, 'dist/web'),
    emptyOutDir: true,
    target: 'es2022',
    sourcemap: true,
    rolldownOptions: { input: pages },
  },
})
