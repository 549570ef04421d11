-- Makes the role with which Grafana reads. It can SELECT from the views for dashboards and people, and do nothing else.
-- Run it with psql (15 or later) as a superuser, in the database, after a silo has made the tables. Run it again to change the password. The password comes
-- from the environment, so that no list of processes shows it:
--   psql --set=ON_ERROR_STOP=1 --command='\getenv password READER_PASSWORD' --file=reader.sql
-- The role is called grafana, or NAME with --set=reader=NAME.
\if :{?reader}
\else
  \set reader grafana
\endif

BEGIN;

-- The statements below contain the password, so they must not go into the server's log.
SET LOCAL log_statement = 'none';
SET LOCAL log_min_duration_statement = -1;
SET LOCAL log_min_error_statement = 'panic';

SELECT format('CREATE ROLE %I', :'reader') WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = :'reader') \gexec
ALTER ROLE :"reader" LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS CONNECTION LIMIT 20 PASSWORD :'password';
ALTER ROLE :"reader" SET default_transaction_read_only = on;
-- A query whose reader has gone must not keep the silos' database busy.
ALTER ROLE :"reader" SET statement_timeout = '30s';

-- A sort that does not fit into memory must not fill the disk. Only a real superuser may set this, and some hosts of databases give no such role.
SELECT format('ALTER ROLE %I SET temp_file_limit = %L', :'reader', '1GB') FROM pg_roles WHERE rolname = current_user AND rolsuper \gexec

-- PostgreSQL lets every role that may connect make temporary tables, tables in the schema public (up to version 14) and large objects. This role must not.
-- A right of PUBLIC can only be revoked from PUBLIC, so the silos' role, which owns the views, gets the first two by name.
SELECT format('GRANT TEMPORARY ON DATABASE %I TO %I', current_database(), pg_get_userbyid(nspowner)), format('GRANT CREATE ON SCHEMA public TO %I', pg_get_userbyid(nspowner))
FROM pg_namespace WHERE nspname = 'dashboards' \gexec
SELECT format('REVOKE TEMPORARY ON DATABASE %I FROM PUBLIC', current_database()) \gexec
REVOKE CREATE ON SCHEMA public FROM PUBLIC;
SELECT format('REVOKE EXECUTE ON FUNCTION %s FROM PUBLIC', oid::regprocedure)
FROM pg_proc WHERE pronamespace = 'pg_catalog'::regnamespace AND (proname LIKE 'lo\_%' OR proname IN ('loread', 'lowrite')) \gexec

SELECT format('GRANT CONNECT ON DATABASE %I TO %I', current_database(), :'reader') \gexec
GRANT USAGE ON SCHEMA dashboards TO :"reader";
GRANT SELECT ON ALL TABLES IN SCHEMA dashboards TO :"reader";
GRANT SELECT ON trial_summary, best_trials, epoch_metrics TO :"reader";
-- The role can also read views that a later version adds, without running this script again.
SELECT format('ALTER DEFAULT PRIVILEGES FOR ROLE %I IN SCHEMA dashboards GRANT SELECT ON TABLES TO %I', pg_get_userbyid(nspowner), :'reader')
FROM pg_namespace WHERE nspname = 'dashboards' \gexec

COMMIT;
