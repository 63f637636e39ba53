// A stand-in for the Bot Framework's token service: RSA keys, OpenID metadata, a key set with endorsements, and tokens.
import { constants, createHmac, generateKeyPairSync, randomUUID, sign } from 'node:crypto'

export const botFrameworkIssuer = 'https://api.botframework.com'

const base64url = (value) => Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)).toString('base64url')

export function createKey({ kid = randomUUID(), endorsements = ['msteams'] } = {}) {
  const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  const jwk = { ...publicKey.export({ format: 'jwk' }), kid, x5t: kid, use: 'sig', ...(endorsements && { endorsements }) }
  return { kid, privateKey, pem: publicKey.export({ format: 'pem', type: 'spki' }), jwk }
}

const signers = {
  RS256: (data, key) => sign('RSA-SHA256', data, key.privateKey),
  RS512: (data, key) => sign('RSA-SHA512', data, key.privateKey),
  PS256: (data, key) => sign('sha256', data, { key: key.privateKey, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: 32 }),
  HS256: (data, key) => createHmac('sha256', key.secret ?? key.pem).update(data).digest(),
  none: () => Buffer.alloc(0),
}

/** A signed token. `claims` replaces or, with undefined, removes claims of the valid one. */
export function mint({ key, appId, serviceUrl, alg = 'RS256', kid = key.kid, claims = {} }) {
  const now = Math.floor(Date.now() / 1000)
  const body = { serviceurl: serviceUrl, nbf: now - 10, exp: now + 3600, iss: botFrameworkIssuer, aud: appId, ...claims }
  const data = `${base64url({ typ: 'JWT', alg, kid, x5t: kid })}.${base64url(body)}`
  return `${data}.${signers[alg](Buffer.from(data), key).toString('base64url')}`
}

export const metadataPath = '/v1/.well-known/openidconfiguration'
const keysPath = '/v1/.well-known/keys'

/** What the issuer answers to a GET of this path, or undefined where it is none of its own. */
export function publish(path, origin, keys) {
  if (path === keysPath) return { keys: keys.map((key) => key.jwk) }
  if (path !== metadataPath && path !== '/v1/.well-known/openid-configuration') return undefined
  return {
    issuer: botFrameworkIssuer,
    authorization_endpoint: 'https://invalid.botframework.com',
    jwks_uri: origin + keysPath,
    id_token_signing_alg_values_supported: ['RS256'],
    token_endpoint_auth_methods_supported: ['private_key_jwt'],
  }
}
