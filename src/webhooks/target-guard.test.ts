import { describe, expect, test } from 'vitest'
import { createTargetGuard } from './target-guard.ts'

const names: Record<string, string[]> = {
  'shop.example': ['93.184.216.34'],
  'inside.example': ['10.0.0.7'],
  'half.example': ['93.184.216.34', '192.168.1.1'],
  'six.example': ['2a00:1450:4001::200e'],
}
const resolve = async (host: string): Promise<{ address: string; family: number }[]> =>
  (names[host] ?? []).map((address) => ({ address, family: address.includes(':') ? 6 : 4 }))
const closed = createTargetGuard({ allowLoopback: false, resolve })
const sandbox = createTargetGuard({ allowLoopback: true, resolve })

describe('addresses that a webhook may not have', () => {
  test.each([
    'ftp://shop.example/',
    'file:///etc/passwd',
    'not a url',
    'http://user:pass@shop.example/',
    'http://nobody.example/',
    'http://127.0.0.1/',
    'http://127.1/',
    'http://2130706433/',
    'http://0x7f.1/',
    'http://0177.0.0.1/',
    'http://[::1]/',
    'http://[::ffff:127.0.0.1]/',
    'http://[::ffff:7f00:1]/',
    'http://10.1.2.3/',
    'http://172.16.0.1/',
    'http://192.168.0.1/',
    'http://169.254.169.254/latest/meta-data',
    'http://100.64.0.1/',
    'http://0.0.0.0/',
    'http://224.0.0.1/',
    'http://[fe80::1]/',
    'http://[fd00::1]/',
    'http://inside.example/',
    'http://half.example/',
  ])('%s', async (uri) => {
    await expect(closed.check(uri)).rejects.toMatchObject({ code: 'webhook.url-forbidden' })
  })
})

test('public servers may be called, by the address that was checked', async () => {
  await closed.check('https://six.example/x')
  expect(await closed.resolve('https://shop.example/hook')).toMatchObject({
    address: '93.184.216.34',
    family: 4,
  })
})

test('a sandbox may call its own machine and still no other private network', async () => {
  await sandbox.check('http://127.0.0.1:9999/hook')
  await expect(sandbox.check('http://10.0.0.1/')).rejects.toMatchObject({ code: 'webhook.url-forbidden' })
})
