-- Months in the books' zone: one is open from the first entry booked in it until it is closed.
create table billing_period (
    -- Its first day.
    month date primary key check (extract(day from month) = 1),
    opened_at timestamptz not null,
    closed_at timestamptz,
    closed_by text,
    -- Taken when it closed, with no posting under way: everything booked in it is of postings up to this one.
    last_posting bigint,
    -- What it amounts to, and how much of that belongs to earlier months; added up once, after it closed.
    cost numeric,
    corrections numeric,
    check ((closed_at is null) = (last_posting is null))
);
insert into billing_period (month, opened_at) select billing_period, min(posted_at) from ledger_entry group by 1;
grant select, insert, update on billing_period to ${service_role};
