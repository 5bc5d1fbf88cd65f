-- The books. Run by the owner role; the services' role (${service_role}) gets exactly the grants at the end.
-- Times are instants; windows and months are computed by the caller (two time zone databases would disagree).

-- One row of facts about the books as a whole.
create table books (
    singleton boolean primary key default true check (singleton),
    -- Raised by every change of a budget's definition or a rate card; a posting that priced with another one starts over.
    generation bigint not null default 1,
    -- Raised when the database is found older than the topics, after a restore.
    epoch bigint not null default 1
);
insert into books default values;

-- Every event ever booked: never partitioned, never pruned. Whoever changes an event's effect locks its row.
create table event_identity (
    id bytea primary key check (octet_length(id) = 32),
    content_hash bytea not null check (octet_length(content_hash) = 32),
    path_rank smallint not null,
    sequence bigint not null,
    revision integer not null,
    -- The entry that holds the event's net posting.
    net_entry bigint not null,
    net_posted_at timestamptz not null
);

create sequence posting_id;

-- One row per posting transaction; what follows from it is taken from here after commit. Its entries are those with
-- id >= posting.id << 16 and id < (posting.id + 1) << 16 and the same posted_at: one range of one partition's key.
create table posting (
    id bigint primary key,
    posted_at timestamptz not null,
    entries integer not null,
    set_aside integer not null,
    -- Whether priced events and set-asides were published, and the shadow counters have it.
    published boolean not null default false,
    audited boolean not null default false
);
create index posting_unpublished on posting (id) where not published;
create index posting_unaudited on posting (id) where not audited;

create table ledger_entry (
    -- The posting's id times 65536, plus the place in it.
    id bigint not null,
    -- When the posting began, by this database's clock.
    posted_at timestamptz not null,
    identity bytea not null,
    revision integer not null,
    kind text not null check (kind in ('usage', 'adjustment')),
    -- The entry that a reversal takes back, and the first day of the month (UTC) it was posted in.
    corrects bigint,
    corrects_month date,
    occurred_at timestamptz not null,
    -- First day of the month, in the books' zone, in which the entry is booked.
    billing_period date not null,
    source text not null,
    event_id text not null,
    response_id text,
    principal text not null,
    agent text,
    team text,
    project text,
    mission text,
    step text,
    session text,
    operation text,
    tool text,
    provider text not null,
    model text not null,
    model_canonical text not null,
    service_tier text,
    region text,
    tags jsonb,
    outcome text not null,
    duration_ms bigint,
    -- 1 for a call, -1 where it is reversed.
    calls integer not null,
    -- Null is unknown, zero is a value.
    input bigint,
    cache_read bigint,
    cache_write_5m bigint,
    cache_write_1h bigint,
    output bigint,
    reasoning bigint,
    -- Every other meter by name.
    other_usage jsonb,
    tokens_in bigint not null,
    tokens_out bigint not null,
    cost numeric not null check (scale(cost) <= 36),
    estimated_cost numeric check (scale(estimated_cost) <= 36),
    reported_cost numeric check (scale(reported_cost) <= 36),
    cost_state text not null check (cost_state in ('priced', 'reported', 'unpriced', 'free')),
    unpriced_reason text check ((cost_state = 'unpriced') = (unpriced_reason is not null)),
    card_id text,
    card_version integer,
    card_effective_from timestamptz,
    -- [[meter, quantity, price, tier, cost], …]
    derivation jsonb not null,
    approximate boolean not null,
    hold text,
    primary key (id, posted_at)
) partition by range (posted_at);
create index ledger_entry_occurred_at on ledger_entry (occurred_at);
create index ledger_entry_event on ledger_entry (event_id);
create table ledger_entry_default partition of ledger_entry default;

-- Creates the partitions of the month of p_from and of as many months after it, where they are missing. UTC months.
create function create_ledger_partitions(p_from date, p_months integer) returns integer
    language plpgsql security definer set search_path = public, pg_temp as $$
declare
    first date;
    created integer := 0;
begin
    perform pg_advisory_xact_lock(7105);
    for i in 0..least(p_months, 24) loop
        first := (date_trunc('month', p_from::timestamp) + make_interval(months => i))::date;
        if to_regclass(format('ledger_entry_%s', to_char(first, 'YYYY_MM'))) is null then
            execute format(
                'create table ledger_entry_%s partition of ledger_entry for values from (%L) to (%L)',
                to_char(first, 'YYYY_MM'),
                to_char(first, 'YYYY-MM-DD') || ' 00:00:00+00',
                to_char(first + interval '1 month', 'YYYY-MM-DD') || ' 00:00:00+00');
            created := created + 1;
        end if;
    end loop;
    return created;
end $$;
revoke all on function create_ledger_partitions(date, integer) from public;

-- Where the next record of each partition is read from; written in the posting transaction.
create table consumer_offset (
    topic text not null,
    partition integer not null,
    next_offset bigint not null,
    primary key (topic, partition)
);

-- What the books could not take, to be told on the rejected topic.
create table set_aside (
    id bigint generated always as identity primary key,
    posting bigint not null references posting (id),
    reason text not null,
    detail text not null,
    principal text,
    source text,
    event_id text,
    path text,
    topic text,
    partition integer,
    record_offset bigint,
    redacted jsonb,
    received_at timestamptz not null
);
create index set_aside_posting on set_aside (posting);

create table budget (
    id text primary key,
    definition jsonb not null,
    revision bigint not null,
    state text not null check (state in ('active', 'filling', 'frozen')),
    deleted boolean not null default false,
    -- History up to this posting is added in the background while the budget is filling; later ones count themselves.
    filled_from_posting bigint,
    changed_at timestamptz not null
);

create table account (
    key text primary key,
    budget text not null references budget (id),
    held numeric not null default 0 check (scale(held) <= 36),
    frozen boolean not null default false,
    version bigint not null default 1
);
create index account_budget on account (budget);

create table account_window (
    key text not null references account (key),
    window_start timestamptz not null,
    window_end timestamptz not null,
    spent numeric not null check (scale(spent) <= 36),
    primary key (key, window_start)
);

-- Accounts that the gates have not been told of since they changed. Append-only for posters, so that no two meet here.
create table account_dirty (
    id bigint generated always as identity primary key,
    key text not null
);

-- The auditor's own sums, folded from the ledger and compared with account_window.
create table audit_window (
    key text not null,
    window_start timestamptz not null,
    spent numeric not null,
    primary key (key, window_start)
);

create table rate_card (
    id text not null,
    version integer not null,
    provider text not null,
    effective_from timestamptz not null,
    definition jsonb not null,
    built_in boolean not null,
    created_at timestamptz not null,
    primary key (id, version)
);

create table access_token (
    id text primary key,
    principal text not null,
    claims jsonb not null,
    issued_at timestamptz not null,
    expires_at timestamptz not null,
    revoked_at timestamptz
);

create view token_usage as
select mission as mission_id, model, tokens_in as prompt_tokens, tokens_out as completion_tokens,
       estimated_cost, cost
from ledger_entry;

-- The ledger is append-only for the services: the database itself refuses to change or remove an entry.
grant usage on schema public to ${service_role};
grant select, insert on ledger_entry to ${service_role};
grant select, insert, update on event_identity, posting, books, consumer_offset, budget, account, account_window,
    audit_window, access_token to ${service_role};
grant delete on audit_window, account_window to ${service_role};
grant select, insert, delete on account_dirty to ${service_role};
grant select, insert on set_aside, rate_card to ${service_role};
grant select on token_usage to ${service_role};
grant usage, select on sequence posting_id to ${service_role};
-- So that a service that does not migrate can say what is missing.
do $$ begin
    if to_regclass('flyway_schema_history') is not null then
        grant select on flyway_schema_history to ${service_role};
    end if;
end $$;
grant execute on function create_ledger_partitions(date, integer) to ${service_role};
