
-- What Prisma's schema cannot say:

-- A row exists only for the user whom the transaction names in app.user_id. FORCE holds the table's owner to it too.
-- After a transaction the setting reads '' rather than NULL, hence NULLIF. One permissive policy without sub-selects: sharded tables
-- take no other.
ALTER TABLE "erasure" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "erasure" FORCE ROW LEVEL SECURITY;
CREATE POLICY "erasure_owner" ON "erasure"
    USING ("user_id" = NULLIF(current_setting('app.user_id', TRUE), ''))
    WITH CHECK ("user_id" = NULLIF(current_setting('app.user_id', TRUE), ''));

-- A change belongs to each list that its row was in, for apps that may only use some lists.
ALTER TABLE "change" ALTER COLUMN "list_ids" SET NOT NULL;
CREATE INDEX "change_undoes_idx" ON "change" ("user_id", "seq") WHERE "undoes" IS NOT NULL;
ALTER TABLE "change_counter"
    ADD CONSTRAINT "change_counter_seq_positive" CHECK ("seq" >= 1),
    ADD CONSTRAINT "change_counter_trimmed_past" CHECK ("trimmed" BETWEEN 0 AND "seq");
ALTER TABLE "change"
    ADD CONSTRAINT "change_seq_positive" CHECK ("seq" >= 1),
    ADD CONSTRAINT "change_version_positive" CHECK ("version" >= 1),
    ADD CONSTRAINT "change_before_columns" CHECK (jsonb_typeof("before") = 'object'),
    ADD CONSTRAINT "change_undoes_earlier" CHECK ("undoes" < "seq");
ALTER TABLE "change_counter" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "change_counter" FORCE ROW LEVEL SECURITY;
CREATE POLICY "change_counter_owner" ON "change_counter"
    USING ("user_id" = NULLIF(current_setting('app.user_id', TRUE), ''))
    WITH CHECK ("user_id" = NULLIF(current_setting('app.user_id', TRUE), ''));
ALTER TABLE "change" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "change" FORCE ROW LEVEL SECURITY;
CREATE POLICY "change_owner" ON "change"
    USING ("user_id" = NULLIF(current_setting('app.user_id', TRUE), '')
        AND CASE WHEN NULLIF(current_setting('app.lists', TRUE), '') IS NULL THEN TRUE
            ELSE "list_ids" && NULLIF(current_setting('app.lists', TRUE), '')::uuid[] END)
    WITH CHECK ("user_id" = NULLIF(current_setting('app.user_id', TRUE), '')
        AND CASE WHEN NULLIF(current_setting('app.lists', TRUE), '') IS NULL THEN TRUE
            ELSE "list_ids" && NULLIF(current_setting('app.lists', TRUE), '')::uuid[] END);

-- When there is next something to do for an owner. The role of the background program gets a policy of its own with its privileges.
ALTER TABLE "due" ADD CONSTRAINT "due_kind_known" CHECK ("kind" IN ('reminder', 'trash', 'log', 'erasure', 'import'));
ALTER TABLE "due" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "due" FORCE ROW LEVEL SECURITY;
CREATE POLICY "due_owner" ON "due"
    USING ("user_id" = NULLIF(current_setting('app.user_id', TRUE), ''))
    WITH CHECK ("user_id" = NULLIF(current_setting('app.user_id', TRUE), ''));
