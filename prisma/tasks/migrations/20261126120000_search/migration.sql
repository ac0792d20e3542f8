-- The search: docs/decisions/0053-search.md. It needs no extension. Texts are folded here and nowhere else, so that the text of a
-- task and the text that is searched for are folded alike, whatever the locale of the server.

-- Lower case, without accents and invisible characters. Each emoji becomes a word of its own, with a space on both sides.
-- A collation of Unicode knows the upper case of all scripts. pg_c_utf8 exists from PostgreSQL 17, the other one with ICU.
-- In PL/pgSQL, since PostgreSQL would plan a function in SQL again for each row that is written alone.
DO $do$
DECLARE
    unicode TEXT := (SELECT format('COLLATE pg_catalog.%I', collname) FROM pg_collation
        WHERE collname IN ('pg_c_utf8', 'und-x-icu') AND collnamespace = 'pg_catalog'::regnamespace
        ORDER BY collname LIMIT 1);
    signs TEXT := '\u2190-\u2BFF\u3030\u303D\uE000-\uE015\U0001F000-\U0001F1E5\U0001F200-\U0001F3FA\U0001F400-\U0001FAFF';
    emoji TEXT := format('[%s][\U0001F3FB-\U0001F3FF]?[\U000E0020-\U000E007F]*', signs);
BEGIN
    EXECUTE format($create$
        CREATE FUNCTION search_fold(folded TEXT) RETURNS TEXT LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $body$
        BEGIN
            IF octet_length(folded) = char_length(folded) THEN
                RETURN lower(folded %1$s);
            END IF;
            -- A regular expression takes far less time than translate().
            IF folded ~ '[‼⁉™ℹⓂ㊗㊙🈁-🉑ﷺ]' THEN
                -- Emoji that would be decomposed into letters. The last character would become eleven times as long; it is left out.
                folded := translate(folded, '‼⁉™ℹⓂ㊗㊙🈁🈂🈚🈯🈲🈳🈴🈵🈶🈷🈸🈹🈺🉐🉑ﷺ',
                    E'\uE000\uE001\uE002\uE003\uE004\uE005\uE006\uE007\uE008\uE009\uE00A\uE00B\uE00C\uE00D\uE00E\uE00F\uE010\uE011\uE012\uE013\uE014\uE015');
            END IF;
            folded := normalize(folded, NFKD);
            -- й is a letter of its own. ё is not.
            folded := replace(replace(folded, E'\u0438\u0306', 'й'), E'\u0418\u0306', 'Й');
            -- Accents, vowel points and invisible characters.
            folded := regexp_replace(folded, '[\u00AD\u0300-\u036F\u0591-\u05BD\u05BF\u05C1\u05C2\u05C4\u05C5\u05C7\u0640\u064B-\u065F\u0670\u200B\u200C\u200E\u200F\u202A-\u202E\u2060-\u2064\u2066-\u2069\uFE0E\uFE0F\uFEFF]', '', 'g');
            IF folded ~ '[\u20E3%3$s\U0001F1E6-\U0001F1FF]' THEN
                -- Flags, keycaps, and other emoji with their skin tone, joined to further ones.
                folded := regexp_replace(folded, '([\U0001F1E6-\U0001F1FF]{2}|[0-9#*]\u20E3|%2$s(\u200D%2$s)*)', ' \1 ', 'g');
            END IF;
            folded := lower(normalize(folded, NFKC) %1$s);
            -- Letters that have no decomposition, and quotes and dashes.
            folded := replace(replace(replace(replace(folded, 'ß', 'ss'), 'æ', 'ae'), 'œ', 'oe'), 'þ', 'th');
            IF folded ~ '[øđłıðħςŧ’‘“”–—‑]' THEN
                folded := translate(folded, 'øđłıðħςŧ’‘“”–—‑', 'odlidhσt''''""---');
            END IF;
            RETURN folded;
        END $body$
    $create$, unicode, emoji, signs);
END $do$;

-- The words of a text, without repetitions.
CREATE FUNCTION search_words(query TEXT) RETURNS TEXT[] LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN (SELECT coalesce(array_agg(DISTINCT word), '{}') FROM regexp_split_to_table(search_fold(query), '[\u0001-\u0020\u0085\u1680\u2028\u2029]+') AS word
    WHERE word <> '');

-- Whether a folded word is an emoji, which has to be equal. Other words are found within words as well.
CREATE FUNCTION search_is_emoji(word TEXT) RETURNS BOOLEAN LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN word ~ '^([\u2190-\u2BFF\u3030\u303D\uE000-\uE015\U0001F000-\U0001FAFF]|[0-9#*]\u20E3)';

-- For LIKE ALL: one pattern for each word of a text.
CREATE FUNCTION search_patterns(query TEXT) RETURNS TEXT[] LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN (SELECT coalesce(array_agg(CASE WHEN search_is_emoji(word) THEN '% ' || word || ' %'
        ELSE '%' || regexp_replace(word, '([\\%_])', '\\\1', 'g') || '%' END), '{}')
    FROM unnest(search_words(query)) AS word);

-- Whether a folded word may have a typo: 4 to 24 letters or digits, in a script that writes spaces between words.
CREATE FUNCTION search_is_forgiven(word TEXT) RETURNS BOOLEAN LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN word ~ '^[0-9a-z\u00C0-\u0DFF\u1000-\u1FFF\uAC00-\uD7A3]{4,24}$';

-- For ~ ALL: one regular expression for each word of a text. A forgiven word may differ from the beginning of a word by one
-- letter that is wrong, missing or too many, or by two that are swapped. If the last letter differs, the word has to end there.
CREATE FUNCTION search_typos(query TEXT) RETURNS TEXT[] LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN (SELECT coalesce(array_agg(CASE
        WHEN search_is_emoji(word) THEN ' ' || word || ' '
        WHEN NOT search_is_forgiven(word) THEN regexp_replace(word, '([\u0021-\u002F\u003A-\u0040\u005B-\u0060\u007B-\u007E])', '\\\1', 'g')
        ELSE '[' || ends || '](?:' || word || '|' || left(word, -1) || any_one || '?[' || ends || ']|' || any_one || word || '|' || (
            SELECT string_agg(left(word, n - 1) || any_one || '?' || substr(word, n + 1)
                || '|' || left(word, n) || any_one || substr(word, n + 1)
                || '|' || left(word, n - 1) || substr(word, n + 1, 1) || substr(word, n, 1) || substr(word, n + 2), '|')
            FROM generate_series(1, char_length(word) - 1) AS n) || ')' END), '{}')
    FROM unnest(search_words(query)) AS word,
        (VALUES ('\u0001-\u002F\u003A-\u0040\u005B-\u0060\u007B-\u00BF\u2000-\u206F\u3000-\u303F')) AS edges (ends),
        LATERAL (VALUES ('[^' || ends || ']')) AS letters (any_one));

-- For LIKE ANY, to exclude most texts at little cost before search_typos: one typo in the longest word leaves one of its halves
-- as it is, or swaps the letters between them. No patterns if no word is forgiven, or if there are more than 8 words.
CREATE FUNCTION search_clues(query TEXT) RETURNS TEXT[] LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN (SELECT coalesce((SELECT ARRAY['%' || left(word, half) || '%', '%' || substr(word, half + 1) || '%',
            '%' || left(word, half - 1) || substr(word, half + 1, 1) || substr(word, half, 1) || substr(word, half + 2) || '%']
        FROM unnest(words) AS word, LATERAL (VALUES (char_length(word) / 2)) AS halves (half)
        WHERE search_is_forgiven(word) AND cardinality(words) <= 8
        ORDER BY char_length(word) DESC, word LIMIT 1), '{}')
    FROM (VALUES (search_words(query))) AS all_words (words));

-- The title and the notes, folded. A text is in the first column, so that the index contains it, or in the second if it is longer.
-- Folding makes a text at most seven times as long, and an entry of an index has at most 2,704 bytes.
ALTER TABLE "task"
    ADD COLUMN "search" TEXT GENERATED ALWAYS AS (CASE WHEN octet_length("title") + octet_length("notes") <= 250
        THEN search_fold(' ' || "title" || ' ' || "notes" || ' ') END) STORED,
    ADD COLUMN "search_long" TEXT GENERATED ALWAYS AS (CASE WHEN octet_length("title") + octet_length("notes") > 250
        THEN search_fold(' ' || "title" || ' ' || "notes" || ' ') END) STORED;

-- Pages, newest first, and the texts that are searched for: a search reads this index, and only the tasks that it finds.
-- Prisma's schema cannot say this, and ignores an index with a condition.
CREATE INDEX "task_newest_idx" ON "task" ("user_id", "created_at" DESC, "id" DESC) INCLUDE ("list_id", "search") WHERE "deleted_at" IS NULL;
DROP INDEX "task_user_id_created_at_id_idx";
