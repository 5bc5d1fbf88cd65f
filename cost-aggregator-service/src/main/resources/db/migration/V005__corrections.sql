-- Repricings and reattributions: what was asked for, and how far each has come. Progress is written with the postings it is of.
create table correction (
    number bigint generated always as identity primary key,
    kind text not null check (kind in ('repricing', 'reattribution')),
    -- The body it was asked for with.
    request jsonb not null,
    dry_run boolean not null,
    -- Asked for by the books themselves, because rate cards changed; such go before others.
    automatic boolean not null,
    requested_by text not null,
    requested_at timestamptz not null,
    state text not null check (state in ('queued', 'running', 'done', 'failed')),
    -- Entries of later postings are not looked at: they were priced by what holds since.
    through_posting bigint not null,
    after_entry bigint not null default 0,
    entries bigint not null default 0,
    difference numeric not null default 0,
    finished_at timestamptz,
    failure text
);
create index correction_waiting on correction (automatic desc, number) where state in ('queued', 'running');

-- The rate cards that unpriced events were last tried with.
create table rate_cards_tried (
    single boolean primary key default true check (single),
    generation bigint not null default 0,
    cards bytea
);
insert into rate_cards_tried default values;

create index ledger_entry_unpriced on ledger_entry (id) where cost_state = 'unpriced';

grant select, insert, update on correction to ${service_role};
grant select, update on rate_cards_tried to ${service_role};
