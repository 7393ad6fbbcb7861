import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { defineConfig, type Plugin, type Rolldown } from 'vite'

const web = join(import.meta.dirname, 'web')

/** Every folder of web/ with an index.html is a screen of its own. */
const pages = Object.fromEntries(
  readdirSync(web)
    .map((name) => [name, join(web, name, 'index.html')] as const)
    .filter(([, page]) => existsSync(page)),
)

const workerName = 'service-worker'
const worker = join(web, 'kit/offline/service-worker.ts')

/** Pages of a till keep themselves in the browser; those of the office are of no use without their node. */
const officePages = new Set(['admin', 'callcentre', 'office'])
const keptPages = Object.keys(pages).filter((name) => !officePages.has(name))

/** Puts a service worker beside each page, with the list of all that the page loads. */
function serviceWorkers(): Plugin {
  return {
    name: 'trapeza-service-workers',
    generateBundle(_options, bundle) {
      const script = Object.values(bundle).find((part) => part.type === 'chunk' && part.name === workerName)
      if (script?.type !== 'chunk') throw new Error('the service worker was not built')
      if (script.imports.length > 0) throw new Error('the service worker shares code: it must be one file')
      for (const name of [script.fileName, `${script.fileName}.map`]) delete bundle[name]
      const code = script.code.replace(/^\/\/# sourceMappingURL=.*$/m, '')
      for (const page of keptPages) {
        const beside = installFiles(page)
        for (const name of beside) {
          const source = readFileSync(join(web, page, name))
          this.emitFile({ type: 'asset', fileName: `${page}/${name}`, source })
        }
        const files = [...filesOf(bundle, page).map((file) => `../${file}`), ...beside]
        const html = readFileSync(join(web, page, 'index.html'), 'utf8')
        const print = createHash('sha256').update(`${code} ${files.join(' ')} ${html}`)
        const version = print.digest('hex').slice(0, 12)
        const shell = JSON.stringify({ version, files })
        this.emitFile({
          type: 'asset',
          fileName: `${page}/${workerName}.js`,
          source: `const shell = ${shell};\n${code}`,
        })
      }
    },
  }
}

/** What a phone asks for when it installs the page: under names that stay. */
const installFiles = (page: string): string[] =>
  readdirSync(join(web, page)).filter((name) => /\.(webmanifest|png)$/.test(name))

/** Scripts of a page with what they import now or later, and all styles, fonts and pictures of these. */
function filesOf(bundle: Rolldown.OutputBundle, page: string): string[] {
  const files = new Set<string>()
  const visit = (fileName: string): void => {
    const part = bundle[fileName]
    if (files.has(fileName) || !part) return
    files.add(fileName)
    if (part.type !== 'chunk') return
    const { importedCss, importedAssets } = part.viteMetadata ?? {}
    for (const next of [...part.imports, ...part.dynamicImports]) visit(next)
    for (const next of [...(importedCss ?? []), ...(importedAssets ?? [])]) visit(next)
  }
  const entry = Object.values(bundle).find(
    (part) => part.type === 'chunk' && part.name === page && part.isEntry,
  )
  if (entry) visit(entry.fileName)
  // Fonts are named by styles, the sign of the house by the page itself.
  for (const name of Object.keys(bundle)) if (/\.(woff2|svg)$/.test(name)) files.add(name)
  return [...files].sort()
}

export default defineConfig({
  root: web,
  // Relative addresses: the same files are served below `/`, `/till/{group}/` and whatever a proxy puts in front.
  base: './',
  plugins: [serviceWorkers()],
  build: {
    outDir: join(import.meta.dirname, 'dist/web'),
    emptyOutDir: true,
    target: 'es2022',
    sourcemap: true,
    rolldownOptions: { input: { ...pages, [workerName]: worker } },
  },
})
