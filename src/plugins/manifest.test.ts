import { expect, test } from 'vitest'
import { checkManifest } from './manifest.ts'

const good = {
  ...{ name: 'acme-loyalty', version: '1.4.0', main: 'dist/index.js', api: '^9.0.0', moduleId: 21016318 },
  unknown: 'is tolerated',
}
const problemsOf = (change: object): string[] => {
  const reading = checkManifest({ ...good, ...change })
  return 'problems' in reading ? reading.problems : []
}

test('a manifest says what is needed, the rest is as usual', () => {
  expect(checkManifest(good)).toEqual({
    manifest: {
      ...{ name: 'acme-loyalty', displayName: { ru: 'acme-loyalty', en: 'acme-loyalty' }, version: '1.4.0' },
      ...{ main: 'dist/index.js', api: '^9.0.0', moduleId: 21016318, singleInstance: false },
      ...{ restartOnCrash: 'auto', permissions: new Set(), memoryMb: 128, priority: 100 },
    },
  })
  expect(checkManifest({ ...good, moduleId: '0021005918' })).toMatchObject({
    manifest: { moduleId: 21005918 },
  })
})

test.each([
  [{ name: '../up' }, 'name must be letters, digits, dots, dashes, at most 64'],
  [
    { main: '../../etc/index.js' },
    'main must be the file of an ES module (.js or .mjs) in the folder of the plugin',
  ],
  [{ main: 'index.ts' }, 'main must be the file of an ES module (.js or .mjs) in the folder of the plugin'],
  [{ api: '^10.0.0' }, 'api ^10.0.0 is not supported: this host speaks 9.0.0'],
  [{ api: '^9.1.0' }, 'api ^9.1.0 is not supported: this host speaks 9.0.0'],
  [{ moduleId: undefined }, 'moduleId is missing: the number of a licence module, such as 21016318'],
  [{ restartOnCrash: 'yes' }, 'restartOnCrash must be "auto", true or false'],
  [{ permissions: ['DROP TABLE'] }, 'permissions must be a list of permissions such as "orders:write"'],
  [{ memoryMb: 1 }, 'memoryMb must be a whole number from 32 to 2048'],
])('%j is refused in words', (change, words) => {
  expect(problemsOf(change)).toEqual([words])
})

test('all that is wrong is said at once', () => {
  expect(checkManifest(null)).toEqual({ problems: ['plugin.json must be an object'] })
  expect(problemsOf({ name: 7, version: 'new', singleInstance: 1 })).toHaveLength(3)
})
