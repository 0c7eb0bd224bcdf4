-- 预警联动、转移安置、管控令。每列有注释；已发布的迁移不再改动。

create table warning (
  id uuid primary key,
  number text not null,
  hazard text not null,
  level text not null,
  issuer text not null,
  division_code text not null collate "C",
  headline text not null,
  instruction text not null,
  issued_at timestamptz not null,
  relayed_at timestamptz not null,
  expires_at timestamptz,
  status text not null,
  ended_at timestamptz,
  replaced_by_id uuid,
  incident_id uuid,
  watch_from timestamptz not null
);
create unique index warning_in_force on warning (division_code, hazard, issuer) where status = 'inForce';
create unique index warning_number on warning (number);
comment on table warning is '预警';
comment on column warning.id is '编号';
comment on column warning.number is '编号（对外）';
comment on column warning.hazard is '灾种';
comment on column warning.level is '级别';
comment on column warning.issuer is '发布单位';
comment on column warning.division_code is '区划';
comment on column warning.headline is '标题';
comment on column warning.instruction is '防御指引';
comment on column warning.issued_at is '发布';
comment on column warning.relayed_at is '转录';
comment on column warning.expires_at is '到期';
comment on column warning.status is '状态';
comment on column warning.ended_at is '终止';
comment on column warning.replaced_by_id is '被替换为';
comment on column warning.incident_id is '事件';
comment on column warning.watch_from is '同级或更高预警连续生效起点（联动宽限自此起算）';

create table linkage_alarm (
  id uuid primary key,
  warning_id uuid not null,
  incident_id uuid,
  division_code text not null collate "C",
  wanted_level integer not null,
  found_level integer,
  rule text not null,
  status text not null,
  raised_at timestamptz not null,
  closed_at timestamptz,
  answer jsonb
);
create unique index linkage_alarm_open on linkage_alarm (warning_id, division_code) where status = 'open';
create index linkage_alarm_incident on linkage_alarm (incident_id);
comment on table linkage_alarm is '预警联动告警';
comment on column linkage_alarm.id is '编号';
comment on column linkage_alarm.warning_id is '预警';
comment on column linkage_alarm.incident_id is '事件';
comment on column linkage_alarm.division_code is '区划';
comment on column linkage_alarm.wanted_level is '应有响应级别';
comment on column linkage_alarm.found_level is '当时响应级别';
comment on column linkage_alarm.rule is '规则';
comment on column linkage_alarm.status is '状态';
comment on column linkage_alarm.raised_at is '告警';
comment on column linkage_alarm.closed_at is '结束';
comment on column linkage_alarm.answer is '答复（引用）';

create table evacuation_count (
  id uuid primary key,
  incident_id uuid not null,
  division_code text not null collate "C",
  kind text not null,
  planned integer not null,
  moved integer not null,
  refused integer not null,
  followed_up integer not null,
  as_of timestamptz not null,
  reported_at timestamptz not null,
  by_unit_id uuid not null
);
create unique index evacuation_count_place on evacuation_count (incident_id, division_code, kind);
comment on table evacuation_count is '转移安置数';
comment on column evacuation_count.id is '编号';
comment on column evacuation_count.incident_id is '事件';
comment on column evacuation_count.division_code is '区划';
comment on column evacuation_count.kind is '种类';
comment on column evacuation_count.planned is '应转移数';
comment on column evacuation_count.moved is '已转移数';
comment on column evacuation_count.refused is '拒绝（失联）数';
comment on column evacuation_count.followed_up is '已上门（联系上）数';
comment on column evacuation_count.as_of is '数据时点';
comment on column evacuation_count.reported_at is '上报';
comment on column evacuation_count.by_unit_id is '经办单位';

create table transfer_household (
  id uuid primary key,
  incident_id uuid not null,
  division_code text not null collate "C",
  householder jsonb not null,
  phone jsonb,
  address jsonb,
  people integer not null,
  vulnerable integer not null,
  responsible_person_id uuid,
  unit_id uuid not null,
  reason text not null,
  status text not null,
  shelter_id uuid,
  destination jsonb,
  notified_at timestamptz,
  moved_at timestamptz,
  refused_at timestamptz,
  visits integer not null,
  visited_at timestamptz,
  returned_at timestamptz,
  position point
);
create index transfer_household_place on transfer_household (incident_id, division_code, status);
create index transfer_household_page on transfer_household (division_code, id);
comment on table transfer_household is '转移户';
comment on column transfer_household.id is '编号';
comment on column transfer_household.incident_id is '事件';
comment on column transfer_household.division_code is '区划';
comment on column transfer_household.householder is '户主（引用）';
comment on column transfer_household.phone is '电话（引用）';
comment on column transfer_household.address is '住址（引用）';
comment on column transfer_household.people is '人数';
comment on column transfer_household.vulnerable is '特殊人群数';
comment on column transfer_household.responsible_person_id is '责任人';
comment on column transfer_household.unit_id is '单位';
comment on column transfer_household.reason is '事由';
comment on column transfer_household.status is '状态';
comment on column transfer_household.shelter_id is '避难场所';
comment on column transfer_household.destination is '去向（引用）';
comment on column transfer_household.notified_at is '通知到户';
comment on column transfer_household.moved_at is '转移时间';
comment on column transfer_household.refused_at is '拒绝';
comment on column transfer_household.visits is '上门次数';
comment on column transfer_household.visited_at is '最近上门';
comment on column transfer_household.returned_at is '返回时间';
comment on column transfer_household.position is '位置（经度,纬度）';

create table return_release (
  id uuid primary key,
  incident_id uuid not null,
  division_code text not null collate "C",
  released_at timestamptz not null,
  by_unit_id uuid not null
);
create unique index return_release_place on return_release (incident_id, division_code);
comment on table return_release is '解除转移';
comment on column return_release.id is '编号';
comment on column return_release.incident_id is '事件';
comment on column return_release.division_code is '区划';
comment on column return_release.released_at is '解除';
comment on column return_release.by_unit_id is '经办单位';

create table protective_order (
  id uuid primary key,
  number text not null,
  incident_id uuid not null,
  division_code text not null collate "C",
  measures jsonb not null,
  text text not null,
  in_force_from timestamptz not null,
  issued_at timestamptz not null,
  issued_by_unit_id uuid not null,
  status text not null,
  lifted_at timestamptz
);
create index protective_order_incident on protective_order (incident_id);
create unique index protective_order_number on protective_order (division_code, number);
comment on table protective_order is '指挥长令';
comment on column protective_order.id is '编号';
comment on column protective_order.number is '编号（对外）';
comment on column protective_order.incident_id is '事件';
comment on column protective_order.division_code is '区划';
comment on column protective_order.measures is '措施';
comment on column protective_order.text is '内容';
comment on column protective_order.in_force_from is '生效';
comment on column protective_order.issued_at is '发布';
comment on column protective_order.issued_by_unit_id is '发布单位';
comment on column protective_order.status is '状态';
comment on column protective_order.lifted_at is '解除';
