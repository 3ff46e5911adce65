import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { temporaryFolder } from './library.ts'

/** Makes a certificate for 127.0.0.1 and its key; undefined without openssl. */
export function makeCertificate(): { cert: string; key: string } | undefined {
  const folder = temporaryFolder()
  const [cert, key] = [join(folder, 'cert.pem'), join(folder, 'key.pem')]
  const made = ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-days', '1']
  const named = ['-subj', '/CN=127.0.0.1', '-addext', 'subjectAltName=IP:127.0.0.1', '-keyout', key, '-out', cert]
  return spawnSync('openssl', [...made, ...named]).status === 0 ? { cert, key } : undefined
}
