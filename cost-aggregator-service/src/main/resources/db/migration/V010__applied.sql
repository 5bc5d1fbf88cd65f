-- What bursar apply keeps, so that pruning removes nothing that others made.
create table applied (
    set_name text not null,
    kind text not null,
    id text not null,
    applied_by text not null,
    applied_at timestamptz not null,
    primary key (set_name, kind, id)
);
grant select, insert, update, delete on applied to ${service_role};
