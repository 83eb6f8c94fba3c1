-- Meepa Credentials, schema version 1. Run as the owner of the schema; the store itself needs no right to create anything.
create schema if not exists meepa;

create table meepa.schema_version (
  version    int primary key,
  applied_at timestamptz not null default clock_timestamp()
);

-- One row per gateway. The epoch is changed by a person after a restore: see docs/many-machines.md.
create table meepa.store (
  namespace text collate "C" primary key check (length(namespace) between 1 and 64),
  epoch     uuid not null default gen_random_uuid()
);

-- One row per agent. A deleted document leaves its row without a body: the version, the write ids and the fence go on.
create table meepa.document (
  namespace  text collate "C" not null,
  agent      text collate "C" not null check (length(agent) between 1 and 64),
  version    bigint not null check (version > 0),
  write_id   uuid not null,
  prior_ids  uuid[] not null default '{}',
  fence      bigint not null default 0,
  body       bytea check (octet_length(body) <= 16777216),
  written_at timestamptz not null default clock_timestamp(),
  primary key (namespace, agent)
) with (fillfactor = 85, toast.autovacuum_vacuum_scale_factor = 0.02, toast.autovacuum_vacuum_threshold = 1000);

-- Leases. A row is never deleted: a counter that begins again is no fence.
create table meepa.lease (
  namespace  text collate "C" not null,
  agent      text collate "C" not null,
  name       text collate "C" not null check (name ~ '^[a-z]{1,32}$'),
  fence      bigint not null,
  owner      uuid,
  holder     text not null default '',
  taken_at   timestamptz not null,
  expires_at timestamptz not null,
  taken_over boolean not null default false,
  primary key (namespace, agent, name)
) with (fillfactor = 50);

insert into meepa.schema_version (version) values (1);
