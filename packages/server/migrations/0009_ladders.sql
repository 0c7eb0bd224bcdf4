-- 手机时间偏差、叫应规则（升级阶梯、静默时段）。每列有注释；已发布的迁移不再改动。

alter table signal add column clock_ahead_seconds integer;
comment on column signal.clock_ahead_seconds is '所报时间比收到晚多少秒（手机或自动站时间快了），发生时间已按收到时刻记';

create table calling_rule (
  id uuid primary key,
  division_code text not null collate "C",
  ladders jsonb not null,
  quiet_from text not null,
  quiet_to text not null,
  basis text not null,
  in_force_from timestamptz not null,
  set_at timestamptz not null,
  set_by_unit_id uuid not null
);
create index calling_rule_place on calling_rule (division_code, in_force_from desc, set_at desc);
comment on table calling_rule is '叫应规则：一个地区自某时起的升级阶梯和静默时段；只增不改，新的取代旧的';
comment on column calling_rule.id is '编号';
comment on column calling_rule.division_code is '区划；下级没有自定的沿用它';
comment on column calling_rule.ladders is '各类叫应的升级阶梯';
comment on column calling_rule.quiet_from is '静默时段起（北京时间）';
comment on column calling_rule.quiet_to is '静默时段止（北京时间）';
comment on column calling_rule.basis is '依据';
comment on column calling_rule.in_force_from is '自此时生效';
comment on column calling_rule.set_at is '制定时刻';
comment on column calling_rule.set_by_unit_id is '制定单位';
