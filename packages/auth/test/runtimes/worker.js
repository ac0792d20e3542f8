// A service in workerd: `POST /plan` runs the plan in its body; `POST /kept` uses the verifier that an earlier request created.
import { createKeySet, createTokenVerifier } from '@ownlist/auth'
import { runPlan } from './plan.js'

let kept

async function verifyWithKept({ jwksUrl, issuer, audience, good, maxAgeMs }) {
  if (kept === undefined) {
    const keys = createKeySet({ url: jwksUrl, maxAgeMs })
    await keys.reload()
    kept = createTokenVerifier({ keys, issuer, audience })
  }
  const { userId } = await kept.verifyToken(good[0])
  return userId
}

// biome-ignore lint/style/noDefaultExport: it is what workerd looks for.
export default {
  async fetch(request) {
    const plan = await request.json()
    return Response.json(request.url.endsWith('/kept') ? await verifyWithKept(plan) : await runPlan(plan))
  },
}
