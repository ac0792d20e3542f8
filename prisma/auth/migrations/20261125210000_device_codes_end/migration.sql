-- A code of somebody who no longer exists could not be given the foreign key.
DELETE FROM "device_code" WHERE "user_id" IS NOT NULL AND "user_id" NOT IN (SELECT "id" FROM "user");

-- CreateIndex
CREATE INDEX "device_code_user_id_idx" ON "device_code"("user_id");

-- AddForeignKey
ALTER TABLE "device_code" ADD CONSTRAINT "device_code_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- What Prisma's schema cannot say:

-- A code that somebody looked up or approved ends with any of that person's sessions, with their password, and with their
-- account, whatever ends those: Better Auth, a cascade or a statement at the console. It is denied rather than deleted, so
-- that the program that polls for it gets the answer of RFC 8628, 3.5 (access_denied).
CREATE FUNCTION end_device_codes(person TEXT) RETURNS void LANGUAGE sql AS $$
    UPDATE device_code SET status = 'denied' WHERE user_id = person AND status IN ('pending', 'approved');
$$;

CREATE FUNCTION end_device_codes_of_session() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM end_device_codes(OLD.user_id);
    RETURN NULL;
END $$;
CREATE TRIGGER session_ended_device_codes AFTER DELETE ON "session"
    FOR EACH ROW EXECUTE FUNCTION end_device_codes_of_session();

CREATE FUNCTION end_device_codes_of_password() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM end_device_codes(NEW.user_id);
    RETURN NULL;
END $$;
CREATE TRIGGER password_set_device_codes AFTER INSERT ON "account"
    FOR EACH ROW WHEN (NEW.password IS NOT NULL) EXECUTE FUNCTION end_device_codes_of_password();
CREATE TRIGGER password_changed_device_codes AFTER UPDATE ON "account"
    FOR EACH ROW WHEN (OLD.password IS DISTINCT FROM NEW.password) EXECUTE FUNCTION end_device_codes_of_password();

-- Before the foreign key forgets whose code it was.
CREATE FUNCTION end_device_codes_of_account() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM end_device_codes(OLD.id);
    RETURN OLD;
END $$;
CREATE TRIGGER account_ended_device_codes BEFORE DELETE ON "user"
    FOR EACH ROW EXECUTE FUNCTION end_device_codes_of_account();

-- An approval that read the code before it was denied writes after that. It changes nothing.
CREATE FUNCTION keep_device_code_denied() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.status := 'denied';
    RETURN NEW;
END $$;
CREATE TRIGGER device_code_denied BEFORE UPDATE ON "device_code"
    FOR EACH ROW WHEN (OLD.status = 'denied') EXECUTE FUNCTION keep_device_code_denied();
