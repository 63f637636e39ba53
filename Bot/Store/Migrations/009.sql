-- Whether a running clock is of an older policy is seen at every start, whatever number of clocks has stopped.
create index clock_running on clock (case_id, policy_version, kind) where stopped_at is null;
