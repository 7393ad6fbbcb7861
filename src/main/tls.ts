import 'reflect-metadata'
import { webcrypto } from 'node:crypto'
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { isIP } from 'node:net'
import { hostname } from 'node:os'
import { join } from 'node:path'
import * as x509 from '@peculiar/x509'

/** What an HTTPS server shows, and the file that clients trust. */
export type TlsIdentity = { key: string; cert: string; caFile: string }

const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' } as const
const dayMs = 86_400_000
const authorityDays = 3650
/** Browsers refuse certificates that are good for longer. */
const serverDays = 397
const renewDays = 30
const authorityName = 'CN=Trapeza local authority'

type Signed = { certificate: x509.X509Certificate; keys: webcrypto.CryptoKeyPair }

/**
 * The certificate of this server, signed by an authority of our own that is made once and lies in the data directory.
 * It is made anew when it runs out or does not name the host. `now` is the time of the machine.
 */
export async function openTlsIdentity(dataDir: string, host: string, now: number): Promise<TlsIdentity> {
  x509.cryptoProvider.set(globalThis.crypto)
  const dir = join(dataDir, 'tls')
  await mkdir(dir, { recursive: true, mode: 0o700 })
  const authority = await openAuthority(dir, now)
  const names = namesOf(host)
  const known = await readPair(join(dir, 'server'))
  const isGood = known !== null && (await isUsable(known, { authority, names, now }))
  const pair = isGood ? known : await issue(authority, names, now)
  if (!isGood) await writePair(join(dir, 'server'), pair)
  const { key, cert } = pair
  return { key, cert: `${cert}\n${authority.certificate.toString('pem')}\n`, caFile: join(dir, 'ca.pem') }
}

type Pair = { key: string; cert: string }

async function openAuthority(dir: string, now: number): Promise<Signed> {
  const known = await readPair(join(dir, 'ca'))
  const certificate = known ? new x509.X509Certificate(known.cert) : null
  if (known && certificate && certificate.notAfter.getTime() - now > serverDays * dayMs) {
    return { certificate, keys: await importKeys(known.key, certificate) }
  }
  const keys = await webcrypto.subtle.generateKey(algorithm, true, ['sign', 'verify'])
  const made = await x509.X509CertificateGenerator.createSelfSigned({
    serialNumber: serialNumber(),
    name: authorityName,
    ...validity(now, authorityDays),
    signingAlgorithm: algorithm,
    keys: keys,
    extensions: [
      new x509.BasicConstraintsExtension(true, 0, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.keyCertSign | x509.KeyUsageFlags.cRLSign, true),
      await x509.SubjectKeyIdentifierExtension.create(keys.publicKey),
    ],
  })
  await writePair(join(dir, 'ca'), { key: await exportKey(keys.privateKey), cert: made.toString('pem') })
  return { certificate: made, keys }
}

async function issue(authority: Signed, names: readonly string[], now: number): Promise<Pair> {
  const keys = await webcrypto.subtle.generateKey(algorithm, true, ['sign', 'verify'])
  const certificate = await x509.X509CertificateGenerator.create({
    serialNumber: serialNumber(),
    subject: `CN=${names[0] ?? 'localhost'}`,
    issuer: authority.certificate.subject,
    ...validity(now, serverDays),
    signingAlgorithm: algorithm,
    publicKey: keys.publicKey,
    signingKey: authority.keys.privateKey,
    extensions: [
      new x509.BasicConstraintsExtension(false, undefined, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.digitalSignature, true),
      new x509.ExtendedKeyUsageExtension([x509.ExtendedKeyUsage.serverAuth]),
      new x509.SubjectAlternativeNameExtension(
        names.map((value) => ({ type: isIP(value) ? ('ip' as const) : ('dns' as const), value })),
      ),
      await x509.AuthorityKeyIdentifierExtension.create(authority.certificate),
    ],
  })
  return { key: await exportKey(keys.privateKey), cert: certificate.toString('pem') }
}

/** Under which names clients may call. An address that means "all of them" is no name. */
function namesOf(host: string): string[] {
  const isEverywhere = host === '0.0.0.0' || host === '::'
  return [
    ...new Set([...(isEverywhere ? [] : [host]), 'localhost', '127.0.0.1', '::1', hostname().toLowerCase()]),
  ]
}

async function isUsable(
  { cert }: Pair,
  { authority, names, now }: { authority: Signed; names: readonly string[]; now: number },
): Promise<boolean> {
  const certificate = new x509.X509Certificate(cert)
  if (certificate.notAfter.getTime() - now < renewDays * dayMs) return false
  const alternative = certificate.getExtension(x509.SubjectAlternativeNameExtension)
  const covered = new Set((alternative?.names.toJSON() ?? []).map(({ value }) => value))
  if (!names.every((name) => covered.has(name))) return false
  return certificate.verify({ publicKey: authority.certificate, signatureOnly: true })
}

const serialNumber = (): string => {
  const bytes = webcrypto.getRandomValues(new Uint8Array(16))
  // Positive, as serial numbers are.
  bytes[0] = (bytes[0] ?? 0) & 0x7f
  return Buffer.from(bytes).toString('hex')
}

/** From a day ago: clocks of other machines may be behind. */
const validity = (now: number, days: number) => ({
  notBefore: new Date(now - dayMs),
  notAfter: new Date(now - dayMs + days * dayMs),
})

async function exportKey(key: webcrypto.CryptoKey): Promise<string> {
  return x509.PemConverter.encode(await webcrypto.subtle.exportKey('pkcs8', key), 'PRIVATE KEY')
}

async function importKeys(pem: string, certificate: x509.X509Certificate): Promise<webcrypto.CryptoKeyPair> {
  const pkcs8 = x509.PemConverter.decodeFirst(pem)
  return {
    privateKey: await webcrypto.subtle.importKey('pkcs8', pkcs8, algorithm, true, ['sign']),
    publicKey: (await certificate.publicKey.export(algorithm, ['verify'])) as webcrypto.CryptoKey,
  }
}

async function readPair(path: string): Promise<Pair | null> {
  try {
    const [key, cert] = await Promise.all([readFile(`${path}.key`, 'utf8'), readFile(`${path}.pem`, 'utf8')])
    return { key: key.trim(), cert: cert.trim() }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
    throw error
  }
}

/** The key first: a certificate without its key would be believed and be of no use. */
async function writePair(path: string, { key, cert }: Pair): Promise<void> {
  for (const [name, text, mode] of [
    [`${path}.key`, key, 0o600],
    [`${path}.pem`, cert, 0o644],
  ] as const) {
    await writeFile(`${name}.new`, `${text}\n`, { mode })
    await rename(`${name}.new`, name)
  }
}
