-- Optional: each login sees the rows of its own namespace alone. Run as the owner of the schema, after roles.sql.
create table if not exists meepa.gateway (
  role_name name primary key,
  namespace text collate "C" not null check (length(namespace) between 1 and 64)
);
grant select on meepa.gateway to meepa_app, meepa_read;

alter table meepa.gateway enable row level security;
alter table meepa.gateway force row level security;
create policy own_row on meepa.gateway for select using (role_name = current_user);
create policy owner_writes on meepa.gateway to current_user using (true) with check (true);

alter table meepa.store enable row level security;
alter table meepa.store force row level security;
create policy own_namespace on meepa.store
  using (namespace = (select g.namespace from meepa.gateway g where g.role_name = current_user))
  with check (namespace = (select g.namespace from meepa.gateway g where g.role_name = current_user));

alter table meepa.document enable row level security;
alter table meepa.document force row level security;
create policy own_namespace on meepa.document
  using (namespace = (select g.namespace from meepa.gateway g where g.role_name = current_user))
  with check (namespace = (select g.namespace from meepa.gateway g where g.role_name = current_user));

alter table meepa.lease enable row level security;
alter table meepa.lease force row level security;
create policy own_namespace on meepa.lease
  using (namespace = (select g.namespace from meepa.gateway g where g.role_name = current_user))
  with check (namespace = (select g.namespace from meepa.gateway g where g.role_name = current_user));

-- Monitoring sees the versions of all namespaces; roles.sql gives it no body.
create policy monitoring on meepa.store for select to meepa_read using (true);
create policy monitoring on meepa.document for select to meepa_read using (true);
create policy monitoring on meepa.lease for select to meepa_read using (true);

-- For each login of a gateway:
--   insert into meepa.gateway (role_name, namespace) values ('gateway_one', 'gateway');
