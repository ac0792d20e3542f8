
-- What Prisma's schema cannot say:

-- A row exists only for the user whom the transaction names in app.user_id. FORCE holds the table's owner to it too.
-- After a transaction the setting reads '' rather than NULL, hence NULLIF. One permissive policy without sub-selects: sharded tables
-- take no other.
ALTER TABLE "erasure" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "erasure" FORCE ROW LEVEL SECURITY;
CREATE POLICY "erasure_owner" ON "erasure"
    USING ("user_id" = NULLIF(current_setting('app.user_id', TRUE), ''))
    WITH CHECK ("user_id" = NULLIF(current_setting('app.user_id', TRUE), ''));
