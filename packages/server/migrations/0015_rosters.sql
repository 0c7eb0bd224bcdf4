-- 值班表：班次规则、人员、请假、值班表、班次、换班、节假日报备、外出报备、AB 岗。每列有注释；已发布的迁移不再改动。

create table duty_pattern (
  id uuid primary key,
  unit_id uuid not null,
  division_code text not null collate "C",
  name text not null,
  shifts jsonb not null,
  rest_hours_after_night integer,
  max_nights_per_week integer,
  round_the_clock boolean not null,
  in_force_from text not null collate "C",
  set_at timestamptz not null
);
create index duty_pattern_unit on duty_pattern (unit_id, in_force_from desc, set_at desc);
create index duty_pattern_place on duty_pattern (division_code);
comment on table duty_pattern is '班次规则：一个单位自某日起怎样值班；只增不改，新的取代旧的';
comment on column duty_pattern.id is '编号';
comment on column duty_pattern.unit_id is '单位';
comment on column duty_pattern.division_code is '区划，同单位';
comment on column duty_pattern.name is '名称';
comment on column duty_pattern.shifts is '一天的各班次：用于哪类日子、起止（北京时间分钟）、各角色人数';
comment on column duty_pattern.rest_hours_after_night is '夜班后至少休息小时数，空即平台默认';
comment on column duty_pattern.max_nights_per_week is '任意连续七天最多夜班数，空即平台默认';
comment on column duty_pattern.round_the_clock is '要求值班员 24 小时不断岗';
comment on column duty_pattern.in_force_from is '自此日起用（北京时间）';
comment on column duty_pattern.set_at is '制定时刻';

create table duty_member (
  id uuid primary key,
  unit_id uuid not null,
  division_code text not null collate "C",
  person_id uuid not null,
  roles jsonb not null,
  carried jsonb not null,
  carried_year integer not null,
  status text not null,
  added_at timestamptz not null
);
create unique index duty_member_person on duty_member (unit_id, person_id);
create index duty_member_place on duty_member (division_code);
comment on table duty_member is '值班人员：可排进本单位值班表的人';
comment on column duty_member.id is '编号';
comment on column duty_member.unit_id is '单位';
comment on column duty_member.division_code is '区划，同单位';
comment on column duty_member.person_id is '人员';
comment on column duty_member.roles is '可任角色：leader、officer、standby、trainee';
comment on column duty_member.carried is '启用平台前当年已值次数：总数、夜班、周末、节假日、备勤';
comment on column duty_member.carried_year is '结转次数所属年份';
comment on column duty_member.status is '状态：active、removed';
comment on column duty_member.added_at is '加入时刻';

create table duty_leave (
  id uuid primary key,
  unit_id uuid not null,
  division_code text not null collate "C",
  person_id uuid not null,
  from_day text not null collate "C",
  to_day text not null collate "C",
  kind text not null,
  note jsonb,
  status text not null,
  recorded_at timestamptz not null
);
create index duty_leave_unit on duty_leave (unit_id, to_day) where status = 'active';
create index duty_leave_person on duty_leave (person_id, to_day) where status = 'active';
comment on table duty_leave is '不能值班的日子，含希望不排';
comment on column duty_leave.id is '编号';
comment on column duty_leave.unit_id is '单位';
comment on column duty_leave.division_code is '区划，同单位';
comment on column duty_leave.person_id is '人员';
comment on column duty_leave.from_day is '首日（含，北京时间）';
comment on column duty_leave.to_day is '末日（含，北京时间）';
comment on column duty_leave.kind is '种类：leave、travel、training、wish';
comment on column duty_leave.note is '说明（引用）';
comment on column duty_leave.status is '状态：active、cancelled';
comment on column duty_leave.recorded_at is '登记时刻';

create table duty_roster (
  id uuid primary key,
  unit_id uuid not null,
  division_code text not null collate "C",
  from_day text not null collate "C",
  to_day text not null collate "C",
  version integer not null,
  status text not null,
  draft jsonb not null,
  reason jsonb,
  drafted_at timestamptz not null,
  published_at timestamptz,
  check (to_day >= from_day)
);
create index duty_roster_unit on duty_roster (unit_id, from_day desc, id desc);
create index duty_roster_place on duty_roster (division_code, from_day desc, id desc);
comment on table duty_roster is '值班表';
comment on column duty_roster.id is '编号';
comment on column duty_roster.unit_id is '单位';
comment on column duty_roster.division_code is '区划，同单位';
comment on column duty_roster.from_day is '首日（含，北京时间）';
comment on column duty_roster.to_day is '末日（含，北京时间）';
comment on column duty_roster.version is '版本：同单位、日子相交的已发布值班表依次计数';
comment on column duty_roster.status is '状态：draft、published、discarded';
comment on column duty_roster.draft is '草稿的各席位安排，发布后为空';
comment on column duty_roster.reason is '改版或带问题发布的理由（引用）';
comment on column duty_roster.drafted_at is '起草时刻';
comment on column duty_roster.published_at is '发布时刻';

create table duty_shift (
  id uuid primary key,
  roster_id uuid not null,
  unit_id uuid not null,
  division_code text not null collate "C",
  day text not null collate "C",
  shift_key text not null,
  shift_name text not null,
  starts_at timestamptz not null,
  ends_at timestamptz not null,
  night boolean not null,
  day_kind text not null,
  role text not null,
  place integer not null,
  person_id uuid not null,
  status text not null,
  check (ends_at > starts_at)
);
create index duty_shift_unit on duty_shift (unit_id, starts_at) where status <> 'replaced';
create index duty_shift_person on duty_shift (person_id, starts_at) where status = 'planned';
create index duty_shift_place on duty_shift (division_code, starts_at) where status = 'planned';
create index duty_shift_roster on duty_shift (roster_id, day);
create unique index duty_shift_seat on duty_shift (unit_id, day, shift_key, role, place) where status = 'planned';
comment on table duty_shift is '班次：已发布值班表里一个人在一个班次的一个席位';
comment on column duty_shift.id is '编号';
comment on column duty_shift.roster_id is '值班表';
comment on column duty_shift.unit_id is '单位';
comment on column duty_shift.division_code is '区划，同单位';
comment on column duty_shift.day is '班次开始的那一天（北京时间）';
comment on column duty_shift.shift_key is '班次代号';
comment on column duty_shift.shift_name is '班次名称';
comment on column duty_shift.starts_at is '起（含）';
comment on column duty_shift.ends_at is '止（不含）';
comment on column duty_shift.night is '是否夜班';
comment on column duty_shift.day_kind is '哪类日子：working、weekend、holiday';
comment on column duty_shift.role is '角色：leader、officer、standby、trainee';
comment on column duty_shift.place is '同一角色的第几席，从 0 起';
comment on column duty_shift.person_id is '值班人';
comment on column duty_shift.status is '状态：planned、relieved（值到 ends_at 后由别人接替）、replaced（被新版取代）';

create table duty_change (
  id uuid primary key,
  kind text not null,
  unit_id uuid not null,
  division_code text not null collate "C",
  shift_id uuid not null,
  from_person_id uuid not null,
  to_person_id uuid not null,
  counter_shift_id uuid,
  status text not null,
  reason jsonb,
  answer jsonb,
  asked_at timestamptz not null,
  accepted_at timestamptz,
  closed_at timestamptz
);
create index duty_change_unit on duty_change (unit_id, asked_at desc, id desc);
create index duty_change_place on duty_change (division_code, asked_at desc, id desc);
create index duty_change_shift on duty_change (shift_id);
create index duty_change_from on duty_change (from_person_id, asked_at desc);
create index duty_change_to on duty_change (to_person_id, asked_at desc);
comment on table duty_change is '值班表发布后的变动：换班、替班、紧急替班、调整';
comment on column duty_change.id is '编号';
comment on column duty_change.kind is '种类：swap、cover、emergency、amendment';
comment on column duty_change.unit_id is '单位';
comment on column duty_change.division_code is '区划，同单位';
comment on column duty_change.shift_id is '变动的班次';
comment on column duty_change.from_person_id is '原值班人';
comment on column duty_change.to_person_id is '改由谁值';
comment on column duty_change.counter_shift_id is '换回的班次，替班为空';
comment on column duty_change.status is '状态：asked、accepted、done、declined、refused、withdrawn';
comment on column duty_change.reason is '理由（引用）';
comment on column duty_change.answer is '对方或审批人的话（引用）';
comment on column duty_change.asked_at is '提出';
comment on column duty_change.accepted_at is '对方同意';
comment on column duty_change.closed_at is '办结';

create table roster_filing (
  id uuid primary key,
  unit_id uuid not null,
  division_code text not null collate "C",
  to_unit_id uuid,
  holiday text not null,
  from_day text not null collate "C",
  to_day text not null collate "C",
  due_at timestamptz not null,
  status text not null,
  content_digest text,
  shifts integer,
  filed_at timestamptz,
  received_at timestamptz,
  overdue_at timestamptz
);
create unique index roster_filing_holiday on roster_filing (unit_id, from_day);
create index roster_filing_place on roster_filing (division_code, due_at desc, id desc);
create index roster_filing_to on roster_filing (to_unit_id, due_at desc, id desc);
comment on table roster_filing is '节假日值班表报备';
comment on column roster_filing.id is '编号';
comment on column roster_filing.unit_id is '报备单位';
comment on column roster_filing.division_code is '区划，同单位';
comment on column roster_filing.to_unit_id is '上级值班室，没有登记则为空';
comment on column roster_filing.holiday is '节日名称';
comment on column roster_filing.from_day is '假期首日（北京时间）';
comment on column roster_filing.to_day is '假期末日（含）';
comment on column roster_filing.due_at is '报备截止';
comment on column roster_filing.status is '状态：due、filed、received';
comment on column roster_filing.content_digest is '所报班次的 SHA-256';
comment on column roster_filing.shifts is '所报班次数';
comment on column roster_filing.filed_at is '报出';
comment on column roster_filing.received_at is '上级签收';
comment on column roster_filing.overdue_at is '到期未报而标记的时刻';

create table leader_absence (
  id uuid primary key,
  unit_id uuid not null,
  division_code text not null collate "C",
  person_id uuid not null,
  starts_at timestamptz not null,
  ends_at timestamptz not null,
  destination jsonb,
  reason jsonb,
  approver_person_id uuid,
  deputy_person_id uuid,
  delegation_id uuid,
  status text not null,
  clash_person_ids jsonb not null,
  exception_reason jsonb,
  exception_unit_id uuid,
  exception_at timestamptz,
  registered_at timestamptz not null,
  ended_at timestamptz,
  check (ends_at > starts_at)
);
create index leader_absence_person on leader_absence (person_id, ends_at);
create index leader_absence_place on leader_absence (division_code, starts_at desc, id desc);
create index leader_absence_unit on leader_absence (unit_id, ends_at) where status = 'registered';
comment on table leader_absence is '外出报备';
comment on column leader_absence.id is '编号';
comment on column leader_absence.unit_id is '单位';
comment on column leader_absence.division_code is '区划，同单位';
comment on column leader_absence.person_id is '外出人';
comment on column leader_absence.starts_at is '起（含）';
comment on column leader_absence.ends_at is '止（不含）';
comment on column leader_absence.destination is '去向（引用）';
comment on column leader_absence.reason is '事由（引用）';
comment on column leader_absence.approver_person_id is '批准人';
comment on column leader_absence.deputy_person_id is '代签人（B 角）';
comment on column leader_absence.delegation_id is '随之设立的委托';
comment on column leader_absence.status is '状态：awaiting、registered、refused、cancelled、returned';
comment on column leader_absence.clash_person_ids is '同时外出、不得同时离岗的人';
comment on column leader_absence.exception_reason is '上级同意或不同意的理由（引用）';
comment on column leader_absence.exception_unit_id is '作出决定的上级单位';
comment on column leader_absence.exception_at is '上级决定时刻';
comment on column leader_absence.registered_at is '报备时刻';
comment on column leader_absence.ended_at is '取消或销假时刻';

create table signing_deputy (
  id uuid primary key,
  unit_id uuid not null,
  division_code text not null collate "C",
  person_id uuid not null,
  account_id uuid not null,
  deputy_person_id uuid not null,
  deputy_account_id uuid not null,
  permissions jsonb not null,
  status text not null,
  set_at timestamptz not null,
  ended_at timestamptz
);
create unique index signing_deputy_person on signing_deputy (person_id) where status = 'active';
create index signing_deputy_place on signing_deputy (division_code) where status = 'active';
comment on table signing_deputy is 'AB 岗：A 外出时由 B 代签';
comment on column signing_deputy.id is '编号';
comment on column signing_deputy.unit_id is 'A 的单位';
comment on column signing_deputy.division_code is '区划，同 A 的单位';
comment on column signing_deputy.person_id is 'A 角';
comment on column signing_deputy.account_id is 'A 角账号';
comment on column signing_deputy.deputy_person_id is 'B 角';
comment on column signing_deputy.deputy_account_id is 'B 角账号';
comment on column signing_deputy.permissions is 'A 不在时 B 可用的权限（权限名数组）';
comment on column signing_deputy.status is '状态：active、ended';
comment on column signing_deputy.set_at is '设立';
comment on column signing_deputy.ended_at is '终止';
