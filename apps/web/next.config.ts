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
  ],
}

export default config
