import { describe, expect, test } from 'vitest'
import { tidy } from './tidy.ts'

const wordsFor = (path: string, text: string) => tidy([{ path, text }]).map((finding) => finding.words)
const lines = (count: number) => 'export {}\n'.repeat(count)
const readme = { path: 'src/app/README.md', text: '# App\n' }
const inRoom = (path: string, text: string) => tidy([{ path, text }, readme]).map((finding) => finding.words)

describe('sizes', () => {
  test('a file has at most 400 lines, a list of facts 600, a test any number', () => {
    expect(inRoom('src/app/a.ts', lines(400))).toEqual([])
    expect(inRoom('src/app/a.ts', lines(401))).toEqual([expect.stringContaining('401 lines')])
    expect(wordsFor('spec/cloud/repairs.ts', lines(600))).toEqual([])
    expect(wordsFor('spec/cloud/repairs.ts', lines(601))).toHaveLength(1)
    expect(inRoom('src/app/a.test.ts', lines(900))).toEqual([])
    expect(inRoom('src/app/generated/types.ts', lines(9000))).toEqual([])
  })

  test('a function has at most 80 lines', () => {
    const body = (count: number) => `export function f() {\n${'  g()\n'.repeat(count - 2)}}\n`
    expect(inRoom('src/app/a.ts', body(80))).toEqual([])
    expect(inRoom('src/app/a.ts', body(81))).toEqual([expect.stringContaining('a function of 81 lines')])
  })
})

describe('screens', () => {
  const button = (prop: string) => `export const A = () => <button ${prop} />\n`

  test.each([
    'onPointerUp={go}',
    'onMouseEnter={go}',
    'onFocus={go}',
    'onBlur={go}',
    'onTouchEndCapture={go}',
  ])('a screen of a till or a device would never hear %s', (prop) => {
    for (const path of ['web/pos/a.tsx', 'web/kit/device/a.tsx', 'web/kiosk/screens/a.tsx'])
      expect(wordsFor(path, button(prop))).toEqual([expect.stringContaining('is never heard here')])
    for (const path of ['web/admin/zones/a.tsx', 'web/kit/desk/a.tsx'])
      expect(wordsFor(path, button(prop))).toEqual([])
  })

  test('a touch is heard everywhere, and a field for numbers is none of theirs', () => {
    expect(wordsFor('web/pos/a.tsx', button('onClick={go} onKeyDown={go} type="button"'))).toEqual([])
    expect(wordsFor('web/pos/a.tsx', button('type="number"'))).toHaveLength(1)
  })
})

describe('names', () => {
  test.each(['src/app/utils.ts', 'src/app/utils/money.ts', 'web/kit/common.ts', 'test/support/helpers.ts'])(
    '%s says nothing',
    (path) => expect(inRoom(path, '')).toEqual([expect.stringContaining('says nothing')]),
  )

  test.each(['src/app/splitBill.ts', 'web/kit/Button.tsx'])('%s is not kebab-case', (path) => {
    expect(inRoom(path, '')).toEqual(['file names are kebab-case'])
  })

  test.each(['src/app/split-bill.ts', 'src/app/split-bill.test.ts', 'src/app/by-id-v2.ts'])(
    '%s is fine',
    (path) => {
      expect(inRoom(path, '')).toEqual([])
    },
  )
})

describe('words', () => {
  const machinePath = ['', 'work', 'main'].join('/')
  const registry = ['registry', 'npmjs', 'org'].join('.')

  test('paths of one machine and hosts of one registry stay out', () => {
    expect(wordsFor('docs/a.md', `# A\nsee ${machinePath}\n`)).toEqual(['contains a path of one machine'])
    expect(wordsFor('docs/a.md', `# A\nhttps://${registry}/x\n`)).toHaveLength(1)
    expect(wordsFor('docs/a.md', '# A\nhttps://example.org/work/main\n')).toEqual([])
  })

  test('unfinished work stays out of code, not out of documents', () => {
    expect(inRoom('src/app/a.ts', `// ${'TO'}${'DO'} later\n`)).toHaveLength(1)
    expect(wordsFor('docs/a.md', `# A\nwe write no ${'TO'}${'DO'}\n`)).toEqual([])
  })
})

describe('code', () => {
  test('`any` needs a reason on its line', () => {
    expect(inRoom('src/app/a.ts', 'export let a: any\n')).toHaveLength(1)
    expect(inRoom('src/app/a.ts', 'export let a: any // the driver has no types\n')).toEqual([])
    expect(inRoom('src/app/a.ts', "export const a = 'any'\n")).toEqual([])
  })

  test('only commands print', () => {
    expect(inRoom('src/app/a.ts', 'console.log(1)\n')).toHaveLength(1)
    expect(wordsFor('src/main/a.ts', 'console.log(1)\n')).toEqual([
      expect.stringContaining('missing: purpose'),
    ])
    expect(wordsFor('scripts/a.ts', 'console.log(1)\n')).toEqual([])
  })
})

describe('documents', () => {
  test('one title each; a comment in a code block is none', () => {
    expect(wordsFor('docs/a.md', '# A\n\n```sh\n# a comment\n```\n')).toEqual([])
    expect(wordsFor('docs/a.md', 'no title\n')).toHaveLength(1)
    expect(wordsFor('docs/a.md', '# A\n# B\n')).toEqual(['a second `# Title`'])
  })

  test('each room of src has a short README', () => {
    expect(wordsFor('src/app/a.ts', '')).toEqual([expect.stringContaining('missing')])
    expect(tidy([{ path: 'src/api/cloud/a.ts', text: '' }])[0]?.path).toBe('src/api/cloud/README.md')
    expect(wordsFor('src/app/README.md', `# App\n${'line\n'.repeat(20)}`)).toHaveLength(1)
  })
})

describe('lock file', () => {
  test('names no registry', () => {
    const url = ['https://', 'registry', '.example/x.tgz'].join('')
    expect(wordsFor('package-lock.json', `{ "resolved": "${url}" }`)).toHaveLength(1)
    expect(wordsFor('.npmrc', 'fund=false\n')).toHaveLength(1)
    expect(wordsFor('.npmrc', 'omit-lockfile-registry-resolved=true\n')).toEqual([])
  })
})
