-- CreateTable
CREATE TABLE "erasure" (
    "user_id" TEXT NOT NULL,
    "until" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "erasure_pkey" PRIMARY KEY ("user_id")
);

-- What Prisma's schema cannot say:

ALTER TABLE "erasure" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "erasure" FORCE ROW LEVEL SECURITY;
CREATE POLICY "erasure_owner" ON "erasure"
    USING ("user_id" = (SELECT NULLIF(current_setting('app.user_id', TRUE), '')))
    WITH CHECK ("user_id" = (SELECT NULLIF(current_setting('app.user_id', TRUE), '')));

-- A token outlives its account by minutes, and must not bring rows back. An erasure takes the same lock, exclusively: a
-- task that is being written is either there to be erased, or refused.
CREATE FUNCTION refuse_erased() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM pg_advisory_xact_lock_shared(hashtextextended(NEW.user_id, 0));
    IF EXISTS (SELECT FROM erasure WHERE user_id = NEW.user_id AND until > clock_timestamp()) THEN
        RAISE EXCEPTION 'erased' USING ERRCODE = 'OWERA';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER task_refuse_erased BEFORE INSERT ON "task" FOR EACH ROW EXECUTE FUNCTION refuse_erased();
