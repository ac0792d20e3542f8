import { defineConfig } from 'prisma/config'

// For Prisma's own CLI, if its engine binary is available: `prisma migrate deploy --config prisma/tasks/prisma.config.ts`.
// `pnpm db:migrate` does the same without the binary.
export default defineConfig({
  schema: '.',
  migrations: { path: 'migrations' },
  datasource: { url: process.env.DATABASE_ADMIN_URL ?? '' },
})
