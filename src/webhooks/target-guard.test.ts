import { describe, expect, test } from 'vitest'
import { createTargetGuard } from './target-guard.ts'

const names: Record<string, string[]> = {
  'shop.example': ['93.184.216.34'],
  'inside.example': ['10.0.0.7'],
  'half.example': ['93.184.216.34', '192.168.1.1'],
  'six.example': ['2a00:1450:4001::200e', '93.184.216.34'],
  'mapped.example': ['::ffff:10.0.0.7'],
  'mapped-public.example': ['::ffff:93.184.216.34'],
  'zone.example': ['fe80::1%eth0'],
  'here.example': ['127.0.0.1', '::1'],
  'nothing.example': [],
}
const asked: string[] = []
const resolve = async (host: string): Promise<{ address: string; family: number }[]> => {
  asked.push(host)
  const found = names[host]
  if (!found) throw new Error('ENOTFOUND')
  return found.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }))
}
const closed = createTargetGuard({ allowLoopback: false, resolve })
const sandbox = createTargetGuard({ allowLoopback: true, resolve })

describe('addresses that a webhook may not have', () => {
  test.each([
    ['ftp://shop.example/', 'only http and https are called'],
    ['file:///etc/passwd', 'only http and https are called'],
    ['gopher://shop.example/', 'only http and https are called'],
    ['not a url', 'it is not a URL'],
    ['', 'it is not a URL'],
    ['http://user:pass@shop.example/', 'it carries a name or a password'],
    ['http://user@shop.example/', 'it carries a name or a password'],
    ...[
      'http://127.0.0.1/',
      'http://127.1/',
      'http://127.255.255.254/',
      'http://2130706433/',
      'http://0x7f.1/',
      'http://0x7f000001/',
      'http://0177.0.0.1/',
      'http://017700000001/',
      'http://①②⑦.0.0.1/',
      'http://0/',
      'http://0.0.0.0/',
      'http://10.1.2.3/',
      'http://100.64.0.1/',
      'http://169.254.169.254/latest/meta-data',
      'http://172.16.0.1/',
      'http://172.31.255.255/',
      'http://192.0.0.192/',
      'http://192.168.0.1/',
      'http://198.18.0.1/',
      'http://224.0.0.1/',
      'http://240.0.0.1/',
      'http://255.255.255.255/',
      'http://[::]/',
      'http://[::1]/',
      'http://[::127.0.0.1]/',
      'http://[::ffff:127.0.0.1]/',
      'http://[::ffff:7f00:1]/',
      'http://[0:0:0:0:0:ffff:10.0.0.1]/',
      'http://[64:ff9b::a00:1]/',
      'http://[2001::1]/',
      'http://[2002:a00:1::]/',
      'http://[fc00::1]/',
      'http://[fd00:ec2::254]/',
      'http://[fe80::1]/',
      'http://[fec0::1]/',
      'http://[ff02::1]/',
      'http://inside.example/',
      'http://half.example/',
      'http://mapped.example/',
      'http://zone.example/',
      'http://here.example/',
    ].map((uri): [string, string] => [uri, 'it belongs to a closed network']),
  ])('%s: %s', async (uri, reason) => {
    const refusal = { code: 'webhook.url-forbidden', params: { url: uri, reason } }
    await expect(closed.check(uri)).rejects.toMatchObject(refusal)
    await expect(closed.resolve(uri)).rejects.toMatchObject(refusal)
  })
})

test.each([
  ['https://shop.example/hook', ['93.184.216.34']],
  ['https://six.example:8443/x?y=1', ['2a00:1450:4001::200e', '93.184.216.34']],
  ['http://mapped-public.example/', ['::ffff:93.184.216.34']],
  ['http://172.32.0.1/', ['172.32.0.1']],
  ['http://[2a00:1450:4001::200e]/', ['2a00:1450:4001::200e']],
])('%s may be called, by the addresses that were checked', async (uri, addresses) => {
  await closed.check(uri)
  const found = await closed.resolve(uri)
  expect(found.url.href).toBe(uri)
  expect(found.addresses.map(({ address }) => address)).toEqual(addresses)
})

test.each(['http://nobody.example/', 'http://nothing.example/'])(
  'a name that nobody knows may be saved and is not called: %s',
  async (uri) => {
    await closed.check(uri)
    await expect(closed.resolve(uri)).rejects.toMatchObject({
      code: 'webhook.url-forbidden',
      params: { reason: 'the host is not known' },
    })
  },
)

test('a name is looked up again for each call, and once for those who ask together', async () => {
  const uri = 'http://changing.example/'
  names['changing.example'] = ['93.184.216.34']
  asked.length = 0
  await Promise.all([closed.resolve(uri), closed.resolve(uri), closed.check(uri)])
  expect(asked).toEqual(['changing.example'])
  names['changing.example'] = ['169.254.169.254']
  await expect(closed.resolve(uri)).rejects.toMatchObject({ code: 'webhook.url-forbidden' })
})

test('a sandbox may call its own machine and still no other private network', async () => {
  for (const uri of [
    'http://127.0.0.1:9999/hook',
    'http://[::1]:9999/',
    'http://[::ffff:127.0.0.1]/',
    'http://here.example/',
  ])
    await sandbox.check(uri)
  for (const uri of ['http://10.0.0.1/', 'http://0.0.0.0/', 'http://[::]/', 'http://169.254.169.254/'])
    await expect(sandbox.check(uri)).rejects.toMatchObject({ code: 'webhook.url-forbidden' })
})
