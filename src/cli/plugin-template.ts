/** The files of a new plugin (`trapeza plugin new`): TypeScript that builds, runs on a till and has a test that passes. */

export type NewPlugin = { name: string; moduleId: number /** Where the SDK lies, as a path. */; sdk: string }

/** Texts by their places in the folder. */
export const pluginFiles = ({ name, moduleId, sdk }: NewPlugin): Readonly<Record<string, string>> => ({
  'plugin.json': json({
    ...{ name, version: '0.1.0', displayName: { ru: name, en: name } },
    ...{ main: 'dist/index.js', api: '^9.0.0', moduleId, permissions: ['hooks', 'ui:buttons', 'ui:dialogs'] },
  }),
  'package.json': json({
    ...{ name, version: '0.1.0', private: true, type: 'module' },
    scripts: {
      build: `${bundle} src/index.ts --external:@trapeza/plugin --outfile=dist/index.js`,
      check: 'tsc',
      test: `${bundle} src/index.test.ts --outfile=dist/test/index.test.js && node --test dist/test/index.test.js`,
    },
    devDependencies: { '@trapeza/plugin': `file:${sdk}`, esbuild: '*', typescript: '*' },
  }),
  'tsconfig.json': json({
    compilerOptions: {
      ...{ target: 'es2023', module: 'nodenext', noEmit: true, strict: true, skipLibCheck: true },
      ...{ allowImportingTsExtensions: true, types: ['node'] },
    },
    include: ['src'],
  }),
  'src/index.ts': `import { definePlugin, OperationCanceledError } from '@trapeza/plugin'

/** Refuses the bill of an empty order, and greets from a button on the order's screen. */
export default definePlugin({
  start(ctx) {
    ctx.log.info('started', { till: ctx.host.terminalName })
    ctx.hooks.beforeOrderBill.tap(({ order }) => {
      const items = order?.['items']
      if (Array.isArray(items) && items.length === 0) throw new OperationCanceledError('The order is empty')
    })
    ctx.ui.addButton({
      screen: 'order',
      caption: 'Hello',
      async onClick({ order, vm }) {
        await vm.ok('Hello', \`This is order \${String(order?.['number'] ?? '')}\`)
      },
    })
  },
})
`,
  'src/index.test.ts': `import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createTestHost } from '@trapeza/plugin/testing'
import plugin from './index.ts'

test('the bill of an empty order is refused', async () => {
  const host = await createTestHost(plugin)
  const { veto } = await host.hook('beforeOrderBill', { order: { id: '1', items: [] } })
  assert.equal(veto, 'The order is empty')
  const other = await host.hook('beforeOrderBill', { order: { id: '2', items: [{}] } })
  assert.equal(other.veto, null)
})

test('the button greets', async () => {
  const host = await createTestHost(plugin)
  host.till.answer([true])
  await host.press('Hello', { order: { id: '1', number: 7 } })
  assert.deepEqual(
    host.till.dialogs.map(({ dialog }) => dialog.kind === 'message' && dialog.text),
    ['This is order 7'],
  )
})
`,
  'README.md': `# ${name}

A plugin of a till. \`npm install\`, \`npm test\`, \`npm run build\`; then put the folder into \`DATA/plugins\` of the till and
start it anew. What it says stands in \`DATA/CashServer/Logs/plugin-${name}.log\`.
`,
})

const bundle = 'esbuild --bundle --platform=node --format=esm --log-level=warning'
const json = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`
