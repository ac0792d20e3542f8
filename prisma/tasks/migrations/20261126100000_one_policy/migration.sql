-- Policies, columns and references that also work when the tables are sharded: docs/decisions/0046-sql-for-hot-statements.md.

-- AlterTable
ALTER TABLE "task" ALTER COLUMN "priority" TYPE TEXT USING "priority"::text;

-- DropEnum
DROP TYPE "priority";

-- The owner of the tables sees every row while the foreign key is checked.
ALTER TABLE "task" NO FORCE ROW LEVEL SECURITY;
ALTER TABLE "list" NO FORCE ROW LEVEL SECURITY;

-- DropForeignKey
ALTER TABLE "task" DROP CONSTRAINT "task_user_id_list_id_fkey";

-- AddForeignKey
ALTER TABLE "task" ADD CONSTRAINT "task_user_id_list_id_fkey" FOREIGN KEY ("user_id", "list_id") REFERENCES "list"("user_id", "id") ON DELETE RESTRICT ON UPDATE NO ACTION;

-- What Prisma's schema cannot say:

ALTER TABLE "task" ADD CONSTRAINT "task_priority_known" CHECK ("priority" IN ('none', 'low', 'medium', 'high'));

-- The statements of a create look for the tombstone of an erased account.
DROP TRIGGER "task_refuse_erased" ON "task";
DROP TRIGGER "list_refuse_erased" ON "list";
DROP FUNCTION refuse_erased();

-- One permissive policy for each table, without sub-selects. A row exists only for the user whom the transaction names in
-- app.user_id and, where it names lists in app.lists, as an array of ids, only within them. After a transaction a setting reads ''
-- rather than NULL, hence NULLIF. CASE instead of OR: the planner takes an OR to be true for one row in 200, and would sort all
-- rows of the owner instead of reading a page in the order of the index.
DROP POLICY "erasure_owner" ON "erasure";
CREATE POLICY "erasure_owner" ON "erasure"
    USING ("user_id" = NULLIF(current_setting('app.user_id', TRUE), ''))
    WITH CHECK ("user_id" = NULLIF(current_setting('app.user_id', TRUE), ''));

DROP POLICY "task_lists" ON "task";
DROP POLICY "task_owner" ON "task";
CREATE POLICY "task_owner" ON "task"
    USING ("user_id" = NULLIF(current_setting('app.user_id', TRUE), '')
        AND CASE WHEN NULLIF(current_setting('app.lists', TRUE), '') IS NULL THEN TRUE
            ELSE "list_id" = ANY (NULLIF(current_setting('app.lists', TRUE), '')::uuid[]) END)
    WITH CHECK ("user_id" = NULLIF(current_setting('app.user_id', TRUE), '')
        AND CASE WHEN NULLIF(current_setting('app.lists', TRUE), '') IS NULL THEN TRUE
            ELSE "list_id" = ANY (NULLIF(current_setting('app.lists', TRUE), '')::uuid[]) END);

DROP POLICY "list_lists" ON "list";
DROP POLICY "list_owner" ON "list";
CREATE POLICY "list_owner" ON "list"
    USING ("user_id" = NULLIF(current_setting('app.user_id', TRUE), '')
        AND CASE WHEN NULLIF(current_setting('app.lists', TRUE), '') IS NULL THEN TRUE
            ELSE "id" = ANY (NULLIF(current_setting('app.lists', TRUE), '')::uuid[]) END)
    WITH CHECK ("user_id" = NULLIF(current_setting('app.user_id', TRUE), '')
        AND CASE WHEN NULLIF(current_setting('app.lists', TRUE), '') IS NULL THEN TRUE
            ELSE "id" = ANY (NULLIF(current_setting('app.lists', TRUE), '')::uuid[]) END);

-- FORCE holds the owner of the tables to the policies too.
ALTER TABLE "task" FORCE ROW LEVEL SECURITY;
ALTER TABLE "list" FORCE ROW LEVEL SECURITY;
