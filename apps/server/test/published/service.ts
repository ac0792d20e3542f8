// domain: tasks
// An example of another developer's service: `node service.js JWKS_URL ISSUER AUDIENCE TOKEN`. Checked and run like program.ts.
import { createTokenVerifier, InvalidTokenError } from '@ownlist/auth'

const [jwksUrl = '', issuer = '', audience = '', token = ''] = process.argv.slice(2)
const verifier = createTokenVerifier({ jwksUrl, issuer, audience })

const { userId } = await verifier.verify(`Bearer ${token}`)
const refusal: unknown = await verifier.verifyToken(`${token}x`).catch((error) => error)

process.stdout.write(JSON.stringify({ userId, refused: refusal instanceof InvalidTokenError && refusal.code }))
