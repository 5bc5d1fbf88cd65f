-- Running totals: which events belong to a series, and with which total, so that each is booked with its share.

-- Locked by whoever adds to a series or takes from it.
create table series (
    id bytea primary key check (octet_length(id) = 32),
    revision bigint not null default 1
);

-- Ordered as the program orders: by time, then by the bytes of the event's id, then of its identity.
create table series_member (
    series bytea not null,
    occurred_at timestamptz not null,
    event_id text collate "C" not null,
    identity bytea not null,
    -- The totals as given, by meter; the ledger has the share.
    total jsonb not null,
    -- Nothing before this member is part of its totals.
    begins boolean not null,
    primary key (series, occurred_at, event_id, identity)
);
create unique index series_member_identity on series_member (identity);

-- What the event said that the other columns do not: the total it is a share of, several calls summed, counts that are
-- bounds. Null where there is nothing of it, as with most.
alter table ledger_entry add column given jsonb;

grant select, insert, update on series to ${service_role};
grant select, insert, delete on series_member to ${service_role};
