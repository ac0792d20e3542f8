-- AlterTable
ALTER TABLE "jwks" ADD COLUMN     "signs_from" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP;

-- What Prisma's schema cannot say:

-- Until now a key signed from the moment it was made.
UPDATE "jwks" SET "signs_from" = "created_at";
