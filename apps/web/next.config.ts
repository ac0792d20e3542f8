import { join } from 'node:path'
import type { NextConfig } from 'next'

const config: NextConfig = {
  output: 'standalone',
  // The packages of this workspace are traced into the output too.
  outputFileTracingRoot: join(import.meta.dirname, '../..'),
  poweredByHeader: false,
  // `pnpm check` type-checks the whole workspace at once; a second time here would only cost.
  typescript: { ignoreBuildErrors: true },
  headers: async () => [
    {
      source: '/(.*)',
      headers: [
        { key: 'x-content-type-options', value: 'nosniff' },
        { key: 'x-frame-options', value: 'DENY' },
        { key: 'referrer-policy', value: 'same-origin' },
      ],
    },
    // A token is for the one who asked; no cache may keep it.
    { source: '/api/auth/token', headers: [{ key: 'cache-control', value: 'no-store' }] },
  ],
}

export default config
