// What each runtime does with the package. This file, too, uses only what every runtime has.
import { createKeySet, createRevocationList, createTokenVerifier } from '@ownlist/auth'

/** The result for each token: its user, or the code of the error. */
async function outcomes(verifier, tokens) {
  const told = []
  for (const token of tokens) {
    const outcome = verifier.verify(`Bearer ${token}`).then(
      ({ userId, sessionId, scopes, clientId, issuedAt, expiresAt }) => ({
        userId,
        sessionId,
        clientId,
        scopes,
        issuedAt: issuedAt.toISOString(),
        expiresAt: expiresAt.toISOString(),
      }),
      ({ code, message }) => code ?? message,
    )
    told.push(await outcome)
  }
  return told
}

/** Why the keys of each address cannot be fetched. */
async function faults(urls) {
  const told = {}
  for (const [name, url] of Object.entries(urls)) {
    const keys = createKeySet({ url, timeoutMs: 500 })
    await keys.reload().catch(() => undefined)
    told[name] = keys.state().fault
  }
  return told
}

export async function runPlan({ jwksUrl, revocationsUrl, issuer, audience, good, bad, late, revoked, broken }) {
  const expected = { issuer, audience }
  const keys = createKeySet({ url: jwksUrl })
  const verifier = createTokenVerifier({ ...expected, keys })
  const revocations = createRevocationList({ ...expected, url: revocationsUrl, keys })
  await revocations.reload()
  const patient = createTokenVerifier({ ...expected, keys, clockTolerance: 300 })
  const lonely = createTokenVerifier({ ...expected, jwksUrl: broken.closed })
  return {
    good: await outcomes(verifier, good),
    remembered: await outcomes(verifier, good),
    bad: await outcomes(verifier, bad),
    late: [await outcomes(verifier, late), await outcomes(patient, late)],
    revoked: await outcomes(createTokenVerifier({ ...expected, keys, revocations }), revoked),
    unavailable: await outcomes(lonely, good),
    faults: await faults(broken),
  }
}
