-- /readyz asks whether the database has exactly the changes that this version of Heather knows. Lock: none that anybody feels.
GRANT SELECT (migration_name, finished_at, rolled_back_at) ON public._prisma_migrations TO heather_lookup;
GRANT CREATE ON SCHEMA app TO heather_lookup;
SET LOCAL ROLE heather_lookup;
CREATE FUNCTION app.applied_migrations() RETURNS TABLE (name text) LANGUAGE sql STABLE SECURITY DEFINER SET search_path = ''
  AS $$ SELECT m.migration_name::text FROM public._prisma_migrations m
        WHERE m.finished_at IS NOT NULL AND m.rolled_back_at IS NULL ORDER BY 1 $$;
REVOKE ALL ON FUNCTION app.applied_migrations() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION app.applied_migrations() TO heather_web;
RESET ROLE;
REVOKE CREATE ON SCHEMA app FROM heather_lookup;
