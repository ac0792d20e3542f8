-- CreateTable
CREATE TABLE "list" (
    "user_id" TEXT NOT NULL,
    "id" UUID NOT NULL,
    "title" TEXT NOT NULL,
    "digest" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,
    "deleted_at" TIMESTAMPTZ(3),

    CONSTRAINT "list_pkey" PRIMARY KEY ("user_id","id")
);

-- AlterTable
ALTER TABLE "task" ADD COLUMN     "list_id" UUID;

-- CreateIndex
CREATE INDEX "list_user_id_created_at_id_idx" ON "list"("user_id", "created_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "task_user_id_list_id_created_at_id_idx" ON "task"("user_id", "list_id", "created_at" DESC, "id" DESC);

-- AddForeignKey
ALTER TABLE "task" ADD CONSTRAINT "task_user_id_list_id_fkey" FOREIGN KEY ("user_id", "list_id") REFERENCES "list"("user_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What Prisma's schema cannot say:

-- The bounds of the API's schemas, once more under them.
ALTER TABLE "list"
    ADD CONSTRAINT "list_title_length" CHECK (char_length("title") BETWEEN 1 AND 500),
    ADD CONSTRAINT "list_version_positive" CHECK ("version" >= 1);

-- A row exists only for the user whom the transaction names in app.user_id. FORCE holds the table's owner to it too.
ALTER TABLE "list" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "list" FORCE ROW LEVEL SECURITY;
CREATE POLICY "list_owner" ON "list"
    USING ("user_id" = (SELECT NULLIF(current_setting('app.user_id', TRUE), '')))
    WITH CHECK ("user_id" = (SELECT NULLIF(current_setting('app.user_id', TRUE), '')));

-- Nothing new of somebody whose rows were all erased a moment ago.
CREATE TRIGGER "list_refuse_erased" BEFORE INSERT ON "list" FOR EACH ROW EXECUTE FUNCTION refuse_erased();

-- Under the owner's policy: where the transaction names lists in app.lists, as an array of ids, there is nothing outside them.
CREATE POLICY "task_lists" ON "task" AS RESTRICTIVE
    USING ((SELECT NULLIF(current_setting('app.lists', TRUE), '') IS NULL)
        OR "list_id" = ANY ((SELECT NULLIF(current_setting('app.lists', TRUE), '')::uuid[])::uuid[]));
CREATE POLICY "list_lists" ON "list" AS RESTRICTIVE
    USING ((SELECT NULLIF(current_setting('app.lists', TRUE), '') IS NULL)
        OR "id" = ANY ((SELECT NULLIF(current_setting('app.lists', TRUE), '')::uuid[])::uuid[]));
