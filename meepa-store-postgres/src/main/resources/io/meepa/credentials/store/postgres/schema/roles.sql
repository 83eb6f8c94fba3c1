-- Least privilege: the gateway's login is granted meepa_app and owns nothing. Run as the owner of the schema.
do $$
begin
  if not exists (select from pg_roles where rolname = 'meepa_app') then
    create role meepa_app nologin;
  end if;
  if not exists (select from pg_roles where rolname = 'meepa_read') then
    create role meepa_read nologin;
  end if;
end
$$;

revoke all on schema meepa from public;
revoke all on all tables in schema meepa from public;
grant usage on schema meepa to meepa_app, meepa_read;

-- No delete and no truncate anywhere: fences and versions only go up.
grant select on meepa.schema_version to meepa_app, meepa_read;
grant select, insert on meepa.store to meepa_app;
grant select, insert, update on meepa.document to meepa_app;
grant select, insert, update on meepa.lease to meepa_app;

-- For monitoring: which versions there are, never a body.
grant select on meepa.store to meepa_read;
grant select (namespace, agent, version, written_at) on meepa.document to meepa_read;
grant select (namespace, agent, name, fence, holder, taken_at, expires_at) on meepa.lease to meepa_read;

-- For each login of a gateway, here gateway_one:
--   create role gateway_one login password '...' in role meepa_app;
--   alter role gateway_one set synchronous_commit = on;
--   alter role gateway_one set statement_timeout = '15s';
--   alter role gateway_one set lock_timeout = '10s';
--   alter role gateway_one set idle_in_transaction_session_timeout = '15s';
