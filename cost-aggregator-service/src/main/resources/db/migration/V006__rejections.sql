-- What was set aside, here or by ingest, folded from the topic of rejected usage.
create table rejection (
    -- Of the message that told of it.
    id text primary key,
    reason text not null,
    detail text not null,
    received_at timestamptz not null,
    path text,
    source text,
    event_id text,
    principal text,
    origin_topic text,
    origin_partition integer,
    origin_offset bigint,
    redacted jsonb not null,
    state text not null check (state in ('set_aside', 'retried')),
    retried_by text,
    retried_at timestamptz,
    -- Where the topic told of it last: a repeated message changes nothing, a record that is set aside again does.
    told_partition integer not null,
    told_offset bigint not null
);
create index rejection_received_at on rejection (received_at, id);
grant select, insert, update, delete on rejection to ${service_role};
