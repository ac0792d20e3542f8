
-- What Prisma's schema cannot say:

-- A row exists only for the user whom the transaction names in app.user_id. FORCE holds the table's owner to it too.
-- After a transaction the setting reads '' rather than NULL, hence NULLIF; the sub-select is evaluated once a statement.
ALTER TABLE "erasure" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "erasure" FORCE ROW LEVEL SECURITY;
CREATE POLICY "erasure_owner" ON "erasure"
    USING ("user_id" = (SELECT NULLIF(current_setting('app.user_id', TRUE), '')))
    WITH CHECK ("user_id" = (SELECT NULLIF(current_setting('app.user_id', TRUE), '')));

-- For the tables of resources. A token outlives its account by minutes, and must not bring rows back. An erasure takes the same
-- lock, exclusively: a row that is being written is either there to be erased, or refused.
CREATE FUNCTION refuse_erased() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM pg_advisory_xact_lock_shared(hashtextextended(NEW.user_id, 0));
    IF EXISTS (SELECT FROM erasure WHERE user_id = NEW.user_id AND until > clock_timestamp()) THEN
        RAISE EXCEPTION 'erased' USING ERRCODE = 'OWERA';
    END IF;
    RETURN NEW;
END $$;
