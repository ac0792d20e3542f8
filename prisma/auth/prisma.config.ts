import { defineConfig } from 'prisma/config'

// For Prisma's own CLI, if its engine binary is available: `prisma migrate deploy --config prisma/auth/prisma.config.ts`.
// `pnpm db:migrate` does the same without the binary.
export default defineConfig({
  schema: '.',
  migrations: { path: 'migrations' },
  datasource: { url: process.env.AUTH_DATABASE_URL ?? '' },
})
