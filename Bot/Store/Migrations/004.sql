-- An answer may promise news: the choice made in the form, kept with the draft.
alter table draft add column promise text;
