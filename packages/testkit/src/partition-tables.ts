const partitions = 8

/**
 * A statement for a superuser. It converts every table with owners to a table that is partitioned by `hash (user_id)`, with
 * the same columns, constraints, indices, policies and privileges. The tables have to be empty. As with shards, the API's
 * role may use the tables, but not their partitions.
 */
export const partitionTables = (apiRole: string): string => `do $do$
declare
  owned record;
  other record;
  old text;
  partition text;
  foreign_keys text[] := array(select format('alter table %s add constraint %I %s', conrelid::regclass, conname, pg_get_constraintdef(oid))
    from pg_constraint where contype = 'f' and connamespace = 'public'::regnamespace);
begin
  for other in select conrelid::regclass as of_table, conname from pg_constraint
    where contype = 'f' and connamespace = 'public'::regnamespace
  loop
    execute format('alter table %s drop constraint %I', other.of_table, other.conname);
  end loop;
  for owned in select relname as name, pg_class.oid as id, pg_get_userbyid(relowner) as role
    from pg_class join pg_attribute on attrelid = pg_class.oid
    where attname = 'user_id' and relkind = 'r' and relnamespace = 'public'::regnamespace
  loop
    old := 'old_' || owned.name;
    execute format('alter table %I rename to %I', owned.name, old);
    for other in select relname as name from pg_index join pg_class on pg_class.oid = indexrelid where indrelid = owned.id loop
      execute format('alter index %I rename to %I', other.name, 'old_' || other.name);
    end loop;
    execute format('create table %I (like %I including all) partition by hash (user_id)', owned.name, old);
    execute format('alter table %I owner to %I', owned.name, owned.role);
    for n in 0..${partitions - 1} loop
      partition := owned.name || '_' || n;
      execute format('create table %I partition of %I for values with (modulus ${partitions}, remainder %s)', partition, owned.name, n);
      execute format('alter table %I owner to %I', partition, owned.role);
    end loop;
    for other in select polname as name, pg_get_expr(polqual, polrelid) as reads,
        pg_get_expr(coalesce(polwithcheck, polqual), polrelid) as writes from pg_policy where polrelid = owned.id and polcmd = '*'
    loop
      execute format('create policy %I on %I using (%s) with check (%s)', other.name, owned.name, other.reads, other.writes);
    end loop;
    for other in select polname as name, polroles[1]::regrole as role, pg_get_expr(polqual, polrelid) as reads
      from pg_policy where polrelid = owned.id and polcmd = 'r'
    loop
      execute format('create policy %I on %I for select to %s using (%s)', other.name, owned.name, other.role, other.reads);
      execute format('grant select on %I to %s', owned.name, other.role);
    end loop;
    execute format('alter table %I enable row level security, force row level security', owned.name);
    execute format('grant select, insert, update, delete on %I to ${apiRole}', owned.name);
    execute format('drop table %I', old);
  end loop;
  foreach old in array foreign_keys loop
    execute old;
  end loop;
end $do$`
