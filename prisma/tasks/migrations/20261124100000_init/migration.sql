-- CreateEnum
CREATE TYPE "priority" AS ENUM ('none', 'low', 'medium', 'high');

-- CreateTable
CREATE TABLE "task" (
    "user_id" TEXT NOT NULL,
    "id" UUID NOT NULL,
    "title" TEXT NOT NULL,
    "notes" TEXT NOT NULL,
    "priority" "priority" NOT NULL,
    "due_on" DATE,
    "completed_at" TIMESTAMPTZ(3),
    "digest" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,
    "deleted_at" TIMESTAMPTZ(3),

    CONSTRAINT "task_pkey" PRIMARY KEY ("user_id","id")
);

-- CreateIndex
CREATE INDEX "task_user_id_created_at_id_idx" ON "task"("user_id", "created_at" DESC, "id" DESC);

-- What Prisma's schema cannot say:

-- The bounds of the API's schemas, once more under them.
ALTER TABLE "task"
    ADD CONSTRAINT "task_title_length" CHECK (char_length("title") BETWEEN 1 AND 500),
    ADD CONSTRAINT "task_notes_length" CHECK (char_length("notes") <= 10000),
    ADD CONSTRAINT "task_version_positive" CHECK ("version" >= 1);

-- A row exists only for the user whom the transaction names in app.user_id. FORCE holds the table's owner to it too.
-- After a transaction the setting reads '' rather than NULL, hence NULLIF; the sub-select is evaluated once a statement.
ALTER TABLE "task" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "task" FORCE ROW LEVEL SECURITY;
CREATE POLICY "task_owner" ON "task"
    USING ("user_id" = (SELECT NULLIF(current_setting('app.user_id', TRUE), '')))
    WITH CHECK ("user_id" = (SELECT NULLIF(current_setting('app.user_id', TRUE), '')));
